"""Backups and restores while learners answer, in both kinds of databases."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine, create_engine, event, text

from benchmarks.crashes import read
from benchmarks.steps import expected, steps
from sourcebook.errors import AttemptError, StoreError
from sourcebook.model.attempts import Attempt
from sourcebook.store import Store, backups, database_files
from tests.store.builders import MINUTE, TWO_ITEMS, answer_with, start
from tests.store.conftest import NOON
from tests.store.crowd import LEARNERS, Crowd

LATER = NOON + timedelta(days=1)
READER = "e" * 64


class Round(NamedTuple):
    """A finished attempt, and whether it began after the restore."""

    began_after: bool
    learner: str
    attempt: Attempt


def going_on(store: Store) -> Crowd:
    """Learners who go through quizzes, with every kind of event."""
    ways = {learner: steps(learner) for learner in LEARNERS}
    return Crowd(lambda learner: next(ways[learner]).take(store))


@pytest.fixture
def pause(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Crowd]]:
    """A crowd in this list does more steps in the middle of the next backup."""
    waiting: list[Crowd] = []

    def let_go_on(*_: object) -> None:
        if waiting:
            waiting.pop().wait_for(steps=5)

    def before(connection: Any, _cursor: object, statement: str, *_: object) -> None:
        if connection.dialect.name == "sqlite" and statement.startswith("INSERT INTO attempt "):
            let_go_on()

    def connect(file: Path, *, wait: float) -> sqlite3.Connection:
        connection = connected(file, wait=wait)
        connection.set_progress_handler(let_go_on, 100)
        return connection

    connected = database_files.connect
    monkeypatch.setattr(database_files, "connect", connect)
    event.listen(Engine, "before_cursor_execute", before)
    yield waiting
    event.remove(Engine, "before_cursor_execute", before)


def steps_in(file: Path, learner: str, *, least: int, most: int) -> int | None:
    """How many steps of a learner a backup holds, if it holds exactly the first ones."""
    found = read(file, learner)
    return next((n for n in range(least, most + 1) if expected(learner, n) == found), None)


def test_a_backup_holds_one_moment_with_every_answer_before_it(
    store: Store, url: str, tmp_path: Path, pause: list[Crowd]
) -> None:
    """Each learner's steps are in many tables, and those of the backup are the first ones."""
    backup = tmp_path / "monday.db"
    crowd = going_on(store)
    with crowd.at_work():
        crowd.wait_for(steps=8)
        before = dict(crowd.done)
        pause.append(crowd)
        backups.back_up(url, backup)

    assert pause == [], "Nobody went on while the backup was made."
    for learner, least in before.items():
        found = steps_in(backup, learner, least=least, most=crowd.done[learner] + 1)
        assert found is not None
        assert found < crowd.done[learner]


class Rounds:
    """Learners who take a quiz again and again, whatever is refused while a backup comes back."""

    def __init__(self, store: Store) -> None:
        self._store, self._numbers = store, count()
        self.is_restored = False
        self.finished: list[Round] = []
        self.notes: list[str] = []

    def take(self, learner: str) -> None:
        """One attempt, which is noted when it is finished; the reader looks at the note instead."""
        if learner == READER:
            self.notes.append(self._store.notes.of_learner(READER)["s2.p11"].text)
            return
        began_after, now = self.is_restored, NOON + next(self._numbers) * MINUTE
        try:
            attempt = self._store.attempts.start(learner, TWO_ITEMS, now=now, rng=Random(1))
            attempt = answer_with(self._store, attempt, 0, "Armenia", learner=learner)
            attempt = answer_with(self._store, attempt, 1, "Russia", learner=learner)
        except (AttemptError, StoreError):
            assert not began_after
        else:
            self.finished.append(Round(began_after, learner, attempt))


class Restoring(NamedTuple):
    """What was done before and after a backup came back, and where the former rows are."""

    old: dict[str, Attempt]
    before: list[Round]
    rounds: Rounds
    aside: Path


