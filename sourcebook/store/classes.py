"""Classes, who is in them, and which lessons they opened. Not here: what they answered."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, delete, func, insert, select, true, update

from sourcebook.model.learners import JOIN_GROUPS, Classroom, Member, new_code, tidy_code
from sourcebook.store import rows, tables
from sourcebook.store.rooms import Room


class Classes(Room):
    """Classes, and the learners who joined them with a code."""

    def create(self, name: str, *, now: datetime) -> Classroom:
        """A new class, with the code to join it."""
        room = Classroom(
            id=secrets.token_hex(16), name=name, code=new_code(JOIN_GROUPS), created_at=now
        )
        with self.database.writing() as connection:
            connection.execute(insert(tables.classroom).values(room.model_dump()))
        return room

    def all(self) -> tuple[Classroom, ...]:
        """All classes, oldest first."""
        return self._classrooms(select(tables.classroom))

    def with_code(self, code: str) -> Classroom | None:
        """The class with this code, however it is typed, or None."""
        table = tables.classroom
        found = self._classrooms(select(table).where(table.c.code == tidy_code(code)))
        return next(iter(found), None)

    def of_learner(self, learner_id: str) -> tuple[Classroom, ...]:
        """The classes that a learner is in, oldest first."""
        table, member = tables.classroom, tables.membership
        query = select(table).join(member).where(member.c.learner_id == learner_id)
        return self._classrooms(query)

    def join(self, learner_id: str, classroom_id: str, *, now: datetime) -> None:
        """Make a learner a member of a class; one who is stays so."""
        row = {"classroom_id": classroom_id, "learner_id": learner_id, "joined_at": now}
        with self.database.writing() as connection:
            rows.keep(connection, tables.membership, row)

    def leave(self, learner_id: str, classroom_id: str) -> None:
        """End a membership; the learner keeps her work."""
        table = tables.membership
        own = (table.c.learner_id == learner_id) & (table.c.classroom_id == classroom_id)
        with self.database.erasing() as connection:
            connection.execute(delete(table).where(own))

    def rename(self, classroom_id: str, name: str) -> None:
        """Give a class another name."""
        self._change(classroom_id, name=name)

    def renew_code(self, classroom_id: str) -> str:
        """A new code to join a class; the one before, and its link, join nobody more."""
        code = new_code(JOIN_GROUPS)
        self._change(classroom_id, code=code)
        return code

    def delete(self, classroom_id: str) -> None:
        """End a class; those who were in it keep their work, and no teacher sees it any more."""
        table = tables.classroom
        with self.database.erasing() as connection:
            connection.execute(delete(table).where(table.c.id == classroom_id))

    def members(self, classroom_id: str | None = None) -> tuple[Member, ...]:
        """Who is in a class, or in any where none is named; whoever joined first comes first."""
        table, learner, number = tables.membership, tables.learner, tables.learner_number
        joined = func.min(table.c.joined_at, type_=tables.Instant()).label("joined_at")
        query = (
            select(learner.c.id, learner.c.name, number.c.number, joined)
            .join(table, table.c.learner_id == learner.c.id)
            .join(number, number.c.learner_id == learner.c.id)
            .where(in_class(table, classroom_id))
            .group_by(learner.c.id, learner.c.name, number.c.number)
            .order_by(joined, learner.c.id)
        )
        with self.database.reading() as connection:
            found = connection.execute(query).all()
        return tuple(Member.model_validate(dict(row._mapping)) for row in found)

    def _change(self, classroom_id: str, **values: str) -> None:
        table = tables.classroom
        with self.database.erasing() as connection:
            connection.execute(update(table).where(table.c.id == classroom_id).values(values))

    def _classrooms(self, query: Select[tuple[object, ...]]) -> tuple[Classroom, ...]:
        ordered = query.order_by(tables.classroom.c.created_at)
        with self.database.reading() as connection:
            found = connection.execute(ordered).all()
        return tuple(Classroom.model_validate(dict(row._mapping)) for row in found)


def member_ids(classroom_id: str | None) -> Select[tuple[str]]:
    """The query for the ids of those in a class, or in any where none is named."""
    table = tables.membership
    return select(table.c.learner_id).where(in_class(table, classroom_id))


def in_class(table: Table, classroom_id: str | None) -> ColumnElement[bool]:
    """The condition that a membership is one of this class; of any where none is named."""
    return table.c.classroom_id == classroom_id if classroom_id else true()
