"""What follows an answer at once, and what is folded."""

import re
from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.content.checking import check
from sourcebook.model.attempts import Record, Regraded
from sourcebook.model.course import Course
from sourcebook.model.items import SingleChoice
from sourcebook.pages.quiz.feedback import explanation, opening
from tests.builders import (
    SUMMIT_DAY,
    answer,
    course_files,
    evidence,
    pinned,
    record,
    single_choice,
)

from .conftest import Browser, Serve, hand_in, html, prove, right
from .tiny_course import begin, chosen, words

BOTH = ("s1.p2", "s2.p1")
REMARK = "He presided. See paragraph 2 of the Munich report."
LONG = "One is said. Two is said. Three is said."


def item(**changes: object) -> SingleChoice:
    """An item with a remark on a wrong option and a reason of three sentences."""
    wrong = {"text": "Putin", "feedback": REMARK}
    return single_choice(distractors=[wrong], rationale=LONG, citations=BOTH, **changes)


def at_once(tab: AppTest) -> str:
    """The HTML of the page without what is folded."""
    shown = html(tab)
    while re.search("<details", shown):
        shown = re.sub(r"<details(?:(?!<details).)*?</details>", "", shown, flags=re.DOTALL)
    return shown


def folded(tab: AppTest) -> list[str]:
    """What the page says is folded."""
    return re.findall(r"<summary>(.*?)</summary>", html(tab))


def test_a_wrong_answer_gets_its_remark_and_the_reason_is_folded(
    browser: Browser, serve: Serve
) -> None:
    asked = item()

    tab = hand_in(begin(browser, serve, asked), chosen(asked, "Putin"))

    assert "✗ Not right" in words(tab)
    assert "He presided. See <a" in at_once(tab)
    assert LONG not in at_once(tab)
    assert f"Why, in full {LONG}" in words(tab)


def test_a_right_answer_gets_the_first_sentences_of_its_reason(
    browser: Browser, serve: Serve
) -> None:
    asked = item()

    tab = hand_in(begin(browser, serve, asked), right(asked))

    assert "<p>One is said. Two is said.</p>" in at_once(tab)


def test_a_reason_that_is_shown_whole_is_not_folded_as_well(browser: Browser, serve: Serve) -> None:
    asked = single_choice(rationale="He refused.")

    tab = hand_in(begin(browser, serve, asked), right(asked))

    assert "<p>He refused.</p>" in at_once(tab)
    assert "Why, in full" not in folded(tab)


def test_one_passage_is_shown_and_the_others_are_folded(browser: Browser, serve: Serve) -> None:
    asked = item()

    tab = hand_in(begin(browser, serve, asked), right(asked))

    assert at_once(tab).count("<article class='passage") == 1
    assert "1 more passage" in folded(tab)


def test_the_passage_that_the_learner_chose_is_shown_if_it_proves_the_answer(
    browser: Browser, serve: Serve
) -> None:
    asked = item(proof=BOTH)

    tab = prove(hand_in(begin(browser, serve, asked), right(asked)), "s2.p1")

    assert "href='/sources?passage=s2.p1'" in at_once(tab)
    assert "href='/sources?passage=s1.p2'" not in at_once(tab)


def test_of_passages_that_are_a_key_the_first_is_shown(browser: Browser, serve: Serve) -> None:
    asked = evidence(keys=["s2.p1"], distractors=["s1.p1"], citations=["s1.p1", "s2.p1"])

    tab = hand_in(begin(browser, serve, asked), right(asked))

    assert "href='/sources?passage=s2.p1'" in at_once(tab)


def test_the_words_of_the_key_are_marked_in_the_summary(browser: Browser, serve: Serve) -> None:
    asked = single_choice(key="unsigned", distractors=["signed"], citations=["s2.p1"])

    tab = hand_in(begin(browser, serve, asked), right(asked))

    assert "The declaration was left <mark>unsigned</mark>." in at_once(tab)


def test_a_passage_says_which_words_are_the_reports_and_which_are_ours(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, item()), right(item()))

    assert "Nikol Pashinyan, in the report’s words" in words(tab)
    assert "Our summary:" in words(tab)


def test_a_quotation_on_something_else_is_folded_and_not_marked(
    browser: Browser, serve: Serve
) -> None:
    asked = single_choice(
        key="unsigned", distractors=["signed"], citations=["s1.p2"], rationale="So it says."
    )

    tab = hand_in(begin(browser, serve, asked), right(asked))

    assert "“depressing”" not in at_once(tab)
    assert "<p>“depressing”</p>" in html(tab)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One. Two. Three.", "One. Two."),
        ("It was in 2.5 hours", "It was in 2.5 hours"),
        (f"{'a' * 300}. Two.", f"{'a' * 300}."),
    ],
)
def test_the_opening_of_a_text_is_two_short_sentences(text: str, shown: str) -> None:
    assert opening(text) == shown


def shown(course: Course, record: Record) -> str:
    """What follows an answer to the item, as HTML."""
    return explanation(pinned(item()), record, course, anchor="result")


def test_a_passage_that_was_changed_in_the_course_is_shown_as_it_is_now() -> None:
    files = course_files()
    before = check(files).course
    files["seeds/s1.yaml"] = files["seeds/s1.yaml"].replace(b"summary: ", b"summary: Corrected. ")
    after = check(files).course
    answered = record(answer(1))

    assert before
    assert after
    assert "Corrected." not in shown(before, answered)
    assert "Corrected." in shown(after, answered)
    assert "Corrected." not in shown(before, answered)


def test_a_corrected_item_shows_the_passages_that_it_has_now() -> None:
    course, given = check(course_files()).course, answer(1, response=chosen(item(), "Pashinyan"))
    answered, corrected = record(given), single_choice(citations=BOTH[:1])
    regraded = Regraded(place=0, at=SUMMIT_DAY, item=corrected, score=Fraction(1))

    assert course
    as_it_was = shown(course, answered)
    as_it_is = shown(course, record(given, regraded=regraded))

    assert "1 more passage" in as_it_was
    assert "1 more passage" not in as_it_is
    assert shown(course, answered) == as_it_was
