"""The course and the database of this process."""

import logging
import os
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path

from sourcebook.content.live_course import Library
from sourcebook.errors import StoreError
from sourcebook.model.course import Course
from sourcebook.settings import settings
from sourcebook.store import Store

log = logging.getLogger("sourcebook.pages")

SNAPSHOT = "last-good-course.json"
"""The last good version of the course, in the folder of the settings."""


@cache
def library() -> Library:
    """The course of this process."""
    here = settings()
    return Library(
        here.course_root,
        snapshot=here.data / SNAPSHOT,
        originals=here.originals,
        on_change=_warn_of_gone,
    )


@cache
def store() -> Store:
    """The database of this process."""
    _restrict_to_owner(settings().data)
    return Store.open(settings().database_url)


def _restrict_to_owner(data: Path) -> None:
    """Let only the owner open the folder of this site and what is in it.

    It holds names, answers and keys. A folder that is not ours, or shared by all such as /tmp,
    stays as it is.
    """
    if os.name == "nt":
        return
    for each in (data, data / SNAPSHOT):
        with suppress(OSError):
            found = each.stat()
            if found.st_uid == os.getuid() and not found.st_mode & stat.S_ISVTX:
                each.chmod(stat.S_IMODE(found.st_mode) & 0o700)


def gone(before: Course, now: Course) -> tuple[str, ...]:
    """A sentence for each id that attempts refer to and that a change removed from the course."""
    return tuple(store().attempts.used_ids().missing_from(now).within(before).warnings())


def _warn_of_gone(before: Course, now: Course) -> None:
    try:
        for sentence in gone(before, now):
            log.warning(sentence)
    except StoreError as failure:
        log.warning("Whether attempts refer to ids that are gone cannot be looked up: %s", failure)
