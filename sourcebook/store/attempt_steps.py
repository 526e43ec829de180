"""How a step in an attempt is taken: one at a time, on the attempt as it is on disk."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, exists, select, update

from sourcebook import delivery
from sourcebook.model.attempts import Attempt, Event
from sourcebook.store import repeated_steps, rows, tables
from sourcebook.store.attempt_queries import AttemptQueries
from sourcebook.store.column_types import Instant
from sourcebook.store.locked_attempts import Change, LockedAttempt, Transaction, changed
from sourcebook.store.tally import note

_NOW = bindparam("now", type_=Instant())
_IS_RELEASED = tables.attempt.c.withheld_until <= _NOW
_SOME = select(exists().where(rows.is_overdue(_NOW)), exists().where(_IS_RELEASED))
"""Every page of a quiz asks this, so it is made once."""


class AttemptSteps(AttemptQueries):
    """Reading of attempts, and one step in an attempt at a time."""

    def end_overdue(self, *, now: datetime) -> None:
        """End every attempt whose deadline has passed, at its deadline.

        Keys that were withheld until a moment that has passed are no longer withheld.
        """
        table, named = tables.attempt, {"now": now}
        with self.database.reading() as connection:
            has_overdue, has_released = connection.execute(_SOME, named).one()
        if has_overdue or has_released:
            with self.database.writing() as connection:
                is_overdue = rows.is_overdue(_NOW)
                ended = update(table).where(is_overdue).values(finished_at=table.c.deadline)
                note(connection, "attempts_finished", connection.execute(ended, named).rowcount)
                released = update(table).where(_IS_RELEASED).values(withheld_until=None)
                connection.execute(released, named)

    def _step(
        self,
        learner_id: str,
        attempt_id: str,
        move: Callable[[Attempt], Event | None],
        *,
        now: datetime,
    ) -> Attempt:
        """Make a move on the attempt as it is on disk, while nobody else can make one."""

        def take(held: LockedAttempt) -> LockedAttempt:
            event = move(held.seen)
            if event is None:
                return held
            after = held.with_event(event)
            return after.finished(now) if delivery.is_complete(after.seen) else after

        return self._change(learner_id, attempt_id, take, now=now)

    def _change(
        self,
        learner_id: str,
        attempt_id: str,
        change: Change,
        *,
        now: datetime,
        transaction: Transaction | None = None,
    ) -> Attempt:
        def step(change: Change) -> Attempt | None:
            return changed(
                self.database,
                transaction or self.database.writing,
                self._remembered,
                change,
                learner_id=learner_id,
                attempt_id=attempt_id,
                now=now,
            )

        after = repeated_steps.taken(step, change)
        if after is None:
            self.end_overdue(now=now)
            return self._change(learner_id, attempt_id, change, now=now, transaction=transaction)
        return after
