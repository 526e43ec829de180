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
"""How many connections to a SQLite file are kept open for the next reads, and how many for the next
writes: taking one from the pool and giving it back costs more than most queries."""


class Connections:
    """The connections of an engine; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waits = engine.dialect.name == "postgresql"
        # A database in memory has a connection of its own for each thread.
        self._most_kept = MOST_KEPT if file_of(engine.url) else 0
        self._kept: list[Connection] = []
        self._kept_to_write: list[Connection] = []
        self._away_since: float | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose queries change nothing."""
        with self._one_of(self._kept) as connection:
            begin_reading(connection)
            yield connection
            end_reading(connection)

    def let_go(self) -> None:
        """Give every connection that is kept back to the engine, and keep none from now on."""
        self._most_kept = 0
        for kept in (self._kept, self._kept_to_write):
            while kept:
                kept.pop().close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction. Raises LostConnectionError if nobody knows whether it was committed."""
        is_committing = False
        with self._one_of(self._kept_to_write) as connection:
            try:
                with connection.begin():
                    yield connection
                    is_committing = True
            except DBAPIError as error:
                if is_committing and error.connection_invalidated:
                    raise unsure(error) from error
                raise

    @contextmanager
    def _one_of(self, kept: list[Connection]) -> Iterator[Connection]:
        """A connection that was kept, or a new one; kept afterwards, unless it has failed."""
        try:
            connection = kept.pop()
        except IndexError:
            connection = self._connected()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if len(kept) < self._most_kept:
            kept.append(connection)
        else:
            connection.close()

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
