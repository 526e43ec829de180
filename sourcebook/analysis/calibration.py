"""Whether a learner knows what she knows: how sure she said she was, and what came of it."""

from typing import NamedTuple, get_args

import pandas as pd

from sourcebook.model.attempts import Confidence

CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""What a learner can say, from the least sure to the surest."""

STATED: dict[Confidence, float] = {"fairly_sure": 0.75, "certain": 0.95}
"""The probability of being right that each word is read as; this is a convention.

`guessing` is not among them: it is read as the chance of a blind guess at that very item.
"""


class Calibration(NamedTuple):
    """How well confidence and result agree; see `calibration`.

    `brier` is None where no answer came with a confidence; `answers` counts those that did.
    """

    table: pd.DataFrame
    brier: float | None
    answers: int


def calibration(answers: pd.DataFrame) -> Calibration:
    """How often a learner was right at first, beside how often she expected to be.

    Only answers with a confidence count. The outcome of an answer is 1 where its first response
    was fully right, and 0 otherwise; how probable it was in her own words says STATED.

    `table` has a row for each of CONFIDENCES (Murphy 1973): `answers`, `right`, the `share` that
    was right, the mean `stated` probability, and `gap`, which is share − stated: below 0 she was
    surer than she had reason to be. The last three are NaN in a row without answers.

    `brier` is the mean of (stated − outcome)² (Brier 1950): 0 is a learner who was sure of what
    was right and of nothing else, 0.25 is what "half and half" said of every answer comes to,
    and 1 is a learner who was sure of the opposite each time. It is None without answers.

    Takes what `answers_table` returns.
    """
    said = answers[answers["confidence"].notna()]
    outcomes = said["is_right_at_first"].astype("float64")
    stated = said["confidence"].map(STATED).astype("float64").fillna(said["chance"])
    brier = float(((stated - outcomes) ** 2).mean()) if len(said) else None
    return Calibration(_reliability(said["confidence"], stated, outcomes), brier, len(said))


def sure_but_wrong(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers given as certain and not right at first, the newest first.

    One row per item, its latest such answer, with the columns of `answers_table` and
    `right_since`: whether a later answer to the item was fully right.
    """
    in_order = answers.sort_values("answered_at", kind="stable", ignore_index=True)
    slips = in_order[(in_order["confidence"] == "certain") & ~in_order["is_right_at_first"]]
    slips = slips.drop_duplicates("item_id", keep="last").iloc[::-1]
    right = in_order[in_order["is_right"]].drop_duplicates("item_id", keep="last")
    last_right = dict(zip(right["item_id"], right.index, strict=True))
    since = [last_right.get(item, -1) > row for row, item in slips["item_id"].items()]
    return slips.assign(right_since=pd.Series(since, slips.index, dtype=bool)).reset_index(
        drop=True
    )


def _reliability(words: pd.Series, stated: pd.Series, outcomes: pd.Series) -> pd.DataFrame:
    by_word = pd.DataFrame({"right": outcomes, "stated": stated}).groupby(words)
    found = pd.DataFrame(
        {
            "answers": by_word["right"].count(),
            "right": by_word["right"].sum(),
            "share": by_word["right"].mean(),
            "stated": by_word["stated"].mean(),
        }
    ).reindex(pd.Index(CONFIDENCES, name="confidence", dtype=object))
    counts = found[["answers", "right"]].fillna(0).astype("int64")
    return found.assign(**counts, gap=found["share"] - found["stated"])
