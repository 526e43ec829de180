"""How transactions on SQLite begin: with the write lock, or only to read."""

from sqlalchemy import URL, Connection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection

_NAME = "sourcebook"


class LockingFirst(SQLiteDialect_pysqlite):
    """SQLite whose transactions take the write lock at their start, so that none fails later.

    The driver must not begin transactions itself: `isolation_level` of its connections is None.
    """

    # A listener for "begin" could do this, too. But then SQLAlchemy looks for listeners at every
    # step, which takes longer than most queries.
    supports_statement_cache = True

    def do_begin(self, dbapi_connection: DBAPIConnection) -> None:
        """Begin a transaction that may write, unless `begin_reading` has begun one."""
        if not dbapi_connection.in_transaction:
            dbapi_connection.execute("BEGIN IMMEDIATE")


registry.register(f"sqlite.{_NAME}", __name__, LockingFirst.__name__)


def locking_first(address: URL) -> URL:
    """The address of a SQLite database for an engine that uses `LockingFirst`."""
    return address.set(drivername=f"sqlite+{_NAME}")


def begin_reading(connection: Connection) -> None:
    """Begin a transaction that needs no lock: all its queries see the same state.

    Does nothing for PostgreSQL.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.execute("BEGIN")


def end_reading(connection: Connection) -> None:
    """End a transaction that `begin_reading` has begun. Does nothing for PostgreSQL."""
    if connection.dialect.name == "sqlite":
        connection.connection.rollback()
