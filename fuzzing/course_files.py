"""The readers of course files: one file of a small course is replaced by the bytes."""

from collections.abc import Mapping
from functools import cache

from fuzzing.expectations import expect_faults
from sourcebook.content.authoring.quiz_edits import item_blocks
from sourcebook.content.authoring.repairs import repaired
from sourcebook.content.checking import check
from sourcebook.content.faults import has_errors
from sourcebook.errors import EditingError
from sourcebook.formats.registry import FORMATS
from sourcebook.model.course import Course
from tests.builders import course_files

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON = "lessons/04-yerevan-summit.md"
PLAN = "plans/04-yerevan-summit.md"
SOURCE = "seeds/s1.yaml"
PICTURE = "seeds/maps/csto-members.svg"
BACKGROUND = tuple(
    f"seeds/{name}.yaml" for name in ("comparisons", "people", "course", "glossary", "timeline")
)


def quiz(raw: bytes) -> None:
    """A quiz: its faults, or else its file in every format; and its items for the editor."""
    course = _checked(QUIZ, raw)
    if course:
        for format in FORMATS.values():
            for each in course.quizzes.values():
                format.dumps(each, course)
    try:
        item_blocks(raw.decode("utf-8", "replace"))
    except EditingError:
        return


def lesson(raw: bytes) -> None:
    """A lesson: its faults, or else its worksheet."""
    course = _checked(LESSON, raw)
    for each in course.lessons.values() if course else ():
        FORMATS["worksheet-a"].of_lesson(each, course)  # type: ignore[arg-type]  # It is there.


def plan(raw: bytes) -> None:
    """The plan of a lesson for its teacher."""
    _checked(PLAN, raw)


def source(raw: bytes) -> None:
    """A source with its passages."""
    _checked(SOURCE, raw)


def background(raw: bytes) -> None:
    """One of the other files of the evidence; the first byte says which."""
    if raw:
        _checked(BACKGROUND[raw[0] % len(BACKGROUND)], raw[1:])


def picture(raw: bytes) -> None:
    """A map as SVG."""
    _checked(PICTURE, raw)


@cache
def files_around() -> Mapping[str, bytes]:
    """The small course into which a file is put."""
    return course_files()


def _checked(path: str, raw: bytes) -> Course | None:
    """The course with this file, None if it has errors; what the faults say is looked at."""
    files = {**files_around(), path: raw}
    result = check(files)
    expect_faults(result.faults, files)
    assert (result.course is None) == has_errors(result.faults)
    if result.course is None:
        repaired(files)
    return result.course
