"""Where each member of a class is by now: what they have read and passed, and who is stuck."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from sourcebook.model.course import Course
from sourcebook.model.learners import Member, Reading
from sourcebook.model.results import AttemptStage

LEFT_OPEN = timedelta(days=3)
"""How long an open attempt may rest before its learner counts as stuck in it."""

NEVER_BEGUN = timedelta(days=7)
"""How long after joining a learner may do nothing before they count as stuck."""

FAILURES = 3
"""How often a quiz may be failed, and never passed, before its learner counts as stuck in it."""


class Trouble(NamedTuple):
    """Why a learner counts as stuck: the first reason that holds, and since when.

    `fails_again`: they failed the same quiz FAILURES times or more and never passed it.
    `left_open`: an attempt is open and they took no step anywhere for LEFT_OPEN. `never_begun`:
    they joined NEVER_BEGUN ago and did nothing. `quiz` is the title of the quiz; empty if the
    reason is about none.
    """

    kind: Literal["fails_again", "left_open", "never_begun"]
    quiz: str
    since: datetime


class MemberStatus(NamedTuple):
    """How far a member of a class is, where they are now, and whether they are stuck.

    `lessons` counts the lessons of the course that they have read, `passed` the quizzes of the
    course that they have passed. `last_seen` is their last step that left a moment; None without
    one. `open_quiz` is the title of the quiz that they began last and have not finished: of its
    `open_items` items, `open_answered` have an answer. `stuck` is None if they are not.
    """

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
    stuck: Trouble | None


def member_statuses(
    members: Iterable[Member],
    readings: Mapping[str, Mapping[str, Reading]],
    attempts: Iterable[AttemptStage],
    course: Course,
    *,
    now: datetime,
) -> tuple[MemberStatus, ...]:
    """The status of each member, in their order; `readings` are by learner id and lesson id.

    `attempts` are those of the class, oldest first.
    """
    by_learner: dict[str, list[AttemptStage]] = {}
    for attempt in attempts:
        by_learner.setdefault(attempt.learner_id, []).append(attempt)
    return tuple(
        _status(each, readings.get(each.id, {}), by_learner.get(each.id, []), course, now)
        for each in members
    )


def _status(
    member: Member,
    readings: Mapping[str, Reading],
    attempts: Sequence[AttemptStage],
    course: Course,
    now: datetime,
) -> MemberStatus:
    quizzes = [each for each in attempts if each.purpose == "quiz"]
    latest_open = next((each for each in reversed(quizzes) if not each.is_finished), None)
    opened = (each.opened_at for each in readings.values())
    last_seen = max([*opened, *(each.last_step for each in attempts)], default=None)
    read = {lesson_id for lesson_id, each in readings.items() if each.is_read}
    passed = {each.quiz_id for each in quizzes if each.passed}
    return MemberStatus(
        learner_id=member.id,
        name=member.name,
        number=member.number,
        joined_at=member.joined_at,
        lessons=len(read & course.lessons.keys()),
        passed=len(passed & course.quizzes.keys()),
        last_seen=last_seen,
        open_quiz=latest_open.quiz_title if latest_open else None,
        open_answered=latest_open.answered if latest_open else 0,
        open_items=latest_open.items if latest_open else 0,
        stuck=_trouble(member, quizzes, latest_open, last_seen, now),
    )


def _trouble(
    member: Member,
    quizzes: Sequence[AttemptStage],
    latest_open: AttemptStage | None,
    last_seen: datetime | None,
    now: datetime,
) -> Trouble | None:
    failed = _fails_again(quizzes)
    if failed:
        return Trouble("fails_again", failed.quiz_title, failed.last_step)
    if latest_open and last_seen and now - last_seen >= LEFT_OPEN:
        return Trouble("left_open", latest_open.quiz_title, last_seen)
    if last_seen is None and now - member.joined_at >= NEVER_BEGUN:
        return Trouble("never_begun", "", member.joined_at)
    return None


def _fails_again(quizzes: Sequence[AttemptStage]) -> AttemptStage | None:
    """The latest attempt at the first quiz that was failed too often and never passed."""
    failed: dict[str, list[AttemptStage]] = {}
    for each in quizzes:
        if each.is_finished:
            failed.setdefault(each.quiz_id, []).append(each)
    return next(
        (
            same[-1]
            for same in failed.values()
            if len(same) >= FAILURES and not any(each.passed for each in same)
        ),
        None,
    )
