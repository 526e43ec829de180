"""Copying all tables from one database to another, of either kind, and proving the copy."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Table, exists, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from sourcebook.errors import StoreError
from sourcebook.store.counters import continue_counters
from sourcebook.store.database_errors import first_line
from sourcebook.store.table_sums import BATCH, RunningSum, TableSum, sum_of
from sourcebook.store.tables import metadata


def copy_tables(
    source: Connection, target: Connection, *, without: Collection[Table] = ()
) -> Mapping[str, TableSum]:
    """The sum of each table, by name, after all were copied into empty tables and compared.

    Each table is read back from the target. `without` are tables whose rows are left out. Raises
    StoreError, which names the table, if a row cannot be stored or a table differs: then the
    transaction of the target must be rolled back.
    """
    chosen = [table for table in metadata.sorted_tables if table not in without]
    copied = {table.name: _copy(source, target, table) for table in chosen}
    continue_counters(source, target)
    for table in chosen:
        _compare(copied[table.name], target, table)
    if target.dialect.name == "postgresql":
        # Else it would plan its first queries as if the tables were still empty.
        target.execute(text(f"ANALYZE {', '.join(copied)}"))
    return copied


def tables_with_rows(connection: Connection, names: Collection[str]) -> list[str]:
    """Those of these tables that hold anything."""
    return [
        table.name
        for table in metadata.sorted_tables
        if table.name in names
        and connection.execute(select(exists(select(1).select_from(table)))).scalar()
    ]


def _copy(source: Connection, target: Connection, table: Table) -> TableSum:
    running = RunningSum()
    with _naming(table):
        rows = source.execute(select(table).execution_options(yield_per=BATCH))
        for part in rows.partitions():
            for row in part:
                running.add(row)
            target.execute(insert(table), [dict(row._mapping) for row in part])
    return running.total()


def _compare(expected: TableSum, target: Connection, table: Table) -> None:
    with _naming(table):
        found = sum_of(target, table)
    if found.rows != expected.rows:
        raise StoreError(
            f"The number of rows of the table '{table.name}' is {expected.rows}, and {found.rows} "
            "in the copy. Nothing was changed. See that no app uses the new database, then do "
            "this again."
        )
    if found != expected:
        raise StoreError(
            f"The table '{table.name}' was not copied as it is: the checksums of its rows "
            "differ. Nothing was changed."
        )


@contextmanager
def _naming(table: Table) -> Iterator[None]:
    """Name the table in what a database or a type of a column says."""
    try:
        yield
    # A value that is not of its column's type is a ValueError or a TypeError.
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError) as error:
        raise StoreError(
            f"The table '{table.name}' cannot be copied: {first_line(error)}. Nothing was changed."
        ) from error
