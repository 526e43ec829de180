"""A database as it was at one moment, to be read while others go on, or while nobody may."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, text

from sourcebook.errors import StoreError
from sourcebook.store import database_files
from sourcebook.store.database_errors import busy
from sourcebook.store.engine import SETTING, address_of, connected, existing_engine, is_newest
from sourcebook.store.sqlite_transactions import begin_reading

_WAIT_MILLISECONDS = 2_000
"""How long a SQLite database may be in use, for example by a backup, before that is said."""

_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""


@contextmanager
def snapshot(engine: Engine, *, named: str = SETTING) -> Iterator[Connection]:
    """A connection whose queries all see the same moment, whatever others write meanwhile.

    Raises StoreError, which names what holds the address, if the database cannot be opened or is
    of another version.
    """
    with connected(engine, named=named) as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        begin_reading(connection)
        _refuse_other_version(connection)
        yield connection


@contextmanager
def unused_database(url: str, *, named: str) -> Iterator[Connection]:
    """A snapshot of a database that no app has open.

    Nobody can open a SQLite database meanwhile; for PostgreSQL, `refuse_others` says at the end
    whether somebody did. Raises StoreError, which names what holds the address, if the database is
    in use, is not there, or is of another version.
    """
    engine = existing_engine(url, named=named)
    if engine is None:
        raise StoreError(f"There is no database at '{database_files.file_of(address_of(url))}'.")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _keep_others_out, insert=True)
    try:
        with _refusing_busy(), snapshot(engine, named=named) as connection:
            refuse_others(connection)
            yield connection
    finally:
        engine.dispose()


def refuse_others(connection: Connection) -> None:
    """Raise StoreError if another program is connected to the PostgreSQL database."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text("SELECT pg_stat_clear_snapshot()"))
    if connection.execute(text(_OTHERS)).scalar_one():
        raise _in_use()


@contextmanager
def _refusing_busy() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        raise (_in_use() if error.state == busy().state else error) from error.__cause__


def _refuse_other_version(connection: Connection) -> None:
    if not is_newest(connection):
        raise StoreError(
            "The database is of another version than this Sourcebook, or holds nothing of it. "
            "Start the app with it once, which brings it up to date, then do this again."
        )


def _keep_others_out(connection: Any, _record: object) -> None:
    """Lock the file until the connection is closed; SQLite refuses if anybody has it open."""
    connection.execute(f"PRAGMA busy_timeout={_WAIT_MILLISECONDS}")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")


def _in_use() -> StoreError:
    return StoreError(
        "The database is in use, and what is written while it is copied would be missing in the "
        "copy. Stop the app and every program that has the database open, then do this again. "
        "Nothing was changed."
    )
