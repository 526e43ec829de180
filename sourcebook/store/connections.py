"""Connections to the database, also while a PostgreSQL server is being restarted.

A short restart is waited for when a transaction begins, because nothing has happened in it yet.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from sourcebook.store.database_errors import unsure
from sourcebook.store.database_files import file_of
from sourcebook.store.sqlite_transactions import begin_reading, end_reading

PATIENCE_SECONDS = 4.0
"""How long after the first failure transactions wait for a connection; afterwards they fail."""

_PAUSE_SECONDS = 0.1


MOST_KEPT = 3
"""How many connections to a SQLite file are kept open for the next reads."""


class Connections:
    """The connections of an engine; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waits = engine.dialect.name == "postgresql"
        # A database in memory has a connection of its own for each thread.
        self._most_kept = MOST_KEPT if file_of(engine.url) else 0
        self._kept: list[Connection] = []
        self._away_since: float | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose queries change nothing."""
        connection = self._for_reading()
        try:
            begin_reading(connection)
            yield connection
            end_reading(connection)
        except BaseException:
            connection.close()
            raise
        if len(self._kept) < self._most_kept:
            self._kept.append(connection)
        else:
            connection.close()

    def let_go(self) -> None:
        """Give every connection that is kept back to the engine, and keep none from now on."""
        self._most_kept = 0
        while self._kept:
            self._kept.pop().close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction. Raises LostConnectionError if nobody knows whether it was committed."""
        is_committing = False
        with self._connected() as connection:
            try:
                with connection.begin():
                    yield connection
                    is_committing = True
            except DBAPIError as error:
                if is_committing and error.connection_invalidated:
                    raise unsure(error) from error
                raise

    def _for_reading(self) -> Connection:
        """A connection that was kept, or a new one: taking it from the pool costs much more."""
        try:
            return self._kept.pop()
        except IndexError:
            return self._connected()

    def _connected(self) -> Connection:
        """A connection; if there is none, one is tried for again for a while."""
        while True:
            try:
                connection = self._engine.connect()
            except OperationalError:
                now = time.monotonic()
                self._away_since = self._away_since or now
                if not self._waits or now - self._away_since > PATIENCE_SECONDS:
                    raise
                time.sleep(_PAUSE_SECONDS)
            else:
                self._away_since = None
                return connection
