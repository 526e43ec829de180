"""Writing the log beside a database into the file itself, so that the file alone is complete.

SQLite does it only every few megabytes, and leaves the log beside the file.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sourcebook.store import database_files

log = logging.getLogger("sourcebook.store")

REST_SECONDS = 1.0
"""The file is brought up to date after nobody has written for this long."""

LONGEST_SECONDS = 20.0
"""After this long it is done even if somebody writes all the time."""

PATIENCE_SECONDS = 0.05
"""How long it waits for others, and they for it, before it is tried again."""


class Checkpoints:
    """A thread that empties the log of a database after something was written."""

    def __init__(self, empty: Callable[[float], bool]) -> None:
        """`empty` empties the log if it can within some seconds, and says whether it could."""
        self._empty = empty
        self._changed, self._ending = threading.Event(), threading.Event()
        self._writes = 0
        self._thread = threading.Thread(target=self._keep_up, name="checkpoints", daemon=True)
        self._thread.start()

    def note_write(self) -> None:
        """Say that something was written."""
        self._writes += 1
        self._changed.set()

    def stop(self) -> None:
        """End the thread, after what it is doing."""
        self._ending.set()
        self._changed.set()
        self._thread.join()

    def _keep_up(self) -> None:
        while True:
            self._changed.wait()
            self._rest()
            if self._ending.is_set():
                return
            self._changed.clear()
            if not self._empty(PATIENCE_SECONDS):
                self._changed.set()

    def _rest(self) -> None:
        """Wait until nobody writes any more, up to LONGEST_SECONDS."""
        latest = time.monotonic() + LONGEST_SECONDS
        seen = -1
        while seen != self._writes and time.monotonic() < latest:
            seen = self._writes
            if self._ending.wait(REST_SECONDS):
                return


def emptied(file: Path, *, wait: float) -> bool:
    """Empty the log beside a file into it; whether all of it could be."""
    try:
        return database_files.checkpoint(file, wait=wait)
    except sqlite3.Error as error:
        # Nothing is lost: what was written stays in the log until the next time.
        log.debug("The log of '%s' could not be emptied: %s", file, error)
        return False
