"""How far a learner is through a small course, worked by hand."""

import pytest

from sourcebook.analysis import Progress, progress
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from tests.builders import SUMMIT_DAY, answer, attempt, numeric, quiz, true_false, verdict

UNSIGNED, CLAIM, DAY = true_false(), verdict(), numeric()
FINAL = quiz(DAY, id="final", title="The final quiz")
WAR = quiz(UNSIGNED, CLAIM, id="war-quiz", title="Quiz on the war", lesson="war")
READ = Reading(opened_at=SUMMIT_DAY, read_at=SUMMIT_DAY)
READ_ALL = {"csto": READ, "war": READ}


def lesson(lesson_id: str, title: str) -> Lesson:
    goal = {"id": "tell-the-day", "text": "Tell the day of the summit."}
    return Lesson(
        id=lesson_id,
        title=title,
        question="What happened?",
        minutes=5,
        objectives=[goal],
        sections=(),
    )


def course(*quizzes: Quiz) -> Course:
    """Two lessons, the CSTO and the war, with these quizzes."""
    lessons = {each.id: each for each in (lesson("csto", "The CSTO"), lesson("war", "The war"))}
    found = {each.id: each for each in quizzes}
    return Course(sources={}, comparisons={}, lessons=lessons, quizzes=found)


def taken(*scores: int, **changes: object) -> Attempt:
    """A finished attempt at the quiz on the war with these scores."""
    given = {place: answer(score) for place, score in enumerate(scores)}
    own = {"quiz_id": "war-quiz", "finished_at": SUMMIT_DAY}
    return attempt(UNSIGNED, CLAIM, answers=given, records=None, **own | changes)


def done(found: Progress) -> list[str]:
    return [part.id for part in found.parts if part.is_done]


def next_id(found: Progress) -> str | None:
    return found.next_part.id if found.next_part else None


def test_parts_stand_in_the_order_of_the_course_with_loose_quizzes_last() -> None:
    found = progress(course(FINAL, WAR), {}, [])

    assert [part[:3] for part in found.parts] == [
        ("lesson", "csto", "The CSTO"),
        ("lesson", "war", "The war"),
        ("quiz", "war-quiz", "Quiz on the war"),
        ("quiz", "final", "The final quiz"),
    ]


def test_at_the_start_nothing_is_done_and_the_first_lesson_is_next() -> None:
    found = progress(course(WAR, FINAL), {}, [])

    assert (found.done, found.of, found.items_answered, found.items) == (0, 4, 0, 3)
    assert next_id(found) == "csto"
    assert {part.best for part in found.parts} == {None}


def test_a_lesson_is_done_once_it_was_read() -> None:
    found = progress(course(WAR), {"war": READ}, [])

    assert done(found) == ["war"]
    assert next_id(found) == "csto"


def test_a_lesson_that_was_only_opened_is_begun_and_not_done() -> None:
    found = progress(course(WAR), {"war": Reading(opened_at=SUMMIT_DAY)}, [])

    assert done(found) == []
    assert [part.id for part in found.parts if part.is_begun] == ["war"]


def test_a_quiz_of_which_an_attempt_is_open_tells_how_much_is_answered() -> None:
    found = progress(course(WAR), {}, [taken(1, 1), taken(1, finished_at=None)])

    last = found.parts[-1]
    assert (last.is_begun, last.answered, last.size) == (True, 1, 2)


def test_a_quiz_is_done_once_it_was_passed() -> None:
    found = progress(course(WAR), READ_ALL, [taken(1, 1), taken(0, 0)])

    assert (found.done, found.of, found.next_part) == (3, 3, None)
    assert found.parts[-1].best == 100


def test_a_quiz_that_was_not_passed_is_next_and_tells_its_best() -> None:
    """The pass mark is 60, one of two points are 50 %."""
    found = progress(course(WAR), READ_ALL, [taken(1, 0), taken(0, 0)])

    assert (found.done, next_id(found)) == (2, "war-quiz")
    assert found.parts[-1].best == 50


@pytest.mark.parametrize("change", [{"purpose": "missed"}, {"finished_at": None}])
def test_a_repetition_or_an_open_attempt_passes_no_quiz(change: dict[str, object]) -> None:
    found = progress(course(WAR), READ_ALL, [taken(1, 1, **change)])

    assert (done(found), found.items_answered) == (["csto", "war"], 2)


def test_each_item_of_the_course_counts_once_and_no_other() -> None:
    elsewhere = attempt(numeric(id="gone"), UNSIGNED, answers={0: answer(1), 1: answer(0)})

    found = progress(course(WAR, FINAL), {}, [taken(1), taken(1), elsewhere])

    assert (found.items_answered, found.items) == (1, 3)


def test_what_the_course_no_longer_has_is_left_out() -> None:
    found = progress(course(), {"gone": READ}, [taken(1, 1)])

    assert (found.done, found.of, found.items_answered, found.items) == (0, 2, 0, 0)


def test_a_course_without_parts_is_done() -> None:
    nothing = Course(sources={}, comparisons={}, lessons={}, quizzes={})

    found = progress(nothing, {}, [])

    assert found == Progress(parts=(), items_answered=0, items=0)
    assert not found.is_complete
