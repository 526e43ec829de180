"""What attempts add up to, for the learner who made them. Pages show; the sums are made here."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from sourcebook.delivery import earned_at, has_passed, mark, may_see_key
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


def attempts_table(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """One row per finished attempt at a whole quiz, oldest first.

    `points` and `possible` are exact fractions, `percent` runs from 0 to 100 and is not
    rounded, `unanswered` counts items.
    """
    rows = [_attempt_row(attempt) for attempt in attempts if _counts(attempt)]
    table = pd.DataFrame(rows, columns=ATTEMPT_COLUMNS)
    return table.sort_values("finished_at", kind="stable", ignore_index=True)


def quiz_summary(table: pd.DataFrame) -> pd.DataFrame:
    """Per quiz id: how many attempts were finished, the best percent and the latest.

    Takes what `attempts_table` returns.
    """
    by_quiz = table.groupby("quiz_id", sort=False)["percent"]
    return pd.DataFrame(
        {"attempts": by_quiz.count(), "best": by_quiz.max(), "latest": by_quiz.last()}
    )


def best_percent(attempts: Iterable[Attempt]) -> dict[str, float]:
    """The best percent of each quiz that was finished at least once, by quiz id."""
    best = quiz_summary(attempts_table(attempts))["best"]
    return {str(quiz_id): float(value) for quiz_id, value in best.items()}


def objective_summary(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """Per objective id: how many items were answered, and how many of them fully right.

    Of several answers to an item the latest counts; an item never answered, or answered in a
    test that is not handed in, is left out.
    """
    rows = [row for attempt in attempts for row in _answer_rows(attempt)]
    table = pd.DataFrame(rows, columns=["objective", "item_id", "answered_at", "right"])
    latest = table.sort_values("answered_at", kind="stable").drop_duplicates("item_id", keep="last")
    by_objective = latest.groupby("objective", sort=True)["right"]
    return pd.DataFrame({"answered": by_objective.count(), "right": by_objective.sum()}).astype(int)


def _counts(attempt: Attempt) -> bool:
    return attempt.is_finished and attempt.purpose == "quiz"


def _attempt_row(attempt: Attempt) -> dict[str, Any]:
    total = mark(attempt)
    return {
        "attempt_id": attempt.id,
        "quiz_id": attempt.quiz_id,
        "quiz_title": attempt.quiz_title,
        "started_at": attempt.started_at,
        "finished_at": attempt.finished_at,
        "points": total.points,
        "possible": total.possible,
        "percent": float(total.percent),
        "unanswered": total.unanswered,
        "passed": has_passed(attempt),
    }


def _answer_rows(attempt: Attempt) -> Iterable[tuple[str, str, object, bool]]:
    for place, record in attempt.records.items():
        if record.answer and may_see_key(attempt, place):
            item = attempt.items[place].item
            yield item.objective, item.id, record.answer.answered_at, earned_at(attempt, place) == 1
