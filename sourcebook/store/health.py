"""Whether a database can be written at this moment, found out in limited time."""

import shutil
import threading
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text

from sourcebook.errors import StoreError
from sourcebook.store import database_files, tables
from sourcebook.store.database_errors import FULL, NO_ANSWER, readable_errors

OK = "ok"

FRESH_SECONDS = 2.0
"""How long an answer is valid, so that nobody can keep the database busy by asking."""

WAIT_SECONDS = 1.0
"""How long the check waits for transactions that write."""

PATIENCE_SECONDS = 5.0
"""If the check takes longer than this, the database does not answer."""

LEAST_ROOM = 256 * 1024
"""Bytes that must be free on the disk: the check alone writes less than an answer."""

_MARK = 0x53424F4B
"""SBOK, the mark of the file's kind: the check writes it, because it changes nothing else."""


class Health:
    """The state of a database as last found out; safe to share between threads."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        self._engine, self._file = engine, file
        self._one_checks = threading.Lock()
        self._state, self._checked_at, self._began = OK, float("-inf"), 0.0

    def state(self) -> str:
        """`ok`, or what is wrong. One thread checks, the others get what was found before."""
        if time.monotonic() - self._checked_at < FRESH_SECONDS:
            return self._state
        if not self._one_checks.acquire(blocking=False):
            is_stuck = time.monotonic() - self._began > PATIENCE_SECONDS
            return NO_ANSWER if is_stuck else self._state
        try:
            self._began = time.monotonic()
            self._state = self._check()
            self._checked_at = time.monotonic()
            return self._state
        finally:
            self._one_checks.release()

    def _check(self) -> str:
        try:
            with readable_errors():
                if self._file:
                    _write_to_file(self._file)
                    if shutil.disk_usage(self._file.parent).free < LEAST_ROOM:
                        return FULL
                else:
                    _write(self._engine)
        except StoreError as error:
            return error.state
        except OSError:
            return NO_ANSWER
        return OK


def _write_to_file(file: Path) -> None:
    with closing(database_files.connect(file, wait=WAIT_SECONDS)) as connection:
        connection.execute(f"SELECT count(*) FROM {tables.item_version.name}")  # noqa: S608  # The name is our own.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {_MARK}")
        connection.execute("COMMIT")


def _write(engine: Engine) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            limit = f"SET LOCAL statement_timeout = {round(WAIT_SECONDS * 1000)}"
            connection.execute(text(limit))
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        connection.execute(select(func.count()).select_from(tables.item_version))


def size(connection: Connection) -> int:
    """The bytes of a database that is no file; 0 for one in memory."""
    if connection.dialect.name != "postgresql":
        return 0
    found: int = connection.execute(
        select(func.pg_database_size(func.current_database()))
    ).scalar_one()
    return found
