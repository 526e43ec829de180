"""A full disk, a file or a database that may not be written: a clear word, and nothing lost."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, make_url, text

from sourcebook.errors import StoreError
from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Reading
from sourcebook.store import Store
from sourcebook.store.engine import open_engine
from tests.store.builders import (
    ANI,
    TEST_MODE,
    answer_with,
    choose,
    event_rows,
    long_text,
    reloaded,
    start,
)
from tests.store.conftest import NOON
from tests.store.integrity import integrity

FULL = (
    "This was not saved, because the disk is full; nothing that was saved is lost. "
    "Ask the person who runs this site to make room on it, then do it again."
)
READ_ONLY = (
    "This was not saved, because the database may not be written; nothing that was saved is lost. "
    "Ask the person who runs this site to make its file and folder writable, then do it again."
)
ON_A_DISK_OF_ITS_OWN = ("unshare", "--user", "--map-root-user", "--mount")
ROOT = Path(__file__).parents[2]


class CrampedDisk:
    """A SQLite database whose file may not grow beyond a number of pages."""

    def __init__(self, file: Path) -> None:
        self.url = f"sqlite:///{file}"
        self.engine = open_engine(self.url)
        self.store = Store(self.engine)
        # Each transaction takes a connection from the engine, with the limit of that moment.
        self.store._connections.let_go()
        event.listen(self.engine, "connect", self._limit)
        self.allow(1_000_000)

    def allow(self, pages: int) -> None:
        """Let the file have this many pages, or as many as it has already."""
        self.pages = pages
        self.engine.dispose()

    def _limit(self, connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={self.pages}")  # type: ignore[attr-defined]  # Of sqlite3.


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[CrampedDisk]:
    """A disk with room enough, to begin with."""
    cramped = CrampedDisk(tmp_path / "sourcebook.db")
    yield cramped
    cramped.store.close()


def write_until_refused(store: Store, attempt: Attempt) -> tuple[int, str]:
    """How many long texts went in, and what was said to the first that did not."""
    for kept in count():
        try:
            store.attempts.answer(ANI, attempt.id, 1, long_text(kept), now=NOON)
        except StoreError as refused:
            return kept, str(refused)
    raise AssertionError


def start_until_refused(store: Store, learners: list[str]) -> None:
    """Start an attempt for one learner after another, noting who they are."""
    for number in count():
        learners.append(f"{number:064}")
        start(store, learners[-1])


def read_only(url: str) -> Engine:
    """An engine that can read this database and not write it."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return create_engine(f"sqlite:///file:{address.database}?mode=ro&uri=true")
    return create_engine(url, connect_args={"options": "-c default_transaction_read_only=on"})


def test_a_full_disk_is_named_and_every_answer_before_it_is_kept(disk: CrampedDisk) -> None:
    attempt = answer_with(disk.store, start(disk.store, asked=TEST_MODE), 0, "Russia")
    disk.allow(1)

    kept, message = write_until_refused(disk.store, attempt)

    assert message == FULL
    texts = [(number, 1, "revised") for number in range(1, kept + 1)]
    assert event_rows(disk.url, attempt) == [(0, 0, "revised"), *texts]
    answers = reloaded(disk.store, attempt).answers
    assert answers[0].response == choose(attempt, 0, "Russia")
    assert answers[1].response == long_text(kept - 1)


def test_a_full_disk_leaves_the_file_whole(disk: CrampedDisk, tmp_path: Path) -> None:
    attempt = start(disk.store, asked=TEST_MODE)
    disk.allow(1)

    write_until_refused(disk.store, attempt)

    assert integrity(tmp_path / "sourcebook.db") == "ok"


def test_no_half_attempt_is_left_by_a_full_disk(disk: CrampedDisk) -> None:
    """An attempt is written with its items: all of them, or nothing."""
    disk.allow(1)

    learners: list[str] = []

    with pytest.raises(StoreError, match="the disk is full"):
        start_until_refused(disk.store, learners)

    *served, refused = learners
    assert [len(disk.store.attempts.of_learner(learner)[0].items) for learner in served] == [
        2
    ] * len(served)
    assert disk.store.attempts.of_learner(refused) == ()


