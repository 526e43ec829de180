"""Attempts as rows of the tables, and back again."""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Exists,
    FromClause,
    Row,
    Select,
    Table,
    bindparam,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from sourcebook.model import withholding
from sourcebook.model.attempts import AnyEvent, Attempt, Event, PinnedItem, Record
from sourcebook.model.item_records import records
from sourcebook.model.items import AnyItem, Item
from sourcebook.model.learners import Reading
from sourcebook.model.options import shuffled_options
from sourcebook.model.quizzes import Quiz
from sourcebook.model.versions import fingerprint
from sourcebook.model.withholding import NOTHING_CLOSED, ClosedItems
from sourcebook.store import tables
from sourcebook.store.column_types import storable_value
from sourcebook.store.tally import note

_ITEM: TypeAdapter[Any] = TypeAdapter(AnyItem)
_EVENT: TypeAdapter[Any] = TypeAdapter(AnyEvent)


def _explains_nothing_yet(attempt: FromClause) -> ColumnElement[bool]:
    """The condition that an attempt is a test that closes its items, see `model.withholding`."""
    is_open_test = (attempt.c.feedback == "deferred") & attempt.c.finished_at.is_(None)
    return is_open_test | attempt.c.withheld_until.is_not(None)


MOST_IDS = 10_000
"""How many ids are named in one query: SQLite takes 32,766, PostgreSQL 65,535."""

_BETWEEN_STEPS = "\n"
"""What separates the names of steps in a row; no name has a line break."""

_VERSIONS: WeakKeyDictionary[Engine, dict[str, Item]] = WeakKeyDictionary()
"""The versions of items that were read from each database; a version never changes."""


def assembled(connection: Connection, found: Sequence[Row[Any]]) -> tuple[Attempt, ...]:
    """The attempts of these rows, with their items and what happened in them."""
    items: dict[str, list[PinnedItem]] = {}
    happened: dict[str, dict[int, Record]] = {}
    for ids in in_parts([row.id for row in found]):
        items |= _pinned(connection, ids)
        happened |= _records(connection, ids)
    return tuple(_attempt(row, items[row.id], happened.get(row.id, {})) for row in found)


def attempts_of(learner_id: str | BindParameter[str]) -> Select[Any]:
    """The query for the attempts of a learner, oldest first."""
    table = tables.attempt
    return select(table).where(table.c.learner_id == learner_id).order_by(table.c.started_at)


def pins(item_ids: Iterable[str]) -> Exists:
    """The condition that an attempt pinned an item with one of these ids."""
    pinned, table = tables.pinned_item, tables.attempt
    return exists().where(pinned.c.attempt_id == table.c.id, pinned.c.item_id.in_(list(item_ids)))


def closed_items(connection: Connection, learner_id: str) -> ClosedItems:
    """The items that a learner's tests close."""
    found = connection.execute(_TESTS, {"learner_id": learner_id}).all()
    # Mostly there is no such test, and every page asks this.
    return withholding.closed_items(assembled(connection, found)) if found else NOTHING_CLOSED


def has_closed_items() -> Exists:
    """The condition that tests of the learner named `learner_id` close items."""
    # Under a name of its own, so that it can stand beside another attempt of the learner.
    test = tables.attempt.alias()
    return exists().where(test.c.learner_id == bindparam("learner_id"), _explains_nothing_yet(test))


_TESTS = attempts_of(bindparam("learner_id")).where(_explains_nothing_yet(tables.attempt))


def finish(connection: Connection, attempt_id: str, now: datetime) -> None:
    """End an attempt that is still open."""
    table = tables.attempt
    done = connection.execute(
        update(table)
        .where(table.c.id == attempt_id, table.c.finished_at.is_(None))
        .values(finished_at=now)
    )
    note(connection, "attempts_finished", done.rowcount)


def pin(connection: Connection, attempt_id: str, quiz: Quiz, rng: random.Random) -> None:
    """Keep the items of a quiz as they are now, and the order of their options."""
    note(connection, "attempts_started")
    if not quiz.items:
        return
    marks = [fingerprint(item) for item in quiz.items]
    versions = dict(zip(marks, quiz.items, strict=True))
    # In the order of their fingerprints, so that two transactions never wait for each other.
    connection.execute(
        _insert(connection.dialect.name, tables.item_version).on_conflict_do_nothing(),
        [
            {"fingerprint": mark, "body": versions[mark].model_dump(mode="json")}
            for mark in sorted(versions)
        ],
    )
    connection.execute(
        tables.pinned_item.insert(),
        [
            {
                "attempt_id": attempt_id,
                "place": place,
                "item_id": item.id,
                "fingerprint": marks[place],
                "option_order": list(shuffled_options(item, rng)),
            }
            for place, item in enumerate(quiz.items)
        ],
    )


