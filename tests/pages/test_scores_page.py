"""My scores: each quiz, every attempt, what was practised, and whose scores they are."""

import random
import re

import pytest

from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from sourcebook.store.attempts import Attempts

from .conftest import (
    ARAM,
    Browser,
    fails,
    html,
    one_pointers,
    restart,
    right,
)
from .tiny_course import words


def finished(
    browser: Browser, quiz: Quiz, *, right_answers: int, purpose: Purpose = "quiz"
) -> Attempt:
    """An attempt with so many right answers and no others, finished."""
    rng = random.Random(1)
    attempt = services.store().attempts.start(
        browser.learner, quiz, now=clock.now(), rng=rng, purpose=purpose
    )
    for place in range(right_answers):
        browser.answer(attempt, place, right(quiz.items[place]))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    return attempt


@pytest.fixture
def four_items(quiz: Quiz) -> Quiz:
    """A quiz of four items of one point each, so that an item is a quarter of the whole."""
    return one_pointers(quiz).model_copy(update={"pass_mark": 60})


def test_before_any_quiz_the_page_says_what_will_stand_here(browser: Browser) -> None:
    tab = browser.open("scores")

    assert "No quiz taken yet." in html(tab)
    assert "<table" not in html(tab)


def test_without_cookies_there_are_no_scores(browser: Browser) -> None:
    browser.cookie = None

    tab = browser.open("scores")

    assert "No quiz taken yet." in html(tab)
    assert not tab.exception


def test_a_finished_attempt_shows_points_percent_and_what_was_left(
    browser: Browser, four_items: Quiz
) -> None:
    finished(browser, four_items, right_answers=3)

    tab = browser.open("scores")

    assert "attempt 1 23 November 2022, 09:04 3 of 4, 1 unanswered 75 %, ✓ passed" in words(tab)


def test_a_result_below_the_pass_mark_is_not_passed(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=2)

    tab = browser.open("scores")

    assert "2 of 4, 2 unanswered 50 %, not passed" in words(tab)


def test_a_percentage_is_never_rounded_up(browser: Browser, quiz: Quiz) -> None:
    two_thirds = one_pointers(quiz, 3).model_copy(update={"pass_mark": 67})
    finished(browser, two_thirds, right_answers=2)

    tab = browser.open("scores")

    assert "2 of 3, 1 unanswered 66 %, not passed" in words(tab)


def test_first_latest_and_best_of_several_attempts_stand_side_by_side(
    browser: Browser, four_items: Quiz
) -> None:
    for right_answers in (1, 3, 2):
        finished(browser, four_items, right_answers=right_answers)

    tab = browser.open("scores")

    heads = "Quiz Attempts First Latest Best Passed"
    assert f"{heads} {four_items.title} 3 25 % 50 % 75 % ✓ passed" in words(tab)


def test_a_quiz_that_was_never_passed_is_not_passed_yet(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=2)

    tab = browser.open("scores")

    assert f"{four_items.title} 1 50 % 50 % 50 % not yet" in words(tab)


def test_the_newest_attempt_comes_first(browser: Browser, four_items: Quiz) -> None:
    first = finished(browser, four_items, right_answers=1)
    second = finished(browser, four_items, right_answers=2)

    page = html(browser.open("scores"))

    assert page.index(second.id) < page.index(first.id)


def test_every_attempt_can_be_looked_through(browser: Browser, four_items: Quiz) -> None:
    attempt = finished(browser, four_items, right_answers=1)

    tab = browser.open("scores")

    assert f"href='/quiz?quiz={four_items.id}&attempt={attempt.id}'>Look through" in html(tab)


def test_of_many_attempts_the_earlier_ones_are_folded_away(
    browser: Browser, four_items: Quiz
) -> None:
    attempts = [finished(browser, four_items, right_answers=0) for _ in range(8)]

    shown, _, folded = html(browser.open("scores")).partition("5 more, from before")

    assert attempts[5].id in shown
    assert attempts[4].id not in shown
    assert attempts[4].id in folded


