"""Finished attempts are read once, and again whenever something has happened to them."""

import random
from datetime import timedelta
from fractions import Fraction

import pytest

from sourcebook.model.attempts import Attempt, Regraded
from sourcebook.store import Store, attempt_cache, rows
from tests.store.builders import ANI, TWO_ITEMS, choose, start
from tests.store.conftest import NOON


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


def regraded(attempt: Attempt) -> Regraded:
    item = attempt.items[0].item
    return Regraded(place=0, at=NOON, item=item, score=Fraction(0))


def finished(store: Store) -> Attempt:
    attempt = start(store)
    store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)
    return store.attempts.finish(ANI, attempt.id, now=NOON)


def test_a_finished_attempt_is_read_once(store: Store, read: list[int]) -> None:
    finished(store)
    first = store.attempts.of_learner(ANI)
    read.clear()

    again = store.attempts.of_learner(ANI)

    assert again == first
    assert read == [0]


def test_an_attempt_in_progress_is_read_each_time(store: Store, read: list[int]) -> None:
    attempt = start(store)
    store.attempts.of_learner(ANI)
    store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)
    read.clear()

    found = store.attempts.of_learner(ANI)

    assert list(found[0].answers) == [0]
    assert read == [1]


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
