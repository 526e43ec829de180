"""Several tables as one spreadsheet, in which no text is ever run as a formula."""

import io
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sourcebook.analysis.csv_export import plain_cell

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet takes."""

_WIDEST = 60


def workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The tables as an XLSX file, each on a sheet of its own under its name.

    Cells are as in `sheet`, but without apostrophes: a text is stored as a text, so that it is
    shown as it is and never read as a formula, and stays one where a person edits it. Characters
    that the format cannot hold are left out. A name has at most 31 characters, none of `[]:*?/\\`.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in tables.items():
        _fill(book.create_sheet(name), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Worksheet, table: pd.DataFrame) -> None:
    rows = [list(table.columns), *table.itertuples(index=False, name=None)]
    for row in rows:
        page.append([_cell(page, plain_cell(value)) for value in row])
    for cell in page[1] if rows[0] else ():
        cell.font = Font(bold=True)
    for column, values in enumerate(zip(*rows, strict=True), start=1):
        widest = max(len(str(value)) for value in values)
        page.column_dimensions[get_column_letter(column)].width = min(_WIDEST, widest + 2)
    page.freeze_panes = "B2"


def _cell(page: Worksheet, value: str | int | float) -> Cell:
    cell = WriteOnlyCell(page)
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        # What looks like a formula or an error would become one.
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
