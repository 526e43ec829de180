"""Attempts as they were last read: the next step and the next page need not read them again.

After its start an attempt changes in two ways only: in its own row, or by one more event. So its
row, the number of its events and the moment of the latest one say whether it is still the same. An
attempt is remembered only after the transaction that changed it has ended well.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select

from sourcebook.model.attempts import Attempt
from sourcebook.store import rows, tables
from sourcebook.store.column_types import Instant

MOST_ATTEMPTS = 2_000
"""How many are remembered; after that, those read first are forgotten first."""


class State(NamedTuple):
    """What differs after an attempt has changed, apart from its row.

    `epoch` differs after a backup was restored, `events` counts the events of the attempt, and
    `latest` is the moment of the last one.
    """

    epoch: object
    events: int = 0
    latest: datetime | None = None


def own_events(attempt_id: ColumnElement[str]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Columns for a query: how many events an attempt has, and the moment of the latest one."""
    own, moment = tables.event.c.attempt_id == attempt_id, tables.event.c.at
    events, latest = func.count(), func.max(moment, type_=Instant())
    return (
        select(events).where(own).scalar_subquery().label("events"),
        select(latest).where(own).scalar_subquery().label("latest"),
    )


class RememberedAttempts:
    """The attempts that a process remembers; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[str, tuple[State, Attempt]] = {}

    def load(
        self, connection: Connection, query: Select[Any], *, epoch: object
    ) -> tuple[Attempt, ...]:
        """The attempts that a query on the table of attempts selects, in its order.

        Only for transactions that read: what one has written may still be undone.
        """
        found = connection.execute(query).all()
        states = _states(connection, [row.id for row in found], epoch)
        known = {row.id: same for row in found if (same := self.find(row, states[row.id]))}
        fresh = rows.assembled(connection, [row for row in found if row.id not in known])
        self.remember({each.id: (states[each.id], each) for each in fresh})
        known |= {attempt.id: attempt for attempt in fresh}
        return tuple(known[row.id] for row in found)

    def take(self, connection: Connection, row: Row[Any], state: State) -> Attempt:
        """The attempt of a row in this state, read if it is not remembered."""
        if known := self.find(row, state):
            return known
        attempt = rows.assembled(connection, [row])[0]
        self.remember({attempt.id: (state, attempt)})
        return attempt

    def find(self, row: Row[Any], state: State) -> Attempt | None:
        """The attempt of this row, if it is remembered in this state."""
        then, attempt = self._found.get(row.id, (None, None))
        return rows.with_row(attempt, row) if attempt and then == state else None

    def remember(self, attempts: Mapping[str, tuple[State, Attempt]]) -> None:
        """Remember attempts by their ids, each with the state in which it was read."""
        with self._lock:
            self._found |= attempts
            while len(self._found) > MOST_ATTEMPTS:
                del self._found[next(iter(self._found))]


_EVENTS_OF = (
    select(tables.event.c.attempt_id, func.count(), func.max(tables.event.c.at, type_=Instant()))
    .where(tables.event.c.attempt_id.in_(bindparam("attempt_ids", expanding=True)))
    .group_by(tables.event.c.attempt_id)
)


def _states(connection: Connection, attempt_ids: Sequence[str], epoch: object) -> dict[str, State]:
    states = dict.fromkeys(attempt_ids, State(epoch))
    for ids in rows.in_parts(attempt_ids):
        for attempt_id, events, moment in connection.execute(_EVENTS_OF, {"attempt_ids": ids}):
            states[attempt_id] = State(epoch, events, moment)
    return states
