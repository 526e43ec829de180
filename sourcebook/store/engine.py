"""Opening a database, SQLite or PostgreSQL, and bringing it to the newest version."""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from sourcebook.errors import StoreError
from sourcebook.store import database_files
from sourcebook.store.database_errors import DAMAGED, damaged, first_line, meaning
from sourcebook.store.sqlite_transactions import locking_first

SETTING = "SOURCEBOOK_DATABASE_URL"
"""Where the address of the database stands, if nobody names another one."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_360_521
"""The number of PostgreSQL's advisory lock for migrating; any number would do."""

_LINE_TIMEOUTS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""Seconds, and at last milliseconds, after which PostgreSQL's machine counts as gone.

Without them a click would wait for a quarter of an hour. The address of the database may name
others.
"""


def address_of(url: str, *, named: str = SETTING) -> URL:
    """A database address, with the driver in the case of PostgreSQL.

    Raises StoreError, which names what holds the address, if it is not one, or if it is the
    address of another kind of database.
    """
    try:
        address = make_url(url)
    except Exception as error:
        raise StoreError(
            f"{named} is not a database address. Write one such as "
            "sqlite:////home/ani/sourcebook.db or postgresql://name:password@host/database."
        ) from error
    match address.get_backend_name():
        case "sqlite":
            return address
        case "postgresql":
            plain = address.drivername == "postgresql"
            return address.set(drivername="postgresql+psycopg") if plain else address
        case other:
            raise StoreError(f"'{other}' is not supported: name a SQLite or PostgreSQL database.")


def open_engine(url: str) -> Engine:
    """An engine for this database, after all migrations.

    Raises StoreError, which says what to do, if the database cannot be opened.
    """
    address = address_of(url)
    file = database_files.file_of(address)
    if file:
        database_files.create(file)
    try:
        engine = _engine(address)
        with engine.begin() as connection:
            upgrade(connection)
    except (SQLAlchemyError, ImportError) as error:
        raise _cannot_open(error, file) from error
    if file:
        database_files.make_private(file)
    return engine


def existing_engine(url: str, *, named: str = SETTING) -> Engine | None:
    """An engine for this database as it is; None if the file does not exist.

    Raises StoreError, which names what holds the address, if it cannot be used.
    """
    address = address_of(url, named=named)
    file = database_files.file_of(address)
    if file and not file.exists():
        return None
    try:
        return _engine(address)
    except ImportError as error:
        raise _cannot_open(error, file, named=named) from error


def connected(engine: Engine, *, named: str = SETTING) -> Connection:
    """A connection to a database. Raises StoreError, which says what to do, if there is none."""
    try:
        return engine.connect()
    # An error of SQLite's settings, which are made first, comes as it is.
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _cannot_open(error, database_files.file_of(engine.url), named=named) from error


def _engine(address: URL) -> Engine:
    # Parameters are what learners write, so no message and no log repeats them.
    if address.get_backend_name() == "postgresql":
        return create_engine(
            address,
            pool_size=10,
            max_overflow=20,
            pool_timeout=10,
            pool_pre_ping=True,
            connect_args={
                name: each for name, each in _LINE_TIMEOUTS.items() if name not in address.query
            },
            hide_parameters=True,
        )
    engine = create_engine(
        locking_first(address), connect_args={"timeout": 15}, hide_parameters=True
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _cannot_open(error: Exception, file: Path | None, *, named: str = SETTING) -> StoreError:
    """The error for the person who starts Sourcebook: where the database is, and the way out."""
    state, why = meaning(error).state, first_line(error)
    if file is None:
        return StoreError(
            f"The database of {named} cannot be opened ({why}). "
            "Check that it runs, and its name and password. PostgreSQL also needs "
            '"sourcebook[postgres]" installed.',
            state=state,
        )
    if state == DAMAGED:
        return damaged(file, why)
    return StoreError(
        f"The database '{file}' cannot be opened ({why}). Make the file and its folder "
        "writable for the account that runs Sourcebook, and see that the disk is not full.",
        state=state,
    )


def _set_pragmas(connection: Any, _record: object) -> None:
    # The driver must not begin transactions: `LockingFirst` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # An answer that was acknowledged survives a power cut.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What was deleted is overwritten in the file. The log beside it still has it until a
    # checkpoint empties it, which Database does after everything that erases.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA busy_timeout=15000")
    cursor.close()


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest version, within the transaction of the connection.

    Raises StoreError if a newer Sourcebook made it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    # Alembic would load every migration again, to do nothing.
    if is_newest(connection):
        return
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            "This database was made by a newer Sourcebook. Install that one, or name "
            "another database in SOURCEBOOK_DATABASE_URL."
        ) from error


def is_newest(connection: Connection) -> bool:
    """Whether the database has the tables of this version."""
    return MigrationContext.configure(connection).get_current_revision() == _newest_version()


@cache
def _newest_version() -> str | None:
    """The version that the last migration makes."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()
