"""A quiz as it starts and as it asks: every item kind answered rightly, wrongly and not at all."""

import re
from fractions import Fraction
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Choices, Matches
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import Numeric
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.quiz.ambiguous_answers import example_number
from sourcebook.pages.shared import services
from sourcebook.scoring import key_ids

from .conftest import (
    SCORED,
    Browser,
    everything_sent,
    fill_in,
    go_through,
    hand_in,
    html,
    labels,
    mark_own,
    place_of,
    press,
    right,
    send,
    wrong,
)


def verdict(tab: AppTest) -> str:
    """What the page says first about an answer."""
    return html(tab).partition("<p class='verdict'>")[2].partition("</p>")[0]


def test_the_beginning_says_how_long_the_quiz_is_and_what_passes(
    browser: Browser, quiz: Quiz
) -> None:
    tab = browser.open("quiz", quiz=quiz.id)

    assert f"<h1>Quiz: {quiz.title}</h1>" in html(tab)
    assert f"{len(quiz.items)} items, one at a time" in html(tab)
    assert f"{quiz.pass_mark} % passes" in html(tab)


def test_looking_at_the_beginning_writes_nothing(browser: Browser, quiz: Quiz) -> None:
    browser.open("quiz", quiz=quiz.id)

    assert services.store().attempts.of_learner(browser.learner) == ()


def test_a_quiz_that_does_not_exist_is_answered_with_those_that_do(
    browser: Browser, quiz: Quiz
) -> None:
    tab = browser.open("quiz", quiz="<moon-landing>")

    assert "There is no quiz ‘&lt;moon-landing&gt;’: the address is wrong" in html(tab)
    assert f"href='/quiz?quiz={quiz.id}'>" in html(tab)
    assert not tab.exception


def test_a_browser_without_cookies_is_told_why_it_cannot_take_a_quiz(browser: Browser) -> None:
    browser.cookie = None

    tab = browser.open("quiz")

    assert "This browser keeps no cookie for this course" in tab.warning[0].value
    assert labels(tab) == []


def test_starting_pins_an_attempt_and_shows_the_first_item(browser: Browser, quiz: Quiz) -> None:
    tab = press(browser.open("quiz", quiz=quiz.id), "Start the quiz")

    attempt = browser.attempt()
    assert tab.query_params == {"quiz": quiz.id, "attempt": attempt.id, "item": "1"}
    assert f"Item 1 of {len(quiz.items)}" in html(tab)
    assert f"0 of {len(quiz.items)} answered" in html(tab)


def test_starting_in_two_tabs_makes_one_attempt(browser: Browser, quiz: Quiz) -> None:
    first, second = (browser.open("quiz", quiz=quiz.id) for _ in range(2))

    press(first, "Start the quiz")
    press(second, "Start the quiz")

    assert len(services.store().attempts.of_learner(browser.learner)) == 1
    assert html(first) == html(second)


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_earns_its_points_and_shows_why(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    item = attempt.items[place].item
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    go_through(tab, item)

    assert browser.attempt().answers[place].response == right(item)
    assert earned_at(browser.attempt(), place) == 1
    assert ("✓ Right" if kind in SCORED else "In full") in verdict(tab)
    assert item.rationale in everything_sent(tab)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_answer_earns_nothing_and_shows_why(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    item = attempt.items[place].item
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    for _ in item.tries:
        hand_in(tab, wrong(item))
    if kind not in SCORED:
        mark_own(tab, 0)

    assert browser.attempt().answers[place].response == wrong(item)
    assert earned_at(browser.attempt(), place) == 0
    assert ("✗ Not right" if kind in SCORED else "Not yet") in verdict(tab)
    assert item.rationale in everything_sent(tab)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_shown_with_every_passage_that_proves_it(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    citations = attempt.items[place].item.citations
    browser.settle(attempt, place)

    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    course = services.library().course()
    for evidence in (course.evidence(passage_id) for passage_id in citations):
        assert evidence
        assert evidence.passage.summary in re.sub("</?mark>", "", everything_sent(tab))
        assert f"href='/sources?passage={evidence.id}'" in html(tab)


@pytest.mark.parametrize("kind", KINDS)
def test_with_nothing_filled_in_nothing_is_written(browser: Browser, quiz: Quiz, kind: str) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    send(tab)

    assert [each.value for each in tab.warning] == [
        "Nothing is filled in yet. Fill it in, or skip the item for now."
    ]
    assert browser.attempt().answers == {}


def test_words_in_place_of_a_number_are_not_taken(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, "numeric")
    item = attempt.items[place].item
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    tab.text_input[0].set_value("a Wednesday")
    press(tab, "Check my answer")

    assert isinstance(item, Numeric)
    assert [each.value for each in tab.warning] == [
        f"Type one number, such as {example_number(item)}."
    ]
    assert tab.text_input[0].value == "a Wednesday"
    assert browser.attempt().answers == {}


def test_a_matching_item_with_open_rows_is_not_taken(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, "matching")
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
    given = right(quiz.items[place])
    assert isinstance(given, Matches)
    (first, target), *others = given.targets.items()

    hand_in(tab, Matches(targets={first: target}))

    rows = len(others) + 1
    assert [each.value for each in tab.warning] == [
        f"{rows - 1} of {rows} rows are still open: 2, 3 and 4."
    ]
    assert browser.attempt().answers == {}


def test_what_is_told_to_whoever_typed_a_known_wrong_number(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, "numeric")
    item = attempt.items[place].item
    assert isinstance(item, Numeric)
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    tab.text_input[0].set_value(str(item.distractors[0].number))
    press(tab, "Check my answer")

    said = unescape(re.sub("<[^>]*>", "", html(tab)))
    assert str(item.distractors[0].feedback) in said
    assert str(item.distractors[1].feedback) not in said


def test_some_of_the_right_ticks_are_partly_right(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, "multiple_choice")
    keys = key_ids(quiz.items[place])
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    fill_in(tab, Choices(options=frozenset(keys[:1])))
    press(tab, "Check my answer")

    assert browser.attempt().answers[place].score == Fraction(1, len(keys))
    assert "◐ Partly right" in html(tab)
