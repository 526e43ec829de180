"""Where one is and where one can go from there: the line over a title, contents, ways on.

All links stay in the app where its browser code runs, and are ordinary ones where it does not.
"""

from collections.abc import Sequence
from html import escape

from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz

TO_COURSE = "<a data-in-app='1' href='/'>Course</a>"
"""The way back to the first page."""


def way(address: str, label: str) -> str:
    """A link to another page of the app; the label is plain text."""
    return f"<a data-in-app='1' href='{escape(address)}'>{escape(label)}</a>"


def own_link(address: str, of: str) -> str:
    """A quiet link from a part of a page to itself, for whoever wants to copy its address."""
    return (
        f"<a class='own-link' data-in-app='page' href='{escape(address)}'>"
        f"<span aria-hidden='true'>#</span><span class='unseen'>{escape(of)}</span></a>"
    )


def kicker(*steps: str) -> str:
    """The line over a title that says where one is: HTML, the way back first."""
    return f"<p class='kicker'>{' · '.join(steps)}</p>"


def what_next(ways: Sequence[str]) -> str:
    """The ways on from the end of a page, as a list of links."""
    listed = "".join(f"<li>{each}</li>" for each in ways)
    return f"<nav aria-label='What is next'><ul class='ways-on'>{listed}</ul></nav>"


def of_lesson(lesson: Lesson) -> str:
    """The address of a lesson."""
    return f"/lesson?lesson={lesson.id}"


def of_quiz(quiz: Quiz) -> str:
    """The address of a quiz."""
    return f"/quiz?quiz={quiz.id}"


def number(course: Course, lesson: Lesson) -> int:
    """Which lesson of the course it is, counted from 1."""
    return list(course.lessons).index(lesson.id) + 1


def neighbours(course: Course, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """The lesson before and the one after, None where there is none."""
    lessons, place = list(course.lessons.values()), number(course, lesson)
    before = lessons[place - 2] if place > 1 else None
    return before, lessons[place] if place < len(lessons) else None
