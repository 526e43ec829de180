"""The cards of the desk: each of the teacher's pages with its most important number, in words.

Numbers are counted again only after something has changed, or a minute has passed.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup

from sourcebook.analysis import member_statuses
from sourcebook.content.faults import Fault
from sourcebook.delivery import attempt_stage
from sourcebook.errors import StoreError
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import teacher_pages
from sourcebook.pages.teaching.class_data import (
    ALL,
    attempts_of_class,
    classes,
    members_of,
    readings_of_class,
    stamp,
)
from sourcebook.pages.teaching.class_sharing import colleagues_of
from sourcebook.pages.teaching.current_teacher import teacher
from sourcebook.pages.teaching.written_answers import texts_by_item

COUNTING = "Counting …"
"""Stands for a number until it is known."""

_NUMBER: Final = Markup("<strong>{}</strong> {}")
_html = Macros(__file__)


class Counts(NamedTuple):
    """The numbers of all classes of the teacher together."""

    classes: int
    learners: int
    stuck: int
    finished: int
    waiting: int
    teachers: int
    assignments: int = 0


def counts() -> Counts | None:
    """The numbers of the desk; None if the database does not answer."""
    try:
        return _counts(teacher().id, stamp(), f"{clock.now():%Y-%m-%dT%H:%M}")
    except StoreError:
        return None


def known_lines(faults: tuple[Fault, ...]) -> dict[str, str]:
    """The lines that need nothing from the database, by the page's address."""
    return {"plans": of_plans(), "edit": of_files(faults), "log": "Kept for 400 days."}


def lines(found: Counts | None, faults: tuple[Fault, ...]) -> dict[str, str]:
    """The line on each page's card, by the page's address."""
    known = known_lines(faults)
    if found is None:
        unknown = "The database does not answer just now."
        stored = ("class", "assignments", "results", "marking", "teachers")
        return dict.fromkeys(stored, unknown) | known
    return {
        "class": _class(found),
        "assignments": _assignments(found),
        "results": _finished(found),
        "marking": _waiting(found),
        "teachers": _NUMBER.format(
            found.teachers, "teacher" if found.teachers == 1 else "teachers"
        ),
        **known,
    }


def of_files(faults: tuple[Fault, ...]) -> str:
    """How many files of the course have faults."""
    files = len({fault.path for fault in faults})
    if not files:
        return "No file has a fault."
    return _NUMBER.format(files, "file has faults" if files == 1 else "files have faults")


def of_plans() -> str:
    """How many lessons of the course have a plan."""
    course = library().course().as_if_open()
    planned = len(course.plans.keys() & course.lessons.keys())
    if not planned:
        return "No lesson has a plan yet."
    more = f"of {counted(len(course.lessons), 'lesson')} {'has' if planned == 1 else 'have'} a plan"
    return _NUMBER.format(planned, more)


def cards(line_of: Mapping[str, str]) -> Markup:
    """A card for each page, with its line."""
    pages = teacher_pages.PAGES
    known = {page.url_path: line_of.get(page.url_path, COUNTING) for page in pages}
    return _html.cards(pages, known)


def _class(found: Counts) -> str:
    if not found.classes:
        return "Begin here: make a class and give its link to your learners."
    if not found.learners:
        return "Nobody has joined yet. Give the link to your learners."
    is_are = "is" if found.stuck == 1 else "are"
    return _NUMBER.format(found.stuck, f"of {counted(found.learners, 'learner')} {is_are} stuck")


def _assignments(found: Counts) -> str:
    if not found.assignments:
        return "Nothing is set to a class yet."
    more = "lesson or quiz is set" if found.assignments == 1 else "lessons and quizzes are set"
    return _NUMBER.format(found.assignments, more)


def _finished(found: Counts) -> str:
    if not found.finished:
        return "Nobody has finished a quiz yet."
    more = "attempt" if found.finished == 1 else "attempts"
    return _NUMBER.format(found.finished, f"finished {more}")


def _waiting(found: Counts) -> str:
    if not found.waiting:
        return "Nothing waits for a mark."
    more = "text waits" if found.waiting == 1 else "texts wait"
    return _NUMBER.format(found.waiting, f"{more} for your mark")


@lru_cache(maxsize=8)
def _counts(_teacher: str, _stamp: tuple[object, ...], _minute: str) -> Counts:
    members, attempts = members_of(ALL), attempts_of_class(ALL)
    statuses = member_statuses(
        members,
        readings_of_class(ALL),
        map(attempt_stage, attempts),
        library().course(),
        now=clock.now(),
    )
    texts, rooms = texts_by_item(attempts), classes()
    return Counts(
        classes=len(rooms),
        learners=len(members),
        stuck=sum(each.stuck is not None for each in statuses),
        finished=sum(each.is_finished and each.purpose == "quiz" for each in attempts),
        teachers=len(colleagues_of(teacher())) + 1,
        waiting=sum(text.waits for same in texts.values() for text in same),
        assignments=sum(len(store().assignments.of_class(each.id)) for each in rooms),
    )
