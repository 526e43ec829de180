"""Finished attempts as they were last read: a page that shows them all need not read them again.

An attempt that is finished changes only by an event more, such as a mark; so its row and the
number of its events say whether it is still as it was. Only what is committed is remembered.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Select, func, select

from sourcebook.model.attempts import Attempt
from sourcebook.store import rows, tables

MOST_ATTEMPTS = 2_000
"""How many are remembered; beyond it those read first go first."""


class FinishedAttempts:
    """The finished attempts that a process remembers; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, tuple[object, Attempt]] = {}

    def load(
        self, connection: Connection, query: Select[Any], *, epoch: object
    ) -> tuple[Attempt, ...]:
        """The attempts that a query on the table of attempts selects, in its order.

        What was remembered in another `epoch` of the database does not count. For connections
        that read: what a transaction has written may yet be taken back.
        """
        found = connection.execute(query).all()
        numbers = _numbers_of_events(connection, [row.id for row in found if row.finished_at])
        states = {row.id: (epoch, tuple(row), numbers.get(row.id, 0)) for row in found}
        known = {each: attempt for each in states if (attempt := self._look(each, states[each]))}
        fresh = rows.assembled(connection, [row for row in found if row.id not in known])
        known |= {attempt.id: attempt for attempt in fresh}
        self._keep({each.id: (states[each.id], each) for each in fresh if each.is_finished})
        return tuple(known[row.id] for row in found)

    def _look(self, attempt_id: str, state: object) -> Attempt | None:
        then, attempt = self._kept.get(attempt_id, (None, None))
        return attempt if then == state else None

    def _keep(self, attempts: dict[str, tuple[object, Attempt]]) -> None:
        with self._lock:
            self._kept |= attempts
            for attempt_id in list(self._kept)[:-MOST_ATTEMPTS]:
                del self._kept[attempt_id]


def _numbers_of_events(connection: Connection, attempt_ids: Sequence[str]) -> dict[str, int]:
    table = tables.event
    found: dict[str, int] = {}
    for ids in rows.in_parts(attempt_ids):
        query = select(table.c.attempt_id, func.count().label("number"))
        own = query.where(table.c.attempt_id.in_(ids)).group_by(table.c.attempt_id)
        found |= {row.attempt_id: row.number for row in connection.execute(own)}
    return found
