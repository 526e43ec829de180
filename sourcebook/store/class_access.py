"""Which classes a teacher sees: the conditions of queries, and steps of larger transactions.

A class belongs to the teacher who made it, and is shared with colleagues. A class whose owner
cannot open the desk is open to every teacher, so that no class is ever out of reach: one that the
command line made, or the class of a password after the school got a login.
"""

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    select,
    true,
)

from sourcebook.store import tables


def seen_by(teacher_id: str | None) -> ColumnElement[bool]:
    """The condition that a teacher sees a class; None stands for the site itself, which sees all.

    A teacher who is shut out sees none.
    """
    if teacher_id is None:
        return true()
    table, teacher = tables.class_teacher, tables.teacher
    shared = select(table.c.classroom_id).where(table.c.teacher_id == teacher_id)
    can_open = exists().where(teacher.c.id == teacher_id, teacher.c.shut_out_at.is_(None))
    return and_(can_open, tables.classroom.c.id.in_(shared) | is_free(teacher_id))


def is_free(teacher_id: str) -> ColumnElement[bool]:
    """The condition that nobody who opens the desk as this teacher does owns a class."""
    table, owner, asking = tables.class_teacher, tables.teacher, tables.teacher.alias("asking")
    same_way = exists().where(
        asking.c.id == teacher_id, asking.c.account.is_(None) == owner.c.account.is_(None)
    )
    return ~exists().where(
        table.c.classroom_id == tables.classroom.c.id,
        table.c.owns,
        owner.c.id == table.c.teacher_id,
        owner.c.shut_out_at.is_(None),
        same_way.correlate(owner),
    ).correlate(tables.classroom)


def class_ids(teacher_id: str | None, classroom_id: str | None) -> Select[tuple[str]]:
    """The query for the ids of one class, or of all, as far as a teacher sees them."""
    table = tables.classroom
    query = select(table.c.id).where(seen_by(teacher_id))
    return query.where(table.c.id == classroom_id) if classroom_id else query


def may_close(teacher_id: str) -> ColumnElement[bool]:
    """The condition that a teacher owns a class, or nobody who opens the desk does."""
    table = tables.class_teacher
    owned = select(table.c.classroom_id).where(table.c.teacher_id == teacher_id, table.c.owns)
    return tables.classroom.c.id.in_(owned) | is_free(teacher_id)


def owned_by(connection: Connection, teacher_id: str) -> list[str]:
    """The ids of the classes that a teacher owns."""
    table = tables.class_teacher
    query = select(table.c.classroom_id).where(table.c.teacher_id == teacher_id, table.c.owns)
    return list(connection.scalars(query))


def hand_over(connection: Connection, former: str, heir: str) -> None:
    """Make another teacher the owner of all classes that a teacher owns."""
    for classroom_id in owned_by(connection, former):
        own(connection, classroom_id, heir)


def own(connection: Connection, classroom_id: str, teacher_id: str) -> None:
    """Make a teacher the owner of a class, in place of the former one."""
    table = tables.class_teacher
    here = table.c.classroom_id == classroom_id
    connection.execute(delete(table).where(here, table.c.owns | (table.c.teacher_id == teacher_id)))
    row = {"classroom_id": classroom_id, "teacher_id": teacher_id, "owns": True}
    connection.execute(table.insert().values(row))


def forget(connection: Connection, teacher_id: str) -> None:
    """Share no class with a teacher any more."""
    table = tables.class_teacher
    connection.execute(delete(table).where(table.c.teacher_id == teacher_id))
