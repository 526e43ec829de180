"""Transactions on a SQLite file: who waits for whom, and what a read sees of others."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from sourcebook.errors import StoreError
from sourcebook.store import Store, tables
from sourcebook.store.connections import MOST_KEPT
from tests.store.builders import ANI, BARIS
from tests.store.conftest import NOON

_READINGS = select(func.count()).select_from(tables.reading)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """A store on a new file."""
    opened = Store.open(f"sqlite:///{tmp_path}/sourcebook.db")
    yield opened
    opened.close()


@pytest.fixture
def other(kept: Store, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the same file, which waits for nobody."""
    file = tmp_path / "sourcebook.db"
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        yield connection


def test_a_transaction_that_writes_lets_nobody_else_write_from_its_start(
    kept: Store, other: sqlite3.Connection
) -> None:
    with kept.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_read_waits_for_nobody_who_writes(kept: Store, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")

    assert kept.readings.of_learner(ANI) == {}


def test_the_queries_of_one_read_see_the_same_state(kept: Store) -> None:
    with kept.reading() as connection:
        before = connection.execute(_READINGS).scalar_one()
        kept.readings.note_opened(ANI, "war-2020", now=NOON)
        after = connection.execute(_READINGS).scalar_one()

    assert (before, after) == (0, 0)


def test_the_next_read_sees_what_was_written_meanwhile(kept: Store) -> None:
    kept.readings.of_learner(ANI)
    kept.readings.note_opened(ANI, "war-2020", now=NOON)

    assert list(kept.readings.of_learner(ANI)) == ["war-2020"]
    assert kept.readings.of_learner(BARIS) == {}


def test_a_read_that_fails_keeps_nothing_locked(kept: Store, other: sqlite3.Connection) -> None:
    with pytest.raises(StoreError), kept.reading() as connection:
        connection.execute(text("SELECT 1 FROM reading, nothing"))

    kept.readings.note_opened(ANI, "war-2020", now=NOON)

    assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    assert list(kept.readings.of_learner(ANI)) == ["war-2020"]


def test_more_reads_at_once_than_connections_are_kept(kept: Store) -> None:
    kept.readings.note_opened(ANI, "war-2020", now=NOON)

    with ExitStack() as all_at_once:
        each = [all_at_once.enter_context(kept.reading()) for _ in range(MOST_KEPT + 2)]
        found = [connection.execute(_READINGS).scalar_one() for connection in each]

    assert found == [1] * (MOST_KEPT + 2)
    assert list(kept.readings.of_learner(ANI)) == ["war-2020"]


def test_no_connection_is_left_open_after_the_end(kept: Store, tmp_path: Path) -> None:
    with kept.reading(), kept.reading():
        pass

    kept.close()

    # SQLite removes the files beside it when the last connection is closed.
    assert [each.name for each in tmp_path.iterdir()] == ["sourcebook.db"]
