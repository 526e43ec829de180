"""Who chose which option, and what became of the passage that should prove an answer."""

import numpy as np
import pandas as pd

from sourcebook.analysis.responses import VERSION, item_versions
from sourcebook.analysis.score_matrix import item_points, rest_scores, score_matrix

FUNCTIONAL = 0.05
"""The share of learners that a distractor must draw to be of use (Haladyna and Downing 1993)."""

OPTION_COLUMNS = [
    *VERSION,
    "option",
    "text",
    "is_key",
    "chosen",
    "share",
    "rest",
    "rest_of_others",
    "correlation",
    "is_functional",
]

_OPTION = [*VERSION, "option"]


def distractor_table(responses: pd.DataFrame) -> pd.DataFrame:
    """One row per option of each version of an item, also of options that nobody chose.

    `chosen` counts the first responses that named it, `share` is their part of all attempts that
    had the item, blanks included. `rest` is the mean of what those who chose it earned on the
    other items, `rest_of_others` that of all who did not, both from 0 to 1, and `correlation` that
    of having chosen it with the rest: it should be above 0 for a key and below 0 for a distractor.
    They are NaN where nobody, or everybody, chose it. `is_functional` says whether a distractor
    drew at least FUNCTIONAL of all; it is missing for a key.
    """
    offered = _offered(item_versions(responses))
    rests = responses[VERSION].assign(rest=_own_rest(responses))
    named = rests.assign(option=responses["chosen"])
    named = named[responses["chosen"].str.len() > 0].explode("option")
    found = offered.join(_sums(named, _OPTION), on=_OPTION)
    found = found.join(_sums(rests, VERSION).add_suffix("_all"), on=VERSION).fillna(
        {"rows": 0, "known": 0, "total": 0.0}
    )
    return _figures(found)[OPTION_COLUMNS]


def proof_table(responses: pd.DataFrame) -> pd.DataFrame:
    """How many were right and proved it, for each version of an item that asks for a proof.

    Four counts over the answers that are not blank: `right_proved`, `right_unproved`,
    `wrong_proved` and `wrong_unproved`. Right is the answer alone, and a passage that does not
    prove it counts as unproved, as no passage does.
    """
    asked = responses[
        responses["proof_right"].notna() & ~responses["is_blank"] & responses["score"].notna()
    ]
    proved, right = asked["proof_right"].astype(bool), asked["is_right"]
    cells = asked[VERSION].assign(
        right_proved=right & proved,
        right_unproved=right & ~proved,
        wrong_proved=~right & proved,
        wrong_unproved=~right & ~proved,
    )
    return cells.groupby(VERSION, sort=False).sum().astype("int64")


def _offered(versions: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (*version, *option)
        for *version, options in versions[[*VERSION, "offered"]].itertuples(index=False)
        for option in options
    ]
    return pd.DataFrame(rows, columns=[*_OPTION, "text", "is_key"])


def _own_rest(responses: pd.DataFrame) -> np.ndarray:
    """What each row's attempt earned on the other items, from 0 to 1."""
    scores = score_matrix(responses)
    rest = rest_scores(scores, item_points(responses))
    rows = rest.index.get_indexer(pd.Index(responses["attempt_id"]))
    columns = rest.columns.get_indexer(pd.MultiIndex.from_frame(responses[VERSION]))
    return np.asarray(rest.to_numpy()[rows, columns])


def _sums(rests: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    grouped = rests.assign(square=rests["rest"] ** 2).groupby(by)
    return pd.DataFrame(
        {
            "rows": grouped.size(),
            "known": grouped["rest"].count(),
            "total": grouped["rest"].sum(),
            "squares": grouped["square"].sum(),
        }
    )


def _figures(sums: pd.DataFrame) -> pd.DataFrame:
    others = sums["known_all"] - sums["known"]
    rest = sums["total"] / sums["known"].where(sums["known"] > 0)
    rest_of_others = (sums["total_all"] - sums["total"]) / others.where(others > 0)
    part = sums["known"] / sums["known_all"]
    mean = sums["total_all"] / sums["known_all"]
    variance = sums["squares_all"] / sums["known_all"] - mean**2
    deviation = np.sqrt(variance.where(variance > 1e-12))
    share = sums["rows"] / sums["rows_all"]
    return sums.assign(
        chosen=sums["rows"].astype("int64"),
        share=share,
        rest=rest,
        rest_of_others=rest_of_others,
        correlation=(rest - rest_of_others) / deviation * np.sqrt(part * (1 - part)),
        is_functional=(share >= FUNCTIONAL).astype("boolean").mask(sums["is_key"]),
    )
