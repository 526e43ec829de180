"""The end of a lesson: only what a learner says there makes it read."""

from streamlit.testing.v1 import AppTest

from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services

from .conftest import Browser, html, labels, press
from .tiny_course import words


def is_read(browser: Browser, lesson: Lesson) -> bool:
    """Whether the lesson counts as read."""
    return services.store().readings.of_learner(browser.learner)[lesson.id].is_read


def say_so(tab: AppTest) -> AppTest:
    """The tab after the learner said that the lesson is read, and nothing else."""
    return next(each for each in tab.button if each.label == "I have read it").click().run()


def test_to_open_a_lesson_does_not_make_it_read(browser: Browser, lesson: Lesson) -> None:
    tab = browser.open("lesson", lesson=lesson.id)

    assert not is_read(browser, lesson)
    assert "○ Not read yet. The lesson counts as read when you say so here." in words(tab)
    assert "0 of 11 parts done" in words(browser.open())
    assert "0 of 5 lessons read" in words(browser.open("scores"))


def test_a_lesson_is_read_once_its_learner_says_so(browser: Browser, lesson: Lesson) -> None:
    say_so(browser.open("lesson", lesson=lesson.id))

    tab = browser.open("lesson", lesson=lesson.id)

    assert is_read(browser, lesson)
    assert "✓ Read on 23 November 2022" in words(tab)
    assert "I have read it" not in labels(tab)


def test_to_say_so_keeps_the_learner_in_the_lesson(
    browser: Browser, lesson: Lesson, quiz: Quiz
) -> None:
    tab = say_so(browser.open("lesson", lesson=lesson.id))

    assert f"<h1>{lesson.title}</h1>" in html(tab)
    assert labels(tab)[-1] == f"Take the quiz ({quiz.size} items)"


def test_the_way_to_the_quiz_says_so_as_well(browser: Browser, lesson: Lesson, quiz: Quiz) -> None:
    tab = press(browser.open("lesson", lesson=lesson.id), "I have read it. Take the quiz")

    assert is_read(browser, lesson)
    assert tab.query_params == {"quiz": quiz.id}


def test_a_browser_without_cookies_is_led_to_the_quiz_and_asked_nothing(
    browser: Browser, lesson: Lesson
) -> None:
    browser.cookie = None

    tab = browser.open("lesson", lesson=lesson.id)

    assert "I have read it" not in labels(tab)
    assert "Not read yet" not in words(tab)
