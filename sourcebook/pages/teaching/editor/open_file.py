"""A course file in the editor: what is on the disk, what is written, what is wrong with it.

The editor always saves through `save_text`, so that nothing is overwritten unseen.
"""

import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from sourcebook.content.authoring import publishing
from sourcebook.content.authoring.publishing import (
    Change,
    Changed,
    Refused,
    Saved,
    bytes_of,
    sha256,
    text_of,
)
from sourcebook.content.authoring.templates import unwritten
from sourcebook.content.checking import read_and_check, read_files
from sourcebook.content.drafts import excused
from sourcebook.content.faults import Fault
from sourcebook.content.files import Parsed
from sourcebook.content.lesson_files import LessonFile
from sourcebook.content.plan_files import PlanFile
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.errors import EditingError, StoreError
from sourcebook.model.base import State
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.teaching import sign_in
from sourcebook.pages.teaching.editor.removed_ids import note_gone
from sourcebook.settings import settings

log = logging.getLogger("sourcebook")

_HEAD_LINE = re.compile(r"^(title|state|lesson|label): *(.*)$", re.MULTILINE)
_Files = tuple[tuple[str, bytes], ...]


class OpenFile(NamedTuple):
    """A file as a teacher has it open.

    `disk` are the bytes of the file, None if it does not exist. `text` is what they have written,
    and `based_on` the SHA-256 of the file that they began with. `number`, `tab` and `replaced` are
    those of the draft.
    """

    path: str
    disk: bytes | None
    text: str
    based_on: str
    is_saved: bool
    number: int
    tab: str
    replaced: int

    @property
    def is_overtaken(self) -> bool:
        """Whether the file has changed on the disk since the teacher began."""
        return not self.is_saved and self.based_on != sha256(self.disk)

    @property
    def is_quiz(self) -> bool:
        """Whether the file is a quiz, and not a lesson, a plan or evidence."""
        return self.path.startswith("quizzes/")

    @property
    def is_lesson(self) -> bool:
        """Whether the file is a lesson."""
        return self.path.startswith("lessons/")

    @property
    def is_evidence(self) -> bool:
        """Whether the file holds a source, or what stands beside the sources in `seeds/`."""
        return self.path.startswith("seeds/")

    @property
    def is_source(self) -> bool:
        """Whether the file is a source with its passages."""
        return bool(re.fullmatch(r"seeds/s\d+\.ya?ml", self.path))

    @property
    def is_plan(self) -> bool:
        """Whether the file is a plan for the teacher."""
        return self.path.startswith("plans/")


def open_file(path: str) -> OpenFile:
    """A file with the draft of the teacher; its version on the disk is noted.

    Raises EditingError if it is not a file of a course, or not text.
    """
    disk = publishing.read(settings().course_root, path)
    held = text_of(disk)
    _note_found(path, disk)
    draft = store().revisions.draft(path, author())
    if draft is None:
        return OpenFile(path, disk, held, sha256(disk), True, 0, "", 0)
    kept = (draft.number, draft.tab, draft.replaced)
    if draft.is_saved or (draft.text == held and disk is not None):
        return OpenFile(path, disk, held, sha256(disk), True, *kept)
    return OpenFile(path, disk, draft.text, draft.based_on, False, *kept)


def checked(opened: OpenFile) -> UncheckedCourse:
    """The whole course with the text as it is written, every fault of it recorded."""
    files = read_files(settings().course_root)
    files |= {opened.path: bytes_of(opened.text, like=opened.disk)}
    return _checked(tuple(sorted(files.items())), settings().originals)


def own_faults(opened: OpenFile, unchecked: UncheckedCourse) -> tuple[Fault, ...]:
    """The faults of the text itself, from its first line to its last."""
    return tuple(fault for fault in unchecked.faults() if fault.path == opened.path)


def faults_in_the_way(opened: OpenFile, unchecked: UncheckedCourse) -> tuple[Fault, ...]:
    """The faults of the text, and the words of an example in it that nobody has replaced."""
    return (*own_faults(opened, unchecked), *examples_left(opened, unchecked))


def examples_left(opened: OpenFile, unchecked: UncheckedCourse) -> tuple[Fault, ...]:
    """The words of an example in a text that is not saved; in a draft they only warn."""
    left = () if opened.is_saved else unwritten(opened.path, opened.text)
    is_draft = state_of(opened, unchecked) == "draft"
    return tuple(map(excused, left)) if is_draft else left


def state_of(opened: OpenFile, unchecked: UncheckedCourse) -> State:
    """Whether the text is open, a draft or hidden; what cannot be read counts as open."""
    quiz, lesson = parsed_quiz(opened, unchecked), parsed_lesson(opened, unchecked)
    found = quiz.model if quiz else lesson.lesson if lesson else None
    return found.state if found else "open"


def faults_elsewhere(opened: OpenFile, unchecked: UncheckedCourse) -> tuple[Fault, ...]:
    """The faults that the text brings to other files of the course."""
    known = set(library().faults())
    found = (fault for fault in unchecked.faults() if fault.path != opened.path)
    return tuple(fault for fault in found if fault not in known)


def parsed_quiz(opened: OpenFile, unchecked: UncheckedCourse) -> Parsed[Quiz] | None:
    """The quiz of the text as far as it can be read, None for another file."""
    return next((each for each in unchecked.quizzes if each.file.path == opened.path), None)


def parsed_lesson(opened: OpenFile, unchecked: UncheckedCourse) -> LessonFile | None:
    """The lesson of the text as far as it can be read, None for another file."""
    return next((each for each in unchecked.lessons if each.file.path == opened.path), None)


def parsed_plan(opened: OpenFile, unchecked: UncheckedCourse) -> PlanFile | None:
    """The plan of the text as far as it can be read, None for another file."""
    return next((each for each in unchecked.plans if each.file.path == opened.path), None)


