"""How a table of results stands in a file: plain headers, and numbers rounded as on the screen."""

from collections.abc import Mapping, Sequence

import pandas as pd


def for_file(
    found: pd.DataFrame,
    heads: Mapping[str, str],
    *,
    percents: Sequence[str] = (),
    shares: Sequence[str] = (),
    figures: Sequence[str] = (),
    seconds: Sequence[str] = (),
) -> pd.DataFrame:
    """These columns in this order, under these headers.

    `percents` (0 to 100) and `shares` (0 to 1) become whole per cent, rounded down as on the
    screen, so that 59.9 never looks like 60; `figures` keep two decimals, `seconds` none.
    """
    table = found.copy()
    for name in percents:
        table[name] = whole_per_cent(table[name])
    for name in shares:
        table[name] = whole_per_cent(table[name] * 100)
    for name in figures:
        table[name] = table[name].round(2)
    for name in seconds:
        table[name] = table[name].round().astype("Int64")
    return table[list(heads)].rename(columns=dict(heads))


def whole_per_cent(values: pd.Series) -> pd.Series:
    """Numbers from 0 to 100 rounded down to whole ones; what is missing stays missing."""
    # What floating point leaves a hair below a whole number is that number.
    return values.round(9).floordiv(1).astype("Int64")
