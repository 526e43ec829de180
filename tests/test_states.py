"""Lessons and quizzes that are drafts or hidden: what a learner is given, and what is checked."""

import random

import pytest

from sourcebook.analysis import progress
from sourcebook.content.checking import check, read_and_check, usable_quiz
from sourcebook.content.faults import as_text
from sourcebook.model.course import Course
from sourcebook.model.used_ids import Use, Uses
from tests.builders import course_files

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON = "lessons/04-yerevan-summit.md"
NOT_OPEN = pytest.mark.parametrize("state", ["draft", "hidden"])
BLUEPRINT = b"""\
id: final-quiz
title: The final quiz
draw:
  - {objective: tell-the-day, items: 2}
"""


def with_state(path: str, state: str) -> dict[str, bytes]:
    raw = course_files()[path]
    return {path: raw.replace(b"title:", f"state: {state}\ntitle:".encode(), 1)}


def served(changed: dict[str, bytes]) -> Course:
    result = check(course_files() | changed)
    assert result.course, as_text(result.faults)
    return result.course


@NOT_OPEN
def test_a_quiz_that_is_not_open_is_given_to_nobody(state: str) -> None:
    course = served(with_state(QUIZ, state))

    assert not course.quizzes
    assert not list(course.items())
    assert course.item("refuser") is None
    assert list(course.quizzes_not_open) == ["yerevan-quiz"]


@NOT_OPEN
def test_a_lesson_that_is_not_open_is_given_to_nobody(state: str) -> None:
    course = served(with_state(LESSON, state))

    assert not course.lessons
    assert course.objective("tell-the-day") is None
    assert list(course.lessons_not_open) == ["yerevan-summit"]


@NOT_OPEN
def test_teachers_have_what_is_not_open_too(state: str) -> None:
    course = served(with_state(QUIZ, state) | with_state(LESSON, state)).as_if_open()

    assert list(course.quizzes) == ["yerevan-quiz"]
    assert list(course.lessons) == ["yerevan-summit"]
    assert course.item("refuser")


def test_a_course_in_which_all_is_open_is_the_same_for_teachers() -> None:
    course = served({})

    assert course.as_if_open() is course


@NOT_OPEN
@pytest.mark.parametrize("purpose", ["quiz", "pool"])
def test_a_test_draws_nothing_that_is_not_open(state: str, purpose: str) -> None:
    pool = with_state(QUIZ, state)[QUIZ] + f"purpose: {purpose}\n".encode()
    twin = course_files()[QUIZ].replace(b"id: ", b"id: other-")
    course = served({QUIZ: pool, "quizzes/05.yaml": BLUEPRINT, "quizzes/06.yaml": twin})

    drawn = course.filled(course.quizzes["final-quiz"], random.Random(1))

    assert all(item.id.startswith("other-") for item in drawn.items)


@NOT_OPEN
def test_a_blueprint_that_could_draw_only_what_is_not_open_is_a_fault(state: str) -> None:
    changed = with_state(QUIZ, state) | {"quizzes/05.yaml": BLUEPRINT}

    (fault,) = check(course_files() | changed).faults

    assert fault.rule == "empty-quiz"
    assert fault.path == "quizzes/05.yaml"


@NOT_OPEN
def test_progress_counts_only_what_is_open(state: str) -> None:
    course = served(with_state(QUIZ, state))

    so_far = progress(course, {}, ())

    assert [part.kind for part in so_far.parts] == ["lesson"]
    assert so_far.items == 0


def test_a_hidden_quiz_is_still_in_the_course_for_attempts_at_it() -> None:
    uses = Uses({"yerevan-quiz": Use(1, 1)}, {"refuser": Use(1, 1)})

    missing = uses.missing_from(served(with_state(QUIZ, "hidden")))

    assert missing == Uses({}, {})


def test_attempts_at_a_hidden_quiz_can_be_scored_again() -> None:
    unchecked = read_and_check(course_files() | with_state(QUIZ, "hidden"), None)

    assert usable_quiz(unchecked, "yerevan-quiz")


def unfinished(state: str) -> dict[str, bytes]:
    """The quiz with a passage that does not exist."""
    raw = with_state(QUIZ, state)[QUIZ].replace(b"citations: [s1.p2]", b"citations: [s1.p9]", 1)
    return course_files() | {QUIZ: raw}


def test_what_is_not_finished_in_a_draft_is_a_warning() -> None:
    result = check(unfinished("draft"))

    assert {fault.severity for fault in result.faults} == {"warning"}
    assert result.course


@pytest.mark.parametrize("state", ["open", "hidden"])
def test_the_same_is_an_error_elsewhere(state: str) -> None:
    result = check(unfinished(state))

    assert "error" in {fault.severity for fault in result.faults}


def test_a_draft_may_not_use_an_id_that_is_taken() -> None:
    raw = b"state: draft\n" + course_files()[QUIZ].replace(b"id: yerevan-quiz", b"id: other-quiz")

    result = check(course_files() | {"quizzes/05.yaml": raw})

    assert {(fault.rule, fault.severity) for fault in result.faults} == {("duplicate-id", "error")}


def test_a_draft_that_cannot_be_read_is_an_error() -> None:
    result = check(course_files() | {"quizzes/05.yaml": b"state: draft\ntitle: No id\n"})

    assert result.course is None


def test_a_state_that_does_not_exist_is_refused_with_those_that_do() -> None:
    (fault,) = check(course_files() | with_state(QUIZ, "closed")).faults

    assert fault.rule == "wrong-value"
    assert all(state in fault.sentence for state in ("open", "draft", "hidden"))
