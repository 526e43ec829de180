"""A browser that keeps no cookies: every page says what does not work, and what to do."""

import pytest

from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services

from .conftest import NINA, Browser, html
from .tiny_course import warnings

NOTE = (
    "This browser keeps no cookie for this course, so nothing can be saved: no answers, no scores, "
    "no lessons read. You can read the lessons and the sources. To save your work, load this page "
    "again. If this note stays, allow cookies for this site in the settings of the browser, or use "
    "another browser."
)
PAGES = ["", "lesson", "quiz", "sources", "scores", "me", "certificate", "teach"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_does_not_work_and_what_to_do(browser: Browser, path: str) -> None:
    browser.cookie = None

    tab = browser.open(path)

    assert warnings(tab) == [NOTE]
    assert "<h1" in html(tab)


@pytest.mark.parametrize("path", PAGES)
def test_with_a_cookie_no_page_says_so(browser: Browser, path: str) -> None:
    assert warnings(browser.open(path)) == []


def test_an_item_whose_cookie_was_deleted_says_so(browser: Browser, quiz: Quiz) -> None:
    """The cookie is deleted while the page is open, and the socket comes back without it."""
    attempt = browser.start(quiz)
    tab = browser.open("quiz", quiz=quiz.id, attempt=attempt.id, item="2")
    browser.cookie = None

    tab.run()

    assert warnings(tab) == [NOTE]


def test_a_page_loaded_again_after_the_cookie_was_deleted_says_nothing(
    browser: Browser, quiz: Quiz
) -> None:
    browser.cookie = None
    browser.open("quiz", quiz=quiz.id)
    browser.cookie = NINA

    tab = browser.open("quiz", quiz=quiz.id)

    assert warnings(tab) == []


def test_a_lesson_is_read_without_a_learner(browser: Browser, lesson: Lesson) -> None:
    browser.cookie = None

    tab = browser.open("lesson", lesson=lesson.id)

    assert lesson.title in html(tab)
    assert services.store().readings.of_learner("anybody") == {}
