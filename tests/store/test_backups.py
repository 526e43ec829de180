"""A backup has all that was kept, and comes back while the app goes on."""

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sourcebook.errors import StoreError
from sourcebook.model.attempts import Attempt, Level
from sourcebook.store import Store, backups, hashed
from sourcebook.store.backup_files import SHORT_LIVED
from sourcebook.store.backups import Restored
from tests.store.builders import (
    ANI,
    BARIS,
    ONE_WRITTEN,
    TEST_MODE,
    answer_with,
    guess,
    start,
    wrote,
)
from tests.store.conftest import NOON
from tests.store.every_table import Rows, all_rows, fill
from tests.store.integrity import integrity
from tests.teachers import open_desk

IN_A_FILE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
LATER = NOON + timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is, if it is a file."""
    return tmp_path / "data" / "sourcebook.db"


@pytest.fixture
def running(store: Store) -> Store:
    """The store of an app that runs all the time."""
    return store


@pytest.fixture
def backup(running: Store, url: str, tmp_path: Path) -> Path:
    """A backup in which Ani has opened a lesson."""
    running.readings.note_opened(ANI, "war-2020", now=NOON)
    target = tmp_path / "monday.db"
    backups.back_up(url, target)
    return target


def marked(store: Store, attempt: Attempt, level: Level) -> Attempt:
    """The attempt after the teacher gave its text a level."""
    room = store.classes.create("History 9b", now=NOON)
    store.classes.join(ANI, room.id, now=NOON)
    place = next(at for at, each in enumerate(attempt.items) if each.item.id == "why-unsigned")
    return store.attempts.mark_by_teacher(attempt.id, place, level, now=NOON)


def test_a_backup_is_one_whole_file_for_its_owner_only(backup: Path) -> None:
    assert integrity(backup) == "ok"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [each.name for each in backup.parent.glob("*monday*")] == ["monday.db"]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT lesson_id FROM reading").fetchall() == [("war-2020",)]


def test_a_backup_has_nothing_of_what_was_deleted(running: Store, url: str, tmp_path: Path) -> None:
    attempt = start(running, asked=TEST_MODE)
    running.attempts.answer(ANI, attempt.id, 1, wrote("Zvartnots"), now=NOON)
    running.learners.delete(ANI)

    backups.back_up(url, tmp_path / "tuesday.db")

    assert b"Zvartnots" not in (tmp_path / "tuesday.db").read_bytes()


def test_a_backup_carries_what_was_done_in_lessons(
    running: Store, url: str, tmp_path: Path
) -> None:
    running.readings.note_step(ANI, "csto", "members", now=NOON)
    saved = running.readings.save_task(ANI, "csto", "why", guess(), now=NOON)
    note = running.notes.save(ANI, "s2.p11", "He says it twice.", now=NOON)
    backups.back_up(url, tmp_path / "tuesday.db")
    running.learners.delete(ANI)

    backups.restore(url, tmp_path / "tuesday.db", now=LATER)

    assert running.readings.of_learner(ANI)["csto"].steps == {"members"}
    assert running.readings.tasks(ANI, "csto") == {"why": saved}
    assert running.notes.of_learner(ANI) == {"s2.p11": note}


def test_a_file_that_exists_is_never_overwritten(backup: Path, url: str) -> None:
    before = backup.read_bytes()

    with pytest.raises(StoreError) as refused:
        backups.back_up(url, backup)

    assert str(refused.value) == f"'{backup}' exists already. Name a new file."
    assert backup.read_bytes() == before


@IN_A_FILE
def test_without_a_database_there_is_nothing_to_back_up(url: str, file: Path) -> None:
    with pytest.raises(StoreError) as refused:
        backups.back_up(url, file.with_name("monday.db"))

    assert str(refused.value) == (
        f"There is no database at '{file}', so there is nothing to back up."
    )
    assert not file.exists()


def test_a_backup_into_a_folder_that_is_not_there_says_so(running: Store, url: str) -> None:
    assert running

    with pytest.raises(StoreError, match=r"monday\.db' cannot be written: No such file"):
        backups.back_up(url, Path("/nowhere/monday.db"))


def test_a_running_app_goes_on_with_the_backup(running: Store, backup: Path, url: str) -> None:
    running.readings.note_opened(ANI, "yerevan-summit", now=NOON)
    running.readings.note_opened(BARIS, "yerevan-summit", now=NOON)

    done = backups.restore(url, backup, now=LATER)
    running.readings.note_opened(BARIS, "csto-today", now=LATER)

    assert (done.learners, done.attempts) == (1, 0)
    assert sorted(running.readings.of_learner(ANI)) == ["war-2020"]
    assert sorted(running.readings.of_learner(BARIS)) == ["csto-today"]


def test_what_is_answered_after_a_restore_is_there_after_a_restart(
    running: Store, backup: Path, url: str, file: Path
) -> None:
    backups.restore(url, backup, now=LATER)
    answer_with(running, start(running, BARIS), 0, "Russia", learner=BARIS)

    running.close()

    again = Store.open(url)
    assert [len(each.answers) for each in again.attempts.of_learner(BARIS)] == [1]
    assert list(again.readings.of_learner(ANI)) == ["war-2020"]
    again.close()
    assert not file.exists() or integrity(file) == "ok"


def test_what_was_there_before_is_kept_aside(running: Store, backup: Path, url: str) -> None:
    running.readings.note_opened(BARIS, "yerevan-summit", now=NOON)

    aside = backups.restore(url, backup, now=LATER).aside

    assert aside is not None
    assert aside.name == "sourcebook.before-restore-20221124-120000.db"
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    former = Store.open(f"sqlite:///{aside}")
    assert list(former.readings.of_learner(BARIS)) == ["yerevan-summit"]
    former.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_what_was_in_postgresql_before_is_kept_in_a_private_folder(
    running: Store, backup: Path, url: str, tmp_path: Path
) -> None:
    assert running
    folder = tmp_path / "data"

    aside = backups.restore(url, backup, now=LATER, folder=folder).aside

    assert aside == folder / "sourcebook.before-restore-20221124-120000.db"
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, aside)] == [0o700, 0o600]


def test_a_restore_can_be_taken_back(running: Store, backup: Path, url: str) -> None:
    running.readings.note_opened(BARIS, "yerevan-summit", now=NOON)
    aside = backups.restore(url, backup, now=LATER).aside
    assert aside

    backups.restore(url, aside, now=LATER + timedelta(minutes=1))

    assert list(running.readings.of_learner(BARIS)) == ["yerevan-summit"]


def test_nothing_remembered_outlives_a_restore(running: Store, url: str, tmp_path: Path) -> None:
    """Before and after it there is one mark, at the same moment, and it is another one."""
    attempt = start(running, asked=ONE_WRITTEN)
    place = next(at for at, each in enumerate(attempt.items) if each.item.id == "why-unsigned")
    running.attempts.answer(ANI, attempt.id, place, wrote(), now=NOON)
    running.attempts.finish(ANI, attempt.id, now=NOON)
    backups.back_up(url, tmp_path / "monday.db")
    marked(running, attempt, 0)
    low, stamp = running.attempts.of_learner(ANI)[0], running.attempts.stamp()

    backups.restore(url, tmp_path / "monday.db", now=LATER)
    marked(running, attempt, 2)

    assert running.attempts.of_learner(ANI)[0] != low
    assert running.attempts.of_learner(ANI)[0].record(place).level == 2
    assert running.attempts.stamp() != stamp


def test_a_restore_opens_no_desk(running: Store, url: str, tmp_path: Path) -> None:
    open_desk(running, "b", now=LATER)
    assert running.teachers.has_session(hashed("b"), now=LATER)
    backups.back_up(url, tmp_path / "monday.db")

    backups.restore(url, tmp_path / "monday.db", now=LATER)

    assert not running.teachers.has_session(hashed("b"), now=LATER)


def test_no_number_is_given_twice_after_a_restore_in_another_database(
    running: Store, url: str, tmp_path: Path
) -> None:
    """Not even that of a learner who had left before the backup was made."""
    start(running, learner=ANI)
    start(running, learner=BARIS)
    running.learners.delete(BARIS)
    backups.back_up(url, tmp_path / "monday.db")
    other = Store.open(f"sqlite:///{tmp_path}/other.db")
    start(other, learner=BARIS)

    backups.restore(f"sqlite:///{tmp_path}/other.db", tmp_path / "monday.db", now=LATER)
    start(other, learner=BARIS)

    assert [other.learners.number_of(each) for each in (ANI, BARIS)] == [1, 3]
    other.close()


@IN_A_FILE
def test_a_damaged_database_is_moved_aside(
    running: Store, backup: Path, url: str, file: Path
) -> None:
    running.close()
    file.write_bytes(b"\xff" * 8192)

    aside = backups.restore(url, backup, now=LATER).aside

    assert aside
    assert aside.read_bytes() == b"\xff" * 8192
    again = Store.open(url)
    assert list(again.readings.of_learner(ANI)) == ["war-2020"]
    again.close()


def test_a_backup_of_either_kind_comes_back_where_nothing_is(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else a new file would begin with all tables, as in most tests.
    monkeypatch.undo()
    new = tmp_path / "new" / "sourcebook.db"

    done = backups.restore(f"sqlite:///{new}", backup, now=LATER)

    assert done.aside is None
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    store = Store.open(f"sqlite:///{new}")
    assert list(store.readings.of_learner(ANI)) == ["war-2020"]
    store.close()


def test_a_backup_of_either_kind_comes_back_in_an_empty_postgresql(
    backup: Path, empty_postgres: str
) -> None:
    done = backups.restore(empty_postgres, backup, now=LATER)

    assert done == Restored(learners=1, attempts=0, aside=None)
    store = Store.open(empty_postgres)
    assert list(store.readings.of_learner(ANI)) == ["war-2020"]
    store.close()


def test_every_value_of_every_table_comes_back(empty_postgres: str, tmp_path: Path) -> None:
    """But for what is valid for a while only."""
    fill(empty_postgres)
    before = all_rows(empty_postgres)
    backups.back_up(empty_postgres, tmp_path / "monday.db")

    backups.restore(empty_postgres, tmp_path / "monday.db", now=LATER)

    left_out: Rows = {name: [] for name in map(str, SHORT_LIVED)}
    assert all_rows(f"sqlite:///{tmp_path}/monday.db") == before
    assert all_rows(empty_postgres) == {**before, **left_out}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"A letter, not a database. " * 400, "is damaged or is no database"),
        (b"", "It is not a database of Sourcebook."),
    ],
)
def test_what_is_no_backup_is_refused(
    running: Store, url: str, tmp_path: Path, raw: bytes, why: str
) -> None:
    running.readings.note_opened(ANI, "war-2020", now=NOON)
    letter = tmp_path / "letter.db"
    letter.write_bytes(raw)

    with pytest.raises(StoreError) as refused:
        backups.restore(url, letter, now=LATER)

    assert str(refused.value).startswith(f"'{letter}' cannot be restored. ")
    assert why in str(refused.value)
    assert list(running.readings.of_learner(ANI)) == ["war-2020"]
    assert letter.read_bytes() == raw


def test_a_backup_of_a_newer_version_is_refused(running: Store, backup: Path, url: str) -> None:
    running.readings.note_opened(BARIS, "war-2020", now=NOON)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    with pytest.raises(StoreError, match="was made by a newer Sourcebook"):
        backups.restore(url, backup, now=LATER)

    assert list(running.readings.of_learner(BARIS)) == ["war-2020"]


def test_a_restore_that_fails_in_postgresql_changes_nothing(
    empty_postgres: str, tmp_path: Path
) -> None:
    fill(empty_postgres)
    backups.back_up(empty_postgres, tmp_path / "monday.db")
    with closing(sqlite3.connect(tmp_path / "monday.db")) as connection:
        connection.execute(f"UPDATE attempt SET time_limit = {2**40}")
        connection.commit()
    before = all_rows(empty_postgres)

    with pytest.raises(StoreError, match="The table 'attempt' cannot be copied: integer out"):
        backups.restore(empty_postgres, tmp_path / "monday.db", now=LATER)

    assert all_rows(empty_postgres) == before
    assert [each.name for each in tmp_path.glob("*.db")] == ["monday.db"]


def test_a_postgresql_of_another_version_is_not_backed_up(
    empty_postgres: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="of another version than this Sourcebook, or holds"):
        backups.back_up(empty_postgres, tmp_path / "monday.db")

    assert list(tmp_path.iterdir()) == []
