"""Demo classes in a database of their own. Their ids show that they are invented."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, select

from sourcebook.errors import StoreError
from sourcebook.model.demo_ids import (
    INVENTED,
    InventedAttempt,
    InventedClasses,
    InventedLearner,
)
from sourcebook.store import rows, tables

_MOST_ROWS = 2000
"""How many rows are written at once."""


def has_demo(connection: Connection) -> bool:
    """Whether the database holds invented learners, and so belongs to a demonstration."""
    own = tables.learner.c.id.startswith(INVENTED)
    return bool(connection.execute(select(exists().where(own))).scalar())


def replace_demo(connection: Connection, invented: InventedClasses) -> None:
    """Write invented classes, with everything in them, in place of the former ones.

    Raises StoreError if the database holds a real class or learner.
    """
    _refuse_real(connection)
    for table in (tables.learner, tables.classroom):
        connection.execute(delete(table))
    _insert(connection, tables.classroom, (each.model_dump() for each in invented.classrooms))
    _insert(connection, tables.learner, map(_learner, invented.learners))
    numbered = [{"learner_id": each.learner.id} for each in invented.learners]
    _insert(connection, tables.learner_number, numbered)
    _insert(connection, tables.membership, map(_membership, invented.learners))
    _insert(connection, tables.reading, _readings(invented.learners))
    taken = [each for learner in invented.learners for each in learner.attempts]
    _versions(connection, taken)
    _insert(connection, tables.attempt, map(_attempt, taken))
    _insert(connection, tables.pinned_item, _pinned(taken))
    _insert(connection, tables.event, _events(taken))


def _refuse_real(connection: Connection) -> None:
    for table in (tables.learner, tables.classroom):
        real = select(exists().where(~table.c.id.startswith(INVENTED)))
        if connection.execute(real).scalar():
            raise StoreError(
                "This database holds real learners or classes, so nothing invented goes into it. "
                "Name a new file with --database."
            )


def _insert(connection: Connection, table: Table, found: Iterable[dict[str, Any]]) -> None:
    wanted = list(found)
    for start in range(0, len(wanted), _MOST_ROWS):
        connection.execute(table.insert(), wanted[start : start + _MOST_ROWS])


def _versions(connection: Connection, taken: Iterable[InventedAttempt]) -> None:
    pinned = {each.fingerprint: each.item for one in taken for each in one.attempt.items}
    for fingerprint, item in pinned.items():
        row = {"fingerprint": fingerprint, "body": item.model_dump(mode="json")}
        rows.keep(connection, tables.item_version, row)


def _learner(invented: InventedLearner) -> dict[str, Any]:
    return invented.learner.model_dump(include={"id", "name", "created_at"})


def _membership(invented: InventedLearner) -> dict[str, Any]:
    return {
        "classroom_id": invented.classroom_id,
        "learner_id": invented.learner.id,
        "joined_at": invented.learner.created_at,
    }


def _readings(learners: Iterable[InventedLearner]) -> Iterator[dict[str, Any]]:
    for each in learners:
        for lesson_id, opened in each.readings.items():
            row = {"learner_id": each.learner.id, "lesson_id": lesson_id}
            yield row | {"opened_at": opened, "read_at": opened}


def _attempt(taken: InventedAttempt) -> dict[str, Any]:
    attempt = taken.attempt
    limit = attempt.deadline - attempt.started_at if attempt.deadline else None
    minutes = limit // timedelta(minutes=1) if limit else None
    return attempt.model_dump(exclude={"items", "records"}) | {"time_limit": minutes}


def _pinned(taken: Iterable[InventedAttempt]) -> Iterator[dict[str, Any]]:
    for each in taken:
        for place, pinned in enumerate(each.attempt.items):
            yield {
                "attempt_id": each.attempt.id,
                "place": place,
                "item_id": pinned.item.id,
                "fingerprint": pinned.fingerprint,
                "option_order": list(pinned.option_order),
            }


def _events(taken: Iterable[InventedAttempt]) -> Iterator[dict[str, Any]]:
    for each in taken:
        for number, event in enumerate(each.events):
            yield rows.event_row(each.attempt.id, number, event)
