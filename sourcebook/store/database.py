"""The database that everything in this room reads and writes, one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine, func, select

from sourcebook.errors import StoreError
from sourcebook.store import tables
from sourcebook.store.engine import existing_engine, open_engine
from sourcebook.store.faults import mended_errors


class Database:
    """An open database; safe to share between threads.

    Every method, here and in the classes built on this one, raises StoreError where the
    database cannot be read or written.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """The database at an address, created or brought up to date as needed."""
        with mended_errors():
            return cls(open_engine(url))

    @classmethod
    def look_into(cls, url: str) -> Self | None:
        """The database at an address as it is, None where there is none; nothing is created.

        One of another version may lack what a method reads: then it raises StoreError.
        """
        with mended_errors():
            engine = existing_engine(url)
            return cls(engine) if engine else None

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def is_alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self._reading() as connection:
                connection.execute(select(func.count()).select_from(tables.item_version))
        except StoreError:
            return False
        return True

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with mended_errors(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with mended_errors(), self._engine.connect() as connection:
            reader = connection.execution_options(sourcebook_reads=True)
            yield reader
