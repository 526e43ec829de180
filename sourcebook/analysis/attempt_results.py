"""What each finished attempt at a whole quiz came to, and all attempts at one quiz together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final, NamedTuple

from sourcebook.delivery import mark, may_see_result
from sourcebook.model.attempts import Attempt
from sourcebook.model.results import Counting


class AttemptResult(NamedTuple):
    """A finished attempt at a whole quiz.

    `points` and `possible` are exact, `percent` runs from 0 to 100 and is not rounded, and
    `unanswered` counts items.
    """

    attempt_id: str
    learner_id: str
    quiz_id: str
    quiz_title: str
    started_at: datetime
    finished_at: datetime
    points: Fraction
    possible: Fraction
    percent: float
    unanswered: int
    passed: bool


@dataclass(frozen=True)
class QuizSummary:
    """The results of one learner at one quiz, oldest first; there is at least one."""

    results: tuple[AttemptResult, ...]

    @property
    def first(self) -> AttemptResult:
        """The result of the attempt that was finished first."""
        return self.results[0]

    @property
    def latest(self) -> AttemptResult:
        """The result of the attempt that was finished last."""
        return self.results[-1]

    @property
    def best(self) -> AttemptResult:
        """The result with the highest percent; among equals the earliest."""
        return _best(self.results)

    @property
    def passed(self) -> tuple[AttemptResult, ...]:
        """The results that passed, oldest first."""
        return tuple(each for each in self.results if each.passed)

    @property
    def best_passed(self) -> AttemptResult | None:
        """The best of the results that passed; None if none did."""
        return _best(self.passed) if self.passed else None


def attempt_results(attempts: Iterable[Attempt]) -> tuple[AttemptResult, ...]:
    """The result of each finished attempt at a whole quiz, oldest first.

    A result that would show its learner something of an open test is left out.
    """
    results = [result for attempt in attempts if (result := _result(attempt))]
    return tuple(sorted(results, key=lambda each: each.finished_at))


def that_count(results: Iterable[AttemptResult], which: Counting) -> tuple[AttemptResult, ...]:
    """The results that count; the best is the earliest of those with the highest per cent."""
    if which == "all":
        return tuple(results)
    chosen: dict[tuple[str, str], AttemptResult] = {}
    for each in sorted(results, key=_ORDERS[which]):
        chosen.setdefault((each.learner_id, each.quiz_id), each)
    return tuple(sorted(chosen.values(), key=lambda each: each.finished_at))


def quiz_summaries(results: Iterable[AttemptResult]) -> dict[str, QuizSummary]:
    """The results of one learner by quiz id; the quiz that was finished first comes first."""
    by_quiz: dict[str, list[AttemptResult]] = {}
    for each in results:
        by_quiz.setdefault(each.quiz_id, []).append(each)
    return {quiz_id: QuizSummary(tuple(same)) for quiz_id, same in by_quiz.items()}


def _best(results: Iterable[AttemptResult]) -> AttemptResult:
    return max(results, key=lambda each: each.percent)


_ORDERS: Final[Mapping[Counting, Callable[[AttemptResult], tuple[float, ...]]]] = {
    "first": lambda result: (result.started_at.timestamp(),),
    "latest": lambda result: (-result.started_at.timestamp(),),
    "best": lambda result: (-result.percent, result.started_at.timestamp()),
}
"""By what attempts are sorted, so that the first at a quiz is the one that counts."""


def _result(attempt: Attempt) -> AttemptResult | None:
    if attempt.finished_at is None or attempt.purpose != "quiz" or not may_see_result(attempt):
        return None
    total = mark(attempt)
    return AttemptResult(
        attempt_id=attempt.id,
        learner_id=attempt.learner_id,
        quiz_id=attempt.quiz_id,
        quiz_title=attempt.quiz_title,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        points=total.points,
        possible=total.possible,
        percent=float(total.percent),
        unanswered=total.unanswered,
        # The same as `delivery.has_passed`, without adding up all items once more.
        passed=total.percent >= attempt.pass_mark,
    )
