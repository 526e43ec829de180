"""How well each objective, or each skill, is mastered by now."""

from typing import Literal

import pandas as pd

from sourcebook.analysis.past_answers import latest_answers

MasteryLevel = Literal["too_few", "weak", "growing", "secure"]

FEWEST_ITEMS = 3
"""Of how many different items an answer is needed before a level is told."""

SECURE = 0.8
"""The mean score from which on an objective is secure."""

GROWING = 0.5
"""The mean score from which on an objective is growing; below it is weak."""


def mastery(answers: pd.DataFrame, by: Literal["objective", "skill"] = "objective") -> pd.DataFrame:
    """What the latest answers to the items of each objective (or skill) come to, by its id.

    `items` counts the different items answered, `right` those whose latest answer is fully
    right, and `share` is the mean score of the latest answers, from 0 to 1. `level` is `secure`
    from SECURE on, `growing` from GROWING on, `weak` below, and `too_few` where fewer than
    FEWEST_ITEMS items were answered, because one slip would then decide it.

    Takes what `answers_table` returns. Rows stand in the order of the ids; what was never
    answered has none.
    """
    latest = latest_answers(answers).groupby(by)
    found = pd.DataFrame(
        {
            "items": latest["item_id"].count(),
            "right": latest["is_right"].sum().astype("int64"),
            "share": latest["score"].mean(),
        }
    )
    levels = [_level(*row) for row in zip(found["items"], found["share"], strict=True)]
    return found.assign(level=pd.Series(levels, index=found.index, dtype=object))


def _level(items: int, share: float) -> MasteryLevel:
    if items < FEWEST_ITEMS:
        return "too_few"
    # Thirds that add up to 0.8 may come to a hair less as decimals.
    exact = round(share, 9)
    return "secure" if exact >= SECURE else "growing" if exact >= GROWING else "weak"
