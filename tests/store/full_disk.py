"""What the store says and keeps on a small disk of its own: `python -m tests.store.full_disk DIR`.

A test runs this where DIR is a file system of one megabyte that nobody else uses. It prints
a line for each thing found; the test compares them.
"""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sourcebook.errors import StoreError
from sourcebook.model.attempts import Attempt
from sourcebook.store import Store
from tests.store.builders import ANI, answer_with, choose, reloaded, start
from tests.store.conftest import NOON
from tests.store.integrity import integrity


def main(folder: Path) -> None:
    """Fill the disk, make room again, forbid writing, allow it again."""
    url = f"sqlite:///{folder}/sourcebook.db"
    with closing(Store.open(url)) as store:
        attempt = answer_with(store, start(store), 0, "Russia")
        _fill_up(folder / "film.mkv", leave=32_768)
        kept = _flag_until_refused(store, attempt)
        _say("some steps went in before the disk was full", kept > 0)
        _say("the answer is there", 0 in reloaded(store, attempt).answers)
        _say("the last step that went in is there", _flagged(store, attempt, kept))
    _say("the file is", integrity(folder / "sourcebook.db"))
    (folder / "film.mkv").unlink()
    _remount(folder, "ro")
    _say("opened read-only", _refusal(lambda: Store.open(url)))
    _remount(folder, "rw")
    with closing(Store.open(url)) as store:
        after = store.answer(ANI, attempt.id, 1, choose(attempt, 1, "Russia"), now=NOON)
        _say("with room again both are answered", sorted(after.answers) == [0, 1])
    _say("the file is", integrity(folder / "sourcebook.db"))


def _fill_up(file: Path, *, leave: int) -> None:
    with file.open("wb", buffering=0) as film:
        try:
            while True:
                film.write(bytes(4096))
        except OSError:
            film.truncate(film.tell() - leave)


def _flag_until_refused(store: Store, attempt: Attempt) -> int:
    """How many flags were set and taken away before the disk was full."""
    for kept in range(10_000):
        try:
            store.flag(ANI, attempt.id, 1, flagged=_is_set(kept), now=NOON)
        except StoreError as refused:
            _say("full", refused)
            return kept
    raise AssertionError("The disk was never full.")


def _flagged(store: Store, attempt: Attempt, kept: int) -> bool:
    return reloaded(store, attempt).record(1).flagged == _is_set(kept - 1)


def _is_set(number: int) -> bool:
    return number % 2 == 0


def _refusal(action: Callable[[], object]) -> str:
    try:
        action()
    except StoreError as refused:
        return str(refused)
    return "was not refused"


def _remount(folder: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(folder)], check=True)


def _say(what: str, found: object) -> None:
    print(f"{what}: {found}")  # noqa: T201  # The test reads it.


if __name__ == "__main__":
    main(Path(sys.argv[1]))
