"""Which lessons and steps learners opened and read, and when; what they did at their tasks."""

from datetime import datetime

from sqlalchemy import bindparam, update

from sourcebook.model.learners import Reading
from sourcebook.store import rows, tables
from sourcebook.store.classes import member_ids
from sourcebook.store.lesson_tasks import LessonTasks

_OF_LEARNER = rows.readings().where(tables.reading.c.learner_id == bindparam("learner_id"))


class Readings(LessonTasks):
    """The lessons that learners opened and read, step by step, and their answers to tasks."""

    def note_opened(self, learner_id: str, lesson_id: str, *, now: datetime) -> None:
        """Note that a learner opened a lesson."""
        with self.database.writing() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            row = {"learner_id": learner_id, "lesson_id": lesson_id, "opened_at": now}
            rows.replace(connection, tables.reading, row)

    def note_step(self, learner_id: str, lesson_id: str, step: str, *, now: datetime) -> None:
        """Note that a learner opened a step of a lesson, and with it the lesson."""
        place = {"learner_id": learner_id, "lesson_id": lesson_id, "step": step}
        with self.database.writing() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            rows.replace(connection, tables.reading, place | {"opened_at": now})
            rows.keep(connection, tables.lesson_step, place)

    def mark_read(self, learner_id: str, lesson_id: str, *, now: datetime) -> None:
        """Note that a learner has read a lesson; the first time counts."""
        table = tables.reading
        row = {"learner_id": learner_id, "lesson_id": lesson_id, "opened_at": now}
        own = (table.c.learner_id == learner_id) & (table.c.lesson_id == lesson_id)
        with self.database.writing() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            rows.keep(connection, table, row)
            first = update(table).where(own, table.c.read_at.is_(None))
            connection.execute(first.values(read_at=now))

    def of_learner(self, learner_id: str) -> dict[str, Reading]:
        """When a learner opened each lesson last and since when it is read, with its steps.

        By lesson id.
        """
        with self.database.reading() as connection:
            found = connection.execute(_OF_LEARNER, {"learner_id": learner_id})
            return {row.lesson_id: rows.reading(row) for row in found}

    def of_class(
        self, classroom_id: str | None = None, *, teacher: str | None = None
    ) -> dict[str, dict[str, Reading]]:
        """What each member opened and read, by learner id and by lesson id.

        For a teacher only the classes count that they see.
        """
        of_members = tables.reading.c.learner_id.in_(member_ids(classroom_id, teacher))
        found: dict[str, dict[str, Reading]] = {}
        with self.database.reading() as connection:
            for row in connection.execute(rows.readings().where(of_members)):
                found.setdefault(row.learner_id, {})[row.lesson_id] = rows.reading(row)
        return found
