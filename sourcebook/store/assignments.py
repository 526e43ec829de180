"""Assignments: lessons and quizzes that are set to classes, and extensions for single learners.

A change names the version that it changes. So of two teachers who change one assignment at the
same moment, the second is refused, and nothing is overwritten unseen.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, select, update

from sourcebook.delivery.terms import Terms
from sourcebook.errors import AssignmentChangedError, AssignmentError
from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.store import assignment_terms, class_access, rows, tables
from sourcebook.store.classes import member_ids
from sourcebook.store.rooms import Room

_GONE = "Somebody else has deleted this assignment meanwhile."
_CHANGED = "Somebody else has changed this assignment meanwhile."
_SET_ALREADY = "“{}” is set to this class already. Change it in the list."


class Assignments(Room):
    """What is set to classes. Methods that change something raise AssignmentError.

    An attempt that is open follows each change of its times at once. `teacher` is the id of the
    teacher who asks: a class that they do not see does not exist for them. None stands for the
    site itself.
    """

    def set_part(
        self,
        classroom_id: str,
        part: Part,
        title: str,
        settings: Settings,
        *,
        now: datetime,
        teacher: str | None = None,
    ) -> Assignment:
        """Set a part of the course to a class; a part is set to a class once."""
        _refuse(settings.problems_as(part.kind))
        made = Assignment(
            id=secrets.token_hex(16),
            classroom_id=classroom_id,
            kind=part.kind,
            part_id=part.id,
            title=title,
            set_at=now,
            settings=settings,
        )
        with self.database.writing() as connection:
            if connection.execute(class_access.class_ids(teacher, classroom_id)).first() is None:
                raise AssignmentError("This class is closed. Choose another one.")
            if not rows.keep(connection, tables.assignment, _row(made)):
                raise AssignmentError(_SET_ALREADY.format(title))
            self._apply(connection, made, now)
        return made

    def change(
        self,
        assignment_id: str,
        settings: Settings,
        *,
        version: int,
        now: datetime,
        teacher: str | None = None,
    ) -> Assignment:
        """Give an assignment other settings; `version` is the one that is changed."""
        with self._changing(assignment_id, version, now, teacher) as (connection, before):
            _refuse(settings.problems_as(before.kind))
            for own in before.extensions.values():
                _refuse(
                    f"For a learner with own dates: {each}"
                    for each in own.problems_within(settings)
                )
            table = tables.assignment
            changed = update(table).where(table.c.id == assignment_id)
            connection.execute(changed.values(settings.model_dump()))
        return before.model_copy(update={"settings": settings, "version": version + 1})

    def extend(
        self,
        assignment_id: str,
        learner_id: str,
        extension: Extension,
        *,
        version: int,
        now: datetime,
        teacher: str | None = None,
    ) -> None:
        """Give a member of the class other dates or more time; an empty extension ends them."""
        table = tables.extension
        with self._changing(assignment_id, version, now, teacher) as (connection, before):
            _refuse(extension.problems_within(before.settings))
            if before.kind == "lesson" and extension != Extension(due=extension.due):
                raise AssignmentError("For a lesson, only the due date can be another one.")
            if not self._is_member(connection, learner_id, before.classroom_id):
                raise AssignmentError("This learner is no longer in the class.")
            key = {"assignment_id": assignment_id, "learner_id": learner_id}
            if extension.is_empty:
                own = (table.c.assignment_id == assignment_id) & (table.c.learner_id == learner_id)
                connection.execute(delete(table).where(own))
            else:
                rows.replace(connection, table, key | extension.model_dump())

    def delete(
        self, assignment_id: str, *, version: int, now: datetime, teacher: str | None = None
    ) -> None:
        """Delete an assignment; all work stays, and an open attempt goes on by the quiz's rules."""
        table = tables.assignment
        with self._changing(assignment_id, version, now, teacher) as (connection, _):
            connection.execute(delete(table).where(table.c.id == assignment_id))

    def of_class(self, classroom_id: str) -> tuple[Assignment, ...]:
        """What is set to a class, in the order in which it was set."""
        with self.database.reading() as connection:
            return self._found(connection, tables.assignment.c.classroom_id == classroom_id)

    def of_learner(self, learner_id: str) -> Mapping[Part, Terms]:
        """The terms of a learner at all that is set to their classes."""
        with self.database.reading() as connection:
            return assignment_terms.terms_of(connection, [learner_id]).get(learner_id, {})

    def of_members(self, classroom_id: str) -> Mapping[str, Mapping[Part, Terms]]:
        """The terms of each member of a class, by learner id; those of their other classes too."""
        with self.database.reading() as connection:
            return assignment_terms.terms_of(connection, member_ids(classroom_id))

    def extensions_of(self, learner_id: str) -> tuple[tuple[Assignment, Extension], ...]:
        """All extensions that are kept of a learner, each with what is set."""
        own = exists().where(
            tables.extension.c.assignment_id == tables.assignment.c.id,
            tables.extension.c.learner_id == learner_id,
        )
        with self.database.reading() as connection:
            found = self._found(connection, own)
        return tuple((each, each.extensions[learner_id]) for each in found)

    @contextmanager
    def _changing(
        self, assignment_id: str, version: int, now: datetime, teacher: str | None
    ) -> Iterator[tuple[Connection, Assignment]]:
        """A transaction that changes this version; at its end the attempts follow."""
        table = tables.assignment
        with self.database.writing() as connection:
            locked = select(table.c.version).where(table.c.id == assignment_id).with_for_update()
            current = connection.execute(locked).scalar()
            if current is None:
                raise AssignmentChangedError(_GONE)
            before = self._found(connection, table.c.id == assignment_id)[0]
            seen = class_access.class_ids(teacher, before.classroom_id)
            if connection.execute(seen).first() is None:
                raise AssignmentError("You do not see this class any more. Load this page again.")
            if current != version:
                raise AssignmentChangedError(_CHANGED)
            yield connection, before
            next_one = update(table).where(table.c.id == assignment_id)
            connection.execute(next_one.values(version=version + 1))
            self._apply(connection, before, now)

    def _found(
        self, connection: Connection, condition: ColumnElement[bool]
    ) -> tuple[Assignment, ...]:
        table, own = tables.assignment, tables.extension
        query = select(table).where(condition).order_by(table.c.set_at, table.c.id)
        found = [assignment_terms.from_row(row) for row in connection.execute(query)]
        extensions: dict[str, dict[str, Extension]] = {each.id: {} for each in found}
        own_rows = select(own).where(own.c.assignment_id.in_(extensions))
        for row in connection.execute(own_rows):
            extension = assignment_terms.extension_from_row(row)
            extensions[row.assignment_id][row.learner_id] = extension
        return tuple(each.model_copy(update={"extensions": extensions[each.id]}) for each in found)

    def _apply(self, connection: Connection, assignment: Assignment, now: datetime) -> None:
        members = member_ids(assignment.classroom_id)
        assignment_terms.apply(connection, members, assignment.part, now=now)

    def _is_member(self, connection: Connection, learner_id: str, classroom_id: str) -> bool:
        ids = member_ids(classroom_id).where(tables.membership.c.learner_id == learner_id)
        return connection.execute(ids).first() is not None


def _row(assignment: Assignment) -> dict[str, Any]:
    row = assignment.model_dump(exclude={"settings", "extensions"})
    return row | assignment.settings.model_dump()


def _refuse(problems: Iterator[str]) -> None:
    if found := " ".join(problems):
        raise AssignmentError(found)
