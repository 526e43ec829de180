"""The outline of the course: its lessons in order, the test at its end, and how far each is."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from sourcebook.analysis import PartProgress, Progress
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import links
from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


States = Mapping[str, PartProgress]
"""How far a learner is with each lesson or quiz, by id."""


def states(progress: Progress) -> States:
    """How far a learner is with each part of the course."""
    return {part.id: part for part in progress.parts}


def boxes(progress: Progress) -> Markup:
    """A box for each part of the course, filled if it is done, half if begun; for the eye."""
    return _html.boxes(progress.parts)


def path(course: Course, so_far: States | None = None) -> Markup:
    """All lessons, each with its number and its quiz, and then the quizzes without a lesson.

    It says how far a learner is with each, unless nothing is known of them.
    """
    lessons = [_lesson(course, lesson, so_far) for lesson in course.lessons.values()]
    others = [
        (quiz.title, _quiz(quiz, so_far, f"Test, {quiz.size} items"))
        for quiz in course.quizzes.values()
        if quiz.lesson is None
    ]
    return _html.path(lessons, others)


def quiz_state(quiz: Quiz, so_far: States) -> str:
    """Whether a quiz is passed, with the best result, and how far the open attempt is.

    For example `✓ Passed, your best 80 %. In progress: 2 of 18 answered`.
    """
    state = so_far[quiz.id]
    running = f"In progress: {state.answered} of {state.size} answered" if state.is_begun else ""
    if state.best is None:
        waits = "✓ Handed in, result after closing" if state.waits else "○ Not taken yet"
        return f"◐ {running}" if running else waits
    passed = "✓ Passed" if state.is_done else "◐ Not passed yet"
    return f"{passed}, your best {percent(state.best)}{f'. {running}' if running else ''}"


def lesson_state(lesson: Lesson, so_far: States) -> str:
    """How far a lesson is: `✓ Done`, `◐ 3 of 7 steps`, `○ Not begun`."""
    state = so_far[lesson.id]
    if state.is_done:
        return "✓ Done"
    return f"◐ {state.answered} of {state.size} steps" if state.is_begun else "○ Not begun"


def _lesson(course: Course, lesson: Lesson, so_far: States | None) -> dict[str, Any]:
    """A lesson in the outline."""
    quiz = course.quiz_of(lesson)
    return {
        "number": links.lesson_number(course, lesson),
        "lesson": lesson,
        "link": links.link(links.lesson_address(lesson), lesson.title),
        "state": lesson_state(lesson, so_far) if so_far else "",
        "quiz": _quiz(quiz, so_far, f"Quiz, {quiz.size} items") if quiz else "",
    }


def _quiz(quiz: Quiz, so_far: States | None, label: str) -> Markup:
    state = quiz_state(quiz, so_far) if so_far else ""
    return _html.quiz(quiz, links.quiz_address(quiz), label, state)
