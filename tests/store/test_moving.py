"""Everything moves from one database to another of either kind, or nothing does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, make_url, text

from sourcebook.errors import StoreError
from sourcebook.store import Store, database_files, moving
from sourcebook.store.snapshots import unused_database
from sourcebook.store.tables import metadata
from tests.store.builders import ANI, BARIS, answer_with, reloaded, start
from tests.store.conftest import NOON
from tests.store.every_table import ROWS, all_rows, fill

IN_USE = (
    "The database is in use, and what is written while it is copied would be missing in the "
    "copy. Stop the app and every program that has the database open, then do this again. "
    "Nothing was changed."
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite database."""
    return tmp_path / "sourcebook.db"


@pytest.fixture
def sqlite(file: Path) -> str:
    """The address of the SQLite database."""
    return f"sqlite:///{file}"


@pytest.fixture(params=["to PostgreSQL", "to SQLite"])
def way(request: pytest.FixtureRequest, sqlite: str, empty_postgres: str) -> tuple[str, str]:
    """The addresses of a source and of a target; neither has anything yet."""
    there = sqlite, empty_postgres
    return there if request.param == "to PostgreSQL" else (there[1], there[0])


def tables_of(url: str) -> list[str]:
    """The names of all tables in a database."""
    engine = create_engine(url)
    names = inspect(engine).get_table_names()
    engine.dispose()
    return names