def test_answers_go_on_where_they_stopped_once_there_is_room(disk: CrampedDisk) -> None:
    attempt = start(disk.store, asked=TEST_MODE)
    disk.allow(1)
    kept, _ = write_until_refused(disk.store, attempt)

    disk.allow(1_000_000)
    after = answer_with(disk.store, attempt, 0, "Russia")

    assert sorted(after.answers) == [0, 1]
    assert event_rows(disk.url, attempt)[-1] == (kept, 0, "revised")


def test_a_database_that_may_not_be_written_says_so(store: Store, url: str) -> None:
    attempt = answer_with(store, start(store), 0, "Russia")
    reader = Store(read_only(url))

    with pytest.raises(StoreError) as refused:
        reader.attempts.answer(ANI, attempt.id, 1, choose(attempt, 1, "Russia"), now=NOON)

    assert str(refused.value) == READ_ONLY
    assert reloaded(reader, attempt) == attempt
    assert answer_with(store, attempt, 1, "Russia").is_finished
    reader.close()


def test_a_disk_that_is_full_and_then_read_only(tmp_path: Path) -> None:
    """The same on a file system of one megabyte, in a namespace where mounting is allowed."""
    if subprocess.run([*ON_A_DISK_OF_ITS_OWN, "true"], capture_output=True).returncode:
        pytest.skip("This machine allows no mounting, not even in a namespace.")
    mount = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$0" -m tests.store.full_disk "$1"'
    script = ["sh", "-c", mount, sys.executable, str(tmp_path)]

    done = subprocess.run(
        [*ON_A_DISK_OF_ITS_OWN, *script], cwd=ROOT, capture_output=True, text=True
    )

    assert done.stderr == (
        "Something could not be saved or read: the disk is full. database or disk is full.\n"
    )
    assert done.stdout.splitlines() == [
        f"full: {FULL}",
        "some texts went in before the disk was full: True",
        "state: the disk is full",
        "the answers are there: True",
        "the file is: ok",
        "with room again the next text is there: True",
        f"read-only: The database '{tmp_path}/sourcebook.db' cannot be opened (unable to open "
        "database file). Make the file and its folder writable for the account that runs "
        "Sourcebook, and see that the disk is not full.",
        "the file is: ok",
        "writable again, the quiz is handed in: True",
        "the file is: ok",
    ]


def test_a_busy_database_asks_for_a_moment(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/sourcebook.db"
    Store.open(url).close()
    impatient, other = Store(create_engine(url, connect_args={"timeout": 0})), create_engine(url)

    with other.connect() as holder:
        holder.execute(text("BEGIN EXCLUSIVE"))
        with pytest.raises(StoreError) as refused:
            impatient.readings.note_opened(ANI, "war-2020", now=NOON)
    other.dispose()

    assert str(refused.value) == (
        "This was not saved, because the database is busy; nothing that was saved is lost. "
        "Do it again in a moment."
    )
    impatient.readings.note_opened(ANI, "war-2020", now=NOON)
    assert impatient.readings.of_learner(ANI) == {"war-2020": Reading(opened_at=NOON)}
    impatient.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Not a folder.")

    with pytest.raises(StoreError) as refused:
        Store.open(f"sqlite:///{tmp_path}/letter/data/sourcebook.db")

    assert str(refused.value) == (
        f"There is no folder '{tmp_path}/letter/data' for the database, and it cannot be made "
        "(Not a directory). Name another in SOURCEBOOK_DATABASE_URL."
    )


def test_a_database_of_a_newer_version_is_left_alone(store: Store, url: str) -> None:
    attempt = start(store)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(StoreError) as refused:
        Store.open(url)

    assert str(refused.value) == (
        "This database was made by a newer Sourcebook. Install that one, or name "
        "another database in SOURCEBOOK_DATABASE_URL."
    )
    assert reloaded(store, attempt) == attempt