def save_text(path: str, text: str, *, based_on: str) -> Saved | Refused | Changed:
    """Save a text as a file and note who did so; then the draft counts as saved.

    The version that is replaced goes into the history first. Raises EditingError, and writes
    nothing, if that version cannot be kept.
    """
    _keep_replaced(path)
    done = publishing.publish(
        settings().course_root,
        path,
        text,
        based_on=based_on,
        lock=settings().data / "saving.lock",
        originals=settings().originals,
    )
    if isinstance(done, Saved):
        note_gone(path, done.before)
        _note_author(path, text, done)
    return done


def save_together(*changes: Change) -> tuple[Saved, ...] | Refused | Changed:
    """Save texts as files, all of them or none, and note who did so; see `save_text`."""
    for each in changes:
        _keep_replaced(each.path)
    done = publishing.publish_together(
        settings().course_root,
        changes,
        lock=settings().data / "saving.lock",
        originals=settings().originals,
    )
    if isinstance(done, tuple):
        for each, saved in zip(changes, done, strict=True):
            _note_author(each.path, each.text, saved)
    return done


def _keep_replaced(path: str) -> None:
    """Put the version on the disk, which a save replaces, into the history."""
    try:
        note_version(path, publishing.read(settings().course_root, path))
    except StoreError as error:
        message = f"the version on the disk could not be kept in the history. {error}"
        raise EditingError(message) from error


def _note_author(path: str, text: str, done: Saved) -> None:
    try:
        _note_saved(path, text, done.sha256)
    except StoreError as failure:
        st.warning(f"The file is saved, but its history does not say by whom: {failure}")


def replace_text(opened: OpenFile, text: str, *, based_on: str | None = None) -> int:
    """Replace the text in the editor as an unsaved change, and show it here.

    Returns how often the text was replaced so far.
    """
    base = opened.based_on if based_on is None else based_on
    is_saved = base == sha256(opened.disk) and text == text_of(opened.disk)
    draft = store().revisions.replace_draft(
        opened.path, author(), text, based_on=base, is_saved=is_saved, now=clock.now()
    )
    text_of_tab(opened).renew(draft.replaced)
    return draft.replaced


def author() -> str:
    """The author of drafts and versions."""
    return sign_in.who()[:200]


def text_of_tab(opened: OpenFile) -> FollowingField[int]:
    """The field in which this tab shows the text; it follows how often the text was replaced."""
    return FollowingField(f"text-{opened.path}", opened.replaced)


def titles(paths: tuple[str, ...]) -> dict[str, str]:
    """The names of files on the screen, by path: with titles and states, or the lesson of a plan.

    A source has its label.
    """
    course = library().course().as_if_open()
    known = {each.title for each in course.lessons.values()}
    known |= {each.title for each in course.quizzes.values()}
    known |= course.plans.keys() | {each.label for each in course.sources.values()}
    named = {path: _head(path) for path in paths}
    return {path: _named(path, head, known) for path, head in named.items()}


def files_to_edit() -> tuple[str, ...]:
    """The paths of all files of the course, and of those that are only drafts yet."""
    on_disk = publishing.course_paths(settings().course_root)
    begun = store().revisions.unsaved_drafts(author())
    return tuple(sorted({*on_disk, *begun}))


def plan_path(lesson_id: str) -> str | None:
    """The path of the plan for a lesson, which may be a draft only; None if it has no plan."""
    line = re.compile(rf"^lesson: *['\"]?{re.escape(lesson_id)}['\"]? *$", re.MULTILINE)
    paths = (path for path in files_to_edit() if path.startswith("plans/"))
    return next((path for path in paths if line.search(_newest_text(path))), None)


def _newest_text(path: str) -> str:
    """What is on the disk, or the teacher's draft if there is nothing; empty if it is no text."""
    try:
        disk = publishing.read(settings().course_root, path)
        draft = None if disk is not None else store().revisions.draft(path, author())
        return draft.text if draft else text_of(disk)
    except EditingError:
        return ""


def _note_found(path: str, disk: bytes | None) -> None:
    """Note the version on the disk in the file's history, as far as the database lets us."""
    try:
        note_version(path, disk)
    except StoreError as error:
        # The file can still be read.
        log.warning("A version of '%s' could not be noted: %s", path, error)


def note_version(path: str, disk: bytes | None) -> None:
    """Note the version on the disk in the file's history, if it is not its newest."""
    newest = store().revisions.newest(path)
    if disk is not None and not (newest and newest.sha256 == sha256(disk)):
        store().revisions.note(path, text_of(disk), sha256=sha256(disk), now=clock.now())


def _note_saved(path: str, text: str, sha: str) -> None:
    who, now = author(), clock.now()
    store().revisions.note(path, text, sha256=sha, now=now, who=who)
    store().revisions.settle_draft(path, who, text, sha256=sha, now=now)


def _named(path: str, head: dict[str, str], known: set[str]) -> str:
    title = head.get("lesson" if path.startswith("plans/") else "title") or head.get("label", "")
    state = f" ({head['state']})" if head.get("state") in ("draft", "hidden") else ""
    return f"{path} · {title}{state}" if title in known else f"{path}{state}"


def _head(path: str) -> dict[str, str]:
    """The single values at the beginning of the lines of a file, the first of each name."""
    try:
        raw = publishing.read(settings().course_root, path) or b""
    except EditingError:
        return {}
    found = _HEAD_LINE.findall(raw.decode("utf-8", "replace"))
    return {name: value.strip(" \r'\"") for name, value in reversed(found)}


@lru_cache(maxsize=8)
def _checked(files: _Files, originals: Path | None) -> UncheckedCourse:
    return read_and_check(dict(files), originals)
