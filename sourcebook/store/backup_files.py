"""A backup: one SQLite file, of a database of either kind, and what makes sure that it is whole."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from sourcebook.errors import StoreError
from sourcebook.store import database_files, tables
from sourcebook.store.copying import copy_tables
from sourcebook.store.database_errors import readable_errors
from sourcebook.store.engine import open_engine
from sourcebook.store.table_sums import TableSum

WAIT_SECONDS = 15
"""How long a backup waits for a SQLite database that is locked."""

SHORT_LIVED = (tables.ticket, tables.teacher_invitation, tables.teacher_pass, tables.wrong_try)
"""What is not restored: open desks, and links that were valid for a while."""


def write_file(source: Connection, target: Path) -> Mapping[str, TableSum]:
    """Copy all tables to a new file, for its owner only; the sum of each, by its name.

    Raises StoreError, and writes nothing, if the file exists or a table differs in it.
    """
    if target.exists():
        raise _exists(target)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
            half = Path(folder) / "sourcebook.db"
            sums = _fill(source, half)
            copy_file(half, target)
    except OSError as error:
        raise StoreError(f"'{target}' cannot be written: {error.strerror}.") from error
    return sums


def _fill(source: Connection, file: Path) -> Mapping[str, TableSum]:
    engine = open_engine(f"sqlite:///{file}")
    try:
        with engine.begin() as connection:
            return copy_tables(source, connection)
    finally:
        engine.dispose()


def copy_file(file: Path, target: Path) -> None:
    """Write a whole, checked copy of a SQLite database to a new file, for its owner only.

    Raises StoreError, and writes nothing, if the new file exists.
    """
    if target.exists():
        raise _exists(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise StoreError(f"'{target}' cannot be written: {error.strerror}.") from error
    os.close(handle)
    aside = Path(name)
    try:
        with (
            readable_errors(),
            closing(database_files.connect(file, wait=WAIT_SECONDS)) as connection,
        ):
            connection.execute("VACUUM INTO ?", [name])
        database_files.check(aside)
        _claim(aside, target)
    except OSError as error:
        raise StoreError(f"'{target}' cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)


def _claim(aside: Path, target: Path) -> None:
    """Give a file its name once it is on the disk, unless another file has that name."""
    with aside.open("r+b") as written:
        os.fsync(written.fileno())
    try:
        os.link(aside, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:
        # Some file systems have no hard links.
        if target.exists():
            raise _exists(target) from None
        aside.replace(target)


def _exists(target: Path) -> StoreError:
    return StoreError(f"'{target}' exists already. Name a new file.")


@contextmanager
def prepared(backup: Path, folder: Path) -> Iterator[Path]:
    """A copy of a backup in a folder of its own, checked and brought to the newest version.

    Raises StoreError if the file is not a whole backup.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as place:
        copy = Path(place) / "sourcebook.db"
        shutil.copyfile(backup, copy)
        # The log of a file that was copied while it was open.
        log = backup.with_name(f"{backup.name}-wal")
        if log.is_file():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
        try:
            _refuse_strange(copy)
            open_engine(f"sqlite:///{copy}").dispose()
        except StoreError as error:
            raise StoreError(
                f"'{backup}' cannot be restored. {_about(error, copy, backup)}"
            ) from error
        except sqlite3.Error as error:
            raise StoreError(f"'{backup}' cannot be restored: {error}.") from error
        copy.chmod(0o600)
        yield copy


def _about(error: StoreError, copy: Path, backup: Path) -> str:
    """The message about the copy, in words about the backup."""
    return str(error).replace(str(copy), str(backup)).partition(" Restore a backup")[0]


def _refuse_strange(copy: Path) -> None:
    """Raise StoreError if the file is damaged or is not a database of Sourcebook."""
    database_files.check(copy)
    with closing(database_files.connect(copy, wait=0)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "learner", "attempt"} <= names:
        raise StoreError("It is not a database of Sourcebook.")
