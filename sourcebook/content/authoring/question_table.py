"""Where in a file the list of questions stands: which sheet, which row of headers, which rows.

A row that cannot be read safely is left out and noted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sourcebook.content.authoring.question_headers import (
    KNOWN,
    Columns,
    columns_in,
    find_header,
    headers_in,
    refuse_twice,
)
from sourcebook.content.authoring.tables.cells import Row, Table
from sourcebook.content.authoring.tables.foreign import what_it_is
from sourcebook.content.authoring.tables.notes import Note, listed, quoted, shortened
from sourcebook.content.authoring.tables.reading import read_sheets
from sourcebook.content.authoring.tables.sheets import Sheet
from sourcebook.errors import QuestionListError

SHIFTED = (
    "The row has more cells than the headers, so it is left out. Put a text in quotation marks "
    'if the sign between cells stands in it, as in "Who met, and where?".'
)
_UNKNOWN = "The header is not known, so the column is not used."
_NO_HEADER = "The column has no header, so it is not used."
_TITLE = "The row stands above the headers, so it is left out."


_MOST_TEXT = 1_000_000


class QuestionTable(NamedTuple):
    """The rows below the headers, what their columns hold, and what was left out."""

    columns: Columns
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]

    def place(self, *names: str) -> int | None:
        """The column that holds the first of these, or None."""
        return next((self.columns.names.index(n) for n in names if n in self.columns.names), None)


def find_table(raw: bytes, *, sheet: str | None, encoding: str | None) -> QuestionTable:
    """The list of questions in a file: on the sheet named, else on the first sheet shown.

    Raises QuestionListError where there is none.
    """
    sheets = read_sheets(raw, headers_in=headers_in, encoding=encoding)
    candidates = _named(sheets, sheet) if sheet else _shown(sheets)
    for each in candidates:
        table = each.read()
        _refuse_long(table)
        place = find_header(table.rows)
        if place is not None:
            found = _below(table, place)
            return found._replace(notes=(*_left_out(sheets, each), *found.notes))
    raise QuestionListError(what_it_is(raw) or _no_header(candidates))


def _refuse_long(table: Table) -> None:
    if sum(len(cell) for row in table.rows for cell in row.cells) > _MOST_TEXT:
        message = f"The list has more than {_MOST_TEXT:,} characters. Split it."
        raise QuestionListError(message)


def _shown(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that a person sees, the one in front first."""
    shown = [sheet for sheet in sheets if sheet.is_visible]
    return sorted(shown, key=lambda sheet: not sheet.is_active)


def _named(sheets: Sequence[Sheet], name: str) -> list[Sheet]:
    found = [sheet for sheet in sheets if sheet.name.casefold() == name.strip().casefold()]
    if not found:
        names = quoted(sheet.name for sheet in sheets if sheet.name)
        has = f"The file has {names}." if names else "The file has no sheets."
        raise QuestionListError(f"There is no sheet '{name}'. {has}")
    return found


def _no_header(sheets: Sequence[Sheet]) -> str:
    names = quoted(sheet.name for sheet in sheets if sheet.name)
    where = f" of the sheet {names}" if len(sheets) == 1 and names else ""
    where = f" of the sheets {names}" if len(sheets) > 1 else where
    return (
        f"None of the first 20 rows{where} has a cell 'question'. "
        f"Write headers above the list, such as {KNOWN}."
    )


def _left_out(sheets: Sequence[Sheet], read: Sheet) -> Iterator[Note]:
    others = [sheet for sheet in sheets if sheet is not read]
    if others:
        names = [
            f"'{shortened(each.name)}'" + ("" if each.is_visible else " (hidden)")
            for each in others
        ]
        yield Note(f"Only the sheet '{read.name}' is read. Left out: {listed(names)}.")


def _below(table: Table, place: int) -> QuestionTable:
    """The rows below the headers, which stand in this row of the table."""
    header = table.rows[place]
    columns = columns_in(header.cells)
    refuse_twice(header, columns)
    rows = table.rows[place + 1 :]
    shifted = _shifted(header, rows) if table.is_typed else set()
    notes = [
        *table.notes,
        *(Note(_TITLE, row.number, None, _first(row)) for row in table.rows[:place]),
        *_unused(header, columns, [row for row in rows if row not in shifted]),
        *(Note(SHIFTED, row.number, None, _first(row)) for row in rows if row in shifted),
    ]
    kept = tuple(row for row in rows if row not in shifted and _has_text(row, columns))
    return QuestionTable(columns, kept, tuple(notes))


def _first(row: Row) -> str:
    return next((f"'{shortened(cell)}'" for cell in row.cells if cell), "")


def _has_text(row: Row, columns: Columns) -> bool:
    doubtful = {place for place, _ in row.doubts}
    return any(
        name and (cell or place in doubtful)
        for place, (name, cell) in enumerate(zip(columns.names, row.cells, strict=False))
    )


def _shifted(header: Row, rows: Iterable[Row]) -> set[Row]:
    """The rows with more cells than the headers: a text in them was taken for two.

    Some programs end every row with one more, empty cell. Then none is shifted.
    """
    width = len(header.cells)
    rows = list(rows)
    longer = [row for row in rows if len(row.cells) > width]
    lengths = Counter(len(row.cells) for row in rows)
    if len(lengths) == 1 and not any(cell for row in longer for cell in row.cells[width:]):
        return set()
    return set(longer)


def _unused(header: Row, columns: Columns, rows: Iterable[Row]) -> Iterator[Note]:
    """The columns with text that no item uses."""
    for place, (name, column) in enumerate(zip(header.cells, columns.names, strict=True)):
        if name and not column:
            yield Note(_UNKNOWN, None, place, f"'{shortened(name)}'")
    unnamed = {
        place
        for row in rows
        for place, cell in enumerate(row.cells)
        if cell and (place >= len(header.cells) or not header.cells[place])
    }
    for place in sorted(unnamed):
        yield Note(_NO_HEADER, None, place)
