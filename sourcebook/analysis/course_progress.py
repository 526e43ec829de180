"""How far a learner is through the course: lessons read, quizzes passed, items answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from sourcebook.analysis.attempt_results import (
    AttemptResult,
    QuizSummary,
    attempt_results,
    quiz_summaries,
)
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz


class PartProgress(NamedTuple):
    """How far a learner is with a part of the course: a lesson or a quiz.

    `is_done`: the lesson was finished, or the quiz was passed at least once. `best` is the best
    percent of a quiz that was finished, else None. `is_begun`: the lesson was opened, or an attempt
    at the quiz is open. `answered` of `size`: steps of a lesson that were opened, or items of the
    open attempt that have an answer. `waits`: a quiz was handed in, and its result is withheld.
    """

    kind: Literal["lesson", "quiz"]
    id: str
    title: str
    is_done: bool = False
    best: float | None = None
    is_begun: bool = False
    answered: int = 0
    size: int = 0
    waits: bool = False


class Progress(NamedTuple):
    """How much of a course is done.

    `parts` are in the order of the course: the quiz of a lesson follows it, and quizzes without a
    lesson come last. `items_answered` of `items` different items have an answer.
    """

    parts: tuple[PartProgress, ...]
    items_answered: int
    items: int

    @property
    def done(self) -> int:
        """How many parts are done."""
        return sum(part.is_done for part in self.parts)

    @property
    def of(self) -> int:
        """How many parts there are."""
        return len(self.parts)

    @property
    def left(self) -> tuple[PartProgress, ...]:
        """The parts that are not done, in their order."""
        return tuple(part for part in self.parts if not part.is_done)

    @property
    def next_part(self) -> PartProgress | None:
        """The first part that is not done, or None if none is left."""
        return next(iter(self.left), None)

    @property
    def is_complete(self) -> bool:
        """Whether every part of a course that has any is done."""
        return bool(self.parts) and not self.left


def progress(
    course: Course,
    readings: Mapping[str, Reading],
    attempts: Iterable[Attempt],
    *,
    results: Sequence[AttemptResult] | None = None,
) -> Progress:
    """How far a learner is, according to the lessons they opened and read and to all attempts.

    `results` is `attempt_results` of the attempts, if the caller has worked it out already. What
    the course no longer has is left out.
    """
    attempts = tuple(attempts)
    summaries = quiz_summaries(attempt_results(attempts) if results is None else results)
    open_ones = (each for each in attempts if not each.is_finished and each.purpose == "quiz")
    running = {attempt.quiz_id: attempt for attempt in open_ones}
    waiting = {each.quiz_id for each in attempts if each.is_finished and each.withheld_until}
    parts = (
        _lesson(part, readings.get(part.id))
        if isinstance(part, Lesson)
        else _quiz(part, summaries.get(part.id), running.get(part.id), waits=part.id in waiting)
        for part in _in_order(course)
    )
    items = {item.id for item in course.items()}
    return Progress(tuple(parts), len(items & _answered(attempts)), len(items))


def _in_order(course: Course) -> Iterator[Lesson | Quiz]:
    quizzes = course.quizzes.values()
    for lesson in course.lessons.values():
        yield lesson
        yield from (quiz for quiz in quizzes if quiz.lesson == lesson.id)
    yield from (quiz for quiz in quizzes if quiz.lesson not in course.lessons)


def _lesson(lesson: Lesson, reading: Reading | None) -> PartProgress:
    is_read = reading is not None and reading.is_read
    is_begun = reading is not None
    opened, size = len(reading.steps) if reading else 0, len(lesson.sections)
    return PartProgress(
        "lesson",
        lesson.id,
        lesson.title,
        is_read,
        is_begun=is_begun,
        answered=min(opened, size),
        size=size,
    )


def _quiz(
    quiz: Quiz, summary: QuizSummary | None, running: Attempt | None, *, waits: bool
) -> PartProgress:
    return PartProgress(
        "quiz",
        quiz.id,
        quiz.title,
        is_done=bool(summary and summary.passed),
        best=summary.best.percent if summary else None,
        is_begun=running is not None,
        answered=len(running.answers) if running else 0,
        size=len(running.items) if running else 0,
        waits=waits,
    )


def _answered(attempts: Iterable[Attempt]) -> set[str]:
    """The ids of the items that have an answer, whether its key may be seen or not."""
    return {attempt.items[place].item.id for attempt in attempts for place in attempt.answers}
