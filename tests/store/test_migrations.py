"""The database as migrations leave it, and what becomes of one that cannot be used."""

import random
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from sourcebook.errors import StoreError
from sourcebook.model.lesson_work import TaskDraft
from sourcebook.store import Store
from sourcebook.store.engine import open_engine
from sourcebook.store.tables import metadata
from tests.store.builders import ANI, TWO_ITEMS, choose, guess, start
from tests.store.conftest import NOON


def test_migrations_make_exactly_the_tables_that_the_code_expects(url: str) -> None:
    engine = open_engine(url)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_opening_a_database_again_changes_nothing(url: str) -> None:
    Store.open(url).close()

    again = Store.open(url)

    assert again.attempts.of_learner(ANI) == ()
    again.close()


def test_sqlite_writes_ahead_syncs_fully_and_overwrites_what_is_deleted(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/sourcebook.db")

    with engine.connect() as connection:
        pragmas = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        ]
    engine.dispose()

    assert pragmas == ["wal", 2, 1, 1]


def test_deleting_a_learner_deletes_all_that_is_hers(url: str) -> None:
    store = Store.open(url)
    attempt = start(store)
    store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)
    store.attempts.save_draft(ANI, attempt.id, 1, "It said", now=NOON)
    store.readings.note_step(ANI, "yerevan-summit", "in-his-words", now=NOON)
    store.readings.save_task(ANI, "yerevan-summit", "why", guess(), now=NOON)
    store.readings.save_draft(ANI, "csto", "why", TaskDraft(text="It helps."), now=NOON)
    store.notes.save(ANI, "s2.p11", "He says it twice.", now=NOON)

    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM learner"))
        left = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in (
                *("attempt", "pinned_item", "event", "draft"),
                *("reading", "lesson_step", "lesson_task", "lesson_draft", "note"),
            )
        ]
    engine.dispose()
    store.close()

    assert left == [0] * 9


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "not an address",
            "SOURCEBOOK_DATABASE_URL is not a database address. Write one such as "
            "sqlite:////home/ani/sourcebook.db or postgresql://name:password@host/database.",
        ),
        (
            "mysql://localhost/quiz",
            "'mysql' is not supported: name a SQLite or PostgreSQL database.",
        ),
    ],
)
def test_an_address_that_cannot_be_used_is_named(address: str, message: str) -> None:
    with pytest.raises(StoreError) as refused:
        Store.open(address)

    assert str(refused.value) == message


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "sourcebook.db"
    file.write_text("This is a letter, not a database." * 50)

    with pytest.raises(StoreError) as refused:
        Store.open(f"sqlite:///{file}")

    assert str(refused.value) == (
        f"'{file}' is damaged or is no database (file is not a database). Restore a backup with "
        "'sourcebook restore FILE'; this keeps the damaged file beside the new one."
    )
    assert file.read_text().startswith("This is a letter")


def test_a_locked_database_says_so_and_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/sourcebook.db"
    store = Store.open(url)
    attempt = start(store)
    store.close()
    impatient = Store(create_engine(url, connect_args={"timeout": 0.01}))
    holder = sqlite3.connect(tmp_path / "sourcebook.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(StoreError, match="nothing that was saved is lost"):
        impatient.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)

    holder.rollback()
    after = impatient.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)
    assert after.answers[0].score == 1
    holder.close()
    impatient.close()


def test_a_quiz_of_equal_items_is_kept_once(url: str) -> None:
    store = Store.open(url)

    start(store)
    store.attempts.start("c" * 64, TWO_ITEMS, now=NOON, rng=random.Random(5))

    engine = open_engine(url)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM item_version")).scalar_one()
    engine.dispose()
    store.close()
    assert kept == 2


def test_a_learner_can_read_while_another_connection_writes(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/sourcebook.db")
    attempt = start(store)
    writer = sqlite3.connect(tmp_path / "sourcebook.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    found = store.attempts.one(ANI, attempt.id)

    assert found == attempt
    writer.rollback()
    writer.close()
    store.close()
