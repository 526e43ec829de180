"""The course as a path: its lessons in their order, the test at its end, and how far each is."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from sourcebook.analysis import PartProgress, Progress
from sourcebook.content.citations import CITATION, lesson_markdown
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Prose
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


def path(course: Course, so_far: States) -> Markup:
    """All lessons, each with its number and its quiz, and then the quizzes that belong to none."""
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
        return f"◐ {running}" if running else "○ Not taken yet"
    passed = "✓ Passed" if state.is_done else "◐ Not passed yet"
    return f"{passed}, your best {percent(state.best)}{f'. {running}' if running else ''}"


def lesson_state(lesson: Lesson, so_far: States) -> str:
    """Whether a lesson is read: `✓ Read`, `◐ Begun`, `○ Not read yet`."""
    state = so_far[lesson.id]
    return "✓ Read" if state.is_done else "◐ Begun" if state.is_begun else "○ Not read yet"


def asks(lesson: Lesson) -> str:
    """The question with which a lesson opens, before its first heading; empty where it has none."""
    first = lesson.sections[0] if lesson.sections else None
    if first is None or first.heading or not isinstance(first.blocks[0], Prose):
        return ""
    return " ".join(_words(first.blocks[0].markdown)).strip()


def _words(markdown: str) -> Iterator[str]:
    """The words of the first paragraph of a text, without its citations."""
    inline = next(token for token in lesson_markdown().parse(markdown) if token.children)
    for token in inline.children or ():
        if token.content and token.type != CITATION:
            yield token.content.strip()


def _lesson(course: Course, lesson: Lesson, so_far: States) -> dict[str, Any]:
    """A lesson as a step of the path."""
    quiz = course.quiz_of(lesson)
    return {
        "number": links.lesson_number(course, lesson),
        "lesson": lesson,
        "link": links.link(links.lesson_address(lesson), lesson.title),
        "question": asks(lesson),
        "state": lesson_state(lesson, so_far),
        "quiz": _quiz(quiz, so_far, f"Quiz, {quiz.size} items") if quiz else "",
    }


def _quiz(quiz: Quiz, so_far: States, label: str) -> Markup:
    return _html.quiz(quiz, links.quiz_address(quiz), label, quiz_state(quiz, so_far))
