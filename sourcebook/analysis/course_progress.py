"""How far a learner is through the course: lessons read, quizzes passed, items answered."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import pandas as pd

from sourcebook.analysis.attempt_table import attempts_table, quiz_summary
from sourcebook.analysis.typed_tables import table
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.quizzes import Quiz

PART_COLUMNS = ["kind", "id", "title", "is_done", "percent", "is_begun", "answered", "size"]
_TYPES = {
    "is_done": "bool",
    "percent": "float64",
    "is_begun": "bool",
    "answered": "int64",
    "size": "int64",
}


class Part(NamedTuple):
    """A lesson or a quiz of the course, by its id."""

    kind: Literal["lesson", "quiz"]
    id: str


class Progress(NamedTuple):
    """How much of a course is done; see `progress`.

    `done` of `of` parts are done, `items_answered` of `items` different items have an answer.
    `next_part` is the first part that is not done, or None where none is left.
    """

    parts: pd.DataFrame
    done: int
    of: int
    items_answered: int
    items: int
    next_part: Part | None

    @property
    def is_complete(self) -> bool:
        """Whether every part of a course that has any is done."""
        return self.of > 0 and self.next_part is None


def progress(
    course: Course,
    readings: Mapping[str, Reading],
    attempts: Iterable[Attempt],
    *,
    taken: pd.DataFrame | None = None,
) -> Progress:
    """How far a learner is, according to the lessons they opened and read and to all attempts.

    `taken` is what `attempts_table` returns of them, for whoever has it at hand.

    `parts` has one row per lesson and per quiz in the order of the course: `kind`, `id`,
    `title`, `is_done` (a lesson was read; a quiz was passed at least once) and `percent`, the
    best of a quiz, NaN for a lesson and for a quiz that was not finished yet. `is_begun` says that
    a lesson was opened, or that an attempt at a quiz is open: `answered` of its `size` items then
    have an answer. The quiz of a lesson follows it, and quizzes without a lesson come last. What
    the course no longer has is left out.
    """
    attempts = tuple(attempts)
    taken = attempts_table(attempts) if taken is None else taken
    best = quiz_summary(taken)["best"].to_dict()
    done = {Part("quiz", quiz_id) for quiz_id in taken[taken["passed"]]["quiz_id"]}
    done |= {Part("lesson", lesson_id) for lesson_id, each in readings.items() if each.is_read}
    begun = {Part("lesson", lesson_id): (0, 0) for lesson_id in readings} | _open(attempts)
    ordered = list(_in_order(course))
    rows = [
        (*part, title, part in done, best.get(part.id), part in begun, *begun.get(part, (0, 0)))
        for part, title in ordered
    ]
    parts = table(rows, PART_COLUMNS, types=_TYPES)
    items = {item.id for item in course.items()}
    return Progress(
        parts=parts,
        done=int(parts["is_done"].sum()),
        of=len(parts),
        items_answered=len(items & _answered(attempts)),
        items=len(items),
        next_part=next((part for part, _ in ordered if part not in done), None),
    )


def _in_order(course: Course) -> Iterator[tuple[Part, str]]:
    """Each part with its title."""
    for lesson in course.lessons.values():
        yield Part("lesson", lesson.id), lesson.title
        yield from (_quiz(quiz) for quiz in course.quizzes.values() if quiz.lesson == lesson.id)
    yield from (
        _quiz(quiz) for quiz in course.quizzes.values() if quiz.lesson not in course.lessons
    )


def _quiz(quiz: Quiz) -> tuple[Part, str]:
    return Part("quiz", quiz.id), quiz.title


def _open(attempts: Iterable[Attempt]) -> dict[Part, tuple[int, int]]:
    """How many items of each quiz that is being taken have an answer, and how many there are."""
    return {
        Part("quiz", each.quiz_id): (len(each.answers), len(each.items))
        for each in attempts
        if not each.is_finished and each.purpose == "quiz"
    }


def _answered(attempts: Iterable[Attempt]) -> set[str]:
    """The ids of the items that have an answer, whether its key may be seen or not."""
    return {attempt.items[place].item.id for attempt in attempts for place in attempt.answers}
