"""A table as the pages lay it out: rows with a head each, which on a phone stand as short lists."""

from collections.abc import Iterable, Sequence
from html import escape


def table(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, look: str = "even"
) -> str:
    """A table that is announced by its name; the first cell of each row is the row's head.

    `heads` and cells are HTML, escaped by whoever made them; `name` is plain text. On a narrow
    screen each cell stands beside its head's name, so nothing has to be scrolled sideways. With
    the look `brief` as many stand in a line there as fit; `listed` gives the heads of the rows
    more than half of a wide screen.
    """
    columns = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    body = "".join(_row(heads, row) for row in rows)
    return (
        f"<table class='plain stacked record {look}' aria-label='{escape(name)}'><thead>"
        f"<tr>{columns}</tr></thead><tbody>{body}</tbody></table>"
    )


def newest(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> str:
    """A brief table of the first rows, the newest, and one for the others, folded away."""
    shown = table(name, heads, rows[:most], look="brief")
    if not rows[most:]:
        return shown
    earlier = table(f"{name}, from before", heads, rows[most:], look="brief")
    summary = f"<summary>{len(rows[most:])} more, from before</summary>"
    return f"{shown}<details>{summary}{earlier}</details>"


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    described = zip(heads[1:], cells[1:], strict=True)
    rest = "".join(f"<td data-label='{head}'>{cell}</td>" for head, cell in described)
    return f"<tr><th scope='row'>{cells[0]}</th>{rest}</tr>"
