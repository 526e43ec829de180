"""Results of attempts that a test makes up: they are stored, and then added up as for a class."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, delete

from sourcebook.analysis import ClassResults
from sourcebook.model.attempts import (
    Attempt,
    Event,
    Hinted,
    Marked,
    Proved,
    Record,
    Tried,
)
from sourcebook.model.results import Selected
from sourcebook.model.versions import fingerprint
from sourcebook.store import Store, rows, tables
from tests.builders import SUMMIT_DAY

ROOM = "a-class"


ResultsOf = Callable[[Sequence[Attempt]], ClassResults]
"""Gives the results of these attempts alone."""


def results_of(store: Store, attempts: Sequence[Attempt]) -> ClassResults:
    """The results of a class with these attempts, in place of those that were there."""
    with store.writing() as connection:
        connection.execute(delete(tables.learner))
    keep(store, attempts)
    return ClassResults(store.results, Selected(ROOM))


def keep(store: Store, attempts: Sequence[Attempt]) -> None:
    """Store attempts as they are; their learners are the members of a class."""
    with store.writing() as connection:
        room = {"id": ROOM, "name": "History 9b", "code": "AAAA", "created_at": SUMMIT_DAY}
        rows.keep(connection, tables.classroom, room)
        for each in attempts:
            _keep(connection, each)


def _keep(connection: Connection, attempt: Attempt) -> None:
    learner = attempt.learner_id
    rows.keep_learner(connection, {"id": learner, "created_at": SUMMIT_DAY})
    member = {"classroom_id": ROOM, "learner_id": learner, "joined_at": SUMMIT_DAY}
    rows.keep(connection, tables.membership, member)
    row = attempt.model_dump(exclude={"items", "records", "withheld"})
    connection.execute(tables.attempt.insert(), row)
    for place, pinned in enumerate(attempt.items):
        mark = fingerprint(pinned.item)
        body = pinned.item.model_dump(mode="json")
        rows.keep(connection, tables.item_version, {"fingerprint": mark, "body": body})
        own = {"attempt_id": attempt.id, "place": place, "item_id": pinned.item.id}
        shown = {"fingerprint": mark, "option_order": list(pinned.option_order)}
        connection.execute(tables.pinned_item.insert(), own | shown)
    happened = [
        each for place, record in attempt.records.items() for each in _events(place, record)
    ]
    for number, event in enumerate(sorted(happened, key=lambda each: each.at)):
        rows.append(connection, attempt.id, number, event)


def _events(place: int, record: Record) -> Iterator[Event]:
    """What happened at a place, so that it has this record.

    The answers of a record that was scored again must name options that have kept their ids.
    """
    last = SUMMIT_DAY
    for each in record.answers:
        last = each.answered_at
        yield Tried(
            place=place,
            at=last,
            response=each.response,
            score=each.score,
            confidence=each.confidence,
        )
    yield from (Hinted(place=place, at=last) for _ in range(record.hints))
    if record.proof:
        yield Proved(place=place, at=last, passage=record.proof)
    if record.level is not None:
        yield Marked(place=place, at=last, level=record.level)
    if record.regraded:
        yield record.regraded
