"""Addresses and names of assignments at the desk."""

from sourcebook.model.assignments import Assignment, Part
from sourcebook.model.course import Course
from sourcebook.pages.streamlit_internals.addresses import in_app

ADDRESS = "assignments"
"""The last part of the address of their page."""


def of_class(classroom_id: str) -> str:
    """The address of what is set to a class."""
    return in_app(f"/{ADDRESS}?class={classroom_id}")


def address(assignment: Assignment) -> str:
    """The address of one assignment."""
    return f"{of_class(assignment.classroom_id)}&assignment={assignment.id}"


def title(course: Course, assignment: Assignment) -> str:
    """What is set, by its name in the course, or its former name if it was removed."""
    found = part_title(course, assignment.part)
    return in_words(assignment.part, found or assignment.title)


def in_words(part: Part, name: str) -> str:
    """A part of the course with its kind, such as `Quiz: Who is in the CSTO?`."""
    return f"{'Lesson' if part.kind == 'lesson' else 'Quiz'}: {name}"


def part_title(course: Course, part: Part) -> str | None:
    """The name of a part in the course; None if it is not there."""
    if part.kind == "lesson":
        lesson = course.lessons.get(part.id)
        return lesson.title if lesson else None
    quiz = course.quizzes.get(part.id)
    return quiz.title if quiz else None
