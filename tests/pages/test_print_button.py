"""What can be printed has a button that prints it."""

from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services

from .conftest import Browser, component_data


def test_a_whole_lesson_has_a_button_that_prints_it(browser: Browser, lesson: Lesson) -> None:
    tab = browser.open("lesson", lesson=lesson.id, view="whole")

    assert component_data(tab, "print") == {"type": "secondary"}


def test_a_step_of_a_lesson_has_none(browser: Browser, lesson: Lesson) -> None:
    assert component_data(browser.open("lesson", lesson=lesson.id), "print") == {}


def test_the_result_of_a_quiz_has_a_button_that_prints_it(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    tab = browser.open("quiz", quiz=quiz.id, attempt=attempt.id, item="end")

    assert component_data(tab, "print") == {"type": "secondary"}
