"""Tables as files for spreadsheets, in which no text is ever run as a formula."""

import csv
import io
import re
from datetime import UTC, date, datetime
from numbers import Integral, Real

import pandas as pd

# A spreadsheet may skip blanks, control characters and marks of no width before it reads a sign.
_SKIPPED = r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_FORMULA = re.compile(rf"{_SKIPPED}[=+\-@＝＋－＠\t\r\n\x00]")


def sheet(table: pd.DataFrame) -> bytes:
    """The table as a CSV file: UTF-8 with a byte order mark, lines that end in CR LF.

    Moments are written in UTC, to the second, as
    `2022-11-23T09:00:00Z`, numbers as decimals with a point, exact fractions too (a spreadsheet
    would read `1/2` as a date), and what is missing as an empty cell. Texts stand in quotation
    marks. A text, or the name of a column, gets a leading apostrophe where a spreadsheet might
    run it as a formula: where it begins, blanks and control characters aside, with = + - @ or the
    full-width twin of one, with a tab, a new line or NUL (OWASP, CSV Injection; ASVS 5.0).
    """
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False))
    return file.getvalue().encode("utf-8-sig")


def plain_cell(value: object) -> str | int | float:
    """A value as a cell of a spreadsheet has it; a text as it is, formula or not."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value != value:
        return ""
    match value:
        case bool():
            return str(value)
        case int() | float():
            return value
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case Integral():
            return int(value)
        case Real():
            return float(value)
        case _:
            return str(value)


def harmless_text(text: str) -> str:
    """The text, with a leading apostrophe where a spreadsheet might run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: object) -> str | int | float:
    plain = plain_cell(value)
    return harmless_text(plain) if isinstance(plain, str) else plain


def _moment(value: datetime) -> str:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
