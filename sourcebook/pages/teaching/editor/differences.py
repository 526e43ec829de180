"""What differs between two texts, line by line, in signs and words and not by colour alone."""

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from sourcebook.pages.shared.templates import Macros

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_SIGNS = {"+": ("added", "+"), "-": ("removed", "−"), " ": ("same", "")}
_html = Macros(__file__)


class _ChangedLine(NamedTuple):
    kind: str
    change: str
    before: int | None
    after: int | None
    text: str


def difference(before: str, after: str, *, caption: str) -> Markup:
    """A table of the lines removed and added, with three lines round each change."""
    rows = list(_rows(before, after))
    if not rows:
        return Markup("<p>The two are the same.</p>")
    return _html.difference(caption, rows)


def _rows(before: str, after: str) -> Iterator[_ChangedLine]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=3)
    old = new = 0
    for line in list(lines)[2:]:
        if found := _HUNK.match(line):
            old, new = int(found[1]), int(found[2])
            continue
        kind, sign = _SIGNS[line[0]]
        yield _ChangedLine(
            kind,
            f"{sign} {kind}" if sign else "",
            old if kind != "added" else None,
            new if kind != "removed" else None,
            line[1:],
        )
        old += kind != "added"
        new += kind != "removed"