def is_overdue(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The condition that the deadline of an open attempt has passed."""
    table = tables.attempt
    return table.c.finished_at.is_(None) & (table.c.deadline <= now)


_NEW_EVENT = tables.event.insert()


def append(connection: Connection, attempt_id: str, number: int, event: Event) -> Event:
    """Write an event as the one with this number; the event as it will be read."""
    row = event_row(attempt_id, number, event)
    connection.execute(_NEW_EVENT, row)
    if event.kind in ("tried", "revised"):
        note(connection, "answers")
    body = storable_value(row["body"])
    return _event({**body, "place": event.place, "kind": event.kind, "at": in_utc(event.at)})


def in_utc(moment: datetime) -> datetime:
    """A moment as it is read after it was stored."""
    return moment.astimezone(UTC)


def event_row(attempt_id: str, number: int, event: Event) -> dict[str, Any]:
    """An event as the row of its number, counted from 0 in each attempt."""
    return {
        "attempt_id": attempt_id,
        "number": number,
        "place": event.place,
        "kind": event.kind,
        "at": event.at,
        "body": event.model_dump(mode="json", exclude={"place", "kind", "at"}),
    }


def in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in their order, as many at a time as a query may name."""
    for start in range(0, len(ids), MOST_IDS):
        yield ids[start : start + MOST_IDS]


def readings() -> Select[Any]:
    """The query for readings, each with the names of the steps opened so far."""
    step, table = tables.lesson_step, tables.reading
    steps = (
        select(func.aggregate_strings(step.c.step, _BETWEEN_STEPS))
        .where(step.c.learner_id == table.c.learner_id, step.c.lesson_id == table.c.lesson_id)
        .scalar_subquery()
    )
    return select(table, steps.label("steps"))


def reading(row: Row[Any]) -> Reading:
    """When a lesson was opened and read, and its steps, from a row of `readings`."""
    steps = frozenset(row.steps.split(_BETWEEN_STEPS)) if row.steps else frozenset()
    return Reading(opened_at=row.opened_at, read_at=row.read_at, step=row.step, steps=steps)


def keep_learner(connection: Connection, row: dict[str, object]) -> None:
    """Insert a learner, with a number, unless they exist already."""
    if keep(connection, tables.learner, row):
        connection.execute(tables.learner_number.insert().values(learner_id=row["id"]))


def lock_learner(connection: Connection, learner_id: str) -> None:
    """Let nobody else write a learner's tasks or notes until the transaction ends.

    Others may refer to the learner meanwhile, such as a new attempt.
    """
    table = tables.learner
    own = select(table.c.id).where(table.c.id == learner_id)
    connection.execute(own.with_for_update(key_share=True))


def keep(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its key; whether it was inserted."""
    inserted = connection.execute(_keeping(connection.dialect.name, table), row)
    return inserted.first() is not None


def replace(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row, or replace the one with its key."""
    connection.execute(_replacing(connection.dialect.name, table, tuple(row)), row)


@cache
def _keeping(dialect: str, table: Table) -> Any:
    """The statement that inserts a row unless there is one with its key; made once."""
    return _insert(dialect, table).on_conflict_do_nothing().returning(*table.primary_key.columns)


@cache
def _replacing(dialect: str, table: Table, names: tuple[str, ...]) -> Any:
    """The statement that inserts or replaces a row with values for these columns; made once."""
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key.columns]
    changes = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)


def _insert(dialect: str, table: Table) -> Any:
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)


def with_row(attempt: Attempt, row: Row[Any]) -> Attempt:
    """The attempt, with what its row says now."""
    fields = _fields(row)
    is_same = all(getattr(attempt, name) == value for name, value in fields.items())
    return attempt if is_same else attempt.model_copy(update=fields)


def _attempt(row: Row[Any], items: Sequence[PinnedItem], happened: dict[int, Record]) -> Attempt:
    return Attempt(**_fields(row), items=tuple(items), records=happened)


_FIELDS = frozenset(Attempt.model_fields)
"""Asked of the model each time, they would take longer than all else that is done with a row."""


def _fields(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(row._fields, row, strict=True) if name in _FIELDS}


def _pinned(connection: Connection, attempt_ids: Sequence[str]) -> dict[str, list[PinnedItem]]:
    pinned = tables.pinned_item
    query = (
        select(pinned)
        .where(pinned.c.attempt_id.in_(attempt_ids))
        .order_by(pinned.c.attempt_id, pinned.c.place)
    )
    rows = connection.execute(query).all()
    versions = versions_of(connection, {row.fingerprint for row in rows})
    found: dict[str, list[PinnedItem]] = {attempt_id: [] for attempt_id in attempt_ids}
    for row in rows:
        # Every part of it was checked when it was pinned, and a page may read hundreds.
        found[row.attempt_id].append(
            PinnedItem.model_construct(
                item=versions[row.fingerprint],
                fingerprint=row.fingerprint,
                option_order=tuple(row.option_order),
            )
        )
    return found


def versions_of(connection: Connection, fingerprints: Collection[str]) -> dict[str, Item]:
    """The items with these fingerprints, each read once in the life of a process."""
    known = _VERSIONS.setdefault(connection.engine, {})
    table = tables.item_version
    for missing in in_parts([each for each in fingerprints if each not in known]):
        query = select(table).where(table.c.fingerprint.in_(missing))
        for row in connection.execute(query):
            known[row.fingerprint] = _ITEM.validate_python(row.body)
    return known


def _records(connection: Connection, attempt_ids: Sequence[str]) -> dict[str, dict[int, Record]]:
    table = tables.event
    query = (
        select(table)
        .where(table.c.attempt_id.in_(attempt_ids))
        .order_by(table.c.attempt_id, table.c.number)
    )
    events: dict[str, list[Event]] = {}
    for row in connection.execute(query):
        event = _event({**row.body, "place": row.place, "kind": row.kind, "at": row.at})
        events.setdefault(row.attempt_id, []).append(event)
    return {attempt_id: records(happened) for attempt_id, happened in events.items()}


def _event(fields: dict[str, Any]) -> Event:
    event: Event = _EVENT.validate_python(fields)
    return event
