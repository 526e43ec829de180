"""A content file: its bytes as text, its YAML as a model, and every slip on the way located."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Generic, TypeVar

from pydantic import BaseModel, RootModel

from sourcebook.content.faults import MOST_FAULTS, Fault, Severity, Spot
from sourcebook.content.validation import Path, dotted, spot_of, validate
from sourcebook.content.yaml import tree as yaml_tree

M = TypeVar("M", bound=BaseModel)

_HIDDEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ODD_INDENT = re.compile(r"^[ \t]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)


@dataclass
class ContentFile:
    """One file of the course; `path` is relative to the course root, with forward slashes."""

    path: str
    raw: bytes
    faults: list[Fault] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name of the file without its folder and ending."""
        return self.path.split("/")[-1].split(".")[0]

    @cached_property
    def text(self) -> str:
        """The text with plain line ends and without a byte-order mark.

        Bytes that are not UTF-8 become a located fault and an empty text.
        """
        try:
            decoded = self.raw.decode("utf-8-sig")
        except UnicodeDecodeError as slip:
            self._report_bytes(slip)
            return ""
        return decoded.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, for excerpts."""
        return self.text.split("\n")

    def add(
        self, spot: Spot, rule: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Record a fault of this file, with the line it stands in."""
        excerpt = self.lines[spot.line - 1] if spot.line <= len(self.lines) else ""
        self.faults.append(Fault(self.path, spot, rule, message, hint, severity, excerpt))

    def check_characters(self) -> None:
        """Report characters that nobody can see and that no text of a course needs."""
        for found in _first(yaml_tree.CONTROL, self.text):
            message = f"the character {_code(found)} cannot stand in a course file."
            self.add(self.spot_of(found.start()), "character", message, "Delete it.")
        for found in _first(_ODD_INDENT, self.text):
            message = f"the line is indented with {_code(found)}, a space that is not one."
            spot = self.spot_of(found.end() - 1)
            self.add(spot, "character", message, "Indent with ordinary spaces.")
        for found in _first(_HIDDEN, self.text):
            message = f"the invisible character {_code(found)} changes how the text is read."
            spot = self.spot_of(found.start())
            self.add(spot, "hidden-character", message, "Delete it.", "warning")

    def spot_of(self, offset: int) -> Spot:
        """The line and column of a character of the text."""
        before = self.text[:offset]
        return Spot(before.count("\n") + 1, offset - before.rfind("\n"))

    def _report_bytes(self, slip: UnicodeDecodeError) -> None:
        before = self.raw[: slip.start].decode("utf-8", "replace")
        spot = Spot(before.count("\n") + 1, len(before) - before.rfind("\n"))
        line = before.rsplit("\n", 1)[-1]
        message = f"the byte 0x{self.raw[slip.start]:02X} is not UTF-8 text."
        hint = "Save the file in the encoding UTF-8."
        self.faults.append(Fault(self.path, spot, "encoding", message, hint, "error", line))


@dataclass
class Parsed(Generic[M]):
    """A file with its tree and the model built from it (None while the file has errors)."""

    file: ContentFile
    tree: yaml_tree.Node | None
    model: M | None

    def add(
        self,
        path: Path,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        """Record a fault of the value that a path such as `("items", 2, "key")` leads to."""
        named = f"{dotted(path)}: {message}" if path else message
        self.file.add(self.spot(path), rule, named, hint, severity)

    def spot(self, path: Path) -> Spot:
        """Where the value of a path stands, or the nearest thing above it that the file has."""
        return spot_of(self.tree, path)


def read_yaml(file: ContentFile, model: type[M]) -> Parsed[M]:
    """The model that a YAML file describes; all slips are recorded in the file."""
    return _read(file, file.text, model, 0)


def read_front_matter(file: ContentFile, text: str, model: type[M]) -> Parsed[M]:
    """The model that the front matter of a Markdown file describes; it starts in line 2."""
    return _read(file, text, model, 1)


def _read(file: ContentFile, text: str, model: type[M], lines_before: int) -> Parsed[M]:
    file.check_characters()
    if file.faults and any(fault.rule in ("character", "encoding") for fault in file.faults):
        return Parsed(file, None, None)
    # Empty lines in front keep the line numbers of a part of a file true.
    tree: yaml_tree.Node | None = None
    report = _Reporter(file)
    try:
        tree = yaml_tree.read_tree("\n" * lines_before + text, report)
        if tree is None:
            if not file.faults:
                file.add(Spot(1, 1), "empty-file", "the file says nothing.", _first_words(model))
            return Parsed(file, None, None)
        return Parsed(file, tree, validate(report, tree, model))
    except _EnoughError:
        return Parsed(file, tree, None)


class _EnoughError(Exception):
    """The file has more faults than are shown, so nobody needs to find the others."""


class _Reporter:
    """Records faults of a file, until there are more than are shown."""

    def __init__(self, file: ContentFile) -> None:
        self._file, self._left = file, MOST_FAULTS

    def __call__(
        self, spot: Spot, rule: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        self._file.add(spot, rule, message, hint, severity)
        self._left -= 1
        if self._left < 0:
            raise _EnoughError


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first places of a pattern: one more than is shown, so that more are known to follow."""
    return islice(pattern.finditer(text), MOST_FAULTS + 1)


def _first_words(model: type[BaseModel]) -> str:
    if issubclass(model, RootModel):
        return "Start with an id and a colon."
    keys = (name for name, field in model.model_fields.items() if field.is_required())
    return f"Start with: {', '.join(keys)}."


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()[-1]):04X}"
