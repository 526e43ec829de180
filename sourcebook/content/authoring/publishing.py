"""Putting a text in the place of a file of a running course: checked, and never half written.

A file is named by its path below the course root, such as `quizzes/04-yerevan-summit.yaml`. Only
quizzes, lessons, plans and the files of `seeds/` are written, and nothing outside their folders.
Not here: how bytes are written to the disk (`saving`), renaming and deleting (`moving`), and who
changed what when (the store).
"""

import hashlib
import os
import re
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sourcebook.content.authoring import saving
from sourcebook.content.checking import check, content_paths, read_files
from sourcebook.content.faults import Fault
from sourcebook.errors import EditingError
from sourcebook.model.storable_text import storable

LONGEST = 200_000
"""Characters that a file may have in the app; the longest quiz of this course has 40,000."""

_SHAPE = re.compile(
    r"(?:(?:quizzes|seeds)/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.ya?ml"
    r"|(?:lessons|plans)/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.md)"
)
_NO_COURSE_FILES = {"lessons/readme.md", "plans/readme.md"}
_one_at_a_time = threading.Lock()


class Change(NamedTuple):
    """A text for a file, named by its path in the course.

    `based_on` is the `sha256` of what was read before the text was edited, empty for a new file.
    """

    path: str
    text: str
    based_on: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The file was saved; `sha256` is that of its new bytes, `before` are the old ones."""

    sha256: str
    before: bytes | None
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written, because the change would bring these new faults."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was written: the file has changed since it was read; None if it is gone."""

    theirs: bytes | None


def is_course_path(path: str) -> bool:
    """Whether a path names a file of the course directly in its folder, by a plain name."""
    return bool(_SHAPE.fullmatch(path)) and path.lower() not in _NO_COURSE_FILES


def course_paths(root: Path) -> tuple[str, ...]:
    """The files of a course that can be changed here, lessons first."""
    found = (path.relative_to(root).as_posix() for path in content_paths(root))
    return tuple(sorted(filter(is_course_path, found)))


def read(root: Path, path: str) -> bytes | None:
    """The bytes of a file; None if it does not exist.

    Raises EditingError if the path names no file of a course, or the file cannot be read.
    """
    place = place_of(root, path)
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EditingError(f"'{path}' cannot be read: {error.strerror}.") from error


def sha256(raw: bytes | None) -> str:
    """A hash that differs between versions of a file; empty if there is no file."""
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def text_of(raw: bytes | None) -> str:
    """The text of a file as it is edited: plain line ends, no byte-order mark.

    Raises EditingError for bytes that are not UTF-8 text.
    """
    try:
        decoded = (raw or b"").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "The file is not UTF-8 text. Save it in the encoding UTF-8 first."
        raise EditingError(message) from error
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def bytes_of(text: str, *, like: bytes | None) -> bytes:
    """The bytes of an edited text, with the line ends and the byte-order mark of a file."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    ends = plain.replace("\n", "\r\n") if like and b"\r\n" in like else plain
    mark = "\ufeff" if like and like.startswith(b"\xef\xbb\xbf") else ""
    return storable(mark + ends).encode()


def publish(
    root: Path,
    path: str,
    text: str,
    *,
    based_on: str,
    lock: Path,
    originals: Path | None = None,
) -> Saved | Refused | Changed:
    """Put a text in a file's place; see `publish_together`."""
    done = publish_together(root, [Change(path, text, based_on)], lock=lock, originals=originals)
    return done[0] if isinstance(done, tuple) else done


def publish_together(
    root: Path, changes: Sequence[Change], *, lock: Path, originals: Path | None = None
) -> tuple[Saved, ...] | Refused | Changed:
    """Put texts in the places of files, all of them or none; in this order.

    Nothing is written if one has errors, or if one of the files has changed meanwhile. `lock` is a
    file that all processes of the app lock while they save. A file with warnings is saved. Raises
    EditingError, and changes nothing, if the system refuses.
    """
    for each in changes:
        place_of(root, each.path)
        if len(each.text) > LONGEST:
            raise EditingError(
                f"The text is longer than {LONGEST:,} characters. Make two files of it."
            )
    with alone(lock):
        before = {each.path: read(root, each.path) for each in changes}
        for each in changes:
            if sha256(before[each.path]) != each.based_on:
                return Changed(before[each.path])
        raw = {each.path: bytes_of(each.text, like=before[each.path]) for each in changes}
        files = read_files(root)
        result = check({**files, **raw}, originals)
        if errors := new_errors(raw, result.faults, files, originals):
            return Refused(errors)
        _write(root, raw, before)
    return tuple(
        Saved(sha256(raw[path]), before[path], tuple(f for f in result.faults if f.path == path))
        for path in raw
    )


def _write(root: Path, raw: Mapping[str, bytes], before: Mapping[str, bytes | None]) -> None:
    """Write all files; if the system refuses one of them, bring back those before it."""
    done: list[str] = []
    try:
        for path, each in raw.items():
            if each != before[path]:
                place = place_of(root, path)
                _make_folder(place.parent)
                saving.save(place, each, read=before[path])
                done.append(path)
    except EditingError:
        for path in reversed(done):
            _bring_back(place_of(root, path), before[path], now=raw[path])
        raise


def _bring_back(place: Path, before: bytes | None, *, now: bytes) -> None:
    if before is None:
        place.unlink(missing_ok=True)
    else:
        saving.save(place, before, read=now)


def new_errors(
    paths: Collection[str],
    faults: tuple[Fault, ...],
    files: Mapping[str, bytes],
    originals: Path | None,
) -> tuple[Fault, ...]:
    """The errors of changed files, and those that their change brings to other files.

    Faults that other files have already are no reason to refuse these.
    """
    errors = [fault for fault in faults if fault.severity == "error"]
    if all(fault.path in paths for fault in errors):
        return tuple(errors)
    known = {fault for fault in check(files, originals).faults if fault.path not in paths}
    return tuple(fault for fault in errors if fault not in known)


def place_of(root: Path, path: str) -> Path:
    """The path of a course file on the disk; its folder may not be a link to another place."""
    if not is_course_path(path):
        raise EditingError(
            f"'{path}' is not a file of a course. Name one like 'quizzes/07-peace.yaml', "
            "'lessons/06-peace.md', 'plans/06-peace.md' or 'seeds/s6.yaml', with small letters, "
            "digits and hyphens."
        )
    place = root / path
    real = root.resolve()
    if place.parent.resolve() != real / place.parent.name or place.is_symlink():
        raise EditingError(f"'{path}' leads out of the course by a link. Nothing was written.")
    return place


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Lock out all other saves of this app, in any process."""
    with _one_at_a_time, _opened(lock) as handle:
        if os.name == "nt":
            yield
            return
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(lock: Path) -> Iterator[int]:
    _make_folder(lock.parent, mode=0o700)
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EditingError(f"'{lock}' cannot be written: {error.strerror}.") from error
    try:
        yield handle
    finally:
        os.close(handle)


def _make_folder(folder: Path, *, mode: int = 0o777) -> None:
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise EditingError(f"There is no folder '{folder}': {error.strerror}.") from error
