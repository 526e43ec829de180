"""The counters of numbers that are never given twice, such as the number of a learner.

A counter may be higher than every number in its table, because rows were deleted since.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table, func, select, text

from sourcebook.store.tables import metadata


def continue_counters(source: Connection, target: Connection) -> None:
    """Let the counters of a database go on where those of another one are, if they are higher."""
    for table, column in counted_tables():
        raise_counter(target, table, _last(source, table, column))
        highest: int | None = target.execute(select(func.max(column))).scalar()
        raise_counter(target, table, highest or 0)


def raise_counter(connection: Connection, table: Table, number: int) -> None:
    """Let the next number in a table be higher than this one; a counter is never lowered."""
    column = table.autoincrement_column
    if column is None or number <= _last(connection, table, column):
        return
    named: dict[str, object] = {"name": table.name, "number": number}
    if connection.dialect.name == "postgresql":
        query = text("SELECT setval(pg_get_serial_sequence(:name, :column), :number)")
        connection.execute(query, named | {"column": column.name})
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
    connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :number)"), named)


def counted_tables() -> Iterator[tuple[Table, Column[int]]]:
    """The tables that number their rows, each with the column of the number."""
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            yield table, table.autoincrement_column


def _last(connection: Connection, table: Table, column: Column[int]) -> int:
    """The last number that was given; 0 if there was none."""
    query = "SELECT seq FROM sqlite_sequence WHERE name = :name"
    if connection.dialect.name == "postgresql":
        sequence = "CAST(pg_get_serial_sequence(:name, :column) AS regclass)"
        query = f"SELECT pg_sequence_last_value({sequence})"
    named = {"name": table.name, "column": column.name}
    found: int | None = connection.execute(text(query), named).scalar()
    return found or 0
