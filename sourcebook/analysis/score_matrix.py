"""Attempts beside items: the matrix of scores, and what each attempt came to without an item.

Scores run from 0 to 1, and totals are weighted by the points of the items. A cell is NaN where
an attempt did not have the item, as when a quiz draws its items; it is then left out of what
is earned and of what is possible alike.
"""

import numpy as np
import pandas as pd

from sourcebook.analysis.responses import VERSION, item_versions


def score_matrix(responses: pd.DataFrame) -> pd.DataFrame:
    """One row per attempt and one column per version of an item: the score, from 0 to 1.

    Columns are named by item id and fingerprint, in the order of `item_versions`. A cell is NaN
    where the version was not in that attempt, or is a text not marked yet.
    """
    columns = pd.MultiIndex.from_frame(item_versions(responses)[VERSION])
    rows, attempts = pd.factorize(responses["attempt_id"])
    places = columns.get_indexer(pd.MultiIndex.from_frame(responses[VERSION]))
    cells = np.full((len(attempts), len(columns)), np.nan)
    cells[rows, places] = responses["score"].to_numpy()
    return pd.DataFrame(cells, index=pd.Index(attempts, name="attempt_id"), columns=columns)


def item_points(responses: pd.DataFrame) -> pd.Series:
    """What each version of an item is worth, by the columns of `score_matrix`."""
    return responses.drop_duplicates(VERSION).set_index(VERSION)["points"]


def total_scores(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.Series:
    """Points earned ÷ points possible of each attempt, from 0 to 1.

    `points` is what each column is worth, 1 where it is not given.
    """
    earned, possible = _weighted(scores, points)
    return pd.Series(_share(earned.sum(axis=1), possible.sum(axis=1)), index=scores.index)


def rest_scores(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.DataFrame:
    """Points earned ÷ points possible on all *other* items of each attempt, from 0 to 1.

    In the shape of `scores`; NaN where an attempt had no other item. Where every attempt had
    the same items, this differs from the sum of the other points by a constant factor only.
    """
    earned, possible = _weighted(scores, points)
    rest = _share(
        earned.sum(axis=1, keepdims=True) - earned, possible.sum(axis=1, keepdims=True) - possible
    )
    return pd.DataFrame(rest, index=scores.index, columns=scores.columns)


def weighted_scores(scores: pd.DataFrame, points: pd.Series | None = None) -> pd.DataFrame:
    """The scores in points: each column multiplied by what its item is worth."""
    return scores if points is None else scores * points.reindex(scores.columns).to_numpy()


def _weighted(scores: pd.DataFrame, points: pd.Series | None) -> tuple[np.ndarray, np.ndarray]:
    """Points earned and points possible, cell by cell; nothing where the cell is NaN."""
    cells = scores.to_numpy(dtype="float64")
    worth = np.ones(cells.shape[1]) if points is None else points.reindex(scores.columns).to_numpy()
    return np.nan_to_num(cells) * worth, np.where(np.isnan(cells), 0.0, worth)


def _share(earned: np.ndarray, possible: np.ndarray) -> np.ndarray:
    # The difference may be a hair away from 0 because of rounding.
    is_there = possible > 1e-9
    found: np.ndarray = np.full(earned.shape, np.nan)
    np.divide(earned, possible, out=found, where=is_there)
    return found
