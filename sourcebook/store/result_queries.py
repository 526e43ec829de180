"""Queries that add up the results of attempts in the database."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    case,
    distinct,
    func,
    select,
)

from sourcebook.model.results import Counting, Selected
from sourcebook.store import tables
from sourcebook.store.classes import member_ids
from sourcebook.store.column_types import Instant

_ATTEMPT, _RESULT = tables.attempt, tables.item_result
_EARLIER: Final = (_ATTEMPT.c.finished_at, _ATTEMPT.c.id)
_ORDERS: Final[Mapping[Counting, Sequence[ColumnElement[Any]]]] = {
    "first": (_ATTEMPT.c.started_at, *_EARLIER),
    "latest": (_ATTEMPT.c.started_at.desc(), *_EARLIER),
    "best": (_ATTEMPT.c.percent.desc(), _ATTEMPT.c.started_at, *_EARLIER),
}
"""By what attempts are sorted, so that the first at a quiz is the one that counts."""

_IS_SURE_AND_WRONG = (_RESULT.c.confidence == "certain") & ~_RESULT.c.is_right_at_first
_SURE_AND_WRONG = func.sum(case((_IS_SURE_AND_WRONG, 1), else_=0)).label("sure_and_wrong")


def attempts_that_count(selected: Selected) -> CTE:
    """The finished attempts that are selected; the best is the earliest of the highest per cent."""
    table = _ATTEMPT
    query = select(
        table.c.id,
        table.c.learner_id,
        table.c.quiz_id,
        table.c.quiz_title,
        table.c.started_at,
        table.c.finished_at,
        table.c.percent,
        table.c.passed,
    ).where(
        table.c.learner_id.in_(member_ids(selected.classroom_id, selected.teacher)),
        table.c.percent.is_not(None),
    )
    if selected.first is not None:
        query = query.where(table.c.finished_at >= selected.first)
    if selected.before is not None:
        query = query.where(table.c.finished_at < selected.before)
    if selected.quiz_ids is not None:
        query = query.where(table.c.quiz_id.in_(selected.quiz_ids))
    if selected.counting == "all":
        return query.cte("counted")
    place = func.row_number().over(
        partition_by=(table.c.learner_id, table.c.quiz_id), order_by=_ORDERS[selected.counting]
    )
    in_order = query.add_columns(place.label("which")).cte("in_order")
    return select(in_order).where(in_order.c.which == 1).cte("counted")


def begun(classroom_id: str | None, teacher: str | None) -> Select[Any]:
    """All attempts of the members of a class, or of all classes, oldest first."""
    own = _ATTEMPT.c.learner_id.in_(member_ids(classroom_id, teacher))
    return select(_ATTEMPT).where(own).order_by(_ATTEMPT.c.started_at, _ATTEMPT.c.id)


def reached(counted: CTE) -> Select[Any]:
    """How many attempts at each quiz reached which per cent, by the title the quiz had."""
    return select(
        counted.c.quiz_id,
        counted.c.quiz_title,
        counted.c.percent,
        func.count().label("attempts"),
        func.max(counted.c.finished_at, type_=Instant()).label("last"),
    ).group_by(counted.c.quiz_id, counted.c.quiz_title, counted.c.percent)


def learners_by_quiz(counted: CTE) -> Select[Any]:
    """How many learners have taken each quiz, and how many have passed it."""
    passed = case((counted.c.passed, counted.c.learner_id))
    return select(
        counted.c.quiz_id,
        func.count(distinct(counted.c.learner_id)).label("learners"),
        func.count(distinct(passed)).label("passed"),
        func.min(counted.c.finished_at, type_=Instant()).label("first"),
        func.max(counted.c.finished_at, type_=Instant()).label("last"),
    ).group_by(counted.c.quiz_id)


def items(counted: CTE) -> Select[Any]:
    """The results of items, in the order of an attempt's places."""
    query = select(_RESULT).join(counted, counted.c.id == _RESULT.c.attempt_id)
    return query.order_by(_RESULT.c.attempt_id, _RESULT.c.place)


