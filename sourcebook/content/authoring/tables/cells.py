"""The parts of a table of text, for all kinds of files."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from sourcebook.content.authoring.tables.notes import Note
from sourcebook.content.yaml.tree import CONTROL
from sourcebook.errors import QuestionListError

MOST_ROWS = 2_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 40_000
"""Of a cell; Excel allows 32,767."""

DATE = "A date, written as year, month and day. If a text such as '1-2' became a date, correct it."
PER_CENT = "A per cent, read as it is shown."
ERROR = "The cell holds an error. It is left empty."
NO_VALUE = (
    "The formula has no stored value. The cell is left empty. "
    "Open the file in its program, save it and import it again."
)

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ERROR = re.compile(r"#[^\W\d_][\w/]{0,12}[!?]|#N/A|#NV|#N/D|#Н/Д|#YOK|#DIV/0!|Err:[0-9]{3}")


class Figure(str):
    """The text of a cell that holds a number: a point in it is a decimal point."""

    __slots__ = ()


class Cell(NamedTuple):
    """The text of a cell, and what was unsure when it was read."""

    text: str
    doubt: str = ""


class Row(NamedTuple):
    """A row with some text: its number in the file, from 1, its cells, and doubts by column."""

    number: int
    cells: tuple[str, ...]
    doubts: tuple[tuple[int, str], ...] = ()


class Table(NamedTuple):
    """The rows of one sheet; `is_typed` if a person can have typed the commas between cells."""

    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    is_typed: bool = False


def table_row(number: int, cells: Iterable[Cell]) -> Row | None:
    """The row with tidy cells, or None if all are empty and none is unsure."""
    tidied = [Cell(tidy(cell.text), cell.doubt) for cell in cells]
    if not any(cell.text or cell.doubt for cell in tidied):
        return None
    doubts = ((place, cell.doubt) for place, cell in enumerate(tidied) if cell.doubt)
    return Row(number, tuple(cell.text for cell in tidied), tuple(doubts))


def refuse_too_many(rows: Sequence[object]) -> None:
    """Raise QuestionListError if there are more rows than a list may have."""
    if len(rows) > MOST_ROWS:
        raise QuestionListError(f"The list has more than {MOST_ROWS:,} rows. Split it.")


def tidy(text: str) -> str:
    """The text with single spaces and without characters that nobody can see."""
    if isinstance(text, Figure):
        return text
    return " ".join(CONTROL.sub(" ", _INVISIBLE.sub("", text)).split())


def joined(text: str, piece: str) -> str:
    """The text of a cell with one more piece; QuestionListError if it grows too long."""
    if len(text) + len(piece) > MOST_CHARACTERS:
        raise QuestionListError(f"A cell has more than {MOST_CHARACTERS:,} characters. Shorten it.")
    return text + piece


def text_cell(text: str) -> Cell:
    """A cell of text; the name of an error, such as `#N/A`, is not text."""
    return Cell("", ERROR) if _ERROR.fullmatch(text.strip()) else Cell(text)


def figure(number: float) -> Figure:
    """A number as spreadsheets show it: 15 digits, without an exponent."""
    return Figure(format(Decimal(f"{number:.15g}"), "f"))


def per_cent(number: float) -> Cell:
    """A share such as 0.25 as the per cent that a person sees."""
    return Cell(Figure(f"{figure(number * 100)}%"), PER_CENT)
