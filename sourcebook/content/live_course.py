"""The course of a running app: up to date within a second of a save, and never broken.

The last version without an error stays in use for as long as the files have one. It is kept on disk
too, so that a restart with a broken file still serves it.
"""

import base64
import hashlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from sourcebook.content.checking import Result, check, content_paths, read_files
from sourcebook.content.faults import Fault, as_text, has_errors
from sourcebook.content.unchecked_course import ABOUT
from sourcebook.errors import NoCourseError
from sourcebook.model.course import Course

log = logging.getLogger("sourcebook.content")

Files = Mapping[str, bytes]
_Stamp = tuple[tuple[str, int, int], ...]


class Library:
    """The published course of one root folder, shared by all threads of a process.

    `snapshot` is the file in which the last good version is kept, None for none. `on_change` is
    called with the course before and the course now, after the files have changed.
    `interval_seconds` is the shortest time between two looks at the folder.
    """

    def __init__(
        self,
        root: Path,
        *,
        snapshot: Path | None = None,
        originals: Path | None = None,
        interval_seconds: float = 0.5,
        on_change: Callable[[Course, Course], None] | None = None,
    ) -> None:
        self._on_change = on_change
        self.root, self.snapshot, self.originals = root, snapshot, originals
        self.interval_seconds = interval_seconds
        self._lock = threading.Lock()
        self._next_look = 0.0
        self._stamp: _Stamp | None = None
        self._good: Files = _load_snapshot(snapshot, root)
        self._course: Course | None = None
        self._faults: tuple[Fault, ...] = ()
        self._version = ""

    def course(self) -> Course:
        """The newest course without an error; checks from time to time whether files have changed.

        While one thread reads changed files, the others go on with what is published.
        """
        if self._course is None:
            with self._lock:
                self._read_changes()
        elif time.monotonic() >= self._next_look and self._lock.acquire(blocking=False):
            try:
                self._read_changes()
            finally:
                self._lock.release()
        assert self._course is not None  # noqa: S101
        return self._course

    def faults(self) -> tuple[Fault, ...]:
        """The faults of the files as they stand on disk."""
        return self._faults

    def version(self) -> str:
        """A name that is the same wherever the same files are in use, such as `3f9a01c2d4e5`."""
        return self._version

    def _read_changes(self) -> None:
        self._next_look = time.monotonic() + self.interval_seconds
        try:
            stamp = stamp_of(self.root)
            files = read_files(self.root) if stamp != self._stamp else None
        except (OSError, NoCourseError) as error:
            # A save, a copy or a `git checkout` may be under way: the next look will show.
            if self._course is None:
                raise
            log.warning("The course stays as it is, for its files cannot be read: %s", error)
            return
        if files is not None:
            self._publish(files)
            self._stamp = stamp

    def _publish(self, files: Files) -> None:
        result = check(files, self.originals)
        self._faults = result.faults
        if has_errors(result.faults):
            log.error(
                "The last good version stays in use. The files have faults:\n%s",
                as_text(result.faults),
            )
            good = self._nearest_good(files, result.faults)
            files, result = good, self._check_rest(good, files)
        before = self._course
        if result.course is not None:
            self._course, self._good = result.course, files
            self._version = _version_of(files)
            _save_snapshot(self.snapshot, self.root, files)
            if before and self._on_change:
                self._on_change(before, result.course)
        elif self._course is None:
            self._course = Course(sources={}, comparisons={}, lessons={}, quizzes={})

    def _nearest_good(self, files: Files, faults: tuple[Fault, ...]) -> Files:
        """The files, with the last good version of each faulty one; else all as they last were.

        If there never was a good version, the faulty files are left out. A lesson that shows
        items of such a quiz is served without them.
        """
        faulty = _faulty(faults)
        patched = {path: raw for path, raw in files.items() if path not in faulty}
        patched |= {path: self._good[path] for path in faulty if path in self._good}
        # A fault may be that a file is missing; such a file cannot be left out.
        while bad := _faulty(self._check_rest(patched, files).faults) & patched.keys():
            if self._good and not _faulty(check(self._good, self.originals).faults):
                return self._good
            patched = {path: raw for path, raw in patched.items() if path not in bad}
        return patched

    def _check_rest(self, rest: Files, files: Files) -> Result:
        """The result for some of the files; quizzes and course.yaml count as unread if left out."""
        left_out = [path for path in files if path.startswith("quizzes/") and path not in rest]
        return check(rest, self.originals, unread=[*left_out, *({ABOUT} - rest.keys())])


def _faulty(faults: tuple[Fault, ...]) -> set[str]:
    return {fault.path for fault in faults if fault.severity == "error"}


def stamp_of(root: Path) -> _Stamp:
    """A value that changes whenever a file of the course is saved, added, removed or renamed."""
    found = [(str(path), path.stat()) for path in content_paths(root)]
    return tuple(sorted((path, stat.st_mtime_ns, stat.st_size) for path, stat in found))


def _load_snapshot(snapshot: Path | None, root: Path) -> Files:
    """The files in a snapshot; none if it is of a course in another folder."""
    if snapshot is None or not snapshot.is_file():
        return {}
    try:
        kept = json.loads(snapshot.read_text("utf-8"))
        if kept["root"] != str(root.resolve()):
            return {}
        return {path: base64.b64decode(raw) for path, raw in kept["files"].items()}
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        log.warning("The kept version of the course in '%s' cannot be read.", snapshot)
        return {}


def _version_of(files: Files) -> str:
    marks = (hashlib.sha256(raw).hexdigest() + path for path, raw in sorted(files.items()))
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:12]


def _save_snapshot(snapshot: Path | None, root: Path, files: Files) -> None:
    if snapshot is None:
        return
    encoded = {path: base64.b64encode(raw).decode("ascii") for path, raw in files.items()}
    kept = {"root": str(root.resolve()), "files": encoded}
    # Written aside and moved into place, so that a crash leaves the old one whole.
    aside = snapshot.with_suffix(f".{os.getpid()}.tmp")
    try:
        snapshot.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # For the owner only: it holds the keys of all quizzes.
        aside.touch()
        aside.chmod(0o600)
        aside.write_text(json.dumps(kept), "utf-8")
        aside.replace(snapshot)
    except OSError as error:
        log.warning("The course could not be kept in '%s': %s", snapshot, error)
