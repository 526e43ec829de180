"""Backups of a SQLite database, and the way back, also while the app runs."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, delete, event, insert, select, text

from sourcebook.errors import StoreError
from sourcebook.store import database_files, tables
from sourcebook.store.backup_files import SHORT_LIVED, WAIT_SECONDS, copy_file, prepared
from sourcebook.store.counters import counted_tables, raise_counter
from sourcebook.store.database_errors import readable_errors
from sourcebook.store.engine import open_engine

_RESTORED = "restored"
"""The name of the backup inside the transaction that restores it."""


def back_up(file: Path, target: Path) -> None:
    """Write a copy of a database to a new file. Learners who answer meanwhile need not wait."""
    if database_files.is_empty(file):
        raise StoreError(f"There is no database at '{file}', so there is nothing to back up.")
    copy_file(file, target)


def restore(file: Path, backup: Path, stamp: str) -> Path | None:
    """Replace everything in a database with a backup.

    Returns the file beside the database that keeps what was there before, if anything was.
    """
    database_files.create(file)
    with prepared(backup, file.parent) as copy:
        return _put_in_place(copy, file, stamp)


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
    try:
        with readable_errors():
            _exchange(engine, copy, file, aside)
            database_files.checkpoint(file, wait=WAIT_SECONDS)
    finally:
        engine.dispose()
    return aside


def _replace(copy: Path, file: Path) -> None:
    for each in database_files.companions(file):
        each.unlink(missing_ok=True)
    copy.replace(file)


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
        copy_file(file, aside)
        for table in tables.metadata.sorted_tables:
            connection.execute(delete(table))
            if table not in SHORT_LIVED:
                _bring(connection, table)
        _continue_counters(connection)
        # A number that no process remembers: see Database.epoch.
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")


def _bring(connection: Connection, table: Table) -> None:
    theirs = table.to_metadata(MetaData(), schema=_RESTORED)
    names = [column.name for column in table.columns]
    connection.execute(insert(table).from_select(names, select(theirs)))


def _continue_counters(connection: Connection) -> None:
    for table, _ in counted_tables():
        query = text(f"SELECT seq FROM {_RESTORED}.sqlite_sequence WHERE name = :name")  # noqa: S608  # Ours.
        number: int | None = connection.execute(query, {"name": table.name}).scalar()
        raise_counter(connection, table, number or 0)