def run(url: str, *statements: str) -> None:
    """Run statements of SQL in a transaction."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


def refusal(source: str, target: str) -> str:
    """What a move that cannot be made says."""
    with pytest.raises(StoreError) as refused:
        moving.move(source, target)
    return str(refused.value)


@contextmanager
def altering(table: str, old: str, new: str) -> Iterator[None]:
    """Let every database store another text in the rows of one table."""

    def alter(*given: Any) -> tuple[str, Any]:
        statement, parameters = given[2], given[3]
        if statement.startswith(f"INSERT INTO {table} "):
            parameters = [_altered(row, old, new) for row in parameters]
        return statement, parameters

    event.listen(Engine, "before_cursor_execute", alter, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", alter)


def _altered(row: Any, old: str, new: str) -> Any:
    if isinstance(row, dict):
        return {name: new if value == old else value for name, value in row.items()}
    return tuple(new if value == old else value for value in row)


def test_every_value_of_every_table_is_the_same_afterwards(way: tuple[str, str]) -> None:
    source, target = way
    fill(source)

    sums = moving.move(source, target)

    assert all_rows(target) == all_rows(source)
    assert {name: found.rows for name, found in sums.items()} == dict.fromkeys(
        metadata.tables, ROWS
    )


def test_the_way_back_has_the_same_checksums(
    sqlite: str, empty_postgres: str, tmp_path: Path
) -> None:
    fill(sqlite)

    there = moving.move(sqlite, empty_postgres)
    back = moving.move(empty_postgres, f"sqlite:///{tmp_path}/new/back.db")

    assert back == there


def test_more_rows_than_are_held_at_once_are_copied(
    sqlite: str, empty_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite)
    monkeypatch.setattr("sourcebook.store.copying.BATCH", 2)
    monkeypatch.setattr("sourcebook.store.table_sums.BATCH", 2)

    moving.move(sqlite, empty_postgres)

    assert all_rows(empty_postgres) == all_rows(sqlite)


def test_the_source_stays_as_it_is(sqlite: str, file: Path, empty_postgres: str) -> None:
    fill(sqlite)
    before = file.read_bytes()

    moving.move(sqlite, empty_postgres)

    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == ["sourcebook.db"]


def test_numbers_go_on_where_they_were_also_after_the_last_learner_left(
    way: tuple[str, str],
) -> None:
    source, target = way
    store = Store.open(source)
    start(store, ANI)
    start(store, BARIS)
    store.learners.delete(BARIS)
    store.close()

    moving.move(source, target)

    moved = Store.open(target)
    start(moved, BARIS)
    moved.close()
    numbers = {row["learner_id"]: row["number"] for row in all_rows(target)["learner_number"]}
    assert numbers == {ANI: 1, BARIS: 3}


def test_an_attempt_goes_on_after_the_move(way: tuple[str, str]) -> None:
    source, target = way
    store = Store.open(source)
    attempt = answer_with(store, start(store), 0, "Armenia")
    key = store.cookie_key()
    store.close()

    moving.move(source, target)

    moved = Store.open(target)
    assert reloaded(moved, attempt) == attempt
    assert answer_with(moved, attempt, 1, "Russia").is_finished
    assert moved.cookie_key() == key
    moved.close()


def test_a_database_in_use_is_refused(way: tuple[str, str]) -> None:
    source, target = way
    running = Store.open(source)
    start(running)

    said = refusal(source, target)

    assert said == IN_USE
    running.close()
    moving.move(source, target)


def test_nobody_can_open_a_sqlite_database_while_it_is_copied(sqlite: str, file: Path) -> None:
    fill(sqlite)

    with (
        unused_database(sqlite, named="FROM"),
        closing(sqlite3.connect(file, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("SELECT * FROM learner")


def test_nothing_stays_if_an_app_opens_postgresql_while_it_is_copied(
    empty_postgres: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(empty_postgres)
    app = create_engine(empty_postgres)
    monkeypatch.setattr(
        "sourcebook.store.copying.continue_counters", lambda *_: app.connect().close()
    )

    said = refusal(empty_postgres, url)

    assert said == IN_USE
    file = database_files.file_of(make_url(url))
    assert not file.exists() if file else tables_of(url) == []
    app.dispose()


def test_a_target_that_holds_anything_is_refused(sqlite: str, empty_postgres: str) -> None:
    fill(sqlite)
    store = Store.open(empty_postgres)
    store.readings.note_opened(BARIS, "war-2020", now=NOON)
    store.close()
    before = all_rows(empty_postgres)

    said = refusal(sqlite, empty_postgres)

    assert said == (
        "The target holds something already (learner, learner_number, reading), perhaps because "
        "the app was started with it. Make a new, empty database, and name that. "
        "Nothing was changed."
    )
    assert all_rows(empty_postgres) == before


def test_a_target_with_tables_of_another_program_is_refused(
    sqlite: str, empty_postgres: str
) -> None:
    fill(sqlite)
    run(empty_postgres, "CREATE TABLE invoice (id integer)")

    said = refusal(sqlite, empty_postgres)

    assert said == (
        "The target has tables of another program (invoice). "
        "Make a database for Sourcebook alone, and name that. Nothing was changed."
    )
    assert tables_of(empty_postgres) == ["invoice"]


def test_empty_tables_that_the_app_made_are_filled(sqlite: str, empty_postgres: str) -> None:
    fill(sqlite)
    Store.open(empty_postgres).close()

    moving.move(sqlite, empty_postgres)

    assert all_rows(empty_postgres) == all_rows(sqlite)


def test_a_sqlite_file_that_exists_is_refused(
    sqlite: str, empty_postgres: str, tmp_path: Path
) -> None:
    fill(empty_postgres)
    target = tmp_path / "letter.db"
    target.write_text("Precious.")

    said = refusal(empty_postgres, f"sqlite:///{target}")

    assert said == f"'{target}' exists already. Name a new file."
    assert target.read_text() == "Precious."


@pytest.mark.parametrize(
    "statement",
    ["UPDATE alembic_version SET version_num = '0011'", "DROP TABLE alembic_version"],
)
def test_a_source_of_another_version_is_refused(way: tuple[str, str], statement: str) -> None:
    source, target = way
    fill(source)
    run(source, statement)

    said = refusal(source, target)

    assert said == (
        "The database is of another version than this Sourcebook, or holds nothing of it. "
        "Start the app with it once, which brings it up to date, then do this again."
    )


def test_a_row_that_differs_is_found_and_nothing_stays(way: tuple[str, str]) -> None:
    source, target = way
    store = Store.open(source)
    store.notes.save(ANI, "s2.p11", "He says it twice.", now=NOON)
    store.notes.save(ANI, "s2.p12", "So does she.", now=NOON)
    store.close()

    with altering("note", "He says it twice.", "He says it once."):
        said = refusal(source, target)

    assert said == (
        "The table 'note' was not copied as it is: the checksums of its rows differ. "
        "Nothing was changed."
    )
    assert tables_of(target) == []


def test_a_row_that_somebody_else_adds_is_found(
    sqlite: str, empty_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite)
    Store.open(empty_postgres).close()
    added = "INSERT INTO classroom VALUES ('x', 'History 9b', 'abcd', now())"
    monkeypatch.setattr(
        "sourcebook.store.copying.continue_counters", lambda *_: run(empty_postgres, added)
    )

    said = refusal(sqlite, empty_postgres)

    assert said == (
        "The number of rows of the table 'classroom' is 3, and 4 in the copy. "
        "Nothing was changed. See that no app uses the new database, then do this again."
    )
    assert [len(rows) for rows in all_rows(empty_postgres).values()].count(0) > 20


def test_a_value_that_postgresql_cannot_hold_is_named(sqlite: str, empty_postgres: str) -> None:
    fill(sqlite)
    run(sqlite, f"UPDATE attempt SET time_limit = {2**40}")

    said = refusal(sqlite, empty_postgres)

    assert said == (
        "The table 'attempt' cannot be copied: integer out of range. Nothing was changed."
    )
    assert tables_of(empty_postgres) == []


def test_a_value_that_is_no_moment_is_named(sqlite: str, empty_postgres: str) -> None:
    fill(sqlite)
    run(sqlite, "UPDATE learner SET created_at = 'yesterday'")

    said = refusal(sqlite, empty_postgres)

    assert said.startswith("The table 'learner' cannot be copied: ")
    assert tables_of(empty_postgres) == []


def test_a_source_that_is_not_there_is_named(tmp_path: Path, empty_postgres: str) -> None:
    said = refusal(f"sqlite:///{tmp_path}/none.db", empty_postgres)

    assert said == f"There is no database at '{tmp_path}/none.db'."
    assert list(tmp_path.glob("none*")) == []


def test_an_address_that_cannot_be_used_is_called_by_its_name(sqlite: str) -> None:
    fill(sqlite)

    assert refusal("not an address", sqlite).startswith("FROM is not a database address. ")
    assert refusal(sqlite, "not an address").startswith("TO is not a database address. ")
    unreachable = refusal(sqlite, "postgresql://127.0.0.1:1/sourcebook")
    assert unreachable.startswith("The database of TO cannot be opened (connection failed: ")


def test_no_password_is_shown() -> None:
    assert moving.shown("postgresql://ani:secret@db/quiz") == "postgresql+psycopg://ani:***@db/quiz"
