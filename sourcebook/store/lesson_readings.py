"""Which lessons learners opened and read, and when."""

from datetime import datetime

from sqlalchemy import select, update

from sourcebook.model.learners import Reading
from sourcebook.store import rows, tables
from sourcebook.store.classes import member_ids
from sourcebook.store.rooms import Room


class Readings(Room):
    """The lessons that learners opened and read."""

    def note_opened(self, learner_id: str, lesson_id: str, *, now: datetime) -> None:
        """Note that a learner opened a lesson."""
        with self.database.writing() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            row = {"learner_id": learner_id, "lesson_id": lesson_id, "opened_at": now}
            rows.replace(connection, tables.reading, row)

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
        """When a learner last opened each lesson and since when it is read, by lesson id."""
        table = tables.reading
        query = select(table).where(table.c.learner_id == learner_id)
        with self.database.reading() as connection:
            return {row.lesson_id: rows.reading(row) for row in connection.execute(query)}

    def of_class(self, classroom_id: str | None = None) -> dict[str, dict[str, Reading]]:
        """What each member opened and read, by learner id and by lesson id."""
        table = tables.reading
        query = select(table).where(table.c.learner_id.in_(member_ids(classroom_id)))
        readings: dict[str, dict[str, Reading]] = {}
        with self.database.reading() as connection:
            for row in connection.execute(query):
                readings.setdefault(row.learner_id, {})[row.lesson_id] = rows.reading(row)
        return readings
