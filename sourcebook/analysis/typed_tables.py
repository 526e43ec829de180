"""How rows become a table whose columns keep their types, also where there are no rows."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

MOMENT = "datetime64[us, UTC]"
"""The type of a column of moments."""


def table(
    rows: Iterable[tuple[object, ...]], columns: Sequence[str], *, types: Mapping[str, str]
) -> pd.DataFrame:
    """The rows under these columns; a column without a type keeps its values as they are."""
    # Without a type of its own a column of texts would turn each None into a NaN.
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object).astype(dict(types))
