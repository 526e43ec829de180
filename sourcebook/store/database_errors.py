"""What an error of the database means, in words for the person at the screen."""

import logging
import math
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from sourcebook.errors import LostConnectionError, StoreError

log = logging.getLogger("sourcebook.store")

LOG_AGAIN_SECONDS = 60
"""How long the log does not repeat the same state of the database."""

DAMAGED = "the database is damaged"
FULL = "the disk is full"
NO_ANSWER = "the database does not answer"
"""States of a database, for the person who runs the site."""

_KEPT = "nothing that was saved is lost"


class _Meaning(NamedTuple):
    """The words for the screen, and the state of the database in a few words."""

    message: str
    state: str


_FULL = _Meaning(
    f"This was not saved, because the disk is full; {_KEPT}. "
    "Ask the person who runs this site to make room on it, then do it again.",
    FULL,
)
_READ_ONLY = _Meaning(
    f"This was not saved, because the database may not be written; {_KEPT}. "
    "Ask the person who runs this site to make its file and folder writable, then do it again.",
    "the database may not be written",
)
_BUSY = _Meaning(
    f"This was not saved, because the database is busy; {_KEPT}. Do it again in a moment.",
    "the database is locked",
)
_DAMAGED = _Meaning(
    "This could not be read or saved, because the database of this site is damaged. "
    "Tell the person who runs this site; they can restore a backup.",
    DAMAGED,
)
_GONE = _Meaning(
    "Nothing can be read or saved, because the database of this site is no longer in its place. "
    "Tell the person who runs this site; then do it again.",
    "the database file is gone",
)
_STOPPING = _Meaning(
    f"This was not saved, because the site is being stopped; {_KEPT}. Do it again in a minute.",
    "the database is closed",
)
_UNKNOWN = _Meaning(
    "The database could not be read or written. Do it again in a moment; if that does not help, "
    "tell the person who runs this site.",
    NO_ANSWER,
)

_AWAY = _Meaning(
    f"This was not saved, because the database does not answer just now; {_KEPT}. "
    "Do it again in a moment; if that does not help, tell the person who runs this site.",
    NO_ANSWER,
)
_UNREADABLE = _Meaning(
    f"This page cannot be shown, because the database does not answer just now; {_KEPT}. "
    "Try again in a moment; if that does not help, tell the person who runs this site.",
    NO_ANSWER,
)
_UNSURE = _Meaning(
    "Nobody knows yet whether this was saved, because the database stopped answering in that "
    f"moment; {_KEPT}. Load the page again and look; if it is not there, do it again.",
    NO_ANSWER,
)

_MEANINGS = {
    "SQLITE_FULL": _FULL,
    "53100": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "25006": _READ_ONLY,
    "SQLITE_BUSY": _BUSY,
    "40P01": _BUSY,
    "53300": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "57P": _AWAY,
    "08": _AWAY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By SQLite's name of a result code, or by PostgreSQL's SQLSTATE."""

_UNREADABLE_ROW = (ValidationError, JSONDecodeError, UnicodeDecodeError)
"""What is raised where a row holds something else than the store writes."""

_logged: dict[str, float] = {}


@contextmanager
def readable_errors(*, only_reads: bool = False) -> Iterator[None]:
    """Raise an error of the database as a StoreError that says what to do, and log it."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, *_UNREADABLE_ROW) as error:
        found, away = meaning(error), _UNREADABLE if only_reads else _AWAY
        _log(found.state, first_line(error))
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise LostConnectionError(away.message, state=away.state) from error
        found = away if found is _AWAY else found
        named = f" ({type(error).__name__})" if found is _UNKNOWN else ""
        raise StoreError(f"{found.message}{named}", state=found.state) from error


def meaning(error: Exception) -> _Meaning:
    """What an error of SQLAlchemy or of the database's driver means."""
    cause = _cause_of(error)
    if isinstance(cause, _UNREADABLE_ROW):
        return _DAMAGED
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    # Some of SQLite's codes are longer, such as SQLITE_READONLY_DIRECTORY.
    known = (found for start, found in _MEANINGS.items() if code.startswith(start))
    return next(known, _BUSY if isinstance(error, NoConnectionLeft) else _without_code(error))


def _without_code(error: Exception) -> _Meaning:
    """PostgreSQL's driver gives no code if it cannot connect; SQLite always gives one."""
    is_sqlite = isinstance(_cause_of(error), sqlite3.Error)
    return _AWAY if isinstance(error, OperationalError) and not is_sqlite else _UNKNOWN


def first_line(error: Exception) -> str:
    """The first line of the driver's message; the next ones may quote what a learner wrote."""
    return next(iter(str(_cause_of(error)).splitlines()), type(error).__name__)


def in_words(state: str) -> StoreError:
    """The error, in words for a learner, that the database is in this state."""
    known = (each for each in (*_MEANINGS.values(), _GONE) if each.state == state)
    return StoreError(next(known, _UNKNOWN).message, state=state)


def damaged(place: object, why: str) -> StoreError:
    """The error that a database's file is damaged, for the person who starts Sourcebook."""
    return StoreError(
        f"'{place}' is damaged or is no database ({why}). Restore a backup with "
        "'sourcebook restore FILE'; this keeps the damaged file beside the new one.",
        state=DAMAGED,
    )


def gone(place: object) -> StoreError:
    """The error that a database's file is no longer where it was."""
    _log(_GONE.state, f"There is no '{place}' any more; put it back, or restore a backup")
    return StoreError(_GONE.message, state=_GONE.state)


def stopping() -> StoreError:
    """The error that a database is closed, because the server is being stopped."""
    return StoreError(_STOPPING.message, state=_STOPPING.state)


def unsure(error: Exception) -> LostConnectionError:
    """The error that the connection broke while a transaction was being committed."""
    _log(_UNSURE.state, first_line(error))
    return LostConnectionError(_UNSURE.message, state=_UNSURE.state, may_be_saved=True)


def busy() -> StoreError:
    """The error that others are using the database at this moment."""
    return in_words(_BUSY.state)


def _cause_of(error: Exception) -> Exception:
    return getattr(error, "orig", None) or error


def _log(state: str, what: str) -> None:
    """Log a state of the database, and the same one again only after a while."""
    now = time.monotonic()
    if now - _logged.get(state, -math.inf) >= LOG_AGAIN_SECONDS:
        _logged[state] = now
        log.error("Something could not be saved or read: %s. %s.", state, what)
