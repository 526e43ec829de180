"""The words in which the file of a learner's data says times and lessons."""

from datetime import datetime, tzinfo
from typing import NamedTuple

from sourcebook.model.attempts import OpenTest
from sourcebook.model.course import Course


class Reader(NamedTuple):
    """What the words depend on: what the course has, and the learner's time zone."""

    course: Course
    zone: tzinfo


def lesson_title(reader: Reader, lesson_id: str) -> str:
    """A lesson by its title, or by its id if the course no longer has it."""
    lesson = reader.course.as_if_open().lessons.get(lesson_id)
    return lesson.title if lesson else f"{lesson_id}, no longer in the course"


def moment(at: datetime, reader: Reader) -> str:
    """A time by the learner's clock."""
    return f"{at.astimezone(reader.zone):%Y-%m-%d %H:%M:%S %Z}"


def kept_until(test: OpenTest, reader: Reader) -> str:
    """That an answer is not shown while a test closes it, and until when."""
    if test.until is None:
        return f"kept, and shown once you have handed in “{test.title}”"
    return f"kept, and shown when “{test.title}” has closed, {moment(test.until, reader)}"
