"""The database that the rooms of the store read and write, one transaction at a time."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, select

from sourcebook.errors import StoreError
from sourcebook.store import database_files, health
from sourcebook.store.checkpoints import Checkpoints, emptied
from sourcebook.store.column_types import DatabaseVersion
from sourcebook.store.connections import Connections
from sourcebook.store.database_errors import busy, gone, in_words, readable_errors, stopping
from sourcebook.store.engine import existing_engine, open_engine
from sourcebook.store.health import Health
from sourcebook.store.open_transactions import Traffic
from sourcebook.store.tally import Tally, noting

log = logging.getLogger("sourcebook.store")

LONGEST_WAIT_SECONDS = 5.0
"""How long transactions may go on when the database is closed."""

ERASING_SECONDS = 1.0
"""How long erasing waits for other transactions, so that no file has the text any more."""


class Database:
    """An open database; safe to share between threads.

    Every method, here and in the rooms that use this database, raises StoreError if the database
    cannot be read or written, or its file is no longer there.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._connections = engine, Connections(engine)
        self._file = database_files.file_of(engine.url)
        self._identity = database_files.identity(self._file) if self._file else None
        self._traffic, self._one_opens = Traffic(), threading.Lock()
        self._health = Health(self._engine, self._file)
        self._checkpoints: Checkpoints | None = None
        self.times_opened = 1
        self.tally = Tally()

    @classmethod
    def open(cls, url: str) -> Self:
        """The database at an address, created or migrated if necessary."""
        with readable_errors():
            return cls(open_engine(url))

    @classmethod
    def open_existing(cls, url: str) -> Self | None:
        """The database at an address as it is; None if there is none. Nothing is created.

        If it is of another version, a method may raise StoreError.
        """
        with readable_errors():
            engine = existing_engine(url)
            return cls(engine) if engine else None

    def keep_file_complete(self) -> None:
        """From now on write every change into the database file itself within seconds.

        So a copy of that file alone is complete. Does nothing for PostgreSQL.
        """
        if self._file and self._checkpoints is None:
            self._checkpoints = Checkpoints(self._empty_log)

    def close(self) -> None:
        """Leave one complete database file, and close all connections.

        Transactions that have begun end first; no other one can begin.
        """
        self._traffic.end()
        if self._checkpoints:
            self._checkpoints.stop()
        self._traffic.wait_for_nobody(LONGEST_WAIT_SECONDS)
        self._connections.let_go()
        if self._file and not self._is_same_file():
            self._let_go()
        else:
            self._empty_log(ERASING_SECONDS)
            self._engine.dispose()

    def state(self) -> str:
        """`ok` if the database can be read and written, else in a few words what is wrong.

        It can be asked often: it is found out at most once in a few seconds, and nobody who asks
        waits longer than that.
        """
        try:
            self._stay_in_place()
        except StoreError as error:
            return error.state
        state = self._health.state()
        self._note_write()
        return state

    def size(self) -> int:
        """The bytes that the database takes on its disk."""
        if self._file:
            return database_files.size(self._file)
        with self.reading() as connection:
            return health.size(connection)

    def check(self) -> None:
        """Raise StoreError, with the name of the file, if the database file is damaged."""
        if self._file:
            database_files.check(self._file)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; when it ends, what it wrote is on disk."""
        with self.tally.counting() as counter:
            with (
                self._using(),
                self._connections.writing() as connection,
                noting(connection, counter),
            ):
                yield connection
            if not self._is_same_file():
                raise gone(self._file)
        self._note_write()

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """A transaction after which no file has what was deleted or replaced.

        If others are in the way for too long, erasing is tried again until it is done.
        """
        with self.writing() as connection:
            yield connection
        self._empty_log(ERASING_SECONDS)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads."""
        with self._using(only_reads=True), self._connections.reading() as connection:
            yield connection

    def epoch(self, connection: Connection) -> tuple[int, int]:
        """A value that differs after a backup was restored or has replaced the file.

        Then what was remembered of the database is out of date.
        """
        version: int = connection.execute(_VERSION).scalar_one()
        return self.times_opened, version

    @contextmanager
    def _using(self, *, only_reads: bool = False) -> Iterator[None]:
        self._stay_in_place()
        if not self._traffic.enter():
            raise stopping()
        try:
            with readable_errors(only_reads=only_reads):
                yield
        finally:
            self._traffic.leave()

    def _is_same_file(self) -> bool:
        return self._file is None or database_files.identity(self._file) == self._identity

    def _stay_in_place(self) -> None:
        """Go on with another file that has replaced the database, once it is whole.

        Raises StoreError if there is none, or if transactions on the former one do not end.
        """
        if self._traffic.has_ended:
            raise stopping()
        if self._file is None or self._is_same_file():
            return
        with self._one_opens:
            if self._is_same_file():
                return
            # An empty file is about to be filled by a copy.
            if database_files.is_empty(self._file):
                raise gone(self._file)
            if not self._traffic.wait_for_nobody(LONGEST_WAIT_SECONDS):
                raise busy()
            self._open_again(self._file)

    def _open_again(self, file: Path) -> None:
        self._let_go()
        identity = database_files.identity(file)
        try:
            database_files.check(file)
            engine = open_engine(self._engine.url.render_as_string(hide_password=False))
        except StoreError as error:
            log.error("Another database was put in its place, but: %s", error)
            raise in_words(error.state) from error
        log.warning("Another database was put in the place of '%s'; it is used now.", file)
        self._engine, self._identity = engine, identity
        self._health, self._connections = Health(engine, file), Connections(engine)
        self.times_opened += 1

    def _let_go(self) -> None:
        """Close a file that is no longer in its place.

        SQLite would leave its log behind, and take it for the log of the new file. So the log is
        emptied, through a connection that is still open on the former file.
        """
        self._connections.let_go()
        if getattr(self._engine.pool, "checkedin", int)():
            with readable_errors(), closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()

    def _empty_log(self, wait: float) -> bool:
        if self._file is None or not self._is_same_file():
            return True
        return emptied(self._file, wait=wait)

    def _note_write(self) -> None:
        if self._checkpoints:
            self._checkpoints.note_write()


_VERSION = select(DatabaseVersion())
