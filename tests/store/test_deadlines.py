"""A quiz with a time limit: its attempts end at their deadline, even if nobody looks then."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from sourcebook.errors import AttemptError
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    HOUR,
    MINUTE,
    TIMED,
    TWO_ITEMS,
    answer_with,
    choose,
    event_rows,
    reloaded,
    start,
)
from tests.store.conftest import NOON

DEADLINE = NOON + 30 * MINUTE
ONE_SECOND = MINUTE / 60


def test_a_time_limit_sets_a_deadline(store: Store) -> None:
    assert start(store, asked=TIMED).deadline == DEADLINE


def test_no_time_limit_sets_no_deadline(store: Store) -> None:
    assert start(store, asked=TWO_ITEMS).deadline is None


def test_a_reload_gives_no_more_time(store: Store) -> None:
    attempt = start(store, asked=TIMED)

    later = store.attempts.start(ANI, TIMED, now=NOON + 29 * MINUTE, rng=random.Random(2))

    assert later == attempt
    assert later.deadline == DEADLINE


def test_an_answer_counts_until_the_last_second(store: Store) -> None:
    attempt = start(store, asked=TIMED)

    response = choose(attempt, 0, "Russia")
    after = store.attempts.answer(ANI, attempt.id, 0, response, now=DEADLINE - ONE_SECOND)

    assert after.answers[0].score == 1
    assert not after.is_finished


@pytest.mark.parametrize("late", [0 * MINUTE, ONE_SECOND, 24 * HOUR])
def test_no_answer_is_taken_from_the_deadline_on(store: Store, late: timedelta) -> None:
    attempt = start(store, asked=TIMED)
    response = choose(attempt, 0, "Russia")

    with pytest.raises(AttemptError, match="This attempt is finished; its answers stay"):
        store.attempts.answer(ANI, attempt.id, 0, response, now=DEADLINE + late)

    after = reloaded(store, attempt)
    assert after.answers == {}
    assert after.finished_at == DEADLINE


def test_no_second_try_is_taken_from_the_deadline_on(store: Store, url: str) -> None:
    attempt = answer_with(store, start(store, asked=TIMED), 0, "Belarus")

    after = store.attempts.answer(
        ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=DEADLINE, try_number=1
    )

    assert after.finished_at == DEADLINE
    assert event_rows(url, attempt) == [(0, 0, "tried")]


def test_an_overdue_attempt_ends_at_its_deadline_and_not_when_it_is_found(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=TIMED), 0, "Belarus")

    store.attempts.end_overdue(now=DEADLINE + 24 * HOUR)

    after = reloaded(store, attempt)
    assert after.finished_at == DEADLINE
    assert after.answers == attempt.answers


def test_an_attempt_in_time_is_not_ended(store: Store) -> None:
    attempt, untimed = start(store, ANI, asked=TIMED), start(store, BARIS, asked=TWO_ITEMS)

    store.attempts.end_overdue(now=DEADLINE - ONE_SECOND)

    assert reloaded(store, attempt) == attempt
    store.attempts.end_overdue(now=DEADLINE + 24 * HOUR)
    assert reloaded(store, untimed, BARIS) == untimed


def test_an_attempt_finished_in_time_keeps_its_moment(store: Store) -> None:
    attempt = start(store, asked=TIMED)
    store.attempts.finish(ANI, attempt.id, now=NOON + MINUTE)

    store.attempts.end_overdue(now=DEADLINE + HOUR)

    assert reloaded(store, attempt).finished_at == NOON + MINUTE


def test_handing_in_late_finishes_at_the_deadline(store: Store) -> None:
    attempt = start(store, asked=TIMED)

    after = store.attempts.finish(ANI, attempt.id, now=DEADLINE + HOUR)

    assert after.finished_at == DEADLINE


def test_a_deadline_survives_reopening_the_store(store: Store, url: str) -> None:
    attempt = start(store, asked=TIMED)
    store.close()

    again = Store.open(url)
    with pytest.raises(AttemptError, match="This attempt is finished"):
        again.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=DEADLINE)
    after = reloaded(again, attempt)
    again.close()

    assert after.deadline == DEADLINE
    assert after.finished_at == DEADLINE


def test_an_overdue_attempt_does_not_block_a_new_start(store: Store) -> None:
    overdue = start(store, asked=TIMED)

    new = store.attempts.start(ANI, TIMED, now=DEADLINE + HOUR, rng=random.Random(2))

    assert new.id != overdue.id
    assert new.deadline == DEADLINE + HOUR + 30 * MINUTE
    assert reloaded(store, overdue).finished_at == DEADLINE


def test_all_that_are_overdue_end_at_once_each_at_its_own_deadline(store: Store) -> None:
    first = start(store, ANI, asked=TIMED)
    second = store.attempts.start(BARIS, TIMED, now=NOON + MINUTE, rng=random.Random(2))

    store.attempts.end_overdue(now=DEADLINE + HOUR)

    assert reloaded(store, first).finished_at == DEADLINE
    assert reloaded(store, second, BARIS).finished_at == DEADLINE + MINUTE


def test_looking_for_overdue_attempts_uses_the_index(store: Store, url: str) -> None:
    """Every step looks for overdue attempts first: that must not read the whole table."""
    query = "SELECT id FROM attempt WHERE finished_at IS NULL AND deadline <= '2022-11-23' LIMIT 1"
    engine = create_engine(url)
    is_sqlite = engine.dialect.name == "sqlite"

    with engine.connect() as connection:
        if not is_sqlite:
            connection.execute(text("SET enable_seqscan = off"))
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        steps = connection.execute(text(f"{explain} {query}")).all()
    engine.dispose()

    assert "ix_attempt_deadline" in str(steps)
