"""Classes and their members. Not here: what members read (`lesson_readings`) and answered."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update

from sourcebook.errors import TeacherError
from sourcebook.model.assignments import Part
from sourcebook.model.demo_ids import InventedClasses
from sourcebook.model.learners import JOIN_GROUPS, Classroom, Member, new_code, tidy_code
from sourcebook.store import assignment_terms, class_access, demo_data, rows, tables
from sourcebook.store.column_types import Instant
from sourcebook.store.shared_classes import SharedClasses


class Classes(SharedClasses):
    """Classes, and the learners who joined them with a code.

    `teacher` is the id of the teacher who asks: what they do not see does not exist for them.
    None stands for the site itself, such as its command line.
    """

    def create(self, name: str, *, now: datetime, owner: str | None = None) -> Classroom:
        """A new class, with the code to join it; without an owner, every teacher sees it."""
        room = Classroom(
            id=secrets.token_hex(16), name=name, code=new_code(JOIN_GROUPS), created_at=now
        )
        with self.database.writing() as connection:
            connection.execute(insert(tables.classroom).values(room.model_dump()))
            if owner:
                class_access.own(connection, room.id, owner)
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
        """Make a learner a member of a class, if they are not one already."""
        row = {"classroom_id": classroom_id, "learner_id": learner_id, "joined_at": now}
        with self.database.writing() as connection:
            rows.keep(connection, tables.membership, row)

    def leave(self, learner_id: str, classroom_id: str, *, teacher: str | None = None) -> None:
        """End a membership; the learner keeps their work."""
        table = tables.membership
        own = (table.c.learner_id == learner_id) & in_class(classroom_id, teacher)
        with self.database.erasing() as connection:
            connection.execute(delete(table).where(own))

    def rename(self, classroom_id: str, name: str, *, teacher: str | None = None) -> None:
        """Give a class another name."""
        self._change(classroom_id, teacher, name=name)

    def renew_code(self, classroom_id: str, *, teacher: str | None = None) -> str:
        """A new code to join a class; the former code and its link stop working."""
        code = new_code(JOIN_GROUPS)
        self._change(classroom_id, teacher, code=code)
        return code

    def delete(self, classroom_id: str, *, now: datetime, teacher: str | None = None) -> None:
        """Delete a class, with what is set to it.

        Its members keep their work, but no teacher sees it any more. Raises TeacherError if the
        class belongs to another teacher.
        """
        table, set_work = tables.classroom, tables.assignment
        own = table.c.id == classroom_id
        if teacher is not None:
            own &= class_access.may_close(teacher)
        with self.database.erasing() as connection:
            members = [row.learner_id for row in connection.execute(member_ids(classroom_id))]
            kinds = select(set_work.c.kind, set_work.c.part_id).where(
                set_work.c.classroom_id == classroom_id
            )
            parts = [Part(*row) for row in connection.execute(kinds)]
            if connection.execute(delete(table).where(own)).rowcount == 0:
                if teacher:
                    raise TeacherError("Only the teacher to whom a class belongs can close it.")
                return
            for part in parts:
                assignment_terms.apply(connection, members, part, now=now)

    def members(
        self, classroom_id: str | None = None, *, teacher: str | None = None
    ) -> tuple[Member, ...]:
        """The members of a class, or of all classes if none is named, in the order they joined."""
        return self._members(in_class(classroom_id, teacher))

    def member(self, number: int, *, teacher: str | None = None) -> Member | None:
        """The learner with this number; None if there is none, or they are in no class."""
        own = tables.learner_number.c.number == number
        return next(iter(self._members(own & in_class(None, teacher))), None)

    def has_demo(self) -> bool:
        """Whether the classes are invented, because the database belongs to a demonstration."""
        with self.database.reading() as connection:
            return demo_data.has_demo(connection)

    def replace_demo(self, invented: InventedClasses) -> None:
        """Keep invented classes, with everything in them, in place of the former invented ones.

        All of it is written in one transaction. Raises StoreError if the database holds a real
        class or learner.
        """
        with self.database.erasing() as connection:
            demo_data.replace_demo(connection, invented)

    def _members(self, condition: ColumnElement[bool]) -> tuple[Member, ...]:
        table, learner, number = tables.membership, tables.learner, tables.learner_number
        joined = func.min(table.c.joined_at, type_=Instant()).label("joined_at")
        query = (
            select(learner.c.id, learner.c.name, number.c.number, joined)
            .join(table, table.c.learner_id == learner.c.id)
            .join(number, number.c.learner_id == learner.c.id)
            .where(condition)
            .group_by(learner.c.id, learner.c.name, number.c.number)
            .order_by(joined, learner.c.id)
        )
        with self.database.reading() as connection:
            found = connection.execute(query).all()
        return tuple(Member.model_validate(dict(row._mapping)) for row in found)

    def _change(self, classroom_id: str, teacher: str | None, **values: str) -> None:
        table = tables.classroom
        own = (table.c.id == classroom_id) & class_access.seen_by(teacher)
        with self.database.erasing() as connection:
            if connection.execute(update(table).where(own).values(values)).rowcount == 0:
                raise TeacherError("You do not see this class any more. Load this page again.")


def member_ids(classroom_id: str | None, teacher: str | None = None) -> Select[tuple[str]]:
    """The query for the ids of the members of a class, or of all classes if none is named."""
    return select(tables.membership.c.learner_id).where(in_class(classroom_id, teacher))


def in_class(classroom_id: str | None, teacher: str | None = None) -> ColumnElement[bool]:
    """The condition that a membership belongs to this class, or to any if none is named.

    For a teacher only the classes count that they see.
    """
    return tables.membership.c.classroom_id.in_(class_access.class_ids(teacher, classroom_id))
