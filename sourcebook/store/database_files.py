"""The file of a SQLite database: private to its owner, and never another file unnoticed.

Beside `sourcebook.db` SQLite keeps `sourcebook.db-wal`, with what was written since it was last
brought into the file itself (a checkpoint), and `sourcebook.db-shm`, the index of that.
"""

import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import URL

from sourcebook.errors import StoreError
from sourcebook.store.database_errors import damaged

_COMPANIONS = ("-wal", "-shm", "-journal")
"""The endings of the files that SQLite keeps beside a database; the log is the first."""


def file_of(address: URL) -> Path | None:
    """The file of a database; None for PostgreSQL, and for a database in memory."""
    name = address.database
    if address.get_backend_name() != "sqlite" or not name or name == ":memory:":
        return None
    return None if name.startswith("file:") else Path(name)


def create(file: Path) -> None:
    """Make the file and its folder, for the owner only, if they do not exist.

    Raises StoreError if the folder cannot be made.
    """
    try:
        # Only a new folder is made private: another one may hold other things, too.
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"There is no folder '{file.parent}' for the database, and it cannot be made "
            f"({error.strerror}). Name another in SOURCEBOOK_DATABASE_URL."
        ) from error
    # If it exists, or cannot be made, SQLite goes on or says why not.
    with suppress(OSError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def make_private(file: Path) -> None:
    """Let only its owner read and write a database, if the system allows it.

    Files that SQLite makes beside it later get the same rights.
    """
    for each in (file, *companions(file)):
        with suppress(OSError):
            mode = stat.S_IMODE(each.stat().st_mode)
            if mode & 0o077:
                each.chmod(mode & 0o700)


def size(file: Path) -> int:
    """The bytes of a database with the files beside it; 0 if it is gone."""
    total = 0
    for each in (file, *companions(file)):
        # SQLite removes those beside it when the last program closes the database.
        with suppress(FileNotFoundError):
            total += each.stat().st_size
    return total


def companions(file: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside this one."""
    real = file.resolve()
    return tuple(real.with_name(real.name + ending) for ending in _COMPANIONS)


def identity(file: Path) -> tuple[int, int] | None:
    """A value that differs for another file of the same name; None if there is none.

    The file is not opened for this, because closing it again would end SQLite's locks.
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_empty(file: Path) -> bool:
    """Whether there is no such file, or nothing in it."""
    try:
        return file.stat().st_size == 0
    except OSError:
        return True


def connect(file: Path, *, wait: float) -> sqlite3.Connection:
    """A new connection, which never creates a file; `wait` is how long to wait for a lock."""
    address = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None)


def checkpoint(file: Path, *, wait: float) -> bool:
    """Write the log beside the file into it and empty the log; whether all of it could be.

    A reader or a writer may be in the way for longer than `wait` seconds. Raises sqlite3.Error.
    """
    with closing(connect(file, wait=wait)) as connection:
        # First what needs no lock, so that others wait as little as possible.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        blocked, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not blocked


def check(file: Path) -> None:
    """Raise StoreError if SQLite finds that the file is damaged."""
    with closing(connect(file, wait=5)) as connection:
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            # What SQLite says of a damaged name need not be text.
            found = str(error)
    if found != "ok":
        raise damaged(file, found)
