"""Reading attempts: of one learner, at one quiz, of a class. Nothing changes here.

In the attempts of one learner, the items that an open test of theirs closes are withheld; in what
is read for a teacher or for statistics they are not.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.used_ids import Use, Uses
from sourcebook.model.withholding import NOTHING_CLOSED, ClosedItems, with_withheld
from sourcebook.store import rows, tables
from sourcebook.store.attempt_cache import RememberedAttempts, State, own_events
from sourcebook.store.classes import member_ids
from sourcebook.store.column_types import DatabaseVersion, Instant
from sourcebook.store.database import Database
from sourcebook.store.rooms import Room

_ATTEMPT = tables.attempt
_AS_IT_IS = rows.attempts_of(bindparam("learner_id")).add_columns(
    *own_events(_ATTEMPT.c.id),
    rows.has_closed_items().label("has_closed_items"),
    DatabaseVersion().label("database_version"),
)
_ONE = _AS_IT_IS.where(_ATTEMPT.c.id == bindparam("attempt_id"))
_UNFINISHED = _AS_IT_IS.where(
    _ATTEMPT.c.quiz_id == bindparam("quiz_id"),
    _ATTEMPT.c.purpose == bindparam("purpose"),
    _ATTEMPT.c.finished_at.is_(None),
)
"""Every page of a quiz asks one of these two, so each is made once."""


class AttemptQueries(Room):
    """Reading of attempts."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._remembered = RememberedAttempts()

    def unfinished(
        self, learner_id: str, quiz_id: str, *, purpose: Purpose = "quiz"
    ) -> Attempt | None:
        """The attempt at a quiz that a learner has not finished, or None."""
        named = {"quiz_id": quiz_id, "purpose": purpose}
        return self._one_of(learner_id, _UNFINISHED, named)

    def one(self, learner_id: str, attempt_id: str) -> Attempt | None:
        """A learner's own attempt by its id; None for an unknown one or another learner's."""
        return self._one_of(learner_id, _ONE, {"attempt_id": attempt_id})

    def of_learner(self, learner_id: str) -> tuple[Attempt, ...]:
        """All attempts of a learner, oldest first."""
        return self._attempts_of(learner_id, rows.attempts_of(learner_id))

    def closed_items(self, learner_id: str) -> ClosedItems:
        """The items whose answers are closed to a learner while tests of theirs are open."""
        with self.database.reading() as connection:
            return rows.closed_items(connection, learner_id)

    def of_learner_with_item(self, learner_id: str, item_id: str) -> tuple[Attempt, ...]:
        """All attempts of a learner that pinned an item with this id, oldest first."""
        query = rows.attempts_of(learner_id).where(rows.pins([item_id]))
        return self._attempts_of(learner_id, query)

    def with_items(self, item_ids: Collection[str]) -> tuple[Attempt, ...]:
        """The attempts of all learners that pinned an item with one of these ids, oldest first."""
        table = tables.attempt
        query = select(table).where(rows.pins(item_ids)).order_by(table.c.started_at)
        return self._attempts(query)

    def at_quiz(self, quiz_id: str) -> tuple[Attempt, ...]:
        """The finished attempts of all learners at a whole quiz, oldest first."""
        table = tables.attempt
        counts = (table.c.quiz_id == quiz_id, table.c.purpose == "quiz")
        query = select(table).where(*counts, table.c.finished_at.is_not(None))
        return self._attempts(query.order_by(table.c.started_at, table.c.id))

    def of_class(
        self, classroom_id: str | None = None, *, teacher: str | None = None
    ) -> tuple[Attempt, ...]:
        """All attempts of the members of a class, or of all classes, oldest first.

        For a teacher only the classes count that they see.
        """
        table = tables.attempt
        query = select(table).where(table.c.learner_id.in_(member_ids(classroom_id, teacher)))
        return self._attempts(query.order_by(table.c.started_at, table.c.id))

    def of_member(self, learner_id: str) -> tuple[Attempt, ...]:
        """All attempts of a learner as their teacher sees them, oldest first."""
        return self._attempts(rows.attempts_of(learner_id))

    def used_ids(self) -> Uses:
        """Which quizzes and items attempts refer to. Reviews and practices count for items only."""
        attempt, pinned = tables.attempt, tables.pinned_item
        learners = func.count(attempt.c.learner_id.distinct())
        quizzes = (
            select(attempt.c.quiz_id, func.count(), learners)
            .where(attempt.c.purpose.in_(["quiz", "missed"]))
            .group_by(attempt.c.quiz_id)
            .order_by(attempt.c.quiz_id)
        )
        items = (
            select(pinned.c.item_id, func.count(attempt.c.id.distinct()), learners)
            .join(attempt, attempt.c.id == pinned.c.attempt_id)
            .group_by(pinned.c.item_id)
            .order_by(pinned.c.item_id)
        )
        with self.database.reading() as connection:
            by_quiz, by_item = (connection.execute(each).all() for each in (quizzes, items))
        return Uses(
            {name: Use(attempts, people) for name, attempts, people in by_quiz},
            {name: Use(attempts, people) for name, attempts, people in by_item},
        )

    def stamp(self) -> tuple[object, ...]:
        """A value that differs after attempts, members of classes or what is set have changed."""
        counts = (
            select(func.count(), func.max(tables.event.c.at, type_=Instant())),
            select(func.count(), func.count(tables.attempt.c.finished_at)),
            select(func.count()).select_from(tables.learner),
            select(func.count(), func.max(tables.membership.c.joined_at, type_=Instant())),
            select(func.count()).select_from(tables.assignment),
        )
        with self.database.reading() as connection:
            found = (tuple(connection.execute(each).one()) for each in counts)
            return self.database.epoch(connection), *found

    def _one_of(self, learner_id: str, query: Select[Any], named: dict[str, str]) -> Attempt | None:
        with self.database.reading() as connection:
            row = connection.execute(query, {"learner_id": learner_id, **named}).first()
            if row is None:
                return None
            epoch = self.database.times_opened, row.database_version
            found = self._remembered.take(connection, row, State(epoch, row.events, row.latest))
            closed = NOTHING_CLOSED
            if row.has_closed_items:
                closed = rows.closed_items(connection, learner_id)
        return with_withheld(found, closed)

    def _attempts_of(self, learner_id: str, query: Select[Any]) -> tuple[Attempt, ...]:
        """Attempts as their learner may see them: what an open test closes is withheld."""
        with self.database.reading() as connection:
            found = self._remembered.load(connection, query, epoch=self.database.epoch(connection))
            closed = rows.closed_items(connection, learner_id) if found else NOTHING_CLOSED
        return tuple(with_withheld(each, closed) for each in found)

    def _attempts(self, query: Select[Any]) -> tuple[Attempt, ...]:
        with self.database.reading() as connection:
            return self._remembered.load(connection, query, epoch=self.database.epoch(connection))
