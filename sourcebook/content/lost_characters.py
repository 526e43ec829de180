"""Texts of a YAML file that are valid, but probably not what the author meant.

A ` #` begins a note, as docs/teachers.md explains, and so ends a text without quotes. After a value
that is not text, and with a blank after the sign, it counts as a note.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sourcebook.content.faults import Spot
from sourcebook.content.file_places import Path
from sourcebook.content.yaml import tree as yaml_tree

_FIELDS = set(
    "title stem claim key keys text feedback rationale prompt target extra_targets sequence "
    "calculated model_answer full part none hints distractors also_accept other_names question "
    "conclusion says quote summary caution words note genre perspective damage headline label "
    "office quoted_on term definition neutral event name".split()
)
"""The fields that hold words for learners to read."""

_NO_WORDS = re.compile(r"[-−+]?[0-9][0-9.,/]*|true|false|s[0-9]+\.p[0-9]+|[a-z]+_[a-z]+")
_NOTE = re.compile(r"[ \t]+(#.*)$")


class Cut(NamedTuple):
    """A text that ends before a `#`: its path, the place of the `#`, and what is left out."""

    path: Path
    spot: Spot
    rest: str


def cut_texts(tree: yaml_tree.Node, lines: Sequence[str]) -> Iterator[Cut]:
    """The texts without quotes that a `#` probably cuts short."""
    for path, text, spot in _texts(tree):
        line, start = _last_line(text, spot, lines)
        found = _NOTE.search(lines[line - 1], start)
        if found and _is_cut(text, found[1]):
            yield Cut(path, Spot(line, found.start(1) + 1), found[1])


def lone_marks(tree: yaml_tree.Node) -> Iterator[tuple[Path, str]]:
    """The texts in which a quotation mark has no partner, each with that mark."""
    for path, text, _ in _texts(tree):
        # „So“ is a pair, too, in German.
        if text.count('"') % 2:
            yield path, '"'
        elif "„" not in text and text.count("“") != text.count("”"):
            yield path, "“" if text.count("“") > text.count("”") else "”"


def _texts(node: yaml_tree.Node, path: Path = ()) -> Iterator[tuple[Path, str, Spot]]:
    """The texts that learners read, with their paths and where they begin."""
    match node:
        case yaml_tree.MappingNode():
            for key, value in node.entries:
                yield from _texts(value, (*path, key.text or ""))
        case yaml_tree.ListNode():
            for place, value in enumerate(node.items):
                yield from _texts(value, (*path, place))
        case yaml_tree.Scalar(text=str(text), spot=spot):
            names = [step for step in path if isinstance(step, str)]
            of_text = bool(names) and (names[-1] in _FIELDS or "feedback" in names)
            if of_text and not _NO_WORDS.fullmatch(text):
                yield path, text, spot


def _last_line(text: str, spot: Spot, lines: Sequence[str]) -> tuple[int, int]:
    """The line on which a text without quotes ends, and the column (from 0) of its end there.

    For any other text, the end of the line in which it begins.
    """
    left, start = " ".join(text.split()), spot.column - 1
    for number in range(spot.line, len(lines) + 1):
        line = lines[number - 1]
        here = " ".join(line[start:].split())
        if here.startswith(left):
            words = left.split()
            end = start
            for word in words:
                end = line.index(word, end) + len(word)
            return number, end
        if not here or not left.startswith(here):
            break
        left, start = left[len(here) :].strip(), 0
    return spot.line, len(lines[spot.line - 1])


def _is_cut(text: str, note: str) -> bool:
    """Whether the words after a text read like its end and not like a note."""
    if note[1:2].strip():
        return note[1] not in "#=-"
    return text[-1] not in ".!?…" and note.rstrip()[-1] in ".!?" and len(text.split()) > 2
