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
from sourcebook.store.database_errors import readable_errors
from sourcebook.store.engine import address_of, open_engine

_RESTORED = "restored"
"""The name of the backup inside the transaction that restores it."""

_SHORT_LIVED = (tables.ticket, tables.teacher_invitation, tables.teacher_pass, tables.wrong_try)
"""What is not restored: open desks, links that were valid for a while, and wrong passwords."""

_WAIT_SECONDS = 15


class Restored(NamedTuple):
    """What the database holds now, and the file that keeps what it held before, if anything."""

    learners: int
    attempts: int
    aside: Path | None


def back_up(url: str, target: Path) -> int:
    """Write everything in the database to a new file, for its owner only; the file's size.

    Learners who answer meanwhile need not wait. Raises StoreError, and writes nothing, if the
    file exists or there is nothing to back up.
    """
    file = _sqlite_file(url, "pg_dump --format=custom --file=FILE ADDRESS")
    if database_files.is_empty(file):
        raise StoreError(f"There is no database at '{file}', so there is nothing to back up.")
    _copy(file, target)
    return target.stat().st_size


def restore(url: str, backup: Path, *, now: datetime) -> Restored:
    """Replace everything in the database with a backup; the former database is kept beside it.

    A running app goes on with the backup, and keeps new answers in it. Raises StoreError, and
    changes nothing, if the file is not a whole backup.
    """
    file = _sqlite_file(url, "pg_restore --clean --if-exists --dbname=ADDRESS FILE")
    if not backup.is_file():
        raise StoreError(f"There is no file '{backup}'.")
    database_files.create(file)
    try:
        with _prepared(backup, file.parent) as copy:
            aside = _put_in_place(copy, file, f"{now:%Y%m%d-%H%M%S}")
    except OSError as error:
        raise StoreError(f"'{backup}' cannot be restored: {error}.") from error
    with readable_errors(), closing(database_files.connect(file, wait=_WAIT_SECONDS)) as connection:
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
    except OSError as error:
        raise StoreError(f"'{target}' cannot be written: {error.strerror}.") from error
    os.close(handle)
    aside = Path(name)
    try:
        with (
            readable_errors(),
            closing(database_files.connect(file, wait=_WAIT_SECONDS)) as connection,
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
def _prepared(backup: Path, folder: Path) -> Iterator[Path]:
    """A copy of a backup in a folder of its own, checked and brought to the newest version."""
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


def _put_in_place(copy: Path, file: Path, stamp: str) -> Path | None:
    """Restore a prepared copy; the file that keeps the former database, if there was one."""
    if database_files.is_empty(file):
        _replace(copy, file)
        return None
    aside = file.with_name(f"{file.stem}.before-restore-{stamp}.db")
    try:
        database_files.check(file)
        engine = open_engine(f"sqlite:///{file}")
    except (StoreError, sqlite3.Error):
        # A database that is damaged, or of a newer version, is moved aside as it is.
        for each in (file, *database_files.companions(file)):
            with suppress(FileNotFoundError):
                each.rename(aside.with_name(aside.name + each.name.removeprefix(file.name)))
        _replace(copy, file)
        return aside
    with readable_errors(), closing_engine(engine):
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
    """Replace all rows with those of a copy, in one transaction.

    An app that has the database open sees all of it or nothing. Nobody can write after the former
    rows were copied aside until the end.
    """

    def attach(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"ATTACH ? AS {_RESTORED}", [str(copy)])
        connection.execute("PRAGMA foreign_keys=OFF")

    # Only a new connection attaches the copy.
    engine.dispose()
    event.listen(engine, "connect", attach)
    with engine.begin() as connection:
        _copy(file, aside)
        for table in tables.metadata.sorted_tables:
            connection.execute(delete(table))
            if table not in _SHORT_LIVED:
                _bring(connection, table)
        # A number that no process remembers: see Database.epoch.
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")


def _bring(connection: Connection, table: Table) -> None:
    theirs = table.to_metadata(MetaData(), schema=_RESTORED)
    names = [column.name for column in table.columns]
    connection.execute(insert(table).from_select(names, select(theirs)))
