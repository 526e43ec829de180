"""Backups of a PostgreSQL database, and the way back, also while the app runs."""

import tempfile
import time
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, delete, text
from sqlalchemy.exc import OperationalError

from sourcebook.errors import StoreError
from sourcebook.store.backup_files import SHORT_LIVED, prepared, write_file
from sourcebook.store.copying import copy_tables, tables_with_rows
from sourcebook.store.database_errors import busy, meaning, readable_errors
from sourcebook.store.engine import existing_engine, open_engine
from sourcebook.store.snapshots import snapshot
from sourcebook.store.tables import metadata

_LOCK_MILLISECONDS = 400
"""How long the tables are waited for at once. PostgreSQL ends one of two transactions that have
waited for each other for a second; that must never be a learner's."""

_TRIES = 50
_REST_SECONDS = 0.2


def back_up(url: str, target: Path) -> None:
    """Write a copy of one moment of a database to a new file. Nobody has to wait for it."""
    engine = existing_engine(url)
    if engine is None:
        raise StoreError("A database in memory cannot be backed up.")
    try:
        with readable_errors(), snapshot(engine) as connection:
            write_file(connection, target)
    finally:
        engine.dispose()


def restore(url: str, backup: Path, aside: Path) -> Path | None:
    """Replace everything in a database with a backup, in one transaction.

    Returns the file with what was there before, if anything was. Others see the former rows until
    the end; who writes has to wait.
    """
    with (
        tempfile.TemporaryDirectory(prefix="sourcebook-") as folder,
        prepared(backup, Path(folder)) as copy,
    ):
        return _exchange(url, copy, aside)


def _exchange(url: str, copy: Path, aside: Path) -> Path | None:
    source, target = open_engine(f"sqlite:///{copy}"), open_engine(url)
    try:
        with readable_errors(), snapshot(source) as theirs, target.begin() as ours:
            _lock(ours)
            return _replace(theirs, ours, aside)
    finally:
        source.dispose()
        target.dispose()


def _replace(theirs: Connection, ours: Connection, aside: Path) -> Path | None:
    kept = aside if tables_with_rows(ours, metadata.tables) else None
    if kept:
        write_file(ours, kept)
    try:
        for table in reversed(metadata.sorted_tables):
            ours.execute(delete(table))
        copy_tables(theirs, ours, without=SHORT_LIVED)
        # A comment that no process remembers: see Database.epoch.
        ours.execute(text(f"COMMENT ON TABLE alembic_version IS 'Restored: {uuid4()}'"))
    except BaseException:
        # Nothing was restored, so nobody needs what was there before.
        aside.unlink(missing_ok=True)
        raise
    return kept


def _lock(connection: Connection) -> None:
    """Let nobody write until the transaction ends, and wait for those who do."""
    for _ in range(_TRIES):
        try:
            with connection.begin_nested():
                _lock_all(connection)
            return
        except OperationalError as error:
            if meaning(error).state != busy().state:
                raise
        time.sleep(_REST_SECONDS)
    raise busy()


def _lock_all(connection: Connection) -> None:
    names = ", ".join(metadata.tables)
    connection.execute(text(f"SET LOCAL statement_timeout = {_LOCK_MILLISECONDS}"))
    connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
