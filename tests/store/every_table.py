"""Rows in every table, with values that two kinds of databases may hold differently."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, Table, create_engine, select
from sqlalchemy.sql.schema import ForeignKey

from sourcebook.store.column_types import Facts, Instant
from sourcebook.store.engine import open_engine
from sourcebook.store.tables import metadata

ROWS = 3
YEREVAN = timezone(timedelta(hours=4))
WORDS = "Զվարթնոց, Ağdam, 和平 🕊 'quoted' \"twice\" \\ %s :name\n\ttab"
FACTS = {
    "z": WORDS,
    "a": [True, False, None, 0, 0.1, 1.0, -2.5e-300],
    "big": 10**30,
    "deep": {"1/3": [{}, [], ""]},
}

Rows = Mapping[str, list[dict[str, Any]]]
"""The rows of each table, by its name."""


def fill(url: str) -> None:
    """Make a database of this version with three rows in every table.

    In the first row all that can be empty is empty.
    """
    engine = open_engine(url)
    made: dict[str, list[dict[str, Any]]] = {}
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            made[table.name] = [_row(table, number, made) for number in range(ROWS)]
            connection.execute(table.insert(), made[table.name])
    engine.dispose()


def all_rows(url: str) -> Rows:
    """All rows, in the order of their keys."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {table.name: _read(connection, table) for table in metadata.sorted_tables}
    engine.dispose()
    return found


def _read(connection: Connection, table: Table) -> list[dict[str, Any]]:
    keys = [column.name for column in table.primary_key.columns]
    rows = [dict(row._mapping) for row in connection.execute(select(table))]
    return sorted(rows, key=lambda row: [row[key] for key in keys])


def _row(table: Table, number: int, made: Rows) -> dict[str, Any]:
    return {column.name: _value(column, number, made) for column in table.columns}


def _value(column: Column[Any], number: int, made: Rows) -> object:
    if column.nullable and number == 0:
        return None
    if column.foreign_keys:
        return _referred(next(iter(column.foreign_keys)), number, made)
    match column.type:
        case Boolean():
            return number % 2 == 0
        case Integer():
            return number + 1 if column.primary_key else 2**31 - 1 - number
        case Float():
            return number + 0.1
        case Instant():
            return datetime(2022, 11, 23, 3, 59, 59, 999_999, YEREVAN) + timedelta(days=number)
        case Facts():
            return FACTS | {"number": number}
        case other:
            return f"{number} {WORDS}"[: getattr(other, "length", None) or 4_000]


def _referred(key: ForeignKey, number: int, made: Rows) -> object:
    return made[key.column.table.name][number][key.column.name]
