"""A content file: its bytes as text, its YAML as a model, and the place of every error."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, islice
from typing import Generic, ParamSpec, TypeVar

from pydantic import BaseModel, RootModel

from sourcebook.content.faults import MOST_FAULTS, NO_VALUES, Fault, Severity, Spot, Values
from sourcebook.content.file_places import Path
from sourcebook.content.lost_characters import cut_texts, lone_marks
from sourcebook.content.validation import as_written, item_of, spot_of, validate
from sourcebook.content.yaml import tree as yaml_tree

M = TypeVar("M", bound=BaseModel)
P = ParamSpec("P")

MOST_CONTROLS = 3
"""A file with more control characters than this counts as binary, not as text with errors."""

_NO_TEXT = "Save it as plain text, in the encoding UTF-8, or take it out of the folder."
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
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

        Bytes that are not UTF-8 give a fault and an empty text.
        """
        try:
            decoded = self.raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._report_bytes(error)
            return ""
        return decoded.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, for excerpts."""
        return self.text.split("\n")

    def add(
        self,
        spot: Spot,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        *,
        place: Path = (),
        item: str = "",
        values: Values = NO_VALUES,
    ) -> None:
        """Record a fault of this file, with the line it stands in."""
        excerpt = self.lines[spot.line - 1] if spot.line <= len(self.lines) else ""
        about = (self.path, spot, rule, message, hint, severity, excerpt)
        self.faults.append(Fault(*about, place, item, values))

    def check_marks(self) -> None:
        """Report the marks that a merge leaves around two versions of a text."""
        marks = list(_MERGE.finditer(self.text))
        if len(marks) > 1:
            message = "a merge has left two versions here, with its marks around them."
            hint = "Keep one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
            self.add(self.spot_of(marks[0].start()), "merge-marks", message, hint)

    def check_characters(self) -> None:
        """Report characters that nobody can see and that no text of a course needs."""
        controls = list(yaml_tree.CONTROL.finditer(self.text))
        if len(controls) > MOST_CONTROLS:
            message = f"this is not text: {len(controls)} of its characters cannot stand in one."
            self.add(self.spot_of(controls[0].start()), "character", message, _NO_TEXT)
            return
        for found in controls:
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

    def _report_bytes(self, error: UnicodeDecodeError) -> None:
        before = self.raw[: error.start].decode("utf-8", "replace")
        spot = Spot(before.count("\n") + 1, len(before) - before.rfind("\n"))
        line = before.rsplit("\n", 1)[-1]
        message = f"the byte 0x{self.raw[error.start]:02X} is not UTF-8 text."
        hint = "Save the file in the encoding UTF-8."
        if self.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = "the file is saved in the encoding UTF-16."
            hint = "Save it in the encoding UTF-8."
        elif b"\0" in self.raw:
            message, hint = "this is not text.", _NO_TEXT
        self.faults.append(Fault(self.path, spot, "encoding", message, hint, "error", line))


@dataclass
class Parsed(Generic[M]):
    """A file with its tree and the model built from it (None while the file has errors).

    `values` are those of the tree, with misspelt names of fields corrected; `written` has the
    misspelt names by path.
    """

    file: ContentFile
    tree: yaml_tree.Node | None
    model: M | None
    values: object = None
    written: Mapping[Path, str] = field(default_factory=dict)

    def add(
        self,
        path: Path,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        *,
        values: Values = NO_VALUES,
    ) -> None:
        """Record a fault of the value that a path such as `("items", 2, "key")` leads to."""
        place = as_written(path, self.written)
        item = item_of(self.tree, place)
        about = (self.spot(path), rule, message, hint, severity)
        self.file.add(*about, place=place, item=item, values=values)

    def spot(self, path: Path) -> Spot:
        """The place of the value at a path, or of the nearest thing above it that the file has."""
        return spot_of(self.tree, as_written(path, self.written))

    def text(self, path: Path) -> str:
        """The single value of a path as it is written, empty if there is none."""
        found = [node for _, node in yaml_tree.walk(self.tree, path)] if self.tree else []
        return (found[-1].text or "") if found and isinstance(found[-1], yaml_tree.Scalar) else ""


def read_yaml(file: ContentFile, model: type[M]) -> Parsed[M]:
    """The model that a YAML file describes; all errors are recorded in the file."""
    return read_first_part(file, file.text, model, 0)


def read_first_part(file: ContentFile, text: str, model: type[M], line: int) -> Parsed[M]:
    """The model that a file or its front matter describes; what is wrong with all of it, too.

    The text begins after so many lines of the file.
    """
    file.check_characters()
    file.check_marks()
    if any(fault.rule in _UNREADABLE for fault in file.faults):
        return Parsed(file, None, None)
    return read_part(file, text, model, line)


def read_part(file: ContentFile, text: str, model: type[M], line: int) -> Parsed[M]:
    """The model that a part of a file describes; the part begins after so many lines of the file.

    A part that says nothing is read as the model without any field, if it can be.
    """
    # Empty lines in front keep the line numbers of a part of a file true.
    tree: yaml_tree.Node | None = None
    report = _until_enough(file.add)
    try:
        tree = yaml_tree.read_tree("\n" * line + text, report)
        if tree is None:
            return Parsed(file, None, _of_nothing(file, model, line))
        parsed = Parsed(file, tree, *validate(report, tree, model))
    except _EnoughError:
        return Parsed(file, tree, None)
    _doubt_texts(parsed, tree)
    return parsed


def _of_nothing(file: ContentFile, model: type[M], line: int) -> M | None:
    """The model of an empty text; None, and a fault, if some of its fields must be there."""
    if any(field.is_required() for field in model.model_fields.values()):
        if line > 1:
            message, hint = "the block says nothing.", _first_words(model)
            file.add(Spot(line, 1), "empty-block", message, hint)
        elif not file.faults:
            file.add(Spot(1, 1), "empty-file", "the file says nothing.", _first_words(model))
        return None
    return model()


class _EnoughError(Exception):
    """The file has more faults than are shown, so the search stops."""


def _until_enough(record: Callable[P, None]) -> Callable[P, None]:
    """Records faults until there are more than are shown."""
    recorded = count(1)

    def report(*args: P.args, **kwargs: P.kwargs) -> None:
        record(*args, **kwargs)
        if next(recorded) > MOST_FAULTS:
            raise _EnoughError

    return report


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first places of a pattern: one more than is shown, so that it is clear if more follow."""
    return islice(pattern.finditer(text), MOST_FAULTS + 1)


def _doubt_texts(parsed: Parsed[M], tree: yaml_tree.Node) -> None:
    """Warn of texts that are probably not what the author meant."""
    for cut in cut_texts(tree, parsed.file.lines):
        message = f"the text ends before '{_short(cut.rest)}', which is read as a note."
        hint = "If it belongs to the text, put the whole text in quotes."
        item = item_of(tree, cut.path)
        parsed.file.add(cut.spot, "cut-text", message, hint, "warning", place=cut.path, item=item)
    for path, mark in lone_marks(tree):
        message = f"the quotation mark {mark} has no partner."
        hint = "Delete it, or write the other one."
        parsed.add(path, "lone-mark", message, hint, "warning")


def _short(text: str) -> str:
    return f"{text[:40]}…" if len(text) > 40 else text


_UNREADABLE = ("character", "encoding", "merge-marks")


def _first_words(model: type[BaseModel]) -> str:
    if issubclass(model, RootModel):
        return "Start with an id and a colon."
    keys = (name for name, field in model.model_fields.items() if field.is_required())
    return f"Start with: {', '.join(keys)}."


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()[-1]):04X}"
