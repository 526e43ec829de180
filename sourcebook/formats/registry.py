"""The formats by name, and which of them a file is in.

The module of a format is imported when the format is used, because some libraries load slowly.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.formats.fits import Fit
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import Item
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BEGINNING: Final = 20_000
_ROOT: Final = re.compile(rb"<(?:\w+:)?(quiz|questestinterop|assessmentItem|assessmentTest)[\s>]")
_FORMAT_OF_ROOT: Final = {
    b"quiz": "moodle-xml",
    b"questestinterop": "qti12",
    b"assessmentItem": "qti21",
    b"assessmentTest": "qti21",
}
_GIFT: Final = re.compile(
    r"^::[^:]+::|(?<!\\)\{[^{}]*[=~#][^{}]*\}|\{\s*(?:T|F|TRUE|FALSE)\s*\}", re.MULTILINE
)


class Format(NamedTuple):
    """A format of other programs: its name for the command line, and what its files are called."""

    name: str
    title: str
    suffix: str
    media_type: str
    module: str
    is_read: bool = False
    writer: str = "dumps"
    settings: Mapping[str, str] = {}
    """What the writer of the module takes besides the quiz and the course."""

    def dumps(self, quiz: Quiz, course: Course) -> bytes:
        """The file of a quiz; items that the format has no place for are left out of it."""
        written: bytes = getattr(self._loaded(), self.writer)(quiz, course, **self.settings)
        return written

    def of_lesson(self, lesson: Lesson, course: Course) -> bytes:
        """The worksheet of a lesson; only for the formats of worksheets."""
        written: bytes = self._loaded().lesson_sheet(lesson, course)
        return written

    def loads(self, raw: bytes) -> Draft:
        """The draft of the quiz in a file. Raises QuestionListError if it cannot be read."""
        draft: Draft = self._loaded().loads(raw)
        return draft

    def fits(self) -> PerKind[Fit]:
        """How much of each kind of item the format holds."""
        found: PerKind[Fit] = self._loaded().FITS
        return found

    def losses(self, item: Item) -> tuple[str, ...]:
        """What of this item its file will not hold, a sentence each; empty if it holds all."""
        found: tuple[str, ...] = self._loaded().losses(item)
        return found

    def _loaded(self) -> Any:
        return import_module(f"sourcebook.formats.{self.module}")


FORMATS: Final = {
    each.name: each
    for each in (
        Format("moodle-xml", "Moodle XML", ".xml", "application/xml", "moodle_xml", True),
        Format("gift", "GIFT", ".gift.txt", "text/plain", "gift", True),
        Format("qti21", "QTI 2.1", ".zip", "application/zip", "qti21", True),
        Format("qti12", "QTI 1.2, for Canvas", ".zip", "application/zip", "qti12", True),
        Format("anki", "Anki deck", ".apkg", "application/octet-stream", "anki"),
        Format("worksheet-a", "Worksheet, version A", ".docx", DOCX, "worksheet"),
        Format(
            "worksheet-b",
            "Worksheet, version B",
            ".docx",
            DOCX,
            "worksheet",
            settings={"version": "B"},
        ),
        Format(
            "page-a",
            "Page to print, version A",
            ".html",
            "text/html",
            "worksheet",
            writer="dumps_page",
        ),
        Format(
            "page-b",
            "Page to print, version B",
            ".html",
            "text/html",
            "worksheet",
            writer="dumps_page",
            settings={"version": "B"},
        ),
    )
}


def detected(raw: bytes) -> Format | None:
    """The format that shows in how a file begins; None for a text, or what nobody knows."""
    beginning = raw[:_BEGINNING]
    if beginning.startswith(b"PK"):
        return _of_package(raw)
    if root := _ROOT.search(beginning):
        return FORMATS[_FORMAT_OF_ROOT[root[1]]]
    return None


def may_be_gift(raw: bytes) -> bool:
    """Whether a text has signs of GIFT; a list may have them in its cells as well."""
    return bool(_GIFT.search(raw[:_BEGINNING].decode("utf-8-sig", "replace")))


def _of_package(raw: bytes) -> Format | None:
    """The format of a packed file; None if it has no manifest, as a spreadsheet has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if "imsmanifest.xml" not in packed.namelist():
                return None
            with packed.open("imsmanifest.xml") as manifest:
                is_second = b"v2p" in manifest.read(_BEGINNING)
    except Exception:
        # A damaged archive can break its reader in any way; who reads the file says so.
        return None
    return FORMATS["qti21" if is_second else "qti12"]
