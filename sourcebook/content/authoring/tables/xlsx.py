"""Sheets of an Excel file (.xlsx, .xlsm), as a person sees them: values, never formulas."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from sourcebook.content.authoring.tables.cells import (
    DATE,
    ERROR,
    NO_VALUE,
    Cell,
    Figure,
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

_TRUE = {"1", "true"}


@dataclass
class _RawCell:
    """A cell as it is written in the file."""

    column: int
    type: str
    style: int
    text: str = ""
    has_formula: bool = False


@dataclass
class _RawSheet:
    """The cells of a sheet by row, before shared texts and formats are known."""

    rows: list[tuple[int, list[_RawCell]]] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)


def xlsx_sheets(package: Package) -> list[Sheet]:
    """The sheets with cells, in their order; none is read before it is asked for."""
    targets = _targets(package, "xl/workbook.xml")
    sheets: list[Mapping[str, str]] = []
    active, epoch = 0, CALENDAR_WINDOWS_1900
    for kind, name, attributes in package.events("xl/workbook.xml"):
        if kind != "start":
            continue
        if name == "sheet":
            sheets.append(attributes)
        elif name == "workbookView":
            active = int(attributes.get("activeTab", "0"))
        elif name == "workbookPr" and attributes.get("date1904") in _TRUE:
            epoch = CALENDAR_MAC_1904
    return [
        Sheet(
            sheet["name"],
            sheet.get("state", "visible") == "visible",
            place == active,
            partial(_table, package, targets[sheet["id"]], epoch),
        )
        for place, sheet in enumerate(sheets)
        if sheet.get("id") in targets
    ]


def _targets(package: Package, name: str) -> dict[str, str]:
    """The paths of the worksheets by the ids that the workbook has for them."""
    folder, file = posixpath.split(name)
    return {
        attributes["Id"]: posixpath.normpath(
            posixpath.join("/", folder, attributes["Target"])
        ).lstrip("/")
        for _, _, attributes in package.events(f"{folder}/_rels/{file}.rels")
        if attributes.get("Type", "").endswith("/worksheet")
    }


def _table(package: Package, path: str, epoch: datetime) -> Table:
    sheet = _raw_sheet(package.events(path))
    cells = [cell for _, row in sheet.rows for cell in row]
    strings = _strings(package, {int(cell.text) for cell in cells if cell.type == "s"})
    formats = _formats(package)
    rows = []
    for number, row in sheet.rows:
        values = [Cell("")] * (max((cell.column for cell in row), default=-1) + 1)
        for cell in row:
            values[cell.column] = _value(cell, strings, formats, epoch)
        if made := table_row(number, values):
            rows.append(made)
    return Table(tuple(rows), sheet.hidden.notes())


def _raw_sheet(events: Iterator[Event]) -> _RawSheet:
    """The cells that have something in them and are neither hidden nor far to the right."""
    sheet = _RawSheet()
    number, column, is_hidden = 0, -1, False
    row: list[_RawCell] = []
    cell: _RawCell | None = None
    inside = ""
    for kind, name, attributes in events:
        if kind == "text":
            if cell and inside in ("v", "t"):
                cell.text = joined(cell.text, name)
        elif kind == "end":
            inside = ""
            if name == "c" and cell and (cell.text or cell.has_formula):
                if not sheet.hidden.leaves_out(cell.column, is_hidden=is_hidden, row=number):
                    row.append(cell)
            elif name == "row" and row:
                sheet.rows.append((number, row))
                refuse_too_many(sheet.rows)
        elif name == "col":
            if attributes.get("hidden") in _TRUE:
                sheet.hidden.hide_columns(int(attributes["min"]) - 1, int(attributes["max"]))
        elif name == "row":
            number = int(attributes.get("r", number + 1))
            column, row = -1, []
            is_hidden = attributes.get("hidden") in _TRUE
        elif name == "c":
            column = _column(attributes.get("r", ""), column + 1)
            style = int(attributes.get("s", "0"))
            cell = _RawCell(column, attributes.get("t", "n"), style)
        elif name == "rPh":
            inside = ""
        else:
            inside = name
            if name == "f" and cell:
                cell.has_formula = True
    return sheet


def _column(reference: str, following: int) -> int:
    """The column of a reference such as `C7`, from 0; the following one if there is none."""
    found = re.match("[A-Z]{1,3}", reference)
    if not found:
        return following
    number = 0
    for letter in found[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _strings(package: Package, wanted: set[int]) -> dict[int, str]:
    """The shared texts of these numbers; readings of Japanese words are not part of them."""
    strings: dict[int, str] = {}
    if not wanted:
        return strings
    number, text, inside, in_reading = -1, "", "", False
    last = max(wanted)
    for kind, name, _ in package.events("xl/sharedStrings.xml"):
        if kind == "text":
            if inside == "t" and not in_reading:
                text = joined(text, name)
            continue
        inside = name if kind == "start" else ""
        if name == "rPh":
            in_reading = kind == "start"
        elif name == "si" and kind == "start":
            number, text = number + 1, ""
        elif name == "si":
            if number in wanted:
                strings[number] = text
            if number == last:
                break
    return strings


def _formats(package: Package) -> list[str]:
    """The number format of each style of cells."""
    if "xl/styles.xml" not in package.names:
        return []
    codes = dict(BUILTIN_FORMATS)
    numbers: list[int] = []
    in_cells = False
    for kind, name, attributes in package.events("xl/styles.xml"):
        if name == "cellXfs":
            in_cells = kind == "start"
        elif kind == "start" and name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif kind == "start" and name == "xf" and in_cells:
            numbers.append(int(attributes.get("numFmtId", "0")))
    return [codes.get(number, "General") for number in numbers]


def _value(
    cell: _RawCell, strings: dict[int, str], formats: Sequence[str], epoch: datetime
) -> Cell:
    if not cell.text:
        # A formula that gives an empty text has a value; any other without one was never run.
        return Cell("", "" if cell.type == "str" else NO_VALUE)
    match cell.type:
        case "s":
            return text_cell(strings[int(cell.text)])
        case "str" | "inlineStr":
            return text_cell(cell.text)
        case "b":
            return Cell("true" if cell.text == "1" else "false")
        case "e":
            return Cell("", ERROR)
        case "d":
            return Cell(cell.text.removesuffix("T00:00:00"), DATE)
        case _:
            code = formats[cell.style] if cell.style < len(formats) else "General"
            return _number(float(cell.text), code, epoch)


def _number(number: float, code: str, epoch: datetime) -> Cell:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
    if is_date_format(code):
        return _date(number, epoch)
    if "%" in bare:
        return per_cent(number)
    if re.fullmatch("0{2,20}", bare) and number.is_integer():
        return Cell(str(int(number)).zfill(len(bare)))
    return Cell(figure(number))


def _date(number: float, epoch: datetime) -> Cell:
    try:
        moment = from_excel(number, epoch)
    except (ValueError, OverflowError):
        return Cell(Figure(figure(number)), DATE)
    return Cell(str(moment).removesuffix(" 00:00:00"), DATE)
