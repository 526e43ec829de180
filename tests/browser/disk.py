"""What is on the disk of a server, read past it, and the one thing that a test changes there."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.conftest import Server


def responses(server: Server, place: int) -> list[Any]:
    """Every response kept at this place of any attempt, oldest first."""
    query = (
        "SELECT body FROM event WHERE place = ? AND kind IN ('tried', 'revised') ORDER BY number"
    )
    with _open(server) as connection:
        rows = connection.execute(query, (place,)).fetchall()
    return [json.loads(body)["response"] for (body,) in rows]


def draft(server: Server, place: int) -> str:
    """The text kept of what was being written at this place, empty where there is none."""
    query = "SELECT text FROM draft WHERE place = ?"
    with _open(server) as connection:
        found = connection.execute(query, (place,)).fetchone()
    return str(found[0]) if found else ""


def let_time_run_out(server: Server, attempt_id: str, *, seconds: float) -> None:
    """Move the deadline of an attempt to this many seconds from now."""
    deadline = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=seconds)
    with _open(server) as connection, connection:
        query = "UPDATE attempt SET deadline = ? WHERE id = ?"
        connection.execute(query, (f"{deadline:%Y-%m-%d %H:%M:%S.%f}", attempt_id))


@contextmanager
def _open(server: Server) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(server.database, timeout=15)) as connection:
        yield connection
