"""How much this process has written, for the person who runs the site. Nobody is named in it."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Connection

from sourcebook.errors import StoreError

Written = Literal["answers", "task_answers", "attempts_started", "attempts_finished"]
"""An answer in a quiz, one at a task of a lesson, and the start and the end of an attempt."""

_NOTED = "sourcebook_noted"


class Tally:
    """What was written since the process started; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._written: Counter[str] = Counter()
        self._failed = 0

    def written(self) -> Mapping[str, int]:
        """How often each kind of thing was written, and is on disk."""
        with self._lock:
            return dict(self._written)

    def failed(self) -> int:
        """How many transactions that write were not possible, because of the database."""
        with self._lock:
            return self._failed

    @contextmanager
    def counting(self) -> Iterator[Counter[str]]:
        """Count a transaction: what is put into the counter, or that the transaction failed."""
        noted: Counter[str] = Counter()
        try:
            yield noted
        except StoreError:
            with self._lock:
                self._failed += 1
            raise
        with self._lock:
            self._written.update(noted)


@contextmanager
def noting(connection: Connection, counter: Counter[str]) -> Iterator[None]:
    """Let `note` put what a transaction writes into this counter."""
    # A connection that is lost meanwhile has no information any more.
    info = connection.info
    info[_NOTED] = counter
    try:
        yield
    finally:
        info.pop(_NOTED, None)


def note(connection: Connection, what: Written, times: int = 1) -> None:
    """Count this once the transaction is on disk."""
    counter = connection.info.get(_NOTED)
    if counter is not None:
        counter[what] += times
