"""The terms of learners at what is set to their classes, and what they change in attempts."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, select, update

from sourcebook.delivery.terms import Terms
from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.model.attempts import Purpose
from sourcebook.store import tables

Learners = Collection[str] | Select[tuple[str]]
"""Learners by their ids, or a query for these."""

TermsByPart = dict[Part, Terms]
_OWN = {name: tables.extension.c[name].label(f"own_{name}") for name in Extension.model_fields}


class Taken(NamedTuple):
    """An attempt at a whole quiz, without its items."""

    id: str
    learner_id: str
    quiz_id: str
    purpose: Purpose
    started_at: datetime
    finished_at: datetime | None
    time_limit: int | None


def terms_of(
    connection: Connection, learners: Learners, part: Part | None = None, *, locked: bool = False
) -> dict[str, TermsByPart]:
    """The terms of learners at all that is set to them, or at one part; by learner id.

    If `locked`, no teacher changes what is set until the transaction ends.
    """
    member, table, own = tables.membership, tables.assignment, tables.extension
    joined = and_(own.c.assignment_id == table.c.id, own.c.learner_id == member.c.learner_id)
    query = (
        select(member.c.learner_id, own.c.learner_id.label("extended"), table, *_OWN.values())
        .join(table, table.c.classroom_id == member.c.classroom_id)
        .outerjoin(own, joined)
        .where(member.c.learner_id.in_(learners))
        .order_by(table.c.set_at, table.c.id)
    )
    if part:
        query = query.where(table.c.kind == part.kind, table.c.part_id == part.id)
    if locked:
        query = query.with_for_update(read=True, of=table)
    found: dict[str, dict[Part, list[Assignment]]] = {}
    for row in connection.execute(query):
        assignment = from_row(row)
        if row.extended:
            assignment = assignment.model_copy(
                update={"extensions": {row.learner_id: _own_extension(row)}}
            )
        found.setdefault(row.learner_id, {}).setdefault(assignment.part, []).append(assignment)
    return {
        learner_id: {each: Terms(learner_id, tuple(same)) for each, same in by_part.items()}
        for learner_id, by_part in found.items()
    }


def attempts_at(connection: Connection, learners: Learners, quiz_id: str) -> Sequence[Taken]:
    """The attempts of learners at a whole quiz; nobody else changes them until the end."""
    table = tables.attempt
    query = (
        select(*(table.c[name] for name in Taken._fields))
        .where(
            table.c.learner_id.in_(learners), table.c.quiz_id == quiz_id, table.c.purpose == "quiz"
        )
        .order_by(table.c.id)
        .with_for_update()
    )
    return [Taken(*row) for row in connection.execute(query)]


def apply(connection: Connection, learners: Learners, part: Part, *, now: datetime) -> None:
    """Give attempts at a quiz what the terms of their learners say now.

    An open attempt gets another deadline, which is never earlier than now, so that no answer is
    lost. Keys are withheld, or no longer withheld, in open and in finished attempts.
    """
    if part.kind == "lesson":
        return
    held, table = terms_of(connection, learners, part), tables.attempt
    for taken in attempts_at(connection, learners, part.id):
        terms = held.get(taken.learner_id, {}).get(part)
        if terms and not terms.covers(taken):
            continue
        values: dict[str, datetime | None] = {
            "withheld_until": terms.withheld_until(now) if terms else None
        }
        if taken.finished_at is None:
            deadline = _deadline(taken, terms)
            values["deadline"] = max(deadline, now) if deadline else None
        connection.execute(update(table).where(table.c.id == taken.id).values(values))


def from_row(row: Row[Any]) -> Assignment:
    """An assignment from its row, without extensions."""
    known = row._mapping
    own = {name: known[name] for name in Assignment.model_fields if name in known}
    settings = Settings.model_validate({name: known[name] for name in Settings.model_fields})
    return Assignment(**own, settings=settings)


def extension_from_row(row: Row[Any]) -> Extension:
    """The extension in a row of its table."""
    return Extension.model_validate({name: row._mapping[name] for name in Extension.model_fields})


def _own_extension(row: Row[Any]) -> Extension:
    found = {name: row._mapping[f"own_{name}"] for name in Extension.model_fields}
    return Extension.model_validate(found)


def _deadline(taken: Taken, terms: Terms | None) -> datetime | None:
    if terms:
        return terms.deadline(taken.started_at, taken.time_limit)
    limit = taken.time_limit
    return taken.started_at + timedelta(minutes=limit) if limit else None
