"""Opening a database, SQLite or PostgreSQL, and bringing it to the newest version."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from sourcebook.errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_360_521
"""An arbitrary number: whoever holds PostgreSQL's advisory lock of this number migrates."""


def open_engine(url: str) -> Engine:
    """An engine for this database, after all migrations have been applied.

    Raises StoreError where the address is none, or names a kind of database not supported.
    """
    engine = _engine(url)
    _migrate(engine)
    return engine


def existing_engine(url: str) -> Engine | None:
    """An engine for this database as it is, None for a file that does not exist."""
    is_file, _, path = url.partition("sqlite:///")
    if not is_file and path and not Path(path).exists():
        return None
    return _engine(url)


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except Exception as slip:
        raise StoreError("SOURCEBOOK_DATABASE_URL is not a database address.") from slip
    match address.get_backend_name():
        case "sqlite":
            engine = _sqlite(address.database, url)
        case "postgresql":
            plain = address.drivername == "postgresql"
            address = address.set(drivername="postgresql+psycopg") if plain else address
            engine = create_engine(address, pool_size=10, max_overflow=20, pool_pre_ping=True)
        case other:
            raise StoreError(f"'{other}' is not supported: name a SQLite or PostgreSQL database.")
    return engine


def _sqlite(database: str | None, url: str) -> Engine:
    if database and database != ":memory:":
        _make_folder(Path(database).parent)
    engine = create_engine(url, connect_args={"timeout": 15})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as slip:
        raise StoreError(
            f"There is no folder '{folder}' for the database, and it cannot be made "
            f"({slip.strerror}). Name another in SOURCEBOOK_DATABASE_URL."
        ) from slip


def _set_pragmas(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: see _begin_at_once.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # An answer that was acknowledged survives a power cut.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What was deleted is overwritten, so that nobody finds it in the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA busy_timeout=15000")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    """Take SQLite's write lock at the start, so that no transaction fails half way through."""
    mode = connection.get_execution_options().get("sourcebook_reads", False)
    connection.exec_driver_sql("BEGIN" if mode else "BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as slip:
            raise StoreError(
                "This database was made by a newer Sourcebook. Install that one, or name "
                "another database in SOURCEBOOK_DATABASE_URL."
            ) from slip
