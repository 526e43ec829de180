"""Marks of texts in a learner's own words: their own, and a teacher's."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from sourcebook import delivery
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Event, Level
from sourcebook.model.teachers import Teacher
from sourcebook.store import tables
from sourcebook.store.attempt_steps import AttemptSteps
from sourcebook.store.classes import member_ids


class TextMarks(AttemptSteps):
    """Marks of texts; each method returns the attempt after the mark.

    They raise AttemptError if the attempt does not allow it. `teacher` is who marks: None stands
    for the site itself, whose name no mark has.
    """

    def mark_written(
        self, learner_id: str, attempt_id: str, place: int, level: Level, *, now: datetime
    ) -> Attempt:
        """Keep the level that a learner gives their own text."""
        return self._step(
            learner_id,
            attempt_id,
            lambda at: delivery.mark_written(at, place, level, now=now),
            now=now,
        )

    def mark_by_teacher(
        self,
        attempt_id: str,
        place: int,
        level: Level,
        *,
        now: datetime,
        comment: str | None = None,
        teacher: Teacher | None = None,
        changes: int | None = None,
    ) -> Attempt:
        """Keep the mark that a teacher gives a learner's text; the learner's own stays on record.

        `comment` is for the learner. `changes` are the `mark_changes` that the teacher has seen.
        Raises AttemptError if the learner is in no class that the teacher sees, or if there were
        others meanwhile.
        """

        def move(attempt: Attempt) -> Event | None:
            return delivery.mark_by_teacher(
                attempt, place, level, now=now, comment=comment, who=_name(teacher), changes=changes
            )

        return self._of_member(attempt_id, teacher, move, now=now)

    def take_back_mark(
        self,
        attempt_id: str,
        place: int,
        *,
        now: datetime,
        changes: int,
        teacher: Teacher | None = None,
    ) -> Attempt:
        """Take back the latest mark of a teacher, so that the one before it counts again.

        Raises AttemptError if the learner is in no class, or if the mark has changed since.
        """

        def move(attempt: Attempt) -> Event:
            return delivery.take_back_mark(
                attempt, place, now=now, changes=changes, who=_name(teacher)
            )

        return self._of_member(attempt_id, teacher, move, now=now)

    def ask_second_mark(
        self, attempt_id: str, place: int, *, now: datetime, teacher: Teacher | None = None
    ) -> Attempt:
        """Ask for a second mark of a text; nothing changes if one is asked for already.

        Raises AttemptError if the learner is in no class, or if no teacher has marked the text.
        """

        def move(attempt: Attempt) -> Event | None:
            return delivery.ask_second_mark(attempt, place, now=now, who=_name(teacher))

        return self._of_member(attempt_id, teacher, move, now=now)

    def see_mark(self, learner_id: str, attempt_id: str, place: int, *, now: datetime) -> Attempt:
        """Note that a learner has seen their teacher's mark; nothing changes if they had."""
        return self._step(
            learner_id, attempt_id, lambda at: delivery.see_mark(at, place, now=now), now=now
        )

    def _of_member(
        self,
        attempt_id: str,
        teacher: Teacher | None,
        move: Callable[[Attempt], Event | None],
        *,
        now: datetime,
    ) -> Attempt:
        """Make a move on an attempt; AttemptError if its learner is in no class seen here."""
        table, seen = tables.attempt, member_ids(None, teacher.id if teacher else None)
        query = select(table.c.learner_id).where(
            table.c.id == attempt_id, table.c.learner_id.in_(seen)
        )
        with self.database.reading() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise AttemptError("There is no such attempt in your classes.")
        return self._step(str(found), attempt_id, move, now=now)


def _name(teacher: Teacher | None) -> str | None:
    return teacher.name if teacher else None
