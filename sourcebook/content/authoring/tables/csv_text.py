"""The table of a CSV file from any program, and its encoding."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from sourcebook.content.authoring.tables.cells import (
    MOST_COLUMNS,
    NO_VALUE,
    Cell,
    Row,
    Table,
    refuse_too_many,
    table_row,
    text_cell,
)
from sourcebook.content.authoring.tables.encodings import decoded
from sourcebook.content.authoring.tables.hidden import FAR
from sourcebook.content.authoring.tables.notes import Note
from sourcebook.errors import QuestionListError

SPACE = (
    "The cell begins with a space. Was it one text with the cell before it? "
    "Then put both in quotation marks."
)

_MOST_RECORDS = 50_000
"""Rows with and without text."""

_FORMULA = re.compile(r"=\s*([^\W\d_][\w.]*\(.*\)|\$?[A-Z]{1,3}\$?[0-9]{1,7})")
_BEGINNING = 10_000
_DELIMITERS = ",;\t|"
_KINDS_OF_ENDS = re.compile("\r\n|\r|\n")


def csv_table(
    raw: bytes, *, headers_in: Callable[[Sequence[str]], int], encoding: str | None = None
) -> Table:
    """The rows of a CSV file; `headers_in` counts the known headers in a row.

    Raises QuestionListError if the file is not text, or a quotation mark is left open.
    """
    text, notes = decoded(raw, encoding, lambda text: _likeliest(text, headers_in)[0])
    first, *rest = _KINDS_OF_ENDS.split(text, 1)
    start = 0
    # Excel's own note on which character separates the cells.
    named = re.fullmatch(r"""["']?sep=(.)["']?[\s,;|]*""", first, re.IGNORECASE)
    if named:
        text, start = "".join(rest), 1
    delimiter = named[1] if named else _likeliest(text, headers_in)[2]
    rows: list[Row] = []
    is_spaced = _is_spaced(text, delimiter)
    for number, cells in enumerate(_records(text, delimiter, start), start + 1):
        if not any(cells):
            continue
        if any(cells[MOST_COLUMNS:]):
            notes.append(Note(FAR))
        row = table_row(number, _cells(cells[: MOST_COLUMNS + 1], is_spaced=is_spaced))
        if row:
            rows.append(row)
            refuse_too_many(rows)
    return Table(tuple(rows), tuple(notes), is_typed=True)


def _likeliest(text: str, headers_in: Callable[[Sequence[str]], int]) -> tuple[int, int, str]:
    """The most known headers, the commas or such in the first line, and the delimiter for both."""
    beginning = text[:_BEGINNING]
    first = next((line for line in beginning.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)

    def likelihood(delimiter: str) -> tuple[int, int, str]:
        rows = islice(csv.reader(io.StringIO(beginning, newline=""), delimiter=delimiter), 20)
        known = max((headers_in(cells[:MOST_COLUMNS]) for cells in rows), default=0)
        return known, outside.count(delimiter), delimiter

    return max(map(likelihood, _DELIMITERS), key=lambda each: each[:2])


def _records(text: str, delimiter: str, before: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = before
    try:
        for cells in reader:
            number += 1
            if number > _MOST_RECORDS:
                refuse_too_many(range(number))
            yield cells
    except csv.Error as error:
        message = f"Row {number + 1} cannot be read ({error}). Look for a quotation mark left open."
        raise QuestionListError(message) from error


def _is_spaced(text: str, delimiter: str) -> bool:
    """Whether the first row has a space after each delimiter, as some people type."""
    first = next((line for line in text[:_BEGINNING].splitlines() if delimiter in line), "")
    return f"{delimiter} " in first


def _cells(cells: Sequence[str], *, is_spaced: bool) -> Iterator[Cell]:
    for place, text in enumerate(cells):
        if _FORMULA.fullmatch(text.strip()):
            yield Cell("", NO_VALUE)
        elif place and not is_spaced and text[:1] == " " and text.strip():
            yield Cell(text, SPACE)
        else:
            yield text_cell(text)
