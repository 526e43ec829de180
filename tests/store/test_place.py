"""A database file that vanishes or is replaced while it is open: nothing is called saved."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.errors import StoreError
from sourcebook.store import Store
from tests.store.builders import ANI, BARIS, answer_with, start
from tests.store.conftest import NOON
from tests.store.integrity import integrity

GONE = (
    "Nothing can be read or saved, because the database of this site is no longer in its place. "
    "Tell the person who runs this site; then do it again."
)


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


def readings(store: Store, learner: str = ANI) -> list[str]:
    """The lessons that a learner has opened."""
    return sorted(store.readings.of_learner(learner))


def another(file: Path) -> Path:
    """Another database, closed, in which Baris has opened a lesson."""
    other = file.parent.parent / "backup.db"
    store = Store.open(f"sqlite:///{other}")
    store.readings.note_opened(BARIS, "war-2020", now=NOON)
    store.close()
    return other


def test_nothing_is_saved_in_a_folder_that_vanished(
    kept: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept.readings.note_opened(ANI, "war-2020", now=NOON)
    shutil.rmtree(file.parent)

    with caplog.at_level(logging.ERROR), pytest.raises(StoreError) as refused:
        kept.readings.note_opened(ANI, "yerevan-summit", now=NOON)

    assert str(refused.value) == GONE
    assert kept.state() == "the database file is gone"
    assert not file.exists()


def test_a_folder_that_comes_back_is_used_again(kept: Store, file: Path) -> None:
    kept.readings.note_opened(ANI, "war-2020", now=NOON)
    file.parent.rename(file.parent.with_name("away"))
    with pytest.raises(StoreError):
        kept.readings.note_opened(ANI, "yerevan-summit", now=NOON)

    file.parent.with_name("away").rename(file.parent)
    kept.readings.note_opened(ANI, "csto-today", now=NOON)

    assert readings(kept) == ["csto-today", "war-2020"]
    assert kept.state() == "ok"


def test_a_backup_put_in_place_is_used_from_then_on(kept: Store, file: Path) -> None:
    kept.readings.note_opened(ANI, "war-2020", now=NOON)
    another(file).replace(file)

    kept.readings.note_opened(BARIS, "yerevan-summit", now=NOON)

    assert readings(kept) == []
    assert readings(kept, BARIS) == ["war-2020", "yerevan-summit"]
    kept.close()
    assert integrity(file) == "ok"


def test_a_backup_put_in_place_keeps_the_log_that_came_with_it(kept: Store, file: Path) -> None:
    """A folder is copied back with the files of a server that was killed."""
    kept.readings.note_opened(ANI, "war-2020", now=NOON)
    other = another(file)
    alive = Store.open(f"sqlite:///{other}")
    alive.readings.note_opened(BARIS, "yerevan-summit", now=NOON)
    log = other.with_name("backup.db-wal")
    shutil.copy(other, file.with_name("new.db"))
    shutil.copy(log, file.with_name("new.db-wal"))
    file.with_name("new.db").replace(file)
    file.with_name("new.db-wal").replace(file.with_name("sourcebook.db-wal"))

    found = readings(kept, BARIS)
    kept.close()

    alive.close()
    assert found == ["war-2020", "yerevan-summit"]


def test_the_log_of_the_former_file_is_not_taken_for_that_of_the_new_one(
    kept: Store, file: Path
) -> None:
    another(file).replace(file)
    log = file.with_name("sourcebook.db-wal")
    assert log.stat().st_size > 0

    kept.close()

    store = Store.open(f"sqlite:///{file}")
    assert readings(store, BARIS) == ["war-2020"]
    store.close()
    assert integrity(file) == "ok"


def test_what_was_remembered_of_the_former_file_is_forgotten(kept: Store, file: Path) -> None:
    attempt = kept.attempts.finish(ANI, answer_with(kept, start(kept), 0, "Russia").id, now=NOON)
    kept.attempts.of_learner(ANI)
    before = kept.attempts.stamp()
    kept._empty_log(1)
    copy = shutil.copy(file, file.with_name("copy.db"))
    Path(copy).replace(file)

    assert kept.attempts.of_learner(ANI) == (attempt,)
    assert kept.attempts.stamp() != before


def test_a_damaged_file_put_in_place_is_refused(kept: Store, file: Path) -> None:
    other = file.parent.parent / "letter"
    other.write_text("This is a letter, not a database." * 50)
    other.replace(file)

    with pytest.raises(StoreError) as refused:
        kept.readings.note_opened(ANI, "war-2020", now=NOON)

    assert str(refused.value) == (
        "This could not be read or saved, because the database of this site is damaged. "
        "Tell the person who runs this site; they can restore a backup."
    )
    assert kept.state() == "the database is damaged"
    assert file.read_text().startswith("This is a letter")


def test_a_closed_store_saves_nothing(kept: Store) -> None:
    kept.close()

    with pytest.raises(StoreError, match="the site is being stopped"):
        kept.readings.note_opened(ANI, "war-2020", now=NOON)
