"""Whether a word of confidence kept its promise, or whether chance may explain the gap."""

from typing import Literal

import pandas as pd

Agreement = Literal["too_few", "less_often", "as_often", "more_often"]

FEWEST_ANSWERS = 5
"""Of how many answers with one word is needed before they are compared with its promise."""

CHANCE = 2.0
"""How many standard errors a gap may be wide before it is called one."""


def agreement(table: pd.DataFrame) -> pd.Series:
    """How each word of `calibration(...).table` was kept, by the word.

    `as_often` where the share that was right differs from what the word stated by no more than
    CHANCE standard errors √(stated × (1 − stated) / answers), which chance alone stays within
    19 times in 20; `less_often` and `more_often` beyond that; `too_few` below FEWEST_ANSWERS.
    """
    spread = CHANCE * (table["stated"] * (1 - table["stated"]) / table["answers"]) ** 0.5
    found = pd.Series("as_often", index=table.index, dtype=object)
    # Decimals that stand for the same fraction may differ by a hair.
    found[table["gap"] < -spread - 1e-9] = "less_often"
    found[table["gap"] > spread + 1e-9] = "more_often"
    found[table["answers"] < FEWEST_ANSWERS] = "too_few"
    return found