def test_an_attempt_is_dated_by_the_learners_own_clock(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=0)
    tab = browser.open("scores")

    tab.context = {"timezone": "Asia/Yerevan"}
    tab.run()

    # Started at 9:00 UTC, finished a minute later; Yerevan is four hours ahead.
    assert "attempt 1 23 November 2022, 13:01" in words(tab)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "a" * 300])
def test_an_unknown_clock_is_read_as_utc(browser: Browser, four_items: Quiz, zone: str) -> None:
    finished(browser, four_items, right_answers=0)
    tab = browser.open("scores")

    tab.context = {"timezone": zone}
    tab.run()

    assert "23 November 2022, 09:01" in html(tab)
    assert not tab.exception


def test_a_session_stands_apart_and_is_no_result_of_a_quiz(
    browser: Browser, four_items: Quiz
) -> None:
    finished(browser, four_items, right_answers=2)
    session = four_items.model_copy(update={"id": "due-today", "title": "Review"})
    reviewed = finished(browser, session, right_answers=3, purpose="review")

    page = words(browser.open("scores"))

    assert "Reviews and practice Session Finished Result Answers Review 23 November" in page
    assert "Reviewed: 3 of 4 right." in page
    assert "Review 1 " not in page
    assert reviewed.id in html(browser.open("scores"))


def test_two_attempts_are_drawn_and_said_in_words(browser: Browser, four_items: Quiz) -> None:
    for right_answers in (1, 3):
        finished(browser, four_items, right_answers=right_answers)

    page = html(browser.open("scores"))

    said = (
        "attempt 1 on 23 November 2022 25 %, not passed; attempt 2 on 23 November 2022 75 %, passed"
    )
    assert f"aria-label='{four_items.title}: {said}. 60 % passes.'" in page


def test_one_attempt_makes_no_chart(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=3)

    tab = browser.open("scores")

    assert "<figure" not in html(tab)


def test_the_parts_of_the_page_are_listed_with_their_addresses(
    browser: Browser, four_items: Quiz
) -> None:
    finished(browser, four_items, right_answers=3)

    page = html(browser.open("scores", part="answers"))

    contents = page.partition("class='contents'>")[2].partition("</nav>")[0]
    assert re.findall(r"part=(\w+)'", contents) == ["quizzes", "abilities", "answers"]
    assert "<h2 id='part-answers'>" in page


def test_a_page_with_one_part_needs_no_list(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=0)

    assert "class='contents'" not in html(browser.open("scores"))


def test_scores_outlive_the_server(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=3)
    restart()

    tab = browser.open("scores")

    assert "75 %" in html(tab)


def test_a_quiz_withdrawn_from_the_course_keeps_its_scores(
    browser: Browser, four_items: Quiz
) -> None:
    withdrawn = four_items.model_copy(update={"id": "withdrawn", "title": "Who was there"})
    finished(browser, withdrawn, right_answers=3)

    tab = browser.open("scores")

    assert "Who was there 1 75 % 75 % 75 % ✓ passed" in words(tab)


def test_a_title_is_shown_as_it_was_written(browser: Browser, four_items: Quiz) -> None:
    hostile = four_items.model_copy(update={"title": "<script>alert('1')</script> **2** [x](//y)"})
    for _ in range(2):
        finished(browser, hostile, right_answers=3)
    browser.start(hostile)

    tab = browser.open("scores")

    assert "<script" not in html(tab)
    assert "attempt 1" in html(tab)
    assert words(tab).count("<script>alert('1')</script> **2** [x](//y)") == 5


def test_another_learner_sees_none_of_it(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=3)
    browser.cookie = ARAM

    tab = browser.open("scores")

    assert "No quiz taken yet." in html(tab)


def test_scores_that_cannot_be_read_are_said_to_be_out_of_reach(
    browser: Browser, four_items: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(browser, four_items, right_answers=3)
    monkeypatch.setattr(Attempts, "of_learner", fails)

    tab = browser.open("scores")

    assert [each.value for each in tab.error] == ["The disk is full."]
    assert not tab.exception
