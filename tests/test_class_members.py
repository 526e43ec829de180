"""Where the learners of a class are, and by which rules one of them counts as stuck."""

from datetime import datetime, timedelta

import pytest

from sourcebook.analysis import MemberStatus, Trouble, member_statuses
from sourcebook.content.checking import check
from sourcebook.delivery import attempt_stage
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Member, Reading
from tests.builders import SUMMIT_DAY, answer, attempt, course_files, single_choice, true_false

DAY = timedelta(days=1)
NINA = Member(id="nina", name="Nina", number=1, joined_at=SUMMIT_DAY)


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(course_files()).course
    assert found is not None
    return found


def row(
    course: Course,
    *attempts: Attempt,
    now: datetime,
    opened: datetime | None = None,
    read: bool = True,
) -> MemberStatus:
    lesson = next(iter(course.lessons))
    reading = Reading(opened_at=opened, read_at=opened if read else None) if opened else None
    readings = {"nina": {lesson: reading}} if reading else {}
    (found,) = member_statuses([NINA], readings, map(attempt_stage, attempts), course, now=now)
    return found


def failed(number: int, **changes: object) -> Attempt:
    at = SUMMIT_DAY + number * DAY
    return attempt(
        single_choice(),
        **{"id": f"attempt-{number}", "learner_id": "nina", "started_at": at, "finished_at": at}
        | changes,  # type: ignore[arg-type]
    )


def passed(number: int) -> Attempt:
    return failed(number, records={0: {"answers": (answer(1),)}})


def left_open(**changes: object) -> Attempt:
    answered = answer(1, answered_at=SUMMIT_DAY + DAY)
    return attempt(
        single_choice(),
        true_false(),
        answers={0: answered},
        learner_id="nina",
        **changes,  # type: ignore[arg-type]
    )


def test_an_empty_class_has_no_statuses(course: Course) -> None:
    assert member_statuses([], {}, [], course, now=SUMMIT_DAY) == ()


def test_a_new_member_has_done_nothing_and_is_not_stuck_yet(course: Course) -> None:
    found = row(course, now=SUMMIT_DAY + 6 * DAY)

    assert (found.lessons, found.passed, found.stuck, found.last_seen) == (0, 0, None, None)


def test_whoever_did_nothing_within_seven_days_of_joining_is_stuck(course: Course) -> None:
    found = row(course, now=SUMMIT_DAY + 7 * DAY)

    assert found.stuck == Trouble("never_begun", "", SUMMIT_DAY)


def test_whoever_opened_a_lesson_has_begun(course: Course) -> None:
    found = row(course, now=SUMMIT_DAY + 30 * DAY, opened=SUMMIT_DAY + DAY)

    assert (found.lessons, found.stuck) == (1, None)
    assert found.last_seen == SUMMIT_DAY + DAY


def test_an_open_attempt_says_where_somebody_is(course: Course) -> None:
    found = row(course, left_open(), now=SUMMIT_DAY + 2 * DAY)

    assert found.open_quiz == "The Yerevan summit"
    assert (found.open_answered, found.open_items) == (1, 2)
    assert found.stuck is None


def test_an_open_attempt_without_a_step_for_three_days_is_stuck(course: Course) -> None:
    found = row(course, left_open(), now=SUMMIT_DAY + 4 * DAY)

    assert found.stuck == Trouble("left_open", "The Yerevan summit", SUMMIT_DAY + DAY)


def test_whoever_works_elsewhere_meanwhile_is_not_stuck(course: Course) -> None:
    found = row(course, left_open(), now=SUMMIT_DAY + 4 * DAY, opened=SUMMIT_DAY + 3 * DAY)

    assert found.stuck is None


def test_a_review_left_open_does_not_count(course: Course) -> None:
    found = row(course, left_open(purpose="review"), now=SUMMIT_DAY + 30 * DAY)

    assert found.stuck is None
    assert found.open_quiz is None


def test_the_same_quiz_failed_three_times_is_stuck(course: Course) -> None:
    tries = [failed(number) for number in range(3)]

    assert row(course, *tries[:2], now=SUMMIT_DAY + 2 * DAY).stuck is None
    found = row(course, *tries, now=SUMMIT_DAY + 2 * DAY)
    assert found.stuck == Trouble("fails_again", "The Yerevan summit", SUMMIT_DAY + 2 * DAY)


def test_three_failures_at_three_quizzes_are_not_the_same_quiz(course: Course) -> None:
    tries = [failed(number, quiz_id=f"quiz-{number}") for number in range(3)]

    assert row(course, *tries, now=SUMMIT_DAY + 2 * DAY).stuck is None


def test_whoever_passes_after_all_is_not_stuck(course: Course) -> None:
    tries = [*(failed(number) for number in range(3)), passed(3)]

    assert row(course, *tries, now=SUMMIT_DAY + 3 * DAY).stuck is None


def test_a_lesson_that_was_only_opened_is_seen_and_not_counted(course: Course) -> None:
    found = row(course, now=SUMMIT_DAY + DAY, opened=SUMMIT_DAY, read=False)

    assert found.lessons == 0
    assert found.last_seen == SUMMIT_DAY
