"""How many rows a table has, and a checksum of them, the same for SQLite and PostgreSQL.

A row is read by the types of its columns, so equal values have equal checksums in both databases.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

BATCH = 1_000
"""How many rows are held in memory at once."""

_BYTES = 32
_ALL = 2 ** (8 * _BYTES)


class TableSum(NamedTuple):
    """The number of rows, and 64 hexadecimal digits that differ if any value differs."""

    rows: int
    checksum: str


class RunningSum:
    """The sum of the rows that were added so far, in any order.

    The checksum is the sum of the SHA-256 of all rows, modulo 2 to the 256th: two databases sort
    texts differently, and a sum needs no order.
    """

    def __init__(self) -> None:
        self._rows = self._total = 0

    def add(self, row: Sequence[object]) -> None:
        """Count one more row."""
        text = json.dumps(list(row), default=_moment, separators=(",", ":"))
        self._total += int.from_bytes(sha256(text.encode()).digest())
        self._rows += 1

    def total(self) -> TableSum:
        """The sum of all rows up to now."""
        return TableSum(self._rows, f"{self._total % _ALL:0{2 * _BYTES}x}")


def sum_of(connection: Connection, table: Table) -> TableSum:
    """The sum of all rows of a table as they are read back."""
    running = RunningSum()
    for row in connection.execute(select(table).execution_options(yield_per=BATCH)):
        running.add(row)
    return running.total()


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{type(value).__name__} is no type of a column.")
