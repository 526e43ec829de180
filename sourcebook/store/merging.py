"""Giving everything that is kept of one learner to another one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from heapq import merge as merge_sorted
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    case,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.orm import aliased

from sourcebook.store import rows, tables
from sourcebook.store.column_types import Instant


def merge(connection: Connection, former: str, learner_id: str, now: datetime) -> None:
    """Give everything of the former learner to the other one, and delete the former."""
    if former == learner_id:
        return
    # In the order of their ids, so that two merges never wait for each other.
    for each in sorted([former, learner_id]):
        rows.lock_learner(connection, each)
    _end_twice_open(connection, former, learner_id, now)
    for table in (tables.attempt, tables.credential):
        own = update(table).where(table.c.learner_id == former)
        connection.execute(own.values(learner_id=learner_id))
    _share_what_was_read(connection, former, learner_id)
    _drop_older_readings(connection, former, learner_id)
    for table in (tables.reading, tables.lesson_step, tables.membership, tables.extension):
        _move(connection, table, former, learner_id)
    _join_tasks(connection, former, learner_id)
    _join_texts(connection, tables.lesson_draft, former, learner_id, _joined_drafts)
    _join_texts(connection, tables.note, former, learner_id, _joined_notes)
    name = select(tables.learner.c.name).where(tables.learner.c.id == former).scalar_subquery()
    nameless = (tables.learner.c.id == learner_id) & tables.learner.c.name.is_(None)
    connection.execute(update(tables.learner).where(nameless).values(name=name))
    connection.execute(delete(tables.learner).where(tables.learner.c.id == former))


def _end_twice_open(connection: Connection, former: str, learner_id: str, now: datetime) -> None:
    """End the former's open attempts at quizzes of which the other has an open one, too.

    An attempt whose time has run out ends at its deadline.
    """
    table, other = tables.attempt, aliased(tables.attempt)
    is_open_too = exists().where(
        other.c.learner_id == learner_id,
        other.c.quiz_id == table.c.quiz_id,
        other.c.purpose == table.c.purpose,
        other.c.finished_at.is_(None),
    )
    is_open = (table.c.learner_id == former) & table.c.finished_at.is_(None)
    end = case((table.c.deadline <= now, table.c.deadline), else_=literal(now, Instant()))
    connection.execute(update(table).where(is_open, is_open_too).values(finished_at=end))


def _share_what_was_read(connection: Connection, former: str, learner_id: str) -> None:
    """Count a lesson that one of the two has read as read by both, since the first time.

    If one of them has opened no step of it, it is the other's that was opened last.
    """
    table = tables.reading
    of_both = table.c.learner_id.in_([former, learner_id])
    read_at, step = func.min(table.c.read_at), func.max(table.c.step)
    query = select(table.c.lesson_id, read_at.label("read_at"), step.label("step"))
    for row in connection.execute(query.where(of_both).group_by(table.c.lesson_id)).all():
        same = of_both & (table.c.lesson_id == row.lesson_id)
        shared = {"read_at": row.read_at, "step": func.coalesce(table.c.step, row.step)}
        connection.execute(update(table).where(same).values(shared))


def _drop_older_readings(connection: Connection, former: str, learner_id: str) -> None:
    """Delete the other's readings of lessons that the former opened later."""
    table, other = tables.reading, aliased(tables.reading)
    is_older = exists().where(
        other.c.learner_id == former,
        other.c.lesson_id == table.c.lesson_id,
        other.c.opened_at > table.c.opened_at,
    )
    connection.execute(delete(table).where(table.c.learner_id == learner_id, is_older))


def _move(connection: Connection, table: Table, former: str, learner_id: str) -> None:
    """Give rows to a learner, except those whose key they have already."""
    for row in connection.execute(select(table).where(table.c.learner_id == former)).all():
        rows.keep(connection, table, {**row._mapping, "learner_id": learner_id})


def _join_tasks(connection: Connection, former: str, learner_id: str) -> None:
    """Give tasks to a learner; revisions of both are numbered in the order they were saved."""
    table = tables.lesson_task
    revisions: dict[tuple[str, str], dict[str, list[Row[Any]]]] = {}
    for row in _taken(connection, table, former, learner_id, table.c.number):
        by_learner = revisions.setdefault((row.lesson_id, row.task), {})
        by_learner.setdefault(row.learner_id, []).append(row)
    for of_task in revisions.values():
        # Each learner's revisions stay in their order, even if a clock was set back meanwhile.
        in_order = merge_sorted(*of_task.values(), key=attrgetter("saved_at"))
        for number, row in enumerate(in_order, start=1):
            given = {"learner_id": learner_id, "number": number}
            connection.execute(table.insert(), {**row._mapping, **given})


def _join_texts(
    connection: Connection,
    table: Table,
    former: str,
    learner_id: str,
    joined: Callable[[Sequence[Row[Any]]], dict[str, object]],
) -> None:
    """Give texts to a learner; where both have written one, the texts of both are kept.

    `joined` gets the rows at one place, the older first, and gives the texts of the row that stays.
    """
    place = [column for column in table.primary_key if column.name != "learner_id"]
    by_place: dict[tuple[object, ...], list[Row[Any]]] = {}
    for row in _taken(connection, table, former, learner_id, table.c.saved_at):
        by_place.setdefault(tuple(row._mapping[each] for each in place), []).append(row)
    for found in by_place.values():
        given = {"learner_id": learner_id, **joined(found)}
        connection.execute(table.insert(), {**found[-1]._mapping, **given})


def _joined_drafts(drafts: Sequence[Row[Any]]) -> dict[str, object]:
    text = _joined(row.body["text"] for row in drafts)
    passages = dict.fromkeys(each for row in drafts for each in row.body["passages"])
    return {"body": {"text": text, "passages": list(passages)}}


def _joined_notes(notes: Sequence[Row[Any]]) -> dict[str, object]:
    return {"text": _joined(row.text for row in notes)}


def _joined(texts: Iterable[str]) -> str:
    """Each text once; a bookmark and an emptied draft have none."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def _taken(
    connection: Connection, table: Table, former: str, learner_id: str, order: ColumnElement[Any]
) -> Sequence[Row[Any]]:
    """The rows of both learners in an order; they are deleted."""
    of_both = table.c.learner_id.in_([former, learner_id])
    found = connection.execute(select(table).where(of_both).order_by(order)).all()
    connection.execute(delete(table).where(of_both))
    return found