@pytest.fixture
def restoring(store: Store, url: str, tmp_path: Path) -> Restoring:
    """Learners went on while a backup came back in which each has one attempt."""
    old = {each: answered(store, each) for each in LEARNERS}
    store.notes.save(READER, "s2.p11", "old", now=NOON)
    backups.back_up(url, tmp_path / "monday.db")
    store.notes.save(READER, "s2.p11", "new", now=NOON)
    rounds = Rounds(store)
    crowd = Crowd(rounds.take, (*LEARNERS, READER))
    with crowd.at_work():
        crowd.wait_for(steps=2)
        before = list(rounds.finished)
        aside = backups.restore(url, tmp_path / "monday.db", now=LATER).aside
        rounds.is_restored = True
        crowd.wait_for(steps=3)
    assert aside
    return Restoring(old, before, rounds, aside)


def answered(store: Store, learner: str) -> Attempt:
    """A learner's finished attempt."""
    attempt = answer_with(store, start(store, learner), 0, "Russia", learner=learner)
    return answer_with(store, attempt, 1, "Russia", learner=learner)


def test_the_app_goes_on_with_the_backup_and_no_attempt_is_half(
    restoring: Restoring, store: Store
) -> None:
    now = {each.id: each for name in LEARNERS for each in store.attempts.of_learner(name)}

    assert now.items() >= {each.id: each for each in restoring.old.values()}.items()
    assert not now.keys() & {each.attempt.id for each in restoring.before}
    assert {(len(each.items), len(each.answers)) for each in now.values()} == {(2, 2)}
    later = [each for each in restoring.rounds.finished if each.began_after]
    assert {each.learner for each in later} == set(LEARNERS)
    assert all(now[each.attempt.id] == each.attempt for each in later)


def test_what_was_answered_until_the_restore_is_kept_aside(restoring: Restoring) -> None:
    former = Store.open(f"sqlite:///{restoring.aside}")
    kept = [former.attempts.one(each.learner, each.attempt.id) for each in restoring.before]
    former.close()

    assert len(kept) >= 2 * len(LEARNERS)
    assert kept == [each.attempt for each in restoring.before]


def test_a_reader_sees_all_of_the_former_rows_and_then_all_of_the_backup(
    restoring: Restoring,
) -> None:
    seen = restoring.rounds.notes

    assert seen == sorted(seen)
    assert set(seen) == {"new", "old"}


def test_a_restore_waits_for_a_transaction_in_postgresql(
    empty_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lets go of all tables while it waits, so the transaction can go on."""
    store = Store.open(empty_postgres)
    backups.back_up(empty_postgres, tmp_path / "empty.db")
    writer = create_engine(empty_postgres).connect()
    writer.execute(text("INSERT INTO item_version VALUES ('f', '{}')"))

    def go_on(_seconds: float) -> None:
        writer.execute(text("INSERT INTO learner VALUES ('a', now())"))
        writer.commit()

    monkeypatch.setattr("sourcebook.store.postgresql_backups.time.sleep", go_on)
    done = backups.restore(empty_postgres, tmp_path / "empty.db", now=LATER)

    writer.close()
    store.close()
    former = Store.open(f"sqlite:///{done.aside}")
    assert former.learners.one("a") is not None
    former.close()


def test_a_restore_gives_up_if_a_transaction_never_ends(
    empty_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(empty_postgres)
    backups.back_up(empty_postgres, tmp_path / "empty.db")
    writer = create_engine(empty_postgres).connect()
    writer.execute(text("INSERT INTO learner VALUES ('a', now())"))

    monkeypatch.setattr("sourcebook.store.postgresql_backups.time.sleep", lambda _: None)
    monkeypatch.setattr("sourcebook.store.postgresql_backups._TRIES", 2)
    with pytest.raises(StoreError, match="the database is busy"):
        backups.restore(empty_postgres, tmp_path / "empty.db", now=LATER)

    writer.commit()
    writer.close()
    assert store.learners.one("a") is not None
    store.close()
