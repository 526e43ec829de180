"""An attempt is read once, and again after something happened to it in another process."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import Engine
from sqlalchemy.event import listen, remove

from sourcebook.errors import StoreError
from sourcebook.model.attempts import Attempt, Regraded
from sourcebook.store import Store, attempt_cache, rows
from tests.store.builders import (
    ANI,
    MINUTE,
    THREE_TRIES,
    TWO_ITEMS,
    answer_with,
    event_rows,
    item,
    quiz,
    reloaded,
    start,
)
from tests.store.conftest import NOON

THREE_ITEMS = quiz(item("who-leads"), item("who-follows"), item("who-waits"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many attempts were put together from rows, at each look."""
    counts: list[int] = []
    assembled = rows.assembled

    def counting(connection: object, found: object) -> tuple[Attempt, ...]:
        counts.append(len(found))  # type: ignore[arg-type]  # Rows, as the function takes them.
        return assembled(connection, found)  # type: ignore[arg-type]  # Passed on.

    monkeypatch.setattr(rows, "assembled", counting)
    return counts


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database; its driver begins the transactions."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        sent.append(statement)

    listen(Engine, "before_cursor_execute", note)
    yield sent
    remove(Engine, "before_cursor_execute", note)


@contextmanager
def another_process(url: str) -> Iterator[Store]:
    """A store that shares only the database."""
    opened = Store.open(url)
    yield opened
    opened.close()


def refuse(*_arguments: object) -> None:
    raise StoreError("The disk is full.")


def steps(store: Store, attempt: Attempt) -> Iterator[Attempt]:
    """The attempt after each kind of step, from the first answer to the end."""
    yield store.attempts.flag(ANI, attempt.id, 1, flagged=True, now=NOON)
    yield answer_with(store, attempt, 0, "Belarus")
    yield store.attempts.open_hint(ANI, attempt.id, 0, number=0, now=NOON + MINUTE)
    yield store.attempts.give_up(ANI, attempt.id, 0, now=NOON)
    yield answer_with(store, attempt, 1, "Russia")


def regraded(attempt: Attempt) -> Regraded:
    item = attempt.items[0].item
    return Regraded(place=0, at=NOON, item=item, score=Fraction(0))


def finished(store: Store) -> Attempt:
    attempt = answer_with(store, start(store), 0, "Russia")
    return store.attempts.finish(ANI, attempt.id, now=NOON)


def test_a_finished_attempt_is_read_once(store: Store, read: list[int]) -> None:
    finished(store)
    first = store.attempts.of_learner(ANI)
    read.clear()

    again = store.attempts.of_learner(ANI)

    assert again == first
    assert read == [0]


def test_an_attempt_in_progress_is_not_read_again_after_a_step(
    store: Store, read: list[int]
) -> None:
    answer_with(store, start(store), 0, "Russia")
    read.clear()

    (found,) = store.attempts.of_learner(ANI)

    assert list(found.answers) == [0]
    assert read == [0]


def test_an_attempt_in_progress_is_read_again_after_a_step_in_another_process(
    store: Store, url: str, read: list[int]
) -> None:
    attempt = start(store)
    with another_process(url) as other:
        answer_with(other, attempt, 0, "Russia")
    read.clear()

    after = answer_with(store, attempt, 1, "Belarus")

    assert list(after.answers) == [0, 1]
    assert event_rows(url, attempt) == [(0, 0, "tried"), (1, 1, "tried")]
    assert read == [1]


def test_a_step_that_could_not_be_written_is_not_remembered(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = answer_with(store, start(store), 0, "Russia")

    with monkeypatch.context() as patch:
        patch.setattr(rows, "finish", refuse)
        with pytest.raises(StoreError, match="The disk is full"):
            answer_with(store, attempt, 1, "Russia")

    assert reloaded(store, attempt) == attempt
    assert answer_with(store, attempt, 1, "Belarus").answers[1].score == 0


def test_each_step_returns_what_another_process_reads(store: Store, url: str) -> None:
    """It is put together from what was remembered, not read again."""
    attempt = start(store, asked=THREE_TRIES)
    with another_process(url) as other:
        for after in steps(store, attempt):
            assert reloaded(other, attempt) == after


def test_an_answer_takes_three_statements(store: Store, statements: list[str]) -> None:
    attempt = answer_with(store, start(store, asked=THREE_ITEMS), 0, "Russia")
    statements.clear()

    answer_with(store, attempt, 1, "Russia")

    assert [each.split()[0] for each in statements] == ["SELECT", "SELECT", "INSERT"]


def test_what_another_process_adds_is_seen(store: Store, url: str) -> None:
    attempt = finished(store)
    store.attempts.of_learner(ANI)
    other = Store.open(url)
    other.attempts.regrade([(attempt.id, regraded(attempt))])
    other.close()

    found = store.attempts.of_learner(ANI)

    assert found[0].record(0).regraded is not None


def test_a_deleted_learner_has_no_remembered_attempts(store: Store) -> None:
    finished(store)
    store.attempts.of_learner(ANI)

    store.learners.delete(ANI)

    assert store.attempts.of_learner(ANI) == ()


def test_only_so_many_are_remembered(
    store: Store, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_cache, "MOST_ATTEMPTS", 2)
    for day in range(3):
        now = NOON + timedelta(days=day)
        attempt = store.attempts.start(ANI, TWO_ITEMS, now=now, rng=random.Random(1))
        store.attempts.finish(ANI, attempt.id, now=now)
    store.attempts.of_learner(ANI)
    read.clear()

    store.attempts.of_learner(ANI)

    assert read == [1]
