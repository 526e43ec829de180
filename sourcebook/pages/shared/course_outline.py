"""The course as a path: its lessons in their order, the test at its end, and how far each is."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from sourcebook.analysis import Progress
from sourcebook.content.citations import CITATION, lesson_markdown
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Prose
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import links
from sourcebook.pages.shared.number_format import percent

_BEGUN = " class='begun'"


class State(NamedTuple):
    """How far a lesson or a quiz is: done, begun, the best percent of a quiz that was taken.

    `answered` of `size` items of the attempt that is open have an answer; 0 of 0 where none is.
    """

    is_done: bool = False
    best: float | None = None
    is_begun: bool = False
    answered: int = 0
    size: int = 0


States = Mapping[str, State]
"""How far each lesson or quiz is, by id."""


def states(progress: Progress) -> States:
    """How far each part of the course is."""
    parts = progress.parts
    columns = ("id", "is_done", "percent", "is_begun", "answered", "size")
    # The percent of a lesson, and of a quiz that was not finished yet, is NaN.
    return {
        str(part_id): State(bool(done), float(best) if best == best else None, bool(begun), *counts)
        for part_id, done, best, begun, *counts in zip(*(parts[e] for e in columns), strict=True)
    }


def boxes(progress: Progress) -> str:
    """A box for each part of the course, filled where it is done, half where begun; for the eye."""
    parts = progress.parts
    drawn = "".join(
        "<span class='done'></span>" if done else f"<span{_BEGUN if begun else ''}></span>"
        for done, begun in zip(parts["is_done"], parts["is_begun"], strict=True)
    )
    return f"<div class='parts' aria-hidden='true'>{drawn}</div>"


def path(course: Course, so_far: States) -> str:
    """All lessons, each with its number and its quiz, and then the quizzes that belong to none."""
    lessons = "".join(
        _step(str(number), _lesson(course, lesson, so_far))
        for number, lesson in enumerate(course.lessons.values(), start=1)
    )
    others = "".join(
        _step("⚑", _other(quiz, so_far)) for quiz in course.quizzes.values() if quiz.lesson is None
    )
    return f"<ol class='path'>{lessons}{others}</ol>"


def quiz_state(quiz: Quiz, so_far: States) -> str:
    """Whether a quiz is passed, with the best result, and how far the open attempt is.

    For example `✓ Passed, your best 80 %. In progress: 2 of 18 answered`.
    """
    state = so_far.get(quiz.id, State())
    running = f"In progress: {state.answered} of {state.size} answered" if state.is_begun else ""
    if state.best is None:
        return f"◐ {running}" if running else "○ Not taken yet"
    passed = "✓ Passed" if state.is_done else "◐ Not passed yet"
    return f"{passed}, your best {percent(state.best)}{f'. {running}' if running else ''}"


def lesson_state(lesson: Lesson, so_far: States) -> str:
    """Whether a lesson is read: `✓ Read`, `◐ Begun`, `○ Not read yet`."""
    state = so_far.get(lesson.id, State())
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


def _step(sign: str, told: str) -> str:
    return f"<li><span class='numeral' aria-hidden='true'>{sign}</span><div>{told}</div></li>"


def _lesson(course: Course, lesson: Lesson, so_far: States) -> str:
    goals = "".join(f"<li>{escape(objective.text)}</li>" for objective in lesson.objectives)
    quiz = course.quiz_of(lesson)
    question = asks(lesson)
    return (
        f"<h3>{links.way(links.of_lesson(lesson), lesson.title)}</h3>"
        f"{f'<p>{escape(question)}</p>' if question else ''}<div class='state'>"
        f"<span>{lesson_state(lesson, so_far)}, about {lesson.minutes} minutes</span>"
        f"<details><summary>Its aims<span class='unseen'>: {escape(lesson.title)}</span></summary>"
        f"<ul>{goals}</ul></details>"
        f"{_quiz(quiz, so_far, f'Quiz, {quiz.size} items') if quiz else ''}</div>"
    )


def _other(quiz: Quiz, so_far: States) -> str:
    """A quiz that belongs to no lesson, such as one over the whole course."""
    return (
        f"<h3>{escape(quiz.title)}</h3><p>A test at the end of the path.</p>"
        f"<div class='state'>{_quiz(quiz, so_far, f'Test, {quiz.size} items')}</div>"
    )


def _quiz(quiz: Quiz, so_far: States, label: str) -> str:
    named = f"{label}<span class='unseen'>: {escape(quiz.title)}</span>"
    link = f"<a data-in-app='1' href='{links.of_quiz(quiz)}'>{named}</a>"
    return f"<span>{link} {quiz_state(quiz, so_far)}</span>"
