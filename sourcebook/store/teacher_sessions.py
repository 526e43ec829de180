"""A browser's session at the teacher's desk, as part of a larger transaction."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from sourcebook.store import rows, tables

PASS_LIFE = timedelta(hours=12)
"""How long the desk stays open in a browser: a day of school."""

_REMEMBERED = timedelta(days=400)
"""How long it is remembered that the desk was open in a browser: as long as its cookie lives."""


def give(connection: Connection, browser: str, now: datetime) -> None:
    """Open the desk in the browser whose cookie has this hash; old sessions are deleted."""
    table = tables.teacher_pass
    connection.execute(delete(table).where(table.c.until <= now - _REMEMBERED))
    row = {"browser": browser, "since": now, "until": now + PASS_LIFE}
    rows.replace(connection, table, row)


def end(connection: Connection, browser: str) -> None:
    """Close the desk in a browser."""
    table = tables.teacher_pass
    connection.execute(delete(table).where(table.c.browser == browser))


def end_all(connection: Connection) -> None:
    """Close the desk in every browser, also in those that are about to open it."""
    connection.execute(delete(tables.teacher_pass))
    connection.execute(delete(tables.ticket).where(tables.ticket.c.opens_desk))
