"""What each attempt at a whole quiz came to, and each quiz over all its attempts."""

from collections.abc import Iterable

import pandas as pd

from sourcebook.analysis.typed_tables import MOMENT, table
from sourcebook.delivery import mark, may_see_result
from sourcebook.model.attempts import Attempt

ATTEMPT_COLUMNS = [
    "attempt_id",
    "quiz_id",
    "quiz_title",
    "started_at",
    "finished_at",
    "points",
    "possible",
    "percent",
    "unanswered",
    "passed",
]
_TYPES = {
    "started_at": MOMENT,
    "finished_at": MOMENT,
    "percent": "float64",
    "unanswered": "int64",
    "passed": "bool",
}


def attempts_table(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """One row per finished attempt at a whole quiz, oldest first.

    `points` and `possible` are exact fractions, `percent` runs from 0 to 100 and is not
    rounded, `unanswered` counts items. Left out is a result that would tell its learner something
    of a test that is open.
    """
    rows = (_row(attempt) for attempt in attempts if _counts(attempt))
    found = table(rows, ATTEMPT_COLUMNS, types=_TYPES)
    return found.sort_values("finished_at", kind="stable", ignore_index=True)


def quiz_summary(table: pd.DataFrame) -> pd.DataFrame:
    """Per quiz id: how many `attempts` were finished, and the percent of the `first`, the
    `best` and the `latest` of them.

    Takes what `attempts_table` returns.
    """
    by_quiz = table.groupby("quiz_id", sort=False)["percent"]
    return pd.DataFrame(
        {
            "attempts": by_quiz.count(),
            "first": by_quiz.first(),
            "best": by_quiz.max(),
            "latest": by_quiz.last(),
        }
    )


def best_percent(attempts: Iterable[Attempt]) -> dict[str, float]:
    """The best percent of each quiz that was finished at least once, by quiz id."""
    best = quiz_summary(attempts_table(attempts))["best"]
    return {str(quiz_id): float(value) for quiz_id, value in best.items()}


def _counts(attempt: Attempt) -> bool:
    return attempt.is_finished and attempt.purpose == "quiz" and may_see_result(attempt)


def _row(attempt: Attempt) -> tuple[object, ...]:
    total = mark(attempt)
    return (
        attempt.id,
        attempt.quiz_id,
        attempt.quiz_title,
        attempt.started_at,
        attempt.finished_at,
        total.points,
        total.possible,
        float(total.percent),
        total.unanswered,
        # As `delivery.has_passed` has it, without adding it all up once more.
        total.percent >= attempt.pass_mark,
    )
