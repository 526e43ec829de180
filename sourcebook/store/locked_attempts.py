"""An attempt while a step in it is taken: nobody else can change it until the transaction ends."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Row, bindparam, exists, select

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Event
from sourcebook.model.item_records import after_event
from sourcebook.model.withholding import NOTHING_CLOSED, ClosedItems, is_open_test, with_withheld
from sourcebook.store import result_rows, rows, tables
from sourcebook.store.attempt_cache import RememberedAttempts, State, own_events
from sourcebook.store.column_types import DatabaseVersion, Instant
from sourcebook.store.database import Database


@dataclass(frozen=True)
class LockedAttempt:
    """An attempt that nobody else can change until the transaction ends.

    `attempt` has no place withheld, and `state` says which events it has so far.
    """

    connection: Connection
    attempt: Attempt
    state: State
    closed: ClosedItems

    @property
    def seen(self) -> Attempt:
        """The attempt as its learner may see it."""
        return with_withheld(self.attempt, self.closed)

    def with_event(self, event: Event) -> Self:
        """The attempt after one more event, which is written."""
        epoch, events, latest = self.state
        written = rows.append(self.connection, self.attempt.id, events, event)
        record = after_event(self.attempt.record(written.place), written)
        records = {**self.attempt.records, written.place: record}
        attempt = self.attempt.model_copy(update={"records": records})
        state = State(epoch, events + 1, max(latest or written.at, written.at))
        return replace(self, attempt=attempt, state=state)

    def finished(self, now: datetime) -> Self:
        """The attempt after its end, which is written; one that has ended stays as it is."""
        if self.attempt.is_finished:
            return self
        rows.finish(self.connection, self.attempt.id, now)
        attempt = self.attempt.model_copy(update={"finished_at": rows.in_utc(now)})
        return replace(self, attempt=attempt)


Transaction = Callable[[], AbstractContextManager[Connection]]

Change = Callable[[LockedAttempt], LockedAttempt]
"""What is done with a locked attempt; it returns the attempt afterwards."""


def next_number(connection: Connection, attempt_id: str) -> int:
    """The number of the next event of an attempt, which nobody else can write until then."""
    table = tables.attempt
    connection.execute(select(table.c.id).where(table.c.id == attempt_id).with_for_update())
    count: int = connection.execute(_EVENTS_SO_FAR, {"attempt_id": attempt_id}).scalar_one()
    return count


class _Surroundings(NamedTuple):
    """What a step has to know beside the row of its attempt."""

    events: int
    latest: datetime | None
    some_overdue: bool
    has_closed_items: bool
    version: int


def changed(
    database: Database,
    transaction: Transaction,
    remembered: RememberedAttempts,
    change: Change,
    *,
    learner_id: str,
    attempt_id: str,
    now: datetime,
) -> Attempt | None:
    """A learner's attempt after a change; None, and no change, if overdue attempts must end first.

    Raises AttemptError if the learner has no such attempt.
    """
    with transaction() as connection:
        row = _locked_row(connection, learner_id, attempt_id)
        around = _surroundings(connection, learner_id, attempt_id, now)
        if around.some_overdue:
            return None
        epoch = database.times_opened, around.version
        state = State(epoch, around.events, around.latest)
        attempt = remembered.find(row, state) or rows.assembled(connection, [row])[0]
        closes = around.has_closed_items and not is_open_test(attempt)
        closed = rows.closed_items(connection, learner_id) if closes else NOTHING_CLOSED
        held = LockedAttempt(connection, attempt, state, closed)
        after = change(held)
        if after is not held and after.attempt.is_finished:
            result_rows.write(connection, [after.attempt])
    remembered.remember({attempt_id: (after.state, after.attempt)})
    return after.seen


_ATTEMPT = tables.attempt
_ROW = (
    select(_ATTEMPT)
    .where(
        _ATTEMPT.c.id == bindparam("attempt_id"), _ATTEMPT.c.learner_id == bindparam("learner_id")
    )
    .with_for_update()
)
_EVENTS, _LATEST = own_events(bindparam("attempt_id"))
_SOME_OVERDUE = exists().where(rows.is_overdue(bindparam("now", type_=Instant())))
_AROUND = select(_EVENTS, _LATEST, _SOME_OVERDUE, rows.has_closed_items(), DatabaseVersion())
_EVENTS_SO_FAR = select(_EVENTS)


def _locked_row(connection: Connection, learner_id: str, attempt_id: str) -> Row[Any]:
    """The row of the attempt. Two tabs that take a step at once wait for each other here."""
    found = connection.execute(_ROW, {"learner_id": learner_id, "attempt_id": attempt_id}).first()
    if found is None:
        raise AttemptError("There is no such attempt.")
    return found


def _surroundings(
    connection: Connection, learner_id: str, attempt_id: str, now: datetime
) -> _Surroundings:
    # A query of its own after the lock: in PostgreSQL the one that waited for the lock does not
    # count the events that were written meanwhile.
    named = {"learner_id": learner_id, "attempt_id": attempt_id, "now": now}
    return _Surroundings(*connection.execute(_AROUND, named).one())
