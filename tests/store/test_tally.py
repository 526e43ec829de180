"""What was written is counted once it is on disk, and what could not be written, too."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from sourcebook.errors import AttemptError, StoreError
from sourcebook.model.lesson_work import Guess
from sourcebook.store import Store
from tests.store.builders import ANI, BARIS, HOUR, MINUTE, TIMED, choose, start
from tests.store.conftest import NOON

GUESS = Guess(asked="How many members has the alliance?", text="Six.")


def test_answers_attempts_and_tasks_are_counted(store: Store) -> None:
    attempt = start(store)
    for place in range(2):
        store.attempts.answer(ANI, attempt.id, place, choose(attempt, place, "Russia"), now=NOON)
    store.readings.save_task(ANI, "csto", "guess", GUESS, now=NOON)
    store.readings.save_task(ANI, "csto", "guess", GUESS, now=NOON)

    assert store.tally.written() == {
        "attempts_started": 1,
        "answers": 2,
        "attempts_finished": 1,
        "task_answers": 1,
    }
    assert store.tally.failed() == 0


def test_an_attempt_that_runs_out_of_time_is_counted_as_finished(store: Store) -> None:
    start(store, asked=TIMED)

    store.attempts.end_overdue(now=NOON + HOUR)
    store.attempts.end_overdue(now=NOON + HOUR + MINUTE)

    assert store.tally.written()["attempts_finished"] == 1


def test_a_step_that_is_not_allowed_counts_neither_as_saved_nor_as_failed(store: Store) -> None:
    attempt = start(store)

    with pytest.raises(AttemptError):
        store.attempts.answer(BARIS, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)

    assert "answers" not in store.tally.written()
    assert store.tally.failed() == 0


def test_an_answer_whose_transaction_fails_counts_as_failed_only(store: Store) -> None:
    attempt = start(store)
    with store.writing() as connection:
        connection.execute(text("ALTER TABLE event RENAME TO away"))

    with pytest.raises(StoreError):
        store.attempts.answer(
            ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON + timedelta(minutes=1)
        )

    assert "answers" not in store.tally.written()
    assert store.tally.failed() == 1


def test_the_size_of_the_database_grows_with_it(store: Store) -> None:
    before = store.size()

    with store.writing() as connection:
        connection.execute(text("CREATE TABLE much (words text)"))
        row = {"words": "x" * 8000}
        connection.execute(text("INSERT INTO much VALUES (:words)"), [row] * 50)

    assert store.size() > before > 0
