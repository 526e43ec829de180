"""Quizzes and items that learners' attempts refer to, but that the course no longer has."""

from pathlib import Path

from sourcebook.content.checking import read_files
from sourcebook.content.unchecked_course import read_unchecked_course
from sourcebook.errors import SourcebookError
from sourcebook.model.used_ids import Uses
from sourcebook.settings import settings


def gone(root: Path) -> tuple[str, ...]:
    """A sentence for each quiz or item that attempts refer to and that the course no longer has.

    Only for the course that the app serves, because the database belongs to it. Writes nothing.
    """
    try:
        here = settings()
        if root.resolve() != here.course_root.resolve() or not _has_database(here.database_url):
            return ()
        uses = _used_ids(here.database_url)
    except SourcebookError as error:
        return (f"Whether attempts refer to ids that are gone was not checked: {error}",)
    if uses is None:
        return ()
    unchecked = read_unchecked_course(read_files(root))
    if any(parsed.model is None for parsed in unchecked.quizzes):
        # The items of a file that cannot be read are not gone.
        return ()
    return tuple(uses.missing_from(unchecked.course()).warnings())


def _has_database(url: str) -> bool:
    """Whether there may be a database at an address; a SQLite file must exist."""
    file = url.removeprefix("sqlite:///")
    return file == url or Path(file).exists()


def _used_ids(url: str) -> Uses | None:
    """The ids that attempts refer to, None without a database."""
    # Imported here, because SQLAlchemy takes longer than the check of a course.
    from sourcebook.store import Store

    store = Store.open_existing(url)
    if store is None:
        return None
    try:
        return store.attempts.used_ids()
    finally:
        store.close()
