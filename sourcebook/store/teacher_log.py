"""The log of the desk: what was done there, by whom and when, for 400 days."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from sourcebook.model.teachers import LogEntry, LogKind
from sourcebook.store import tables
from sourcebook.store.rooms import Room

KEPT = timedelta(days=400)
"""How long an entry is kept."""


class TeacherLog(Room):
    """Entries of the log. They name no answer of a learner, and learners by number only."""

    def note(self, kind: LogKind, about: str = "", *, who: str | None, now: datetime) -> None:
        """Keep an entry; those that are too old are deleted."""
        with self.database.writing() as connection:
            note(connection, kind, about, who=who, now=now)

    def size(self, *, now: datetime) -> int:
        """How many entries there are."""
        table = tables.teacher_log
        query = select(func.count()).where(table.c.at > now - KEPT)
        with self.database.reading() as connection:
            return connection.execute(query).scalar_one()

    def page(self, first: int, most: int, *, now: datetime) -> tuple[LogEntry, ...]:
        """So many entries, the newest first; `first` is counted from 0."""
        table = tables.teacher_log
        query = (
            select(table.c.at, table.c.who, table.c.kind, table.c.about)
            .where(table.c.at > now - KEPT)
            .order_by(table.c.at.desc(), table.c.number.desc())
            .offset(first)
            .limit(most)
        )
        with self.database.reading() as connection:
            found = connection.execute(query).all()
        return tuple(LogEntry.model_validate(dict(row._mapping)) for row in found)


def note(
    connection: Connection, kind: LogKind, about: str = "", *, who: str | None, now: datetime
) -> None:
    """Keep an entry, as part of a larger transaction."""
    table = tables.teacher_log
    connection.execute(delete(table).where(table.c.at <= now - KEPT))
    row = {"at": now, "who": who, "kind": kind, "about": about}
    connection.execute(insert(table).values(row))