def versions(counted: CTE) -> Select[Any]:
    """How many answers to each version have which score, and how many of them are right."""
    version = (_RESULT.c.pinned, _RESULT.c.fingerprint, _RESULT.c.is_blank, _RESULT.c.score)
    return (
        select(
            *version,
            func.count().label("answers"),
            func.sum(case((_RESULT.c.is_right, 1), else_=0)).label("right"),
            *_first_seen(counted),
        )
        .join(counted, counted.c.id == _RESULT.c.attempt_id)
        .where(_RESULT.c.score.is_not(None))
        .group_by(*version)
    )


def learners_by_group(
    counted: CTE, groups: Mapping[str, str], moved: Mapping[str, str]
) -> Select[Any]:
    """How many learners have a score in each group of versions of items."""
    version: ColumnElement[Any] = _RESULT.c.fingerprint
    if moved:
        again = case(dict(moved), value=_RESULT.c.pinned, else_=_RESULT.c.fingerprint)
        version = case((_RESULT.c.is_blank, again), else_=_RESULT.c.fingerprint)
    # SQLite finds a row of a list of pairs by reading all of them.
    group = case(dict(groups), value=version).label("of_group")
    return (
        select(group, func.count(distinct(counted.c.learner_id)).label("learners"))
        .select_from(counted)
        .join(_RESULT, counted.c.id == _RESULT.c.attempt_id)
        .where(_RESULT.c.score.is_not(None))
        .group_by("of_group")
    )


def rescored(counted: CTE) -> Select[Any]:
    """By which version answers to a pinned item were scored again, the latest one last."""
    since = func.max(_RESULT.c.since, type_=Instant())
    version = (_RESULT.c.pinned, _RESULT.c.fingerprint)
    return (
        select(*version, since.label("since"))
        .join(counted, counted.c.id == _RESULT.c.attempt_id)
        .where(_RESULT.c.since.is_not(None))
        .group_by(*version)
        .order_by(since)
    )


def proofs(counted: CTE) -> Select[Any]:
    """How often each passage was chosen as the proof of an answer."""
    return _times(counted, _RESULT.c.proof).where(_RESULT.c.proof.is_not(None))


def choices(counted: CTE) -> Select[Any]:
    """How often which options were chosen together at the first try."""
    version = (_RESULT.c.pinned, _RESULT.c.is_blank)
    query = _times(counted, _RESULT.c.chosen).add_columns(*version, *_first_seen(counted))
    return query.group_by(*version)


def sure(counted: CTE) -> Select[Any]:
    """How many answers to each version say how sure they are, and how many are sure and wrong."""
    query = select(_RESULT.c.fingerprint, func.count().label("answers"), _SURE_AND_WRONG)
    own = query.join(counted, counted.c.id == _RESULT.c.attempt_id)
    return own.where(_RESULT.c.confidence.is_not(None)).group_by(_RESULT.c.fingerprint)


def sure_by_learner(counted: CTE) -> Select[Any]:
    """How many answers of each learner are sure and wrong."""
    query = select(counted.c.learner_id, _SURE_AND_WRONG)
    own = query.join(_RESULT, counted.c.id == _RESULT.c.attempt_id)
    return own.where(_RESULT.c.confidence == "certain").group_by(counted.c.learner_id)


def latest(counted: CTE) -> Select[Any]:
    """When an attempt that had each pinned item was begun last."""
    last = func.max(counted.c.started_at, type_=Instant()).label("last")
    query = select(_RESULT.c.pinned, last).join(counted, counted.c.id == _RESULT.c.attempt_id)
    return query.group_by(_RESULT.c.pinned)


def _first_seen(counted: CTE) -> tuple[ColumnElement[Any], ...]:
    """When an attempt with a version was begun first, and at which place the version was."""
    first = func.min(counted.c.started_at, type_=Instant())
    return first.label("first"), func.min(_RESULT.c.place).label("place")


def _times(counted: CTE, what: ColumnElement[Any]) -> Select[Any]:
    by = (_RESULT.c.fingerprint, what)
    query = select(*by, func.count().label("times"))
    return query.join(counted, counted.c.id == _RESULT.c.attempt_id).group_by(*by)
