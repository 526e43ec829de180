"""Results as a table for a file: plain headers, and numbers rounded as on the screen."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import floor, isnan
from typing import TypeVar

import pandas as pd

FileTable = pd.DataFrame
"""A table as `sheet` and `workbook` write it."""

_Row = TypeVar("_Row")


def file_table(
    rows: Iterable[_Row], columns: Sequence[tuple[str, Callable[[_Row], object]]]
) -> FileTable:
    """A table with a line for each row; a column is a header and what stands under it for a row."""
    lines = [[value(row) for _, value in columns] for row in rows]
    return pd.DataFrame(lines, columns=[head for head, _ in columns], dtype=object)


def marked_as_invented(table: FileTable) -> FileTable:
    """The table with a column that says that its data are invented."""
    return table.assign(data="invented")


def whole_per_cent(percent: Fraction | float | None) -> int | None:
    """A number from 0 to 100 rounded down to a whole one, so that 59.9 never looks like 60."""
    if percent is None or isnan(percent):
        return None
    # What floating point leaves a hair below a whole number is that number.
    return floor(round(Fraction(percent), 9))


def whole_seconds(seconds: float) -> int | None:
    """Seconds rounded to whole ones; None if there are none."""
    return None if isnan(seconds) else round(seconds)


def two_decimals(figure: float) -> float | None:
    """A figure rounded to two decimals; None if there is none."""
    return None if isnan(figure) else round(figure, 2)
