"""Drafts among the lessons and quizzes: what is not finished there is no error.

Not here: what a teacher has typed at the desk and not saved yet.
"""

from collections.abc import Iterator

from sourcebook.content.faults import Fault
from sourcebook.content.files import ContentFile
from sourcebook.content.unchecked_course import UncheckedCourse

_STAYS = frozenset({"duplicate-id", "duplicate-option", "one-of", "character", "merge-marks"})
"""If one of these rules is broken, the rest of the course suffers, or no preview can be drawn."""


def excuse_drafts(unchecked: UncheckedCourse) -> None:
    """Make warnings of the errors in drafts that could be read."""
    for file in draft_files(unchecked):
        file.faults[:] = map(excused, file.faults)


def draft_files(unchecked: UncheckedCourse) -> Iterator[ContentFile]:
    """The files of the lessons and quizzes that are drafts, as far as they could be read."""
    for lesson in unchecked.lessons:
        if lesson.lesson and lesson.lesson.state == "draft":
            yield lesson.file
    for quiz in unchecked.quizzes:
        if quiz.model and quiz.model.state == "draft":
            yield quiz.file


def excused(fault: Fault) -> Fault:
    """The fault as a warning, unless it must be corrected in a draft, too."""
    return fault if fault.rule in _STAYS else fault._replace(severity="warning")
