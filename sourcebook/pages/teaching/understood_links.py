"""Links to the page on what a class understood, from the pages of the desk that lead there."""

from urllib.parse import urlencode

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.pages.shared import links
from sourcebook.pages.streamlit_internals.addresses import in_app

ADDRESS = "understood"
"""The last part of the page's address."""

TITLE = "What the class understood"

_LESSON = "lesson:"


def link(*, class_id: str = "", quiz: str = "", counts: str = "") -> Markup:
    """A link to the page with these choices; an empty one is left to the page."""
    choices = {"class": class_id, "quiz": quiz, "counts": counts}
    made = {name: choice for name, choice in choices.items() if choice}
    query = f"?{urlencode(made, safe=':')}" if made else ""
    return links.link(in_app(f"/{ADDRESS}{query}"), TITLE)


def link_for_lesson(course: Course, lesson: Lesson) -> Markup:
    """A link to what was understood in the quizzes of a lesson; nothing if it has none."""
    together = f"{_LESSON}{lesson.id}"
    own = quiz_ids(course, together)
    if not own:
        return Markup()
    return link(quiz=together if len(own) > 1 else own[0])


def quizzes_offered(course: Course, taken: dict[str, str]) -> dict[str, str]:
    """What the page can be about, with its title: a quiz, or all quizzes of a lesson.

    `taken` has the titles of the quizzes that were taken; those that the course no longer has come
    last.
    """
    offered = {
        f"{_LESSON}{lesson.id}": f"All quizzes of the lesson: {lesson.title}"
        for lesson in course.lessons.values()
        if len(quiz_ids(course, f"{_LESSON}{lesson.id}")) > 1
    }
    offered |= {quiz.id: quiz.title for quiz in course.quizzes.values()}
    return {**offered, **{each: title for each, title in taken.items() if each not in offered}}


def quiz_ids(course: Course, choice: str) -> tuple[str, ...]:
    """The quizzes that a choice stands for."""
    if not choice.startswith(_LESSON):
        return (choice,)
    lesson_id = choice.removeprefix(_LESSON)
    return tuple(each.id for each in course.quizzes.values() if each.lesson == lesson_id)
