"""The course and the database of this process."""

import logging
from functools import cache

from sourcebook.content.library import Library
from sourcebook.errors import StoreError
from sourcebook.model.course import Course
from sourcebook.settings import settings
from sourcebook.store import Store

log = logging.getLogger("sourcebook.pages")


@cache
def library() -> Library:
    """The course of this process."""
    here = settings()
    return Library(
        here.course_root,
        snapshot=here.data / "last-good-course.json",
        originals=here.originals,
        on_change=_warn_of_gone,
    )


@cache
def store() -> Store:
    """The database of this process."""
    return Store.open(settings().database_url)


def gone(before: Course, now: Course) -> tuple[str, ...]:
    """A sentence for each id that attempts refer to and that a change took out of the course."""
    return tuple(store().uses().missing_from(now).within(before).warnings())


def _warn_of_gone(before: Course, now: Course) -> None:
    try:
        for sentence in gone(before, now):
            log.warning(sentence)
    except StoreError as slip:
        log.warning("Whether attempts refer to ids that are gone cannot be looked up: %s", slip)
