"""The reader of backups: a file is restored, or refused and nothing is changed.

A whole database is too large to be changed byte by byte, so the bytes are changes of one: four
bytes each, an offset of three and what stands there instead. Bytes that begin with `=` are the file
itself, after that sign.
"""

import tempfile
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from fuzzing.expectations import expect_message
from sourcebook.errors import StoreError
from sourcebook.store import Store, backups, hashed
from tests.builders import quiz

_NOW = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
_MOST_CHANGES = 64


def backup(raw: bytes) -> None:
    """A backup into a site without a database."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "backup.db")
        file.write_bytes(raw[1:] if raw.startswith(b"=") else _changed(raw))
        site = Path(folder, "site", "sourcebook.db")
        address = f"sqlite:///{site}"
        try:
            backups.restore(address, file, now=_NOW)
        except StoreError as refused:
            expect_message(str(refused))
            assert not site.exists() or site.stat().st_size == 0, "A refused backup left something."
        else:
            _use(address)


def _use(address: str) -> None:
    """A site goes on with what was restored, or says that the database is damaged."""
    try:
        with closing(Store.open(address)) as store:
            learner = store.learners.get_or_create(hashed("new"), now=_NOW)
            store.attempts.start(learner, quiz(), now=_NOW, rng=Random(1))  # noqa: S311  # No secret.
    except StoreError as failed:
        expect_message(str(failed))


def _changed(raw: bytes) -> bytes:
    made = bytearray(_whole())
    for start in range(0, min(len(raw), 4 * _MOST_CHANGES) - 3, 4):
        offset = int.from_bytes(raw[start : start + 3])
        made[offset % len(made)] = raw[start + 3]
    return bytes(made)


@cache
def _whole() -> bytes:
    """A backup with an attempt of a learner."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/sourcebook.db"
        with closing(Store.open(address)) as store:
            learner = store.learners.get_or_create(hashed("Nina"), now=_NOW)
            store.attempts.start(learner, quiz(), now=_NOW, rng=Random(1))  # noqa: S311  # No secret.
        backups.back_up(address, Path(folder, "backup.db"))
        return Path(folder, "backup.db").read_bytes()
