"""How hard an item is, and how well it separates strong learners from weak ones.

All functions take the matrix of `score_matrix`: a row per attempt, a column per item, scores
from 0 to 1, NaN where an attempt did not have the item. `points` is what each column is worth
(1 where it is not given) and weighs the totals. What cannot be calculated is NaN: with fewer than
two attempts, or if all scores, or all totals, are the same.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from sourcebook.analysis.responses import VERSION
from sourcebook.analysis.score_matrix import rest_scores, total_scores

TAIL = 0.27
"""The share of attempts in the upper and in the lower group (Kelley 1939)."""

_NOTHING = 1e-12
"""A sum of squares below this comes from rounding, not from learners who differ."""


def facility_index(scores: pd.DataFrame) -> pd.Series:
    """Mean score of each item, from 0 (nobody right) to 1 (everybody right)."""
    return scores.mean()


def item_rest_correlation(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.Series:
    """Pearson correlation of each item with what the attempt earned on all other items, −1 to 1.

    The item is left out of the total, because it would correlate with itself (Henrysson 1963).
    This is the *discrimination index* of Moodle's quiz statistics (there in per cent) and
    `r.drop` of R's psych.
    """
    pairs = _pairs(scores, rest_scores(scores, points))
    squares = (pairs.item**2).sum(axis=0) * (pairs.rest**2).sum(axis=0)
    return _ratio((pairs.item * pairs.rest).sum(axis=0), np.sqrt(squares), scores)


def discriminative_efficiency(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.Series:
    """Covariance of each item with the rest ÷ the largest that it could be, up to 1.

    The largest comes about where the best scores at the item fall to the attempts with the best
    rest: both are sorted on their own. An easy or a hard item cannot correlate highly; this
    index allows for it (Moodle, Quiz statistics calculations; there in per cent).
    """
    pairs = _pairs(scores, rest_scores(scores, points))
    largest = (pairs.in_order(pairs.item) * pairs.in_order(pairs.rest)).sum(axis=0)
    return _ratio((pairs.item * pairs.rest).sum(axis=0), largest, scores)


def upper_lower_index(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.Series:
    """Mean score of the upper group − that of the lower group, from −1 to 1 (Kelley 1939).

    The groups are the TAIL of the attempts that had the item with the highest and with the lowest
    totals, the item itself included, rounded to whole attempts, at least one. Attempts that tie at
    the border of a group are all in it in part, so that no order of rows decides.
    """
    # Decimals of the same fraction may differ by a hair because of rounding.
    totals = total_scores(scores, points).round(9).to_numpy()
    found = [_upper_less_lower(column, totals) for column in scores.to_numpy(dtype="float64").T]
    return pd.Series(found, index=scores.columns, dtype="float64")


def median_seconds(responses: pd.DataFrame) -> pd.Series:
    """Median time on each version of an item in seconds; blanks and long pauses do not count."""
    return responses.groupby(VERSION, sort=False)["seconds"].median()


class _Pairs(NamedTuple):
    """Scores and rests less their means over the attempts that have both; 0 for the others."""

    item: np.ndarray
    rest: np.ndarray
    both: np.ndarray

    def in_order(self, cells: np.ndarray) -> np.ndarray:
        """Each column sorted on its own, with what is missing at its end."""
        found: np.ndarray = np.nan_to_num(np.sort(np.where(self.both, cells, np.nan), axis=0))
        return found


def _pairs(scores: pd.DataFrame, rest: pd.DataFrame) -> _Pairs:
    item, others = scores.to_numpy(dtype="float64"), rest.to_numpy()
    both = ~(np.isnan(item) | np.isnan(others))
    return _Pairs(_centred(item, both), _centred(others, both), both)


def _centred(cells: np.ndarray, there: np.ndarray) -> np.ndarray:
    kept = np.where(there, cells, 0.0)
    means = kept.sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    return np.where(there, kept - means, 0.0)


def _ratio(above: np.ndarray, below: np.ndarray, scores: pd.DataFrame) -> pd.Series:
    is_there = np.abs(below) > _NOTHING
    found = np.divide(above, below, out=np.full(below.shape, np.nan), where=is_there)
    return pd.Series(found, index=scores.columns)


def _upper_less_lower(column: np.ndarray, totals: np.ndarray) -> float:
    there = ~np.isnan(column)
    scores, ranks = column[there], totals[there]
    if not len(ranks) or ranks.min() == ranks.max():
        return math.nan
    return _mean_of_tail(scores, ranks) - _mean_of_tail(scores, -ranks)


def _mean_of_tail(scores: np.ndarray, ranks: np.ndarray) -> float:
    """Mean score of the group with the highest ranks; ties at its border count in part."""
    size = max(1, int(TAIL * len(ranks) + 0.5))
    border = np.partition(ranks, -size)[-size]
    above, tied = ranks > border, ranks == border
    in_part = (size - above.sum()) * scores[tied].mean()
    return float((scores[above].sum() + in_part) / size)
