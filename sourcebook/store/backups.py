"""A backup of a SQLite database in one file, and back again, also while the app runs.

Not here: PostgreSQL, which brings tools of its own for it.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, MetaData, Table, delete, event, insert, select

from sourcebook.errors import StoreError
from sourcebook.store import database_files, tables
from sourcebook.store.database_errors import mended_errors
from sourcebook.store.engine import address_of, open_engine

_RESTORED = "restored"
"""What the backup is called inside the transaction that restores it."""

_SHORT_LIVED = (tables.ticket, tables.teacher_link, tables.teacher_pass)
"""What a backup brings back to nobody: open desks, and links that were good for a while."""

_WAIT_SECONDS = 15


class Restored(NamedTuple):
    """What is in use now, and where that is kept which was there before; None for nothing."""

    learners: int
    attempts: int
    aside: Path | None


def back_up(url: str, target: Path) -> int:
    """Write all that is kept at this moment to a new file, for its owner only; its size.

    Whoever answers meanwhile is not held up. Raises StoreError, and writes nothing, where the
    file exists, or where there is nothing to back up.
    """
    file = _sqlite_file(url, "pg_dump --format=custom --file=FILE ADDRESS")
    if database_files.is_empty(file):
        raise StoreError(f"There is no database at '{file}', so there is nothing to back up.")
    _copy(file, target)
    return target.stat().st_size


def restore(url: str, backup: Path, *, now: datetime) -> Restored:
    """Put a backup in the place of all that is kept, and keep that beside the database.

    An app that runs goes on with the backup; what is answered from then on is kept in it.
    Raises StoreError, and changes nothing, where the file is not a whole backup.
    """
    file = _sqlite_file(url, "pg_restore --clean --if-exists --dbname=ADDRESS FILE")
    if not backup.is_file():
        raise StoreError(f"There is no file '{backup}'.")
    database_files.create(file)
    try:
        with _prepared(backup, file.parent) as copy:
            aside = _put_in_place(copy, file, f"{now:%Y%m%d-%H%M%S}")
    except OSError as slip:
        raise StoreError(f"'{backup}' cannot be restored: {slip}.") from slip
    with mended_errors(), closing(database_files.connect(file, wait=_WAIT_SECONDS)) as connection:
        learners, attempts = (
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # Ours.
            for table in ("learner", "attempt")
        )
    return Restored(learners, attempts, aside)


def _sqlite_file(url: str, instead: str) -> Path:
    file = database_files.file_of(address_of(url))
    if file is None:
        raise StoreError(
            "This is for a SQLite database in a file. For PostgreSQL use its own tool: "
            f"'{instead}', with the address in SOURCEBOOK_DATABASE_URL."
        )
    return file


def _copy(file: Path, target: Path) -> None:
    """Write a whole, checked copy of a database to a new file."""
    if target.exists():
        raise _exists(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as slip:
        raise StoreError(f"'{target}' cannot be written: {slip.strerror}.") from slip
    os.close(handle)
    aside = Path(name)
    try:
        with (
            mended_errors(),
            closing(database_files.connect(file, wait=_WAIT_SECONDS)) as connection,
        ):
            connection.execute("VACUUM INTO ?", [name])
        database_files.check(aside)
        _claim(aside, target)
    except OSError as slip:
        raise StoreError(f"'{target}' cannot be written: {slip.strerror}.") from slip
    finally:
        aside.unlink(missing_ok=True)


def _claim(aside: Path, target: Path) -> None:
    """Give a file its name once it is on the disk, but never one that another file has."""
    with aside.open("r+b") as written:
        os.fsync(written.fileno())
    try:
        os.link(aside, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:
        # Some file systems have no second names.
        if target.exists():
            raise _exists(target) from None
        aside.replace(target)


def _exists(target: Path) -> StoreError:
    return StoreError(f"'{target}' exists already. Name a new file.")


@contextmanager
def _prepared(backup: Path, folder: Path) -> Iterator[Path]:
    """A copy of a backup in a folder of its own: whole, ours, and of the newest version."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as place:
        copy = Path(place) / "sourcebook.db"
        shutil.copyfile(backup, copy)
        # Of a file that was copied while it was open.
        log = backup.with_name(f"{backup.name}-wal")
        if log.is_file():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
        try:
            _refuse_strange(copy)
            open_engine(f"sqlite:///{copy}").dispose()
        except StoreError as slip:
            raise StoreError(
                f"'{backup}' cannot be restored. {_told(slip, copy, backup)}"
            ) from slip
        except sqlite3.Error as slip:
            raise StoreError(f"'{backup}' cannot be restored: {slip}.") from slip
        copy.chmod(0o600)
        yield copy


def _told(slip: StoreError, copy: Path, backup: Path) -> str:
    return str(slip).replace(str(copy), str(backup)).partition(" Restore a backup")[0]


def _refuse_strange(copy: Path) -> None:
    """Raise StoreError for a file that is damaged, or that Sourcebook did not make."""
    database_files.check(copy)
    with closing(database_files.connect(copy, wait=0)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "learner", "attempt"} <= names:
        raise StoreError("It is not a database of Sourcebook.")


def _put_in_place(copy: Path, file: Path, stamp: str) -> Path | None:
    """Restore a prepared copy; where that is kept which was there before."""
    if database_files.is_empty(file):
        _replace(copy, file)
        return None
    aside = file.with_name(f"{file.stem}.before-restore-{stamp}.db")
    try:
        database_files.check(file)
        engine = open_engine(f"sqlite:///{file}")
    except (StoreError, sqlite3.Error):
        # It is damaged, or of a newer version: then it is moved aside as it is.
        for each in (file, *database_files.companions(file)):
            with suppress(FileNotFoundError):
                each.rename(aside.with_name(aside.name + each.name.removeprefix(file.name)))
        _replace(copy, file)
        return aside
    with mended_errors(), closing_engine(engine):
        _exchange(engine, copy, file, aside)
        database_files.checkpoint(file, wait=_WAIT_SECONDS)
    return aside


def _replace(copy: Path, file: Path) -> None:
    for each in database_files.companions(file):
        each.unlink(missing_ok=True)
    copy.replace(file)


@contextmanager
def closing_engine(engine: Engine) -> Iterator[None]:
    """Close all connections at the end."""
    try:
        yield
    finally:
        engine.dispose()


def _exchange(engine: Engine, copy: Path, file: Path, aside: Path) -> None:
    """Put the rows of a copy in the place of all that are there, in one transaction.

    An app that has the database open sees all of it or nothing. Nobody can write between the
    moment of the copy that is kept aside and the end.
    """

    def attach(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"ATTACH ? AS {_RESTORED}", [str(copy)])
        connection.execute("PRAGMA foreign_keys=OFF")

    # A connection that is new, as only a new one is told.
    engine.dispose()
    event.listen(engine, "connect", attach)
    with engine.begin() as connection:
        _copy(file, aside)
        for table in tables.metadata.sorted_tables:
            connection.execute(delete(table))
            if table not in _SHORT_LIVED:
                _bring(connection, table)
        # Another number than any process remembers: see Database._epoch.
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")


def _bring(connection: Connection, table: Table) -> None:
    theirs = table.to_metadata(MetaData(), schema=_RESTORED)
    names = [column.name for column in table.columns]
    connection.execute(insert(table).from_select(names, select(theirs)))
