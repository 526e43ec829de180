"""How far learners are with what is set to them: not begun, at work, done; in time or late."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple

from sourcebook.delivery.terms import Terms, belongs
from sourcebook.model.assignments import Assignment, Counts
from sourcebook.model.learners import Reading
from sourcebook.model.results import AttemptStage


class AssignmentStatus(NamedTuple):
    """How far one learner is with one assignment.

    `attempt` is the one that counts or, before one is handed in, the open one; `attempts` is how
    many were begun. `done_at` is when the lesson was read or that attempt handed in. What is not
    done is late once its due date is over.
    """

    learner_id: str
    kind: Literal["not_begun", "at_work", "done"] = "not_begun"
    is_late: bool = False
    done_at: datetime | None = None
    attempt: AttemptStage | None = None
    attempts: int = 0


def assignment_statuses(
    assignment: Assignment,
    terms: Iterable[Terms],
    attempts: Iterable[AttemptStage],
    readings: Mapping[str, Mapping[str, Reading]],
    *,
    now: datetime,
) -> tuple[AssignmentStatus, ...]:
    """The status of each learner whose terms at the assigned part are given, in that order.

    `readings` are by learner id and lesson id.
    """
    work: dict[str, list[AttemptStage]] = {}
    for each in attempts:
        if belongs(each, assignment):
            work.setdefault(each.learner_id, []).append(each)
    return tuple(
        _of_lesson(own, readings.get(own.learner_id, {}).get(assignment.part_id), now)
        if assignment.kind == "lesson"
        else _of_quiz(own, assignment.settings.counts, work.get(own.learner_id, []), now)
        for own in terms
    )


def counted_attempt(attempts: Iterable[AttemptStage], counts: Counts) -> AttemptStage | None:
    """The finished attempt that counts; of two best ones the earlier; None if none is finished."""
    finished = [each for each in attempts if each.is_finished]
    return min(finished, key=_ORDERS[counts], default=None)


_ORDERS: Final[Mapping[Counts, Callable[[AttemptStage], tuple[float, ...]]]] = {
    "first": lambda each: (each.started_at.timestamp(),),
    "latest": lambda each: (-each.started_at.timestamp(),),
    "best": lambda each: (-(each.percent or 0), each.started_at.timestamp()),
}


def _of_quiz(
    terms: Terms, counts: Counts, own: Sequence[AttemptStage], now: datetime
) -> AssignmentStatus:
    counted = counted_attempt(own, counts)
    shown = counted or next(iter(own), None)
    if shown is None:
        return AssignmentStatus(terms.learner_id, is_late=terms.is_after_due(now))
    return AssignmentStatus(
        terms.learner_id,
        "done" if counted else "at_work",
        terms.is_late(shown, now),
        shown.finished_at,
        shown,
        len(own),
    )


def _of_lesson(terms: Terms, reading: Reading | None, now: datetime) -> AssignmentStatus:
    done_at = reading.read_at if reading else None
    is_late = terms.is_after_due(done_at or now)
    if done_at:
        return AssignmentStatus(terms.learner_id, "done", is_late, done_at)
    return AssignmentStatus(terms.learner_id, "at_work" if reading else "not_begun", is_late)
