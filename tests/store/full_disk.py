"""What the store says and keeps on a small disk of its own: `python -m tests.store.full_disk DIR`.

A test runs this where DIR is a file system of one megabyte that nobody else uses. It prints
a line for each thing found; the test compares them.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sourcebook.errors import StoreError
from sourcebook.model.attempts import Attempt
from sourcebook.store import Store
from tests.store.builders import ANI, TEST_MODE, answer_with, long_text, reloaded, start
from tests.store.conftest import NOON
from tests.store.integrity import integrity


def main(folder: Path) -> None:
    """Fill the disk, make room again, forbid writing, allow it again."""
    url, film = f"sqlite:///{folder}/sourcebook.db", folder / "film.mkv"
    with closing(Store.open(url)) as store:
        attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Russia")
        _fill_up(film, leave=65_536)
        kept = _write_until_refused(store, attempt)
        _say("some texts went in before the disk was full", kept > 0)
        _say("state", store.state())
        _say("the answers are there", _has(store, attempt, kept - 1))
        _say("the file is", integrity(folder / "sourcebook.db"))
        film.unlink()
        store.attempts.answer(ANI, attempt.id, 1, long_text(kept), now=NOON)
        _say("with room again the next text is there", _has(store, attempt, kept))
    _remount(folder, "ro")
    _open_in_vain(url)
    _remount(folder, "rw")
    _say("the file is", integrity(folder / "sourcebook.db"))
    with closing(Store.open(url)) as store:
        finished = store.attempts.finish(ANI, attempt.id, now=NOON).is_finished
        _say("writable again, the quiz is handed in", finished and _has(store, attempt, kept))
    _say("the file is", integrity(folder / "sourcebook.db"))


def _fill_up(file: Path, *, leave: int) -> None:
    with file.open("wb", buffering=0) as film:
        try:
            while True:
                film.write(bytes(4096))
        except OSError:
            film.truncate(film.tell() - leave)


def _write_until_refused(store: Store, attempt: Attempt) -> int:
    """How many texts went in before the disk was full."""
    for kept in range(1000):
        try:
            store.attempts.answer(ANI, attempt.id, 1, long_text(kept), now=NOON)
        except StoreError as refused:
            _say("full", refused)
            return kept
    raise AssertionError("The disk was never full.")


def _has(store: Store, attempt: Attempt, last: int) -> bool:
    """Whether the first answer is there, and this text as the last one."""
    answers = reloaded(store, attempt).answers
    return answers[0].score == 1 and answers[1].response == long_text(last)


def _open_in_vain(url: str) -> None:
    try:
        Store.open(url).close()
    except StoreError as refused:
        _say("read-only", refused)


def _remount(folder: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(folder)], check=True)


def _say(what: str, found: object) -> None:
    print(f"{what}: {found}")  # noqa: T201  # The test reads it.


if __name__ == "__main__":
    main(Path(sys.argv[1]))
