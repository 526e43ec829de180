"""My scores: how sure a learner said they were, and the results."""

from collections.abc import Sequence

import pytest

from sourcebook.model.attempts import Typed
from sourcebook.model.quizzes import Quiz
from tests.builders import short_answer, single_choice

from .conftest import Browser, Serve, everything_sent, html
from .taking import RIGHT, WRONG, Said, hand_in, take
from .tiny_course import teach, words

SURE_RIGHT, SURE_WRONG = Said(True, "certain"), Said(False, "certain")


def items(serve: Serve, count: int, **changes: object) -> Quiz:
    """A quiz with so many items, each with a stem of its own."""
    made = [
        single_choice(id=f"refuser-{n}", stem=f"Who left it, number {n}?") for n in range(count)
    ]
    return teach(serve, *made, confidence=True, **changes)


def test_without_any_confidence_nothing_is_said_of_it(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 2), RIGHT, WRONG)

    tab = browser.open("scores")

    assert "How sure you were" not in html(tab)


def test_what_was_certain_and_wrong_comes_first_with_answer_and_proof(
    browser: Browser, serve: Serve
) -> None:
    attempt = hand_in(browser, items(serve, 2), SURE_RIGHT, SURE_WRONG)

    tab = browser.open("scores")

    slip = html(tab).partition("<article class='slip'>")[2].partition("</article>")[0]
    address = f"/quiz?quiz=yerevan-quiz&amp;attempt={attempt.id}&amp;item=2&amp;at=proof"
    assert f"href='{address}'>Who left it, number 1?</a>" in slip
    assert "Your answer</p><ul class='own-answer'><li>" in slip
    assert "href='/sources?passage=s1.p1'" in slip
    assert "Right since" not in slip


def test_a_slip_that_was_put_right_says_so_and_stands_last(browser: Browser, serve: Serve) -> None:
    quiz = items(serve, 2)
    hand_in(browser, quiz, SURE_WRONG, SURE_WRONG)
    hand_in(browser, quiz, WRONG, RIGHT)

    page = words(browser.open("scores"))

    slips = page.partition("Sure, but wrong")[2].partition("Your word")[0]
    assert slips.index("number 0?") < slips.index("number 1?")
    assert slips.count("✓ Right since then") == 1
    assert slips.strip().endswith("✓ Right since then")


def test_more_than_three_slips_are_folded_away(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 5), *[SURE_WRONG] * 5)

    page = html(browser.open("scores"))

    shown, _, folded = page.partition("<summary>2 more</summary>")
    assert shown.count("<article class='slip'>") == 3
    assert folded.count("<article class='slip'>") == 2


def test_without_a_sure_slip_there_is_no_list_of_them(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 1), SURE_RIGHT)

    page = words(browser.open("scores"))

    assert "Sure, but wrong" not in page
    assert "You said “certain” Right in 1 of 1. Too few to say." in page


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ([SURE_RIGHT] * 4, "Right in 4 of 4. Too few to say."),
        ([SURE_RIGHT] * 5, "Right in 5 of 5 (100 %). About as often as the word promises."),
        # Two standard errors at 0.95 of 9 answers are 0.145; 0.95 − 7/9 is 0.172.
        ([SURE_RIGHT] * 7 + [SURE_WRONG] * 2, "Right in 7 of 9 (77 %). Less often than the word"),
    ],
)
def test_a_share_in_per_cent_needs_five_answers(
    browser: Browser, serve: Serve, said: Sequence[Said], row: str
) -> None:
    hand_in(browser, items(serve, len(said)), *said)

    page = words(browser.open("scores"))

    assert f"You said “certain” {row}" in page
    assert "You said “guessing” Not said yet. Too few to say." in page


def test_the_brier_score_needs_ten_answers(browser: Browser, serve: Serve) -> None:
    """Nine right at 0.95 and one wrong: (9 × 0.0025 + 0.9025) / 10 = 0.0925."""
    quiz = items(serve, 10)
    hand_in(browser, quiz, *[SURE_RIGHT] * 9)
    assert "Brier" not in html(browser.open("scores"))

    again = quiz.model_copy(update={"id": "last", "items": quiz.items[9:]})
    hand_in(browser, again, SURE_WRONG)

    assert "Brier score over 10 answers: 0.09." in words(browser.open("scores"))


def test_a_test_that_is_not_handed_in_tells_nothing(browser: Browser, serve: Serve) -> None:
    key = "The one who left it"
    item = single_choice(key=key, rationale="Only one left it.")
    quiz = teach(serve, item, confidence=True, feedback="deferred")
    take(browser, quiz, SURE_WRONG)

    tab = browser.open("scores")

    assert "How sure you were" not in html(tab)
    for secret in (key, "Only one left it.", "s1.p1"):
        assert secret not in everything_sent(tab)


def test_what_was_typed_is_shown_as_it_was_typed(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiz = teach(serve, short_answer(stem="<img src=x> **who**?"), confidence=True)
    monkeypatch.setattr("tests.pages.taking.wrong", lambda _: Typed(text="<script>x</script>"))
    hand_in(browser, quiz, SURE_WRONG)

    tab = browser.open("scores")

    assert "<script" not in html(tab)
    assert "<img" not in html(tab)
    assert "&lt;script&gt;x&lt;/script&gt;" in html(tab)
    assert "<img src=x> **who**?" in words(tab)
