"""What a quiz keeps to itself: keys until the answer is in, and every other learner's attempt."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Written,
)
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Ordering,
    ShortAnswer,
    SingleChoice,
    VerdictItem,
)
from sourcebook.model.options import options, prompts
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.quiz.feedback import remarks as remarks_on
from sourcebook.pages.quiz.last_try import reveals_key
from sourcebook.pages.shared import clock, services
from sourcebook.pages.shared.markup import literal
from sourcebook.scoring import key_ids
from sourcebook.store.attempts import Attempts
from tests import builders
from tests.builders import course_files, option_id

from .conftest import (
    ARAM,
    NINA,
    SCORED,
    Browser,
    Serve,
    component_data,
    everything_sent,
    fails,
    fill_in,
    hand_in,
    html,
    labels,
    no_proof,
    place_of,
    press,
    prove,
    remarks,
    right,
    send,
    wrong,
)

PROVABLE = [kind for kind in SCORED if kind != "evidence"]
"""The item kinds that can ask for a proof."""

SIGNS = ("is-key", "Key:", "The proof", "<h3>Why</h3>", "✓ Right", "✗ Not right", "In full (")
"""What shows up only beside an answer that is in for good."""


def secrets(item: Item, *, cited: bool = True) -> list[str]:
    """Every text that gives an item's key away.

    The passages cited are left out unless `cited`, and for an item that asks which passages
    show it: those are read before the answer, on purpose.
    """
    texts = [item.rationale, item.calculated, *remarks(item), *(hint.text for hint in item.hints)]
    if isinstance(item, ExtendedResponse):
        texts.append(item.model_answer)
    if isinstance(item, ShortAnswer):
        texts.append(item.key)
    if cited and not isinstance(item, EvidenceItem):
        course = services.library().course()
        found = [course.evidence(passage_id) for passage_id in item.citations]
        texts += [each.passage.summary for each in found if each]
    return [text for text in texts if text]


def leaks(tab: AppTest, item: Item, *, cited: bool = True) -> list[str]:
    """What the browser was sent that gives an item's key away."""
    sent = everything_sent(tab)
    signs = [sign for sign in SIGNS if sign in html(tab)]
    return signs + [text for text in secrets(item, cited=cited) if text in sent]


def open_item(browser: Browser, quiz: Quiz, kind: str, **changes: Any) -> tuple[AppTest, Item, int]:
    """A tab at the first item of this kind, the item itself and its place."""
    attempt = browser.start(quiz.model_copy(update=changes))
    place = place_of(attempt, kind)
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
    return tab, attempt.items[place].item, place


def in_test_mode(quiz: Quiz) -> Quiz:
    """The quiz, explained only once it is handed in."""
    return quiz.model_copy(update={"feedback": "deferred"})


def answer_all_in_test_mode(browser: Browser, quiz: Quiz) -> Attempt:
    """Right answers and proofs on record, but not handed in."""
    attempt = browser.start(in_test_mode(quiz))
    for place, item in enumerate(quiz.items):
        browser.answer(attempt, place, right(item))
        if item.proof:
            browser.prove(attempt, place, item.proof[0])
    return attempt


def test_no_item_gives_its_key_away_before_the_answer_is_in(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    for place, item in enumerate(quiz.items):
        tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
        assert item.stem in everything_sent(tab)
        assert leaks(tab, item) == []


def test_the_address_of_a_proof_gives_no_key_away_before_the_answer_is_in(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)

    for place, item in enumerate(quiz.items):
        plain = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
        tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1), at="proof")
        assert leaks(tab, item) == []
        assert html(tab) == html(plain)


