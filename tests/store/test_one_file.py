"""What is kept is in one file that can be copied, and what is deleted is in no file at all."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sourcebook.model.demo_ids import InventedClasses
from sourcebook.store import Store, checkpoints, hashed
from tests.store.builders import ANI, TEST_MODE, answer_with, start, wrote
from tests.store.conftest import NOON

WORDS = b"Zvartnots"
"""What only the learner of these tests has written."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "data" / "sourcebook.db"


@pytest.fixture
def kept(file: Path) -> Iterator[Store]:
    """A store on a new file."""
    opened = Store.open(f"sqlite:///{file}")
    yield opened
    opened.close()


def names(folder: Path) -> set[str]:
    """The files of a folder."""
    return {each.name for each in folder.iterdir()}


def holding(folder: Path, words: bytes = WORDS) -> set[str]:
    """The files of a folder in which these words stand."""
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.name for each in files if words in each.read_bytes()}


def attempts_in_copy(file: Path) -> int:
    """How many attempts are in a copy of the database file alone."""
    copy = file.parent.parent / "copy.db"
    shutil.copy(file, copy)
    with closing(sqlite3.connect(copy)) as connection:
        return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])


def eventually(happens: Callable[[], bool]) -> bool:
    """Whether something happens within a time that is long enough on a busy machine."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if happens():
            return True
        time.sleep(0.05)
    return False


def one_who_wrote(store: Store) -> str:
    """A learner in a class, with a name, a draft and an answer of these words."""
    text = WORDS.decode()
    learner = store.learners.get_or_create(hashed("browser"), now=NOON, name=text)
    attempt = start(store, learner, TEST_MODE)
    store.attempts.save_draft(learner, attempt.id, 1, f"{text} at first", now=NOON)
    store.attempts.answer(learner, attempt.id, 1, wrote(text), now=NOON)
    room = store.classes.create(text, now=NOON)
    store.classes.join(learner, room.id, now=NOON)
    return learner


def test_a_closed_store_is_one_file(kept: Store, file: Path) -> None:
    answer_with(kept, start(kept), 0, "Russia")

    kept.close()

    assert names(file.parent) == {"sourcebook.db"}
    assert attempts_in_copy(file) == 1


def test_closing_waits_for_those_who_are_writing(
    kept: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcebook.store.database.ERASING_SECONDS", 0)
    attempt, writing = start(kept), threading.Event()

    def write_slowly() -> None:
        with kept.writing() as connection:
            writing.set()
            time.sleep(0.3)
            connection.exec_driver_sql("UPDATE attempt SET quiz_title = 'Slowly'")

    thread = threading.Thread(target=write_slowly)
    thread.start()
    writing.wait()
    kept.close()
    thread.join()

    assert names(file.parent) == {"sourcebook.db"}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT id, quiz_title FROM attempt").fetchall() == [
            (attempt.id, "Slowly")
        ]


def test_the_file_alone_is_complete_soon_after_a_write(
    kept: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "REST_SECONDS", 0.05)
    kept.keep_file_complete()

    start(kept)

    assert eventually(lambda: file.with_name("sourcebook.db-wal").stat().st_size == 0)
    assert attempts_in_copy(file) == 1


def delete_everything(store: Store, learner: str) -> None:
    """The learner deletes all that is theirs, and the teacher closes the class."""
    store.learners.delete(learner)
    store.classes.delete(store.classes.all()[0].id, now=NOON)


def rename_both(store: Store, learner: str) -> None:
    """The learner and the class have other names, and the work is deleted."""
    store.learners.delete(learner)
    store.classes.rename(store.classes.all()[0].id, "History 9b")


def merge(store: Store, learner: str) -> None:
    """The learner's work goes to another one, who deletes everything."""
    other = store.learners.get_or_create(hashed("other"), now=NOON)
    store.learners.bring_along(other, browser=hashed("browser"), now=NOON)
    assert store.learners.one(learner) is None
    delete_everything(store, other)


@pytest.mark.parametrize("delete", [delete_everything, rename_both, merge])
def test_what_is_deleted_is_in_no_file(
    kept: Store, file: Path, delete: Callable[[Store, str], None]
) -> None:
    learner = one_who_wrote(kept)
    assert holding(file.parent)

    delete(kept, learner)

    assert holding(file.parent) == set()


def test_a_name_that_is_taken_back_is_in_no_file(kept: Store, file: Path) -> None:
    learner = kept.learners.get_or_create(hashed("browser"), now=NOON, name=WORDS.decode())

    kept.learners.rename(learner, None)

    assert holding(file.parent) == set()


def test_a_draft_that_is_emptied_is_in_no_file(kept: Store, file: Path) -> None:
    attempt = start(kept, asked=TEST_MODE)
    kept.attempts.save_draft(ANI, attempt.id, 1, WORDS.decode(), now=NOON)

    kept.attempts.save_draft(ANI, attempt.id, 1, "", now=NOON)

    assert holding(file.parent) == set()


def test_an_invented_class_that_is_replaced_is_in_no_file(kept: Store, file: Path) -> None:
    with kept.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO learner (id, name, created_at) "
            f"VALUES ('invented-1', '{WORDS.decode()}', '2022-11-23 12:00:00')"
        )

    kept.classes.replace_demo(InventedClasses(classrooms=(), learners=()))

    assert holding(file.parent) == set()


def test_what_a_reader_keeps_from_being_erased_is_erased_after_them(
    kept: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "REST_SECONDS", 0.05)
    monkeypatch.setattr("sourcebook.store.database.ERASING_SECONDS", 0.05)
    kept.keep_file_complete()
    learner = one_who_wrote(kept)

    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM learner").fetchone()
        delete_everything(kept, learner)
        assert holding(file.parent)
        reader.execute("COMMIT")
        assert eventually(lambda: holding(file.parent) == set())
