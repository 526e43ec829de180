"""PostgreSQL is restarted while the app runs: short outages are waited for, nothing is doubled."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from sourcebook.errors import LostConnectionError, StoreError
from sourcebook.model.attempts import Attempt
from sourcebook.store import Store, connections, health, rows
from tests.postgres import Postgres
from tests.store.builders import ANI, TEST_MODE, choose, start
from tests.store.conftest import NOON

AWAY = (
    "This was not saved, because the database does not answer just now; nothing that was saved is "
    "lost. Do it again in a moment; if that does not help, tell the person who runs this site."
)
UNSURE = (
    "Nobody knows yet whether this was saved, because the database stopped answering in that "
    "moment; nothing that was saved is lost. Load the page again and look; if it is not there, do "
    "it again."
)


UNREADABLE = (
    "This page cannot be shown, because the database does not answer just now; nothing that was "
    "saved is lost. Try again in a moment; if that does not help, tell the person who runs this "
    "site."
)


@pytest.fixture(scope="module")
def own_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server that is stopped and started by these tests only."""
    folder = tmp_path_factory.mktemp("restarted")
    server = Postgres(folder, lock=folder.parents[1] / "pg.lock")
    yield server
    server.close()


@pytest.fixture
def kept(own_postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store whose state is found out anew each time it is asked for."""
    monkeypatch.setattr(health, "FRESH_SECONDS", 0.0)
    opened = Store.open(own_postgres.address)
    yield opened
    opened.learners.delete(ANI)
    opened.close()


def answer(store: Store, attempt: Attempt, name: str = "Russia") -> Attempt:
    """The attempt after an answer to its first item."""
    response = choose(attempt, 0, name)
    return store.attempts.answer(ANI, attempt.id, 0, response, now=NOON)


def answers(store: Store, attempt: Attempt) -> int:
    """How many answers to the first item are in the database."""
    with store.reading() as connection:
        query = text("SELECT count(*) FROM event WHERE attempt_id = :id AND place = 0")
        return int(connection.execute(query, {"id": attempt.id}).scalar_one())


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_the_first_click_after_a_restart_is_saved(
    own_postgres: Postgres, kept: Store, how: str
) -> None:
    attempt = start(kept, asked=TEST_MODE)

    own_postgres.stop(how)
    own_postgres.start()
    answer(kept, attempt)

    assert answers(kept, attempt) == 1


def test_a_click_during_a_short_restart_waits_for_its_end(
    own_postgres: Postgres, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 60.0)
    attempt = start(kept, asked=TEST_MODE)
    own_postgres.stop()
    starting = threading.Timer(0.3, own_postgres.start)
    starting.start()

    answer(kept, attempt)

    starting.join()
    assert answers(kept, attempt) == 1


def test_during_a_long_outage_a_click_is_refused_in_clear_words_and_works_afterwards(
    own_postgres: Postgres, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.0)
    attempt = start(kept, asked=TEST_MODE)
    assert kept.state() == "ok"

    own_postgres.stop()
    with pytest.raises(StoreError) as refused:
        answer(kept, attempt)
    with pytest.raises(StoreError) as unreadable:
        kept.attempts.one(ANI, attempt.id)
    state = kept.state()
    own_postgres.start()
    answer(kept, attempt)

    assert (str(refused.value), state) == (AWAY, "the database does not answer")
    assert str(unreadable.value) == UNREADABLE
    assert kept.state() == "ok"
    assert answers(kept, attempt) == 1


def test_a_step_that_a_restart_interrupts_is_taken_again(
    own_postgres: Postgres, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt, append = start(kept, asked=TEST_MODE), rows.append

    def interrupted(*given: Any) -> Any:
        monkeypatch.setattr(rows, "append", append)
        own_postgres.stop("immediate")
        own_postgres.start()
        return append(*given)

    monkeypatch.setattr(rows, "append", interrupted)
    answer(kept, attempt)

    assert rows.append is append
    assert answers(kept, attempt) == 1


def test_what_is_not_a_step_is_refused_when_a_restart_interrupts_it(
    own_postgres: Postgres, kept: Store
) -> None:
    def interrupted() -> None:
        with kept.writing() as connection:
            own_postgres.stop("immediate")
            own_postgres.start()
            connection.execute(text("SELECT 1"))

    with pytest.raises(StoreError) as refused:
        interrupted()

    assert str(refused.value) == AWAY


Commit = Callable[[Any], None]


def cut(kept: Store, monkeypatch: pytest.MonkeyPatch, *, reaches_the_disk: bool) -> None:
    """Let the connection break at the next commit, before or after the server has made it."""
    dialect = kept._engine.dialect
    commit: Commit = dialect.do_commit

    def break_off(connection: Any) -> None:
        monkeypatch.setattr(dialect, "do_commit", commit)
        if reaches_the_disk:
            commit(connection)
        connection.driver_connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(dialect, "do_commit", break_off)


@pytest.mark.parametrize("reaches_the_disk", [False, True])
def test_an_answer_whose_commit_was_not_confirmed_is_there_once(
    kept: Store, monkeypatch: pytest.MonkeyPatch, reaches_the_disk: bool
) -> None:
    attempt = start(kept, asked=TEST_MODE)
    cut(kept, monkeypatch, reaches_the_disk=reaches_the_disk)

    after = answer(kept, attempt)

    assert answers(kept, attempt) == 1
    assert after == kept.attempts.one(ANI, attempt.id)


@pytest.mark.parametrize("reaches_the_disk", [False, True])
def test_a_draft_whose_saving_was_not_confirmed_is_saved(
    kept: Store, monkeypatch: pytest.MonkeyPatch, reaches_the_disk: bool
) -> None:
    attempt = start(kept, asked=TEST_MODE)
    cut(kept, monkeypatch, reaches_the_disk=reaches_the_disk)

    kept.attempts.save_draft(ANI, attempt.id, 0, "It said", now=NOON)

    assert kept.attempts.draft(ANI, attempt.id, 0) == "It said"


def test_if_another_tab_answers_meanwhile_the_learner_is_asked_to_look(
    own_postgres: Postgres, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt, other = start(kept, asked=TEST_MODE), Store.open(own_postgres.address)
    cut(kept, monkeypatch, reaches_the_disk=True)
    breaking: Commit = kept._engine.dialect.do_commit

    def break_off(connection: Any) -> None:
        try:
            breaking(connection)
        finally:
            answer(other, attempt, "Armenia")

    monkeypatch.setattr(kept._engine.dialect, "do_commit", break_off)
    with pytest.raises(LostConnectionError) as refused:
        answer(kept, attempt)
    other.close()

    assert str(refused.value) == UNSURE
    assert answers(kept, attempt) == 2


def test_a_transaction_whose_commit_was_not_confirmed_is_not_called_lost(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(kept, monkeypatch, reaches_the_disk=True)

    with pytest.raises(LostConnectionError) as refused:
        kept.notes.save(ANI, "s2.p11", "He says it twice.", now=NOON)

    assert str(refused.value) == UNSURE
    assert len(kept.notes.of_learner(ANI)) == 1
