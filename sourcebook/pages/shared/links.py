"""Links within the app: the breadcrumbs over a title, and what comes next.

They stay in the app if its browser code runs; otherwise they are ordinary links.
"""

from collections.abc import Sequence

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app

_html = Macros(__file__)


def to_course() -> Markup:
    """The link back to the first page."""
    return link(in_app("/"), "Course")


def link(address: str, label: str) -> Markup:
    """A link to another page of the app."""
    return _html.link(address, label)


def own_link(address: str, label: str) -> Markup:
    """A quiet link from a part of a page to itself, to copy its address; the label is read out."""
    return _html.own_link(address, label)


def breadcrumbs(*steps: str) -> Markup:
    """The breadcrumbs over a title: the link back first."""
    return _html.breadcrumbs(steps)


def next_links(links: Sequence[Markup]) -> Markup:
    """The links at the end of a page, as a list."""
    return _html.next_links(links)


def lesson_address(lesson: Lesson) -> str:
    """The address of a lesson."""
    return in_app(f"/lesson?lesson={lesson.id}")


def quiz_address(quiz: Quiz) -> str:
    """The address of a quiz."""
    return in_app(f"/quiz?quiz={quiz.id}")


def lesson_number(course: Course, lesson: Lesson) -> int:
    """The number of the lesson in the course, counted from 1."""
    return list(course.lessons).index(lesson.id) + 1


def neighbours(course: Course, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """The lesson before and the one after, None if there is none."""
    lessons, place = list(course.lessons.values()), lesson_number(course, lesson)
    before = lessons[place - 2] if place > 1 else None
    return before, lessons[place] if place < len(lessons) else None
