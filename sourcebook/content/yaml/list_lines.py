"""The lines that the entries of a YAML list stand on, and places in a text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.content.yaml.tree import ListNode, Node


class Edit(NamedTuple):
    """A part of a text, from start up to end in characters, and the text that replaces it."""

    start: int
    end: int
    new: str


class Row(NamedTuple):
    """An entry of a list on lines of its own, with the comment lines directly above it.

    From `start`, the beginning of a line, to `end`, the end of a line without its line break.
    """

    start: int
    end: int
    dash: int


def rows(text: str, listed: ListNode) -> list[Row] | None:
    """The entries of a list by their lines; None if an entry begins on a shared line."""
    found: list[Row] = []
    for each in listed.items:
        before = text[: each.start]
        line = before[before.rfind("\n") + 1 :]
        if listed.in_brackets or not (opened := re.fullmatch(r"( *)-\s*", line)):
            return None
        dash = len(opened[1])
        start = line_start(text, each.start)
        last = found[-1].end if found else 0
        while (above := line_start(text, start - 1)) > last and _comment(text, above) in range(
            dash + 1
        ):
            start = above
        found.append(Row(start, _end_of(text, each, dash), dash))
    return found


def line_start(text: str, offset: int) -> int:
    """The beginning of the line in which a character stands."""
    return text.rfind("\n", 0, max(offset, 0)) + 1


def line_end(text: str, offset: int) -> int:
    """The end of the line in which a character stands, without its line break."""
    found = re.compile(r"\r?\n|\Z").search(text, offset)
    return found.start() if found else len(text)


def column_of(text: str, offset: int) -> int:
    """The column of a character, counted from 0."""
    return offset - line_start(text, offset)


def without_rows(text: str, found: Sequence[Row], first: int, after: int) -> Edit:
    """The edit that removes some rows of a list, but not all of them.

    Empty lines between the rows go with them, comments that stand apart stay.
    """
    if after < len(found) and not text[found[after - 1].end : found[after].start].strip():
        return Edit(found[first].start, found[after].start, "")
    if first and not text[found[first - 1].end : found[first].start].strip():
        return Edit(found[first - 1].end, found[after - 1].end, "")
    end = found[after - 1].end
    return Edit(found[first].start, end + len(line_break(text, end)), "")


def _end_of(text: str, part: Node, dash: int) -> int:
    """The end of the last line of an entry, with comments below that are indented deeper."""
    end = line_end(text, part.end)
    while gap := line_break(text, end):
        if _comment(text, end + len(gap)) <= dash:
            break
        end = line_end(text, end + len(gap))
    return end


def _comment(text: str, start: int) -> int:
    """The column of a comment on a line of its own, or -1 if there is none."""
    found = re.compile(r"( *)#").match(text, start)
    return len(found[1]) if found else -1


def line_break(text: str, end: int) -> str:
    """The line break at the end of a line; empty at the end of the text."""
    found = re.compile(r"\r?\n").match(text, end)
    return found.group() if found else ""
