"""The results of a class: by quiz, by learner and by objective, of the attempts that count."""

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from sourcebook.analysis.attempt_table import attempts_table
from sourcebook.model.attempts import Attempt

Counting = Literal["first", "best", "all"]
"""Which attempts count: each learner's first at each quiz, her best, or all."""


def class_attempts(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """What `attempts_table` returns of several learners, with a column `learner_id`."""
    attempts = tuple(attempts)
    taken = attempts_table(attempts)
    whose = {attempt.id: attempt.learner_id for attempt in attempts}
    learners = [whose[attempt_id] for attempt_id in taken["attempt_id"]]
    return taken.assign(learner_id=pd.Series(learners, index=taken.index, dtype=object))


def counted_attempts(taken: pd.DataFrame, which: Counting) -> pd.DataFrame:
    """The attempts that count, of what `class_attempts` returns, oldest first.

    The best is the one with the highest per cent, of equals the earlier one.
    """
    if which == "all":
        return taken
    order = ["started_at"] if which == "first" else ["percent", "started_at"]
    ranked = taken.sort_values(order, ascending=[name != "percent" for name in order])
    kept = ranked.drop_duplicates(["learner_id", "quiz_id"])
    return kept.sort_values("finished_at", kind="stable", ignore_index=True)


def quiz_results(counted: pd.DataFrame) -> pd.DataFrame:
    """One row per quiz: `quiz_title`, how many `learners` and `attempts`, how many of the
    learners have `passed`, and the `mean`, `lowest` and `highest` per cent, from 0 to 100.
    """
    by_quiz = counted.groupby("quiz_id", sort=False)
    passed = counted[counted["passed"]].groupby("quiz_id")["learner_id"].nunique()
    return pd.DataFrame(
        {
            "quiz_title": by_quiz["quiz_title"].last(),
            "learners": by_quiz["learner_id"].nunique(),
            "attempts": by_quiz["attempt_id"].count(),
            "passed": passed.reindex(by_quiz["quiz_id"].first().index).fillna(0).astype("int64"),
            "mean": by_quiz["percent"].mean(),
            "lowest": by_quiz["percent"].min(),
            "highest": by_quiz["percent"].max(),
        }
    )


def percent_by_learner(counted: pd.DataFrame) -> pd.DataFrame:
    """One row per learner id and one column per quiz id: her per cent, from 0 to 100.

    The mean where several attempts of hers count; NaN where none does.
    """
    return counted.pivot_table(
        index="learner_id", columns="quiz_id", values="percent", aggfunc="mean", sort=False
    )


def objective_results(responses: pd.DataFrame) -> pd.DataFrame:
    """One row per objective id: how many `learners`, different `items` and `answers`, how many of
    them `right` in full, and the `mean` score, from 0 to 1.

    Takes what `responses_table` returns. Blanks count as answers that earned nothing; a text that
    is not marked yet does not count.
    """
    scored = responses[responses["score"].notna()]
    by_objective = scored.groupby("objective", sort=False)
    return pd.DataFrame(
        {
            "learners": by_objective["learner_id"].nunique(),
            "items": by_objective["item_id"].nunique(),
            "answers": by_objective["score"].count(),
            "right": by_objective["is_right"].sum().astype("int64"),
            "mean": by_objective["score"].mean(),
        }
    )
