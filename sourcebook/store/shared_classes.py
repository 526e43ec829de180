"""Whose a class is, and with whom it is shared."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, select

from sourcebook.errors import TeacherError
from sourcebook.model.learners import Classroom
from sourcebook.model.teachers import ClassTeachers, Teacher
from sourcebook.store import class_access, rows, tables
from sourcebook.store.rooms import Room
from sourcebook.store.teacher_accounts import active, teacher_of


class SharedClasses(Room):
    """Classes as their teachers share them. Changes raise TeacherError if they are not allowed."""

    def seen_by(self, teacher_id: str) -> tuple[Classroom, ...]:
        """The classes that a teacher sees, oldest first."""
        return self._classrooms(select(tables.classroom).where(class_access.seen_by(teacher_id)))

    def owned_by(self, teacher_id: str) -> tuple[Classroom, ...]:
        """The classes that belong to a teacher, oldest first."""
        owned = tables.class_teacher
        query = select(tables.classroom).join(owned, owned.c.classroom_id == tables.classroom.c.id)
        return self._classrooms(query.where(owned.c.teacher_id == teacher_id, owned.c.owns))

    def teachers_of(self, classroom_id: str, *, seen_by: str) -> ClassTeachers:
        """Who owns a class, and the colleagues who share it, by name."""
        table, teacher = tables.class_teacher, tables.teacher
        query = (
            select(teacher, table.c.owns)
            .join(table, table.c.teacher_id == teacher.c.id)
            .where(table.c.classroom_id == classroom_id)
            .order_by(teacher.c.name)
        )
        free = select(tables.classroom.c.id).where(
            tables.classroom.c.id == classroom_id, class_access.is_free(seen_by)
        )
        with self.database.reading() as connection:
            found = connection.execute(query).all()
            is_free = connection.execute(free).first() is not None
        owner = next((teacher_of(row) for row in found if row.owns), None)
        shared = tuple(teacher_of(row) for row in found if not row.owns)
        return ClassTeachers(owner=None if is_free else owner, shared=shared)

    def share(self, classroom_id: str, colleague: str, *, by: str) -> Teacher:
        """Let a colleague see a class, and work with it; the colleague."""
        row = {"classroom_id": classroom_id, "teacher_id": colleague, "owns": False}
        with self.database.writing() as connection:
            _require_owner(connection, classroom_id, by)
            found = active(connection, colleague)
            rows.keep(connection, tables.class_teacher, row)
            return found

    def stop_sharing(self, classroom_id: str, colleague: str, *, by: str) -> None:
        """Let a colleague no longer see a class. Colleagues may also do so themselves."""
        table = tables.class_teacher
        shared = (table.c.classroom_id == classroom_id) & ~table.c.owns
        with self.database.writing() as connection:
            if colleague != by:
                _require_owner(connection, classroom_id, by)
            connection.execute(delete(table).where(shared, table.c.teacher_id == colleague))

    def take_over(self, classroom_id: str, teacher_id: str) -> None:
        """Make a teacher the owner of a class that nobody who opens the desk owns."""
        with self.database.writing() as connection:
            active(connection, teacher_id)
            if not _holds(connection, classroom_id, class_access.is_free(teacher_id)):
                raise TeacherError("Somebody else owns this class by now. Ask them to share it.")
            class_access.own(connection, classroom_id, teacher_id)

    def _classrooms(self, query: Select[Any]) -> tuple[Classroom, ...]:
        ordered = query.order_by(tables.classroom.c.created_at)
        with self.database.reading() as connection:
            found = connection.execute(ordered).all()
        return tuple(Classroom.model_validate(dict(row._mapping)) for row in found)


def _require_owner(connection: Connection, classroom_id: str, teacher_id: str) -> None:
    table = tables.class_teacher
    owned = select(table.c.classroom_id).where(table.c.teacher_id == teacher_id, table.c.owns)
    is_seen = class_access.seen_by(teacher_id)
    if not _holds(connection, classroom_id, tables.classroom.c.id.in_(owned) & is_seen):
        raise TeacherError("Only the teacher to whom a class belongs can do this.")


def _holds(connection: Connection, classroom_id: str, condition: ColumnElement[bool]) -> bool:
    """Whether a class fulfils a condition. Nobody else changes the class meanwhile."""
    table = tables.classroom
    query = select(table.c.id).where(table.c.id == classroom_id, condition).with_for_update()
    return connection.execute(query).first() is not None
