"""Sheets of an OpenDocument spreadsheet (.ods), as a person sees them: values, never formulas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sourcebook.content.authoring.tables.cells import (
    DATE,
    ERROR,
    MOST_COLUMNS,
    NO_VALUE,
    Cell,
    Table,
    figure,
    joined,
    per_cent,
    refuse_too_many,
    table_row,
    text_cell,
)
from sourcebook.content.authoring.tables.hidden import Hidden
from sourcebook.content.authoring.tables.packed_xml import Event, Package
from sourcebook.content.authoring.tables.sheets import Sheet

_NO_CELLS = {"annotation", "shapes", "frame", "custom-shape", "g", "ruby-text", "dde-link"}
_NO_CELLS |= {"tracked-changes"}
"""Elements whose texts and tables are not part of the sheet: remarks, pictures, old versions."""

_HIDDEN = {"collapse", "filter"}
_CELLS = {"table-cell", "covered-table-cell"}


@dataclass
class _RawSheet:
    """A sheet while it is read: the row and column reached, and the rows with text.

    What is repeated is kept once, with how often it stands there.
    """

    name: str
    is_visible: bool
    rows: list[tuple[int, int, list[tuple[int, int, Cell]]]] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)
    number: int = 1
    column: int = 0
    row: list[tuple[int, int, Cell]] = field(default_factory=list)

    def add_column(self, attributes: Mapping[str, str]) -> None:
        """Count a column, or several alike, before the first row."""
        end = self.column + _times(attributes, "columns")
        if attributes.get("visibility") in _HIDDEN:
            self.hidden.hide_columns(self.column, end)
        self.column = end

    def add_cell(self, attributes: Mapping[str, str], text: str) -> None:
        """Keep a cell, or several alike, unless it is empty."""
        end = self.column + _times(attributes, "columns")
        value = _value(attributes, text)
        if value.text or value.doubt:
            self.row.append((self.column, end, value))
        self.column = end

    def end_row(self, attributes: Mapping[str, str]) -> None:
        """Keep the row, or several alike, unless it is empty or hidden."""
        end = self.number + _times(attributes, "rows")
        if self.row and attributes.get("visibility") in _HIDDEN:
            self.hidden.leaves_out(0, is_hidden=True, row=self.number)
        elif self.row:
            self.rows.append((self.number, end, self.row))
        self.number, self.column, self.row = end, 0, []

    def table(self) -> Table:
        """The table of the sheet."""
        refuse_too_many(range(sum(end - number for number, end, _ in self.rows)))
        made = [
            table_row(each, self._cells(each, cells))
            for number, end, cells in self.rows
            for each in range(number, end)
        ]
        return Table(tuple(row for row in made if row), self.hidden.notes())

    def _cells(self, number: int, cells: list[tuple[int, int, Cell]]) -> Iterator[Cell]:
        place = 0
        for first, end, cell in cells:
            for column in range(first, min(end, MOST_COLUMNS + 1)):
                if not self.hidden.leaves_out(column, is_hidden=False, row=number):
                    yield from [Cell("")] * (column - place)
                    yield cell
                    place = column + 1


def ods_sheets(package: Package) -> list[Sheet]:
    """The sheets in their order."""
    found = _raw_sheets(package.events("content.xml"))
    active = _active(package)
    return [Sheet(each.name, each.is_visible, each.name == active, each.table) for each in found]


def _active(package: Package) -> str:
    """The name of the sheet that was in front when the file was saved."""
    if "settings.xml" not in package.names:
        return ""
    inside, text = False, ""
    for kind, name, attributes in package.events("settings.xml"):
        if kind == "text" and inside:
            text += name
        elif kind != "text":
            inside = kind == "start" and attributes.get("name") == "ActiveTable"
    return text


def _raw_sheets(events: Iterable[Event]) -> list[_RawSheet]:
    """All sheets of the file with the cells that have something in them."""
    reader = _Reader()
    for kind, name, attributes in events:
        if kind == "text":
            reader.read_text(name)
        elif name in _NO_CELLS:
            reader.outside += 1 if kind == "start" else -1
        elif reader.outside:
            continue
        elif kind == "start":
            reader.start(name, attributes)
        else:
            reader.end(name)
    return reader.sheets


@dataclass
class _Reader:
    """Where in the file we are."""

    sheets: list[_RawSheet] = field(default_factory=list)
    outside: int = 0
    _style: str = ""
    _hidden_styles: set[str] = field(default_factory=set)
    _row: Mapping[str, str] = field(default_factory=dict)
    _cell: Mapping[str, str] | None = None
    _text: str = ""
    _in_paragraph: bool = False

    def read_text(self, text: str) -> None:
        """Keep a text that stands in a paragraph of a cell."""
        if self._cell is not None and self._in_paragraph and not self.outside:
            self._text = joined(self._text, text)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note the beginning of an element."""
        match name:
            case "style":
                self._style = attributes.get("name", "")
            case "table-properties" if attributes.get("display") == "false":
                self._hidden_styles.add(self._style)
            case "table":
                is_visible = attributes.get("style-name") not in self._hidden_styles
                self.sheets.append(_RawSheet(attributes.get("name", ""), is_visible))
            case "table-column":
                self.sheets[-1].add_column(attributes)
            case "table-row":
                self._row, self.sheets[-1].column = attributes, 0
            case "table-cell" | "covered-table-cell":
                self._cell, self._text = attributes, ""
            case "p":
                self._in_paragraph = True
            case "s" | "tab" | "line-break":
                self.read_text(" ")

    def end(self, name: str) -> None:
        """Note the end of an element."""
        if name == "p":
            self.read_text(" ")
            self._in_paragraph = False
        elif name in _CELLS and self._cell is not None:
            self.sheets[-1].add_cell(self._cell, self._text.strip())
            self._cell = None
        elif name == "table-row":
            self.sheets[-1].end_row(self._row)


def _times(attributes: Mapping[str, str], what: str) -> int:
    return max(1, int(attributes.get(f"number-{what}-repeated", "1")))


def _value(cell: Mapping[str, str], shown: str) -> Cell:
    if cell.get("calc-value-type") == "error":
        return Cell("", ERROR)
    match cell.get("value-type"):
        case "percentage":
            return per_cent(float(cell["value"]))
        case "date":
            return Cell(cell["date-value"].removesuffix("T00:00:00"), DATE)
        case "time":
            return Cell(shown, DATE)
        case "boolean":
            return Cell(cell["boolean-value"])
        case "float" | "currency" if re.fullmatch("0[0-9]+", shown):
            return Cell(shown)
        case "float" | "currency":
            return Cell(figure(float(cell["value"])))
        case "string":
            return text_cell(shown or cell.get("string-value", ""))
        case _:
            return Cell(shown, NO_VALUE if "formula" in cell and not shown else "")
