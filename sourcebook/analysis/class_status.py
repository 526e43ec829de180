"""Where the learners of a class are: what each has read and passed, and who is stuck."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import pandas as pd

from sourcebook.analysis.typed_tables import MOMENT, table
from sourcebook.delivery import has_passed
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Member, Reading

LEFT_OPEN = timedelta(days=3)
"""How long an open attempt may rest before its learner counts as stuck in it."""

NEVER_BEGUN = timedelta(days=7)
"""How long after joining a learner may do nothing before she counts as stuck."""

FAILURES = 3
"""How often a quiz may be failed, and never passed, before its learner counts as stuck in it."""

Stuck = Literal["fails_again", "left_open", "never_begun", ""]


class _Row(NamedTuple):
    learner_id: str
    name: str | None
    number: int
    joined_at: datetime
    lessons: int
    passed: int
    last_seen: datetime | None
    open_quiz: str | None
    open_answered: int
    open_items: int
    stuck: Stuck
    stuck_quiz: str | None
    stuck_since: datetime | None


class _Trouble(NamedTuple):
    kind: Stuck
    quiz: str | None = None
    since: datetime | None = None


MEMBER_COLUMNS = list(_Row._fields)
_TYPES = {
    "joined_at": MOMENT,
    "number": "int64",
    "lessons": "int64",
    "passed": "int64",
    "last_seen": MOMENT,
    "open_answered": "int64",
    "open_items": "int64",
    "stuck_since": MOMENT,
}


def members_table(
    members: Iterable[Member],
    readings: Mapping[str, Mapping[str, Reading]],
    attempts: Iterable[Attempt],
    course: Course,
    *,
    now: datetime,
) -> pd.DataFrame:
    """One row per member, in their order: how far she is, where she is now, whether she is stuck.

    `readings` are by learner id and lesson id. `lessons` counts those of the course that she
    read, `passed` the quizzes of the course that she passed at least once. `open_quiz` is the
    title of the quiz she began last and has not finished, with how many items of it have an
    answer. `last_seen` is her last step that left a moment, missing where there is none.

    `stuck` is, first come first told: `fails_again` where she failed the same quiz FAILURES
    times or more and never passed it, `left_open` where an attempt is open and she took no step
    anywhere for LEFT_OPEN, `never_begun` where she joined NEVER_BEGUN ago and did nothing.
    """
    by_learner: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        by_learner.setdefault(attempt.learner_id, []).append(attempt)
    rows = (
        _row(each, readings.get(each.id, {}), by_learner.get(each.id, []), course, now)
        for each in members
    )
    return table(rows, MEMBER_COLUMNS, types=_TYPES)


def _row(
    member: Member,
    readings: Mapping[str, Reading],
    attempts: Sequence[Attempt],
    course: Course,
    now: datetime,
) -> _Row:
    quizzes = [each for each in attempts if each.purpose == "quiz"]
    latest_open = next((each for each in reversed(quizzes) if not each.is_finished), None)
    opened = (each.opened_at for each in readings.values())
    last_seen = max([*opened, *map(_last_step, attempts)], default=None)
    read = {lesson_id for lesson_id, each in readings.items() if each.is_read}
    trouble = _trouble(member, quizzes, latest_open, last_seen, now)
    passed = {each.quiz_id for each in quizzes if each.is_finished and has_passed(each)}
    return _Row(
        learner_id=member.id,
        name=member.name,
        number=member.number,
        joined_at=member.joined_at,
        lessons=len(read & course.lessons.keys()),
        passed=len(passed & course.quizzes.keys()),
        last_seen=last_seen,
        open_quiz=latest_open.quiz_title if latest_open else None,
        open_answered=len(latest_open.answers) if latest_open else 0,
        open_items=len(latest_open.items) if latest_open else 0,
        stuck=trouble.kind,
        stuck_quiz=trouble.quiz,
        stuck_since=trouble.since,
    )


def _trouble(
    member: Member,
    quizzes: Sequence[Attempt],
    latest_open: Attempt | None,
    last_seen: datetime | None,
    now: datetime,
) -> _Trouble:
    failed = _fails_again(quizzes)
    if failed:
        return _Trouble("fails_again", failed.quiz_title, _last_step(failed))
    if latest_open and last_seen and now - last_seen >= LEFT_OPEN:
        return _Trouble("left_open", latest_open.quiz_title, last_seen)
    if last_seen is None and now - member.joined_at >= NEVER_BEGUN:
        return _Trouble("never_begun", None, member.joined_at)
    return _Trouble("")


def _fails_again(quizzes: Sequence[Attempt]) -> Attempt | None:
    """The latest attempt at the first quiz that was failed too often and never passed."""
    failed: dict[str, list[Attempt]] = {}
    for each in quizzes:
        if each.is_finished:
            failed.setdefault(each.quiz_id, []).append(each)
    return next(
        (
            same[-1]
            for same in failed.values()
            if len(same) >= FAILURES and not any(map(has_passed, same))
        ),
        None,
    )


def _last_step(attempt: Attempt) -> datetime:
    """The last moment that an attempt keeps: its start, an answer, or its end."""
    answered = [each.answered_at for record in attempt.records.values() for each in record.answers]
    ended = [attempt.finished_at] if attempt.finished_at else []
    return max([attempt.started_at, *answered, *ended])
