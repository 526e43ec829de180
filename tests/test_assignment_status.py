"""How far learners are with what is set: the state, lateness, and the attempt that counts."""

from datetime import UTC, datetime, timedelta

import pytest

from sourcebook.analysis import AssignmentStatus, assignment_statuses
from sourcebook.delivery import attempt_stage
from sourcebook.delivery.terms import Terms
from sourcebook.model.assignments import Assignment, Settings
from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Reading
from tests.builders import answer, attempt, single_choice

MONDAY = datetime(2022, 11, 21, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def status(
    *attempts: Attempt, now: datetime = MONDAY, reading: Reading | None = None, **fields: object
) -> AssignmentStatus:
    """How far Lilit is with the quiz, or with the lesson, set on Monday morning."""
    kind = fields.pop("kind", "quiz")
    part_id = "csto" if kind == "lesson" else "yerevan-quiz"
    settings = Settings.model_validate({"due": MONDAY + DAY} | fields)
    made = Assignment.model_validate(
        {
            "id": "1" * 32,
            "classroom_id": "2" * 32,
            "kind": kind,
            "part_id": part_id,
            "title": "The summit",
            "set_at": MONDAY,
            "settings": settings,
        }
    )
    readings = {"lilit": {"csto": reading}} if reading else {}
    begun = map(attempt_stage, attempts)
    return assignment_statuses(made, [Terms("lilit", (made,))], begun, readings, now=now)[0]


def taken(name: str, score: int, *, start: int, end: int | None) -> Attempt:
    """An attempt with this score, from one hour of Monday to another."""
    hour = timedelta(hours=1)
    return attempt(
        single_choice(),
        answers={0: answer(score)},
        id=name,
        started_at=MONDAY + start * hour,
        finished_at=None if end is None else MONDAY + end * hour,
    )


def test_without_an_attempt_nobody_has_begun() -> None:
    assert status() == AssignmentStatus("lilit")
    assert status(now=MONDAY + 2 * DAY).is_late


def test_with_an_open_attempt_they_are_at_work() -> None:
    found = status(taken("one", 0, start=0, end=None), now=MONDAY + DAY)

    assert (found.kind, found.is_late, found.attempts) == ("at_work", False, 1)


@pytest.mark.parametrize(("counts", "expected"), [("first", "a"), ("latest", "c"), ("best", "b")])
def test_the_attempt_counts_that_the_teacher_chose(counts: str, expected: str) -> None:
    own = [
        taken("a", 0, start=0, end=1),
        taken("b", 1, start=2, end=3),
        taken("c", 0, start=4, end=5),
        taken("open", 1, start=6, end=None),
    ]

    found = status(*own, counts=counts)

    assert found.attempt is not None
    assert (found.kind, found.attempt.id, found.attempts) == ("done", expected, 4)


def test_of_two_best_attempts_the_earlier_counts() -> None:
    found = status(taken("b", 1, start=2, end=3), taken("a", 1, start=0, end=1))

    assert found.attempt is not None
    assert found.attempt.id == "a"


def test_work_is_late_when_the_attempt_that_counts_is() -> None:
    in_time, late = taken("a", 0, start=0, end=1), taken("b", 1, start=2, end=30)

    assert status(in_time, late, counts="best").is_late
    assert not status(in_time, late, counts="first").is_late


def test_what_ended_before_the_quiz_was_set_is_no_work_for_it() -> None:
    assert status(taken("a", 1, start=-3, end=-1)).kind == "not_begun"


def test_a_lesson_is_done_when_it_is_read() -> None:
    read = Reading(opened_at=MONDAY, read_at=MONDAY + 2 * DAY)

    opened = status(kind="lesson", reading=Reading(opened_at=MONDAY))
    done = status(kind="lesson", reading=read, now=MONDAY + 3 * DAY)

    assert (opened.kind, opened.is_late) == ("at_work", False)
    assert (done.kind, done.is_late, done.done_at) == ("done", True, read.read_at)
    assert status(kind="lesson").kind == "not_begun"
