"""A fault in a content file, and how it is printed: as text, JSON or GitHub annotations."""

import difflib
import json
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sourcebook.content.file_places import Path, in_words

MOST_FAULTS = 100
"""The most faults shown of one file: nobody reads more, and very many would take long."""

Severity = Literal["error", "warning"]


_MORE = f"The file has more faults than these {MOST_FAULTS}: correct these, then check again."


class Spot(NamedTuple):
    """A place in a file; lines and columns count from 1, columns in characters."""

    line: int
    column: int


class Values(NamedTuple):
    """The values that a fault is about, for programs; empty if not known.

    `found` is what stands in the file and `suggestion` what to write in its place. `kind` is what
    `found` should name, but does not: `objective`, `passage`. `missing` is the name of a field that
    is not there but has to be.
    """

    found: str = ""
    suggestion: str = ""
    kind: str = ""
    missing: str = ""


NO_VALUES = Values()


class Fault(NamedTuple):
    """One thing that is wrong in one place, and a hint on what to do (may be empty).

    `place` is the path to it within the file, as far as it is known, and `item` the id of the item
    there. The message and the hint are for people: programs read the other fields.
    """

    path: str
    spot: Spot
    rule: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    excerpt: str = ""
    place: Path = ()
    item: str = ""
    values: Values = NO_VALUES

    @property
    def sentence(self) -> str:
        """The place in words, what is wrong, and what to do."""
        return f"{self.place_in_words}: {self.advice}" if self.place_in_words else self.advice

    @property
    def place_in_words(self) -> str:
        """The place within the file as people say it: `item 3 (truce), key`."""
        return in_words(self.place, self.item)

    @property
    def advice(self) -> str:
        """What is wrong and what to do, for a reader who sees the place."""
        return f"{self.message} {self.hint}".rstrip()


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known word that is most similar to another one; empty if none is similar enough.

    From 0 to 1, by difflib's ratio.
    """
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=alike)), "")


def did_you_mean(suggestion: str) -> str:
    """A hint that names what may be meant; empty if nothing is known."""
    return f"Did you mean '{suggestion}'?" if suggestion else ""


def list_some(names: Sequence[str], word: str = "or", most: int = 8) -> str:
    """Names in a row, the last after `or` or another word; `…` stands for those beyond the most."""
    if len(names) > most:
        return f"{', '.join(names[:most])} …"
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def as_text(faults: Sequence[Fault]) -> str:
    """One paragraph per fault: place, message and hint, then the line with a caret under it."""
    return "\n".join(_paragraph(fault) for fault in faults)


def as_json(faults: Sequence[Fault]) -> str:
    """A list of objects, one for each fault; no program has to read a sentence.

    `place` is the path within the file as keys and numbers from 0, and `place_in_words` the same
    for people; the message begins with it. `values` has what is known of the fault's `Values`.
    """
    rows = [
        {
            "path": fault.path,
            "line": fault.spot.line,
            "column": fault.spot.column,
            "place": list(fault.place),
            "place_in_words": fault.place_in_words,
            "rule": fault.rule,
            "severity": fault.severity,
            "message": fault._replace(hint="").sentence,
            "hint": fault.hint,
            "values": {name: value for name, value in fault.values._asdict().items() if value},
        }
        for fault in faults
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_github(faults: Sequence[Fault]) -> str:
    """GitHub's workflow commands, which show each fault beside its line in a review."""
    return "\n".join(_annotation(fault) for fault in faults)


def first_of_each_file(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """At most 100 faults of each file, errors first; the last one says that there are more."""
    kept: set[Fault] = set()
    last: dict[Fault, Fault] = {}
    by_path: dict[str, list[Fault]] = {}
    for fault in faults:
        by_path.setdefault(fault.path, []).append(fault)
    for each in by_path.values():
        first = sorted(each, key=lambda fault: fault.severity != "error")[:MOST_FAULTS]
        kept |= set(first)
        if len(each) > MOST_FAULTS:
            end = max(first, key=each.index)
            last[end] = end._replace(hint=f"{end.hint} {_MORE}".lstrip())
    return tuple(last.get(fault, fault) for fault in faults if fault in kept)


def has_errors(faults: Iterable[Fault]) -> bool:
    """Whether any fault is more than a warning."""
    return any(fault.severity == "error" for fault in faults)


def _paragraph(fault: Fault) -> str:
    warning = "warning: " if fault.severity == "warning" else ""
    head = f"{fault.path}:{fault.spot.line}:{fault.spot.column}: {warning}{fault.sentence}"
    if not fault.excerpt.strip():
        return f"{head} [{fault.rule}]"
    excerpt, caret = _window(fault.excerpt, fault.spot.column)
    return f"{head} [{fault.rule}]\n    {excerpt}\n    {' ' * caret}^"


def _window(line: str, column: int) -> tuple[str, int]:
    """At most 100 characters of a line round a column, and the column's offset in them."""
    start = max(0, column - 80) if len(line) > 100 else 0
    shown = "".join(char if char.isprintable() else " " for char in line[start : start + 100])
    return shown, min(column - 1 - start, len(shown))


def _annotation(fault: Fault) -> str:
    where = (
        f"file={_escape(fault.path, property=True)},line={fault.spot.line},col={fault.spot.column}"
    )
    return f"::{fault.severity} {where},title={fault.rule}::{_escape(fault.sentence)}"


def _escape(text: str, *, property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
