"""How consistent a quiz is: by hand, by the textbook's formula, and where items were drawn."""

import math
import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from sourcebook.analysis import (
    alpha_if_deleted,
    cronbach_alpha,
    mean_points,
    standard_error_of_measurement,
)

FOUR = pd.DataFrame({"who": [1, 1, 0, 0], "when": [1, 0, 0, 0], "where": [1, 1, 1, 0]}, dtype=float)
"""Four attempts at three items; totals 3, 2, 1 and 0."""


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """What cannot be calculated is NaN, without a word from numpy."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def kr_20(scores: pd.DataFrame) -> float:
    """Kuder and Richardson's formula 20, word for word."""
    share, count = scores.mean(), len(scores.columns)
    spread = scores.sum(axis=1).var(ddof=0)
    return float(count / (count - 1) * (1 - (share * (1 - share)).sum() / spread))


def textbook_alpha(scores: pd.DataFrame) -> float:
    """Cronbach's alpha by the variances, as R and pingouin work it out."""
    count = len(scores.columns)
    return float(count / (count - 1) * (1 - scores.var().sum() / scores.sum(axis=1).var()))


def made_up(rows: int, columns: int) -> pd.DataFrame:
    """Scores of learners who differ, on items that differ, in quarters."""
    rng = np.random.default_rng(4)
    level = rng.normal(size=(rows, 1)) + rng.normal(size=(rows, columns))
    return pd.DataFrame(np.clip(np.round(level + 2), 0, 4) / 4)


def drawn(scores: pd.DataFrame, each: int) -> pd.DataFrame:
    """The same scores where every attempt had only so many of the items, by chance."""
    rng = np.random.default_rng(5)
    ranks = rng.random(scores.shape).argsort(axis=1).argsort(axis=1)
    return scores.where(ranks < each)


def test_alpha_by_hand() -> None:
    # p × q is 1/4, 3/16 and 3/16, together 5/8; the totals 3 2 1 0 have the variance 5/4.
    assert cronbach_alpha(FOUR) == pytest.approx(3 / 2 * (1 - (5 / 8) / (5 / 4)))


def test_alpha_of_right_and_wrong_is_kr_20() -> None:
    scores = made_up(50, 8).round()

    assert cronbach_alpha(scores) == pytest.approx(kr_20(scores))


def test_alpha_is_that_of_the_textbook_where_everybody_had_every_item() -> None:
    scores = made_up(40, 6)
    points = pd.Series([1.0, 2.0, 1.0, 4.0, 1.0, 0.5])

    assert cronbach_alpha(scores) == pytest.approx(textbook_alpha(scores))
    assert cronbach_alpha(scores, points) == pytest.approx(textbook_alpha(scores * points))


def test_without_an_item_alpha_is_that_of_the_others() -> None:
    scores = made_up(40, 6)

    found = alpha_if_deleted(scores)

    expected = [textbook_alpha(scores.drop(columns=item)) for item in scores]
    assert found.to_list() == pytest.approx(expected)


def test_items_that_contradict_each_other_bring_alpha_below_0() -> None:
    scores = pd.DataFrame({"who": [1.0, 1.0, 0.0, 0.0], "when": [0.0, 0.0, 1.0, 0.5]})

    assert cronbach_alpha(scores) < 0


def test_of_drawn_items_alpha_tells_of_quizzes_as_long_as_learners_had() -> None:
    """A tenth of the items is less consistent, by the formula of Spearman and Brown."""
    scores = made_up(4000, 20)
    whole = textbook_alpha(scores)

    found = cronbach_alpha(drawn(scores, 5))

    per_item = whole / (20 - 19 * whole)
    assert found == pytest.approx(5 * per_item / (1 + 4 * per_item), abs=0.01)


def test_pairs_that_nobody_had_together_do_not_stop_it() -> None:
    """An edited item: the first two attempts had one version, the others had another."""
    old, new = [1.0, 0.0, math.nan, math.nan], [math.nan, math.nan, 1.0, 0.0]
    scores = pd.DataFrame({"old": old, "new": new, "when": [1.0, 0.0, 1.0, 0.0]})

    # Variances and covariances: 1/2 each in both halves, and 1/3 for the item that all had.
    variance, covariance = (1 / 2 + 1 / 2 + 1) / (1 + 1 + 3), 1 / 2
    expected = 2 * covariance / (variance + covariance)
    assert cronbach_alpha(scores) == pytest.approx(expected)


def test_the_standard_error_is_in_points() -> None:
    found = standard_error_of_measurement(FOUR)
    doubled = standard_error_of_measurement(FOUR, pd.Series(2.0, index=FOUR.columns))

    # Standard deviation √(5/3), alpha 3/4.
    assert found == pytest.approx(math.sqrt(5 / 3) * math.sqrt(1 / 4))
    assert doubled == pytest.approx(2 * found)


def test_the_points_of_all_attempts() -> None:
    found = mean_points(FOUR, pd.Series({"who": 2.0, "when": 2.0, "where": 2.0}))

    assert found == pytest.approx((3.0, 6.0, 2 * math.sqrt(5 / 3)))


def test_what_attempts_earn_is_beside_what_was_possible_for_them() -> None:
    scores = pd.DataFrame({"who": [1.0, 0.5], "when": [1.0, math.nan]})

    found = mean_points(scores)

    assert (found.mean, found.possible) == (0.75 * 1.5, 1.5)


@pytest.mark.parametrize(
    "scores",
    [FOUR.iloc[:0], FOUR.iloc[:1], FOUR[["who"]], FOUR * 0 + 1, FOUR * math.nan],
    ids=["no attempt", "one attempt", "one item", "all alike", "nothing marked"],
)
def test_what_cannot_be_told_is_nan(scores: pd.DataFrame) -> None:
    assert math.isnan(cronbach_alpha(scores))
    assert math.isnan(standard_error_of_measurement(scores))
    assert alpha_if_deleted(scores).isna().all()


def test_two_items_leave_nothing_to_compare_without_one() -> None:
    assert alpha_if_deleted(FOUR[["who", "when"]]).isna().all()
