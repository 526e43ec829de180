"""What a fault of the database means, in words for whoever reads it on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from sourcebook.errors import StoreError

_KEPT = "nothing that was saved is lost"
_FULL = (
    f"This was not saved, because the disk is full; {_KEPT}. "
    "Ask whoever runs this site to make room on it, then do it again."
)
_READ_ONLY = (
    f"This was not saved, because the database may not be written; {_KEPT}. "
    "Ask whoever runs this site to make its file and folder writable, then do it again."
)
_BUSY = f"This was not saved, because the database is busy; {_KEPT}. Do it again in a moment."
_UNKNOWN = f"The database could not be read or written; {_KEPT}. Do it again in a moment."

_MESSAGES = {
    "SQLITE_FULL": _FULL,
    "53100": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "25006": _READ_ONLY,
    "SQLITE_BUSY": _BUSY,
    "53300": _BUSY,
    "55P03": _BUSY,
}
"""By SQLite's name of a result code, or by PostgreSQL's SQLSTATE."""


@contextmanager
def mended_errors() -> Iterator[None]:
    """Raise whatever the database refuses as a StoreError that says what to do."""
    try:
        yield
    except SQLAlchemyError as slip:
        raise StoreError(_message(slip)) from slip


def _message(slip: SQLAlchemyError) -> str:
    cause = getattr(slip, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    # SQLite tells some codes apart further, as SQLITE_READONLY_DIRECTORY.
    known = (text for start, text in _MESSAGES.items() if code.startswith(start))
    return next(known, f"{_UNKNOWN} ({type(slip).__name__})")
