"""How far the items of a quiz agree with one another, and how exact its points are.

All functions take the matrix of `score_matrix` and `points`, what each column is worth (1 where
it is not given). The scale is that of the points. What cannot be calculated is NaN: with fewer
than two attempts or two items, or if all totals are the same.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from sourcebook.analysis.score_matrix import total_scores, weighted_scores


def cronbach_alpha(scores: pd.DataFrame, points: pd.Series | None = None) -> float:
    """Cronbach's alpha (1951): k × c / (v + (k − 1) × c), up to 1; it may fall below 0.

    k is the number of items, v the mean of their variances, and c the mean of their covariances.
    This equals k / (k − 1) × (1 − sum of variances / variance of totals), and for items that
    score 0 or 1 it is KR-20 (Kuder and Richardson 1937).

    Where attempts had different items, every pair counts by the attempts that had both, and k is
    the mean number of items of an attempt: alpha is then that of quizzes as long as learners had.
    """
    sums = _sums(scores, points)
    return float(_alpha(sums.length, sums.variances.mean(), sums.covariances.mean()))


def alpha_if_deleted(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.Series:
    """Cronbach's alpha of all items but one, for each item; above alpha, the item does harm."""
    sums = _sums(scores, points)
    found = [
        _alpha(sums.length - shown, sums.variances.without(place), sums.covariances.without(place))
        for place, shown in enumerate(sums.shown)
    ]
    return pd.Series(found, index=scores.columns, dtype="float64")


def standard_error_of_measurement(scores: pd.DataFrame, points: pd.Series | None = None) -> float:
    """Standard deviation of the totals × √(1 − alpha), in points.

    Two attempts out of three lie within it of what the learner would have had on average.
    """
    return _spread(scores, points) * math.sqrt(1 - cronbach_alpha(scores, points))


def mean_points(scores: pd.DataFrame, points: pd.Series | None = None) -> "Points":
    """What attempts came to on average, in points, and how far they lie apart."""
    possible = _possible(scores, points)
    mean = float(total_scores(scores, points).mean()) * possible
    return Points(mean, possible, _spread(scores, points))


class Points(NamedTuple):
    """Mean points of attempts, mean points possible, and the standard deviation (n − 1)."""

    mean: float
    possible: float
    spread: float


class _Sum(NamedTuple):
    """A weighted sum and the sum of its weights, over all items and by the item left out."""

    total: float
    weight: float
    own: np.ndarray
    own_weight: np.ndarray

    def mean(self) -> float:
        return self.total / self.weight if self.weight > 0 else math.nan

    def without(self, place: int) -> float:
        weight = self.weight - self.own_weight[place]
        return float(self.total - self.own[place]) / weight if weight > 0 else math.nan


class _Sums(NamedTuple):
    """What alpha is made of; `length` is the mean number of items, `shown` each item's part."""

    variances: _Sum
    covariances: _Sum
    length: float
    shown: np.ndarray


def _sums(scores: pd.DataFrame, points: pd.Series | None) -> _Sums:
    cells = weighted_scores(scores, points).to_numpy(dtype="float64")
    cells = cells[~np.isnan(cells).all(axis=1)]
    there = (~np.isnan(cells)).astype("float64")
    together = there.T @ there
    # Each covariance comes times its degrees of freedom, so that frequent pairs weigh more.
    products, freedom = _products(cells, there, together), np.maximum(together - 1, 0.0)
    diagonal, free = np.diag(products), np.diag(freedom)
    shown = there.mean(axis=0) if len(there) else there.sum(axis=0)
    return _Sums(
        variances=_Sum(diagonal.sum(), free.sum(), diagonal, free),
        covariances=_Sum(
            products.sum() - diagonal.sum(),
            freedom.sum() - free.sum(),
            2 * (products.sum(axis=0) - diagonal),
            2 * (freedom.sum(axis=0) - free),
        ),
        length=float(shown.sum()),
        shown=shown,
    )


def _products(cells: np.ndarray, there: np.ndarray, together: np.ndarray) -> np.ndarray:
    """For each pair, the sum of products less their means over the attempts that had both."""
    count = np.maximum(there.sum(axis=0), 1.0)
    kept = np.nan_to_num(cells)
    centred = np.where(there > 0, kept - kept.sum(axis=0) / count, 0.0)
    if there.all():
        return np.asarray(centred.T @ centred)
    sums = centred.T @ there
    found: np.ndarray = centred.T @ centred - sums * sums.T / np.maximum(together, 1.0)
    return found


def _alpha(length: float, variance: float, covariance: float) -> float:
    below = variance + (length - 1) * covariance
    # For equal totals, the difference is not exactly 0 because of rounding.
    if length <= 1 or not below > 1e-12:
        return math.nan
    return length * covariance / below


def _possible(scores: pd.DataFrame, points: pd.Series | None) -> float:
    worth = weighted_scores(scores.notna().astype("float64"), points)
    return float(worth.sum(axis=1).mean())


def _spread(scores: pd.DataFrame, points: pd.Series | None) -> float:
    return float(total_scores(scores, points).std()) * _possible(scores, points)
