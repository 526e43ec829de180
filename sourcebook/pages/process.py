"""The course and the database of this process."""

from functools import cache

from sourcebook.content.library import Library
from sourcebook.settings import settings
from sourcebook.store import Store


@cache
def library() -> Library:
    """The course of this process."""
    here = settings()
    return Library(
        here.course_root, snapshot=here.data / "last-good-course.json", originals=here.originals
    )


@cache
def store() -> Store:
    """The database of this process."""
    return Store.open(settings().database_url)
