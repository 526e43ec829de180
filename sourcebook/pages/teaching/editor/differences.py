"""What differs between two texts, line by line, told by signs and words and not by colour alone."""

import difflib
import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_SIGNS = {"+": ("added", "+"), "-": ("removed", "−"), " ": ("same", "")}


class _Row(NamedTuple):
    kind: str
    before: int | None
    after: int | None
    text: str


def difference(before: str, after: str, *, caption: str) -> str:
    """A table of the lines removed and added, with three lines round each change; our caption."""
    rows = list(_rows(before, after))
    if not rows:
        return "<p>The two are the same.</p>"
    body = "".join(_row_html(row) for row in rows)
    return (
        f"<div class='scrolls' role='region' tabindex='0' aria-label='{escape(caption)}'>"
        f"<table class='difference'><caption>{escape(caption)}</caption>"
        "<thead><tr><th scope='col'>Line before</th><th scope='col'>Line after</th>"
        f"<th scope='col'>Change</th><th scope='col'>Text</th></tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )


def _rows(before: str, after: str) -> Iterator[_Row]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=3)
    old = new = 0
    for line in list(lines)[2:]:
        if found := _HUNK.match(line):
            old, new = int(found[1]), int(found[2])
            continue
        kind, _ = _SIGNS[line[0]]
        yield _Row(
            kind,
            old if kind != "added" else None,
            new if kind != "removed" else None,
            line[1:],
        )
        old += kind != "added"
        new += kind != "removed"


def _row_html(row: _Row) -> str:
    sign = next(sign for kind, sign in _SIGNS.values() if kind == row.kind)
    told = f"{sign} {row.kind}" if sign else ""
    return (
        f"<tr class='{row.kind}'><td>{row.before or ''}</td><td>{row.after or ''}</td>"
        f"<td>{told}</td><td><code>{escape(row.text) or ' '}</code></td></tr>"
    )
