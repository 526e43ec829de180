"""The end of a lesson: it is done when its steps were opened and its tasks answered or left out."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.lesson_work import PassedOver
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.reading import steps
from sourcebook.pages.shared import services
from tests.builders import course_files

from .conftest import Browser, Serve, html, labels, press
from .tiny_course import words

LESSON = "lessons/04-yerevan-summit.md"
LEAVE_OUT = "Leave these out and finish the lesson"


def is_done(browser: Browser, lesson: Lesson) -> bool:
    """Whether the lesson counts as done."""
    return services.store().readings.of_learner(browser.learner)[lesson.id].is_read


def read_to_the_end(browser: Browser, lesson: Lesson) -> AppTest:
    """The tab at the last step, after all others were opened."""
    tab = browser.open("lesson", lesson=lesson.id)
    for _ in lesson.sections[1:]:
        press(tab, "Continue")
    return tab


def test_to_open_a_lesson_does_not_make_it_done(browser: Browser, lesson: Lesson) -> None:
    browser.open("lesson", lesson=lesson.id)

    assert not is_done(browser, lesson)
    assert "0 of 13 parts done" in words(browser.open())


def test_the_end_lists_every_task_that_is_open_with_the_step_it_stands_in(
    browser: Browser, lesson: Lesson
) -> None:
    page = html(read_to_the_end(browser, lesson)).partition("Still open in this lesson:")[2]

    listed = page.partition("</ul>")[0]
    assert listed.count("<li>") == len(lesson.tasks()) > 0
    for step in steps.steps(lesson):
        assert listed.count(f"section={step.name}'") == len(step.tasks)


def test_steps_that_were_not_opened_are_listed_too(browser: Browser, lesson: Lesson) -> None:
    last = steps.names(lesson)[-1]

    tab = browser.open("lesson", lesson=lesson.id, section=last)

    assert html(tab).count("Step: ") == len(lesson.sections) - 1


def test_tasks_can_be_left_out_on_purpose(browser: Browser, lesson: Lesson) -> None:
    tab = press(read_to_the_end(browser, lesson), LEAVE_OUT)

    assert is_done(browser, lesson)
    saved = services.store().readings.tasks(browser.learner, lesson.id)
    assert {name: each.answer for name, each in saved.items()} == dict.fromkeys(
        lesson.tasks(), PassedOver()
    )
    assert "✓ This lesson is done" in words(tab)
    assert LEAVE_OUT not in labels(tab)


def test_a_lesson_is_done_by_itself_once_nothing_is_open(browser: Browser, serve: Serve) -> None:
    files = course_files()
    text = files[LESSON].decode().replace("```compare membership-sentence\n```\n", "")
    lesson = serve(
        {**files, LESSON: f"{text}\n## Why\n\nNobody knows. [@none]\n".encode()}
    ).lessons["yerevan-summit"]

    tab = browser.open("lesson", lesson=lesson.id)
    assert not is_done(browser, lesson)
    press(tab, "Continue")

    assert is_done(browser, lesson)
    assert "✓ This lesson is done" in words(tab)


def test_on_one_page_only_the_learner_knows_whether_it_is_read(
    browser: Browser, lesson: Lesson
) -> None:
    tab = browser.open("lesson", lesson=lesson.id, view="whole")
    assert not is_done(browser, lesson)

    press(tab, LEAVE_OUT)

    assert is_done(browser, lesson)


@pytest.mark.parametrize("view", ["", "whole"])
def test_the_end_leads_to_the_quiz(browser: Browser, lesson: Lesson, quiz: Quiz, view: str) -> None:
    last = {"view": view} if view else {"section": steps.names(lesson)[-1]}
    tab = browser.open("lesson", lesson=lesson.id, **last)

    press(tab, f"Take the quiz ({quiz.size} items)")

    assert tab.query_params == {"quiz": quiz.id}
    assert labels(tab) == ["Start the quiz"]


def test_a_browser_without_cookies_reads_to_the_end(browser: Browser, lesson: Lesson) -> None:
    browser.cookie = None

    tab = read_to_the_end(browser, lesson)

    assert "Take the quiz" in " ".join(labels(tab))
    assert not tab.exception
