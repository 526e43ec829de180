"""The first page: the lessons, what they rest on, and the one button that leads on."""

import pytest
from markupsafe import escape

from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.reading import steps
from sourcebook.pages.shared import clock, services
from sourcebook.store import hashed
from sourcebook.store.learners import Learners

from .conftest import ARAM, Browser, everything_sent, fails, html, labels, press, restart, right


def test_a_first_visit_leads_to_the_first_lesson(browser: Browser) -> None:
    tab = browser.open()

    assert labels(tab) == ["Start with the first lesson"]


def test_a_first_visit_writes_nothing(browser: Browser) -> None:
    browser.open()

    assert services.store().readings.of_learner(browser.learner) == {}
    assert services.store().attempts.of_learner(browser.learner) == ()


def test_a_browser_without_cookies_can_look_at_the_course(browser: Browser) -> None:
    browser.cookie = None

    tab = browser.open()

    assert labels(tab) == ["Start with the first lesson"]


def test_every_lesson_is_listed_with_its_objectives_and_its_quiz(
    browser: Browser, lesson: Lesson, quiz: Quiz
) -> None:
    tab = browser.open()

    assert f"href='/lesson?lesson={lesson.id}'" in html(tab)
    assert all(objective.text in everything_sent(tab) for objective in lesson.objectives)
    assert f"href='/quiz?quiz={quiz.id}'>Quiz, {len(quiz.items)} items" in html(tab)


def test_a_lesson_is_listed_with_the_question_it_opens_with_and_no_citation(
    browser: Browser,
) -> None:
    page = html(browser.open())

    assert "<p>What is the alliance&#39;s promise of protection worth to a member?</p>" in page
    assert "@none" not in page


def test_every_source_is_named_and_linked(browser: Browser) -> None:
    tab = browser.open()

    for source in services.library().course().sources.values():
        assert f"href='/sources?source={source.id}'" in html(tab)


def test_the_first_button_opens_the_first_lesson(browser: Browser) -> None:
    first = next(iter(services.library().course().lessons.values()))

    tab = press(browser.open(), "Start with")

    assert tab.query_params == {"lesson": first.id, "section": steps.names(first)[0]}
    assert escape(first.question) in html(tab)


def test_after_reading_the_page_names_the_lesson_read_last(
    browser: Browser, lesson: Lesson
) -> None:
    browser.open("lesson", lesson=lesson.id)

    tab = browser.open()

    assert f"You last read “{lesson.title}”." in html(tab)
    assert labels(tab) == ["Go on reading"]


def test_a_lesson_no_longer_in_the_course_is_not_where_one_stopped(browser: Browser) -> None:
    services.store().readings.note_opened(browser.learner, "withdrawn", now=clock.now())

    tab = browser.open()

    assert labels(tab) == ["Start with the first lesson"]


def test_an_unfinished_quiz_comes_before_what_was_read(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    browser.open("lesson")

    tab = browser.open()

    assert f"You stopped in the quiz “{quiz.title}”: 1 of {len(quiz.items)}" in html(tab)
    assert labels(tab) == ["Go on with the quiz"]


def test_going_on_with_the_quiz_leads_to_the_first_item_without_an_answer(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))

    tab = press(browser.open(), "Go on with the quiz")

    assert tab.query_params == {"quiz": quiz.id, "attempt": attempt.id, "item": "2"}
    assert f"Item 2 of {len(quiz.items)}" in html(tab)


def test_where_one_stopped_outlives_the_server(browser: Browser, quiz: Quiz) -> None:
    browser.start(quiz)
    restart()

    tab = browser.open()

    assert labels(tab) == ["Go on with the quiz"]


def test_another_learner_starts_from_the_beginning(browser: Browser, quiz: Quiz) -> None:
    browser.start(quiz)
    browser.cookie = ARAM

    tab = browser.open()

    assert labels(tab) == ["Start with the first lesson"]


def test_a_tab_taken_over_by_another_learner_forgets_the_first(browser: Browser) -> None:
    tab = browser.open("lesson")
    browser.cookie = ARAM

    tab.run()

    assert tab.session_state["credential"] == hashed(ARAM)
    assert set(services.store().readings.of_learner(browser.learner)) == {
        tab.session_state["reading"].partition("/")[0]
    }


def test_a_database_that_cannot_be_read_is_said_and_the_page_stays(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Learners, "with_credential", fails)

    tab = browser.open()

    assert [each.value for each in tab.error] == ["The disk is full."]
    assert "<h1>The CSTO and the Armenia" in html(tab)
    assert not tab.exception