@pytest.mark.parametrize("place", [0, 5, 9])
def test_in_test_mode_the_address_of_a_proof_gives_no_key_away_before_handing_in(
    browser: Browser, quiz: Quiz, place: int
) -> None:
    attempt = answer_all_in_test_mode(browser, quiz)

    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1), at="proof")

    assert leaks(tab, quiz.items[place], cited=False) == []
    assert "the-proof" not in everything_sent(tab)


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_an_open_item_are_empty_and_marked_in_no_way(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    tab, _, _ = open_item(browser, quiz, kind)

    filled = [each.value for each in (*tab.radio, *tab.checkbox, *tab.text_input)]
    assert not any(filled)
    assert [sign for sign in SIGNS if sign in html(tab)] == []


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "ordering"])
def test_choices_stand_in_the_order_drawn_and_not_in_the_right_one(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    tab, item, place = open_item(browser, quiz, kind)

    drawn = list(browser.attempt().items[place].option_order)
    ordering = component_data(tab, "ordering")
    shown = [
        *(option for each in tab.radio[:-1] for option in each.options),
        *(box.label for box in tab.checkbox),
        *(ordering.get("texts", {}).values()),
    ]
    texts = {choice.id: choice.text for choice in options(item)}
    assert shown == [texts[each] if kind == "ordering" else literal(texts[each]) for each in drawn]
    assert drawn != list(key_ids(item))
    assert ordering.get("order", drawn) == drawn


def test_the_beginning_and_the_end_give_no_key_away(browser: Browser, quiz: Quiz) -> None:
    beginning = browser.open("quiz", quiz=quiz.id)
    attempt = browser.start(quiz)
    end = browser.open("quiz", attempt=attempt.id, item="end")

    for tab in (beginning, end):
        assert [text for item in quiz.items for text in leaks(tab, item)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_that_was_refused_gives_no_key_away(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    tab, item, _ = open_item(browser, quiz, kind)

    send(tab)

    assert leaks(tab, item) == []


def test_an_answered_item_gives_no_other_key_away(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.settle(attempt, 0)

    sent = everything_sent(browser.open("quiz", attempt=attempt.id, item="1"))

    others = [item for item in quiz.items[1:] if not {*item.citations} & {*quiz.items[0].citations}]
    assert [text for item in others for text in secrets(item) if text in sent] == []


@pytest.mark.parametrize(
    "kind", "single_choice multiple_choice true_false verdict matching ordering evidence".split()
)
def test_after_a_wrong_answer_the_remark_on_it_is_shown(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    browser.settle(attempt, place, rightly=False)

    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    # A paragraph that a remark names is a link.
    sent = unescape(re.sub("<[^>]*>", "", html(tab)))
    assert any(remark in sent for remark in remarks(quiz.items[place]) if remark)


def test_after_a_right_answer_no_remark_on_wrong_ones_is_shown(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    for place in range(len(quiz.items)):
        browser.settle(attempt, place)

    for place, item in enumerate(quiz.items):
        sent = everything_sent(browser.open("quiz", attempt=attempt.id, item=str(place + 1)))
        assert [remark for remark in remarks(item) if remark and remark in sent] == []


@pytest.mark.parametrize("kind", [kind for kind in SCORED if kind != "true_false"])
def test_after_a_first_miss_nothing_of_the_key_is_shown(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    item = next(each for each in quiz.items if each.type == kind)
    again = item.model_copy(update={"tries": (1, 1), "proof": ()})
    tab, _, place = open_item(browser, quiz, kind, items=(again,))

    hand_in(tab, wrong(item))

    assert browser.attempt().answers[place].response == wrong(item)
    assert "You have 1 try left" in html(tab)
    # What the author wrote on the options ticked is shown, if it tells nothing of the key.
    shown = [each for each in remarks_on(item, wrong(item)) if not tells(item, each)]
    assert [text for text in leaks(tab, item) if text not in shown] == []


def tells(item: Item, remark: str) -> bool:
    """Whether a remark on a wrong answer might tell the key."""
    return reveals_key(item, remark, wrong(item))


def test_of_several_hints_only_those_opened_are_sent(browser: Browser, quiz: Quiz) -> None:
    item = next(each for each in quiz.items if len(each.hints) > 1)
    tab, _, _ = open_item(browser, quiz, item.type, items=(item,))

    press(tab, "Show a hint")

    first, *others = (hint.text for hint in item.hints)
    assert first in everything_sent(tab)
    assert [text for text in others if text in everything_sent(tab)] == []
    assert leaks(tab, item.model_copy(update={"hints": ()})) == []


@pytest.mark.parametrize("kind", PROVABLE)
def test_before_the_proof_is_chosen_nothing_of_the_key_is_shown(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    tab, item, _ = open_item(browser, quiz, kind, items=to_be_proved(quiz, kind))

    hand_in(tab, right(item))

    assert "Which passage proves it?" in html(tab)
    assert "class='given'" in html(tab)
    # A learner reads what she typed, and every passage of the source looked into.
    typed = item.key if isinstance(item, ShortAnswer) else None
    assert [text for text in leaks(tab, item, cited=False) if text != typed] == []


def to_be_proved(quiz: Quiz, kind: str) -> tuple[Item, ...]:
    """The first item of this kind, asked with a proof and a single try."""
    item = next(each for each in quiz.items if each.type == kind)
    return (item.model_copy(update={"tries": (1,), "proof": item.citations[:1]}),)


def test_a_passage_that_does_not_prove_it_ends_the_secret_as_well(
    browser: Browser, quiz: Quiz
) -> None:
    item = next(each for each in quiz.items if each.proof)
    tab, _, _ = open_item(browser, quiz, item.type, items=(item,))

    hand_in(tab, right(item))
    before = item.rationale in everything_sent(tab)
    prove(tab, no_proof(item))

    assert not before
    assert item.rationale in everything_sent(tab)


def test_a_text_that_is_being_written_brings_no_model_answer(browser: Browser, quiz: Quiz) -> None:
    tab, item, place = open_item(browser, quiz, "extended_response")

    fill_in(tab, Written(text="Nobody came to help."))
    tab.run()

    attempt = browser.attempt()
    kept = services.store().attempts.draft(browser.learner, attempt.id, place)
    assert kept == "Nobody came to help."
    assert leaks(tab, item) == []


def test_another_learner_at_the_same_tab_reads_no_text_that_is_being_written(
    browser: Browser, quiz: Quiz
) -> None:
    tab, _, _ = open_item(browser, quiz, "extended_response")
    fill_in(tab, Written(text="Nobody came to help."))
    tab.run()
    browser.cookie = ARAM

    tab.run()

    assert "Nobody came to help." not in everything_sent(tab)


def test_in_test_mode_an_answer_brings_nothing_of_the_key(browser: Browser, quiz: Quiz) -> None:
    attempt = answer_all_in_test_mode(browser, quiz)

    for place, item in enumerate(quiz.items):
        tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
        own = item.key if isinstance(item, ShortAnswer) else None
        assert "You can still change it." in html(tab)
        assert [text for text in leaks(tab, item, cited=not item.proof) if text != own] == []


def test_in_test_mode_the_review_gives_no_key_away(browser: Browser, quiz: Quiz) -> None:
    attempt = answer_all_in_test_mode(browser, quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="end")

    assert "Before you hand in" in html(tab)
    assert [text for item in quiz.items for text in leaks(tab, item)] == []


def test_what_test_mode_kept_back_is_shown_once_it_is_handed_in(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = answer_all_in_test_mode(browser, quiz)

    press(browser.open("quiz", attempt=attempt.id, item="end"), "Hand in")

    for place, item in enumerate(quiz.items):
        tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
        assert item.rationale in everything_sent(tab)


def test_an_item_left_open_in_test_mode_keeps_its_key_after_the_end(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(in_test_mode(quiz))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    tab = browser.open("quiz", attempt=attempt.id, item="1")

    assert leaks(tab, quiz.items[0]) == []


def kept_back(number: int, **changes: object) -> dict[str, object]:
    """What else tells twins apart, and is not to be seen: all but the question."""
    passage = ("s1.p2", "s2.p1")[number]
    return {
        "id": "twin",
        "rationale": f"Reason{number}.",
        "calculated": f"Sum{number}.",
        "hints": [f"Hint{number}."],
        "citations": [passage],
        "proof": [passage],
        **changes,
    }


def told(number: int, *texts: str) -> list[dict[str, str]]:
    """Wrong options, each with a remark; that on Lukashenko is the same in both twins."""
    remark = {"Lukashenko": "Remark."}
    return [{"text": each, "feedback": remark.get(each, f"Remark{number}.")} for each in texts]


def twin(kind: str, number: int, **changes: object) -> Item:
    """One of two items that look the same until they are answered, with different keys."""
    own, first = kept_back(number), number == 0
    # What is near a proof would tell where it is in so small a course.
    own["candidates"] = ["s1.p1", "s1.p2", "s2.p1"]
    fields: dict[str, Any]
    yes, no = ("Pashinyan", "Putin")[:: 1 if first else -1]
    match kind:
        case "single_choice":
            fields = {"key": yes, "distractors": told(number, no, "Lukashenko")}
        case "multiple_choice":
            fields = {"keys": [yes], "distractors": told(number, no, "Lukashenko")}
        case "true_false":
            fields = {"key": first, "feedback": f"Remark{number}."}
        case "verdict":
            fields = {"key": "supported" if first else "contradicted"}
            fields["feedback"] = {"not_stated": f"Remark{number}."}
        case "numeric":
            fields = {"key": 23 + number, "distractors": [{"number": 7, "feedback": "Remark."}]}
        case "short_answer":
            fields = {"key": yes, "distractors": told(number, "Nazarbayev")}
        case "matching":
            pairs = zip(("Armenia", "Russia"), (yes, no), strict=True)
            fields = {"pairs": [{"prompt": prompt, "target": each} for prompt, each in pairs]}
            fields["extra_targets"] = ["Lukashenko"]
        case "ordering":
            texts = ["They arrive", "They meet", "One refuses", "Munich reports"]
            fields = {"sequence": texts if first else texts[::-1], "feedback": f"Remark{number}."}
        case "evidence":
            others = ("s2.p1" if first else "s1.p2", "s1.p1")
            fields = {"keys": own["citations"], "proof": [], "candidates": []}
            fields["distractors"] = [
                {"passage": others[0], "feedback": f"Remark{number}."},
                {"passage": others[1], "feedback": "Remark."},
            ]
        case "extended_response":
            fields = {"model_answer": f"Model{number}.", "proof": [], "candidates": []}
        case _:
            raise AssertionError(f"There are no twins of the kind {kind}.")
    build: Callable[..., Item] = getattr(builders, kind)
    return build(**own | fields | changes)


def wrong_for_both(kind: str) -> Response:
    """A response that is wrong for either twin, and in the same way."""
    item = twin(kind, 0)
    match item:
        case SingleChoice():
            return Choice(option=option_id(item, "Lukashenko"))
        case MultipleChoice():
            return Choices(options=frozenset({option_id(item, "Lukashenko")}))
        case VerdictItem():
            return Choice(option="not_stated")
        case EvidenceItem():
            return Choices(options=frozenset({"s1.p1"}))
        case Matching():
            third = option_id(item, "Lukashenko")
            return Matches(targets={prompt.id: third for prompt in prompts(item)})
        case Ordering():
            # Half of the pairs are in order, whichever way they are read.
            first, second, third, fourth = key_ids(item)
            return Ordered(options=(second, fourth, first, third))
        case _:
            return wrong(item)


def sent_to(browser: Browser, cookie: str, item: Item, *given: Response, **changes: Any) -> str:
    """Every word a learner was sent who gave these responses to an item, in order of letters."""
    browser.cookie = cookie
    attempt = browser.start(builders.quiz(item, **changes))
    for response in given:
        browser.answer(attempt, 0, response)
    if attempt.feedback == "deferred" and item.proof:
        browser.prove(attempt, 0, "s1.p2")
    sent = everything_sent(browser.open("quiz", attempt=attempt.id, item="1"))
    bare = re.sub(rf"{attempt.id}|ID-[0-9a-f]+|\d\d:\d\d:\d\d", "", sent)
    return " ".join(sorted(re.findall(r"\w+", bare)))


@pytest.mark.parametrize("kind", KINDS)
def test_an_open_item_looks_the_same_whatever_is_right(
    browser: Browser, serve: Serve, kind: str
) -> None:
    serve(course_files())

    first, second = (sent_to(browser, who, twin(kind, n)) for n, who in enumerate((NINA, ARAM)))

    assert first == second


@pytest.mark.parametrize("kind", [kind for kind in SCORED if kind != "true_false"])
def test_after_a_first_miss_an_item_looks_the_same_whatever_is_right(
    browser: Browser, serve: Serve, kind: str
) -> None:
    serve(course_files())

    first, second = (
        sent_to(browser, who, twin(kind, n, tries=["1", "1/2"]), wrong_for_both(kind))
        for n, who in enumerate((NINA, ARAM))
    )

    assert first == second
    assert "try" in first.split()


@pytest.mark.parametrize("kind", KINDS)
def test_in_test_mode_an_item_looks_the_same_whether_the_answer_is_right(
    browser: Browser, serve: Serve, kind: str
) -> None:
    serve(course_files())
    given = right(twin(kind, 0))

    first, second = (
        sent_to(browser, who, twin(kind, n), given, feedback="deferred")
        for n, who in enumerate((NINA, ARAM))
    )

    assert first == second
    assert "Saved" in first.split()


@pytest.mark.parametrize("kind", KINDS)
def test_twins_do_look_different_once_they_are_settled(
    browser: Browser, serve: Serve, kind: str
) -> None:
    serve(course_files())
    given = right(twin(kind, 0))

    first, second = (
        sent_to(browser, who, twin(kind, n, proof=[]), given) for n, who in enumerate((NINA, ARAM))
    )

    assert "Reason0" in first.split()
    assert "Reason1" in second.split()


def test_an_item_left_open_keeps_its_key_after_the_end(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    tab = browser.open("quiz", attempt=attempt.id, item="1")

    assert leaks(tab, quiz.items[0]) == []


def test_another_learners_attempt_shows_nothing_of_itself(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    browser.cookie = ARAM

    tab = browser.open("quiz", quiz=quiz.id, attempt=attempt.id, item="1")

    assert [each.value for each in tab.warning] == [
        "This attempt is not yours, or it is no longer there."
    ]
    assert attempt.id not in everything_sent(tab)
    assert leaks(tab, quiz.items[0]) == []
    assert labels(tab) == ["Start the quiz"]


def test_another_learner_cannot_answer_in_a_tab_left_open(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    owner = browser.learner
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    browser.cookie = ARAM

    hand_in(tab, right(quiz.items[0]))

    kept = services.store().attempts.one(owner, attempt.id)
    assert kept
    assert kept.answers == {}
    assert services.store().attempts.of_learner(browser.learner) == ()


@pytest.mark.parametrize("attempt", ["unknown", "' OR 1=1 --", "0" * 32, "%"])
def test_an_attempt_that_does_not_exist_is_answered_with_advice(
    browser: Browser, quiz: Quiz, attempt: str
) -> None:
    browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt)

    assert [each.value for each in tab.warning] == [
        "This attempt is not yours, or it is no longer there."
    ]
    assert not tab.exception


def test_an_answer_that_cannot_be_kept_is_said_and_can_be_sent_again(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    fill_in(tab, right(quiz.items[0]))
    with monkeypatch.context() as broken:
        broken.setattr(Attempts, "answer", fails)
        press(tab, "Check my answer")
        told = [each.value for each in tab.error]

    press(tab, "Check my answer")

    assert told == ["The disk is full."]
    assert browser.attempt().answers[0].score == 1


def test_an_answer_that_cannot_be_kept_gives_no_key_away(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    monkeypatch.setattr(Attempts, "answer", fails)

    fill_in(tab, right(quiz.items[0]))
    press(tab, "Check my answer")

    assert leaks(tab, quiz.items[0]) == []
    assert not tab.exception


def test_an_attempt_that_cannot_be_started_is_said(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = browser.open("quiz", quiz=quiz.id)
    monkeypatch.setattr(Attempts, "start", fails)

    press(tab, "Start the quiz")

    assert [each.value for each in tab.error] == ["The disk is full."]
    assert labels(tab) == ["Start the quiz", "Try again"]


def test_the_store_itself_takes_no_answer_for_a_finished_attempt(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    with pytest.raises(AttemptError, match="This attempt is finished"):
        browser.answer(attempt, 0, right(quiz.items[0]))
