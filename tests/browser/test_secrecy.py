"""What goes over the wire: nothing that gives an answer away before it is in for good."""

import re
from collections.abc import Iterator
from typing import assert_never

from playwright.sync_api import expect

from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.steps import attempt_of, check, fill_in, go_on, go_to, prove, start_quiz


def test_before_an_answer_is_in_nothing_of_it_is_sent(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, items = visitor(kinds_server), quizzes[AT_ONCE].items
    page = visit.page
    start_quiz(page, kinds_server.url, AT_ONCE)

    for place, item in enumerate(items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        fill_in(page, item, right=len(item.tries) == 1)
        hints = [needle(hint.text) for hint in item.hints]
        assert told(visit.frames, item) == []
        assert found(visit.frames, hints) == []
        if isinstance(item, Ordering):
            assert not stands_in_order(visit.frames, item)
        if hints:
            page.get_by_role("button", name="Show a hint (1 of 2)").click()
            expect(page.locator(".hints li")).to_have_count(1)
            assert found(visit.frames, hints) == hints[:1]
            fill_in(page, item, right=False)
        check(page)
        if len(item.tries) > 1:
            assert set(told(visit.frames, item)) <= of_the_tried(item)
            page.get_by_role("button", name="Show the solution").click()
        if page.locator("#proof").count():
            assert told(visit.frames, item, but=spellings(item)) == []
            prove(page, item.proof[0])
        expect(page.locator("#result")).to_be_visible()
        # The reasons come behind the verdict, in a message of their own.
        expect(page.get_by_test_id("stMain")).to_contain_text(item.rationale)
        assert found(visit.frames, [needle(item.rationale)]) != []
        go_on(page)


def of_the_tried(item: Item) -> set[str]:
    """The words by which the remark on the wrong answer of `fill_in` is known, if it has one.

    It comes with the next try, and tells nothing of the key.
    """
    tried = item.distractors[0] if isinstance(item, SingleChoice) else None
    return {needle(tried.feedback)} if tried and tried.feedback else set()


def test_in_test_mode_nothing_is_sent_until_the_quiz_is_handed_in(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, items = visitor(kinds_server), quizzes[TEST].items
    page = visit.page
    start_quiz(page, kinds_server.url, TEST)
    for place, item in enumerate(items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        fill_in(page, item, right=place % 2 == 0)
        expect(page.get_by_text("✓ Saved at").or_(page.get_by_text("✓ Your ans"))).to_be_visible()
        button = "Next item" if place < 9 else "Review and hand in"
        page.get_by_role("button", name=button).click()
    expect(page.locator("#stem")).to_have_text("Before you hand in")

    before = [each for item in items for each in told(visit.frames, item, but=spellings(item))]
    page.get_by_role("button", name="Hand in with 1 item not complete").click()
    expect(page.locator("#stem")).to_have_text("Your result")
    go_to(page, 1)
    expect(page.locator("#result")).to_be_visible()

    assert before == []
    assert told(visit.frames, items[0]) != []


def test_while_a_test_is_open_another_quiz_sends_nothing_of_its_items(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(kinds_server), quizzes[AT_ONCE].items[0]
    page = visit.page
    start_quiz(page, kinds_server.url, TEST)
    expect(page.locator("#stem")).to_contain_text("Item 1 of 10")
    start_quiz(page, kinds_server.url, AT_ONCE)
    fill_in(page, item, right=True)
    check(page)
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()

    assert told(visit.frames, item) == []
    # A script knows the key ArrowRight.
    assert found(visit.frames, ["✓ Right", '"Right']) == []


def test_the_address_of_an_attempt_tells_another_learner_nothing(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    own, other = visitor(kinds_server), visitor(kinds_server)
    item = quizzes[AT_ONCE].items[0]
    start_quiz(own.page, kinds_server.url, AT_ONCE)
    fill_in(own.page, item, right=True)
    check(own.page)

    other.page.goto(own.page.url)
    expect(words(other.page, "This attempt is not yours")).to_be_visible()

    assert found(own.frames, [needle(item.stem)]) != []
    assert found(other.frames, [needle(item.stem)]) == []
    assert told(other.frames, item) == []
    assert attempt_of(other.page) == attempt_of(own.page)


def told(frames: list[bytes], item: Item, *, but: list[str] | None = None) -> list[str]:
    """What the frames tell of the answer to an item; `but` names what may be told."""
    texts = [text for text in secrets(item) if text not in (but or [])]
    return found(frames, [needle(text) for text in texts])


def found(frames: list[bytes], needles: list[str]) -> list[str]:
    """Those of the needles that are somewhere in the frames."""
    sent = b"\0".join(frames)
    return [each for each in needles if each.encode() in sent]


def needle(text: str) -> str:
    """The longest run of plain letters in a text: it looks the same however it is escaped.

    Of a name with other letters a part would be too short to tell it from others.
    """
    runs: list[str] = re.findall(r"[A-Za-z ]+", text)
    return text if not text.isascii() and len(text) < 40 else max(runs, key=len).strip()


def stands_in_order(frames: list[bytes], item: Ordering) -> bool:
    """Whether the texts come over the wire in the right order."""
    sent = b"\0".join(frames)
    places = [sent.index(needle(text).encode()) for text in item.sequence]
    return places == sorted(places)


def secrets(item: Item) -> Iterator[str]:
    """What nobody may read before answering: everything except the options."""
    yield item.rationale
    match item:
        case SingleChoice() | MultipleChoice():
            yield from (each.feedback for each in item.distractors if each.feedback)
        case TrueFalse() | Ordering():
            yield from filter(None, [item.feedback])
        case VerdictItem():
            yield from item.feedback.values()
        case Numeric():
            yield from (each.feedback for each in item.distractors if each.feedback)
        case ShortAnswer():
            yield from spellings(item)
            yield from (each.feedback for each in item.distractors if each.feedback)
        case Matching():
            yield from (each.feedback for each in item.pairs if each.feedback)
        case EvidenceItem():
            yield from (each.feedback for each in item.distractors if each.feedback)
        case ExtendedResponse():
            yield item.model_answer
        case _:
            assert_never(item)


def spellings(item: Item) -> list[str]:
    """All that is accepted of what is typed; once the reports are open, they have some of it."""
    return [item.key, *item.also_accept] if isinstance(item, ShortAnswer) else []
