"""My scores: every attempt, best and latest, and each objective."""

import pytest

from sourcebook.model.attempts import Attempt
from sourcebook.model.quizzes import Quiz
from sourcebook.pages import here, process
from sourcebook.store import Store

from .conftest import (
    ARAM,
    Browser,
    everything_sent,
    fails,
    html,
    one_pointers,
    restart,
    right,
    wrong,
)


def finished(browser: Browser, quiz: Quiz, *, right_answers: int) -> Attempt:
    """An attempt with so many right answers and no others, finished."""
    attempt = browser.start(quiz)
    for place in range(right_answers):
        browser.answer(attempt, place, right(quiz.items[place]))
    process.store().finish(browser.learner, attempt.id, now=here.now())
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


def test_an_unfinished_quiz_is_named_with_the_way_back(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))

    tab = browser.open("scores")

    assert f"“{quiz.title}” is not finished: 1 of {len(quiz.items)} items" in html(tab)
    assert f"href='/quiz?quiz={quiz.id}&attempt={attempt.id}'>Go on" in html(tab)


def test_a_finished_attempt_shows_points_percent_and_what_was_left(
    browser: Browser, four_items: Quiz
) -> None:
    finished(browser, four_items, right_answers=3)

    tab = browser.open("scores")

    assert "<td>3 of 4, 1 unanswered</td><td>75 %, ✓ passed</td>" in html(tab)


def test_a_result_below_the_pass_mark_is_not_passed(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=2)

    tab = browser.open("scores")

    assert "<td>2 of 4, 2 unanswered</td><td>50 %, not passed</td>" in html(tab)


def test_a_percentage_is_never_rounded_up(browser: Browser, quiz: Quiz) -> None:
    two_thirds = one_pointers(quiz, 3).model_copy(update={"pass_mark": 67})
    finished(browser, two_thirds, right_answers=2)

    tab = browser.open("scores")

    assert "<td>66 %, not passed</td>" in html(tab)


def test_best_and_latest_of_several_attempts_stand_side_by_side(
    browser: Browser, four_items: Quiz
) -> None:
    for right_answers in (1, 3, 2):
        finished(browser, four_items, right_answers=right_answers)

    tab = browser.open("scores")

    assert f"{four_items.title}</th><td>3</td><td>75 %</td><td>50 %</td>" in html(tab)


def test_the_newest_attempt_comes_first(browser: Browser, four_items: Quiz) -> None:
    first = finished(browser, four_items, right_answers=1)
    second = finished(browser, four_items, right_answers=2)

    page = html(browser.open("scores"))

    assert page.index(second.id) < page.index(first.id)


def test_every_attempt_can_be_looked_through(browser: Browser, four_items: Quiz) -> None:
    attempt = finished(browser, four_items, right_answers=1)

    tab = browser.open("scores")

    assert f"href='/quiz?quiz={four_items.id}&attempt={attempt.id}'>Look through" in html(tab)


def test_an_attempt_is_dated_by_the_learners_own_clock(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=0)
    tab = browser.open("scores")

    tab.context = {"timezone": "Asia/Yerevan"}
    tab.run()

    # Started at 9:00 UTC, finished a minute later; Yerevan is four hours ahead.
    assert "<th scope='row'>23 November 2022, 13:01</th>" in html(tab)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
def test_an_unknown_clock_is_read_as_utc(browser: Browser, four_items: Quiz, zone: str) -> None:
    finished(browser, four_items, right_answers=0)
    tab = browser.open("scores")

    tab.context = {"timezone": zone}
    tab.run()

    assert "23 November 2022, 09:01" in html(tab)
    assert not tab.exception


def test_each_objective_counts_the_items_that_were_right(browser: Browser, quiz: Quiz) -> None:
    objective = process.library().course().objective(quiz.items[0].objective)
    places = [n for n, item in enumerate(quiz.items) if item.objective == quiz.items[0].objective]
    attempt = browser.start(quiz)
    browser.answer(attempt, places[0], right(quiz.items[places[0]]))
    browser.answer(attempt, places[1], wrong(quiz.items[places[1]]))

    sent = everything_sent(browser.open("scores"))

    assert objective
    assert f"{objective.text}</th><td>1 of 2 items right</td>" in sent


def test_the_latest_answer_to_an_item_counts_for_its_objective(
    browser: Browser, four_items: Quiz
) -> None:
    first = browser.start(four_items)
    browser.answer(first, 0, wrong(four_items.items[0]))
    process.store().finish(browser.learner, first.id, now=here.now())
    browser.answer(browser.start(four_items), 0, right(four_items.items[0]))

    tab = browser.open("scores")

    assert "<td>1 of 1 items right</td>" in html(tab)


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

    assert "Who was there</th><td>1</td><td>75 %</td>" in html(tab)


def test_another_learner_sees_none_of_it(browser: Browser, four_items: Quiz) -> None:
    finished(browser, four_items, right_answers=3)
    browser.cookie = ARAM

    tab = browser.open("scores")

    assert "No quiz taken yet." in html(tab)


def test_scores_that_cannot_be_read_are_said_to_be_out_of_reach(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "attempts", fails)

    tab = browser.open("scores")

    assert [each.value for each in tab.error] == ["The disk is full."]
    assert not tab.exception
