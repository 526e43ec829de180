"""Whether the database can be written, as monitoring sees it."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sourcebook.store import Store, health


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "sourcebook.db"


@pytest.fixture
def kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store on a new file, asked anew each time."""
    monkeypatch.setattr(health, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(health, "WAIT_SECONDS", 0.1)
    opened = Store.open(f"sqlite:///{file}")
    yield opened
    opened.close()


def test_a_look_really_writes(kept: Store, file: Path) -> None:
    log = file.with_name("sourcebook.db-wal")
    before = log.stat().st_size

    assert kept.state() == "ok"

    assert log.stat().st_size > before


def test_a_locked_database_is_named_in_time(kept: Store, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        found = kept.state()
        took = time.monotonic() - began
        holder.execute("ROLLBACK")

    assert (found, took < 10) == ("the database is locked", True)
    assert kept.state() == "ok"


def test_a_full_disk_is_named(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_ROOM", 2**62)

    assert kept.state() == "the disk is full"


def test_a_damaged_database_is_named(kept: Store, file: Path) -> None:
    kept.close()
    raw = file.read_bytes()
    file.write_bytes(raw[:100] + bytes(len(raw) - 100))
    found = Store(kept._engine).state()

    assert found == "the database is damaged"


def test_a_database_without_its_tables_does_not_answer(kept: Store, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE item_version")

    assert kept.state() == "the database does not answer"


def test_who_asks_again_at_once_is_told_what_was_found(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(health, "FRESH_SECONDS", 60.0)
    monkeypatch.setattr(health, "_write_to_file", lambda _file: looks.append(1))

    assert {kept.state() for _ in range(50)} == {"ok"}
    assert looks == [1]


def test_only_one_waits_for_a_look(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looking, done = threading.Event(), threading.Event()

    def slowly(_file: Path) -> None:
        looking.set()
        done.wait()

    monkeypatch.setattr(health, "_write_to_file", slowly)
    first = threading.Thread(target=kept.state)
    first.start()
    looking.wait()

    assert kept.state() == "ok"
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.0)
    assert kept.state() == "the database does not answer"
    done.set()
    first.join()
