"""Rows of text from a CSV file or a spreadsheet, whatever program has written it.

Nothing in a file is run: a formula is the text that stands in its cell.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

import openpyxl

from sourcebook.content.yaml.tree import CONTROL
from sourcebook.errors import QuestionListError

MOST_BYTES = 5_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 100
MOST_UNPACKED = 100_000_000
"""A spreadsheet is packed; one that unpacks to more than this many bytes is no list of items."""

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Row(NamedTuple):
    """A row with something in it: its number in the file, from 1, and its cells as text."""

    number: int
    cells: tuple[str, ...]


def read_rows(raw: bytes) -> list[Row]:
    """The rows of a CSV file or of the first sheet of an .xlsx file that are not empty.

    White space in a cell is made single, and characters that nobody can see are left out.
    Raises QuestionListError, which names the row where there is one, for what cannot be read.
    """
    if len(raw) > MOST_BYTES:
        raise QuestionListError("The file has more than 5 MB. Split it, or take pictures out.")
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise QuestionListError("This is an old spreadsheet (.xls). Save it as .xlsx or .csv.")
    read = _sheet_rows if raw.startswith(b"PK\x03\x04") else _csv_rows
    rows: list[Row] = []
    for number, cells in read(raw):
        if number > MOST_ROWS:
            raise QuestionListError(f"The list has more than {MOST_ROWS:,} rows. Split it.")
        tidy = tuple(_tidy(cell) for cell in cells)
        if any(tidy):
            rows.append(Row(number, tidy))
    return rows


def _tidy(cell: str) -> str:
    return " ".join(CONTROL.sub(" ", _INVISIBLE.sub("", cell)).split())


def _csv_rows(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(raw)
    lines = text.split("\n", 1)
    number = 0
    if named := re.fullmatch(r"sep=(.)\s*", lines[0]):
        # Excel's own note on what parts the cells.
        text, number = lines[1] if lines[1:] else "", 1
    delimiter = named[1] if named else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error as slip:
        message = f"Row {number + 1} cannot be read ({slip}). Look for a quotation mark left open."
        raise QuestionListError(message) from slip


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise QuestionListError("The file is no text in a known encoding. Save it as CSV in UTF-8.")


def _delimiter(text: str) -> str:
    """The comma, semicolon or tab that parts the most cells of the first row with text."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=outside.count)


def _sheet_rows(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    _refuse_large(raw)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        # What a file claims of its size may be wrong, or meant to take long.
        sheet.reset_dimensions()
        rows: Iterable[tuple[object, ...]] = sheet.iter_rows(
            max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
        )
        yield from enumerate(([_cell(value) for value in row] for row in rows), 1)
    except QuestionListError:
        raise
    except Exception as slip:
        # A damaged file can break its reader in any way.
        message = "The spreadsheet is damaged. Open it, save it again, or save it as CSV."
        raise QuestionListError(message) from slip


def _refuse_large(raw: bytes) -> None:
    try:
        size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(raw)).infolist())
    except zipfile.BadZipFile as slip:
        message = "The spreadsheet is damaged. Open it, save it again, or save it as CSV."
        raise QuestionListError(message) from slip
    if size > MOST_UNPACKED:
        raise QuestionListError("The spreadsheet is too large once unpacked. Save it as CSV.")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime() if not any((value.hour, value.minute, value.second)):
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)
