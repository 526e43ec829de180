"""A browser's session at the teacher's desk, as part of a larger transaction."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from sourcebook.store import rows, tables

PASS_LIFE = timedelta(hours=12)
"""How long the desk stays open in a browser: a day of school."""

_REMEMBERED = timedelta(days=400)
"""How long it is remembered that the desk was open in a browser: as long as its cookie lives."""


def give(connection: Connection, browser: str, teacher_id: str, now: datetime) -> None:
    """Open the desk to a teacher in the browser whose cookie has this hash.

    Old sessions are deleted.
    """
    table = tables.teacher_pass
    connection.execute(delete(table).where(table.c.until <= now - _REMEMBERED))
    row = {"browser": browser, "teacher_id": teacher_id, "since": now, "until": now + PASS_LIFE}
    rows.replace(connection, table, row)


def end(connection: Connection, browser: str) -> None:
    """Close the desk in a browser."""
    table = tables.teacher_pass
    connection.execute(delete(table).where(table.c.browser == browser))


def end_all_of(connection: Connection, teacher_id: str) -> None:
    """Close the desk in every browser of a teacher, also in those that are about to open it."""
    for table in (tables.teacher_pass, tables.ticket):
        connection.execute(delete(table).where(table.c.teacher_id == teacher_id))
