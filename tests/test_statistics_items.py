"""How hard items are and how well they separate, on tables small enough to work out by hand."""

import math
import warnings
from collections.abc import Iterator

import pandas as pd
import pytest

from sourcebook.analysis import (
    discriminative_efficiency,
    facility_index,
    item_rest_correlation,
    rest_scores,
    total_scores,
    upper_lower_index,
)

FOUR = pd.DataFrame({"who": [1, 1, 0, 0], "when": [1, 0, 1, 0], "where": [1, 1, 1, 0]}, dtype=float)
"""Four attempts at three items; totals 3, 2, 2 and 0."""


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """What cannot be calculated is NaN, without a word from numpy."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def all_of(scores: pd.DataFrame) -> list[pd.Series]:
    """What the three indexes of discrimination say."""
    indexes = (item_rest_correlation, upper_lower_index, discriminative_efficiency)
    return [index(scores) for index in indexes]


def test_the_facility_is_the_mean_score_of_those_who_had_the_item() -> None:
    scores = pd.DataFrame({"who": [1.0, 0.5, 0.0], "when": [1.0, math.nan, math.nan]})

    found = facility_index(scores)

    assert found.to_dict() == {"who": 0.5, "when": 1.0}


def test_an_item_correlates_with_what_was_earned_on_the_others() -> None:
    found = item_rest_correlation(FOUR)

    # Where: 1 1 1 0 against rests of 2 1 1 0: covariance 1, variances 3/4 and 2.
    assert found["where"] == pytest.approx(1 / math.sqrt(3 / 4 * 2))
    # Who: 1 1 0 0 against rests of 2 1 2 0: covariance 1/2, variances 1 and 11/4.
    assert found["who"] == pytest.approx((1 / 2) / math.sqrt(1 * 11 / 4))


def test_efficiency_is_the_covariance_beside_that_of_both_in_order() -> None:
    found = discriminative_efficiency(FOUR)

    # Who: with the rest as it is 1/2, with the two best rests for those who were right 3/2.
    assert found["who"] == pytest.approx((1 / 2) / (3 / 2))
    assert found["where"] == pytest.approx(1)


def test_points_weigh_the_rest() -> None:
    points = pd.Series({"who": 1.0, "when": 3.0, "where": 1.0})

    rest = rest_scores(FOUR, points)["who"]

    assert rest.tolist() == [1.0, 0.25, 1.0, 0.0]
    assert total_scores(FOUR, points).round(9).tolist() == [1.0, 0.4, 0.8, 0.0]


def test_weights_that_are_alike_change_nothing() -> None:
    found = item_rest_correlation(FOUR, pd.Series(2.0, index=FOUR.columns))

    assert found.to_list() == pytest.approx(item_rest_correlation(FOUR).to_list())


def test_the_upper_and_the_lower_group_are_27_in_100_each() -> None:
    """Of eleven attempts three: 2.97, rounded."""
    rising = [n / 10 for n in range(11)]
    scores = pd.DataFrame({"who": [0.0] * 7 + [1.0] * 4, "others": rising})

    found = upper_lower_index(scores)

    assert found["who"] == 1.0
    assert found["others"] == pytest.approx((0.8 + 0.9 + 1.0) / 3 - (0.0 + 0.1 + 0.2) / 3)


def test_attempts_that_tie_at_the_border_are_in_a_group_in_part() -> None:
    """One attempt in four is a group. The first and the third tie below, each for half of it."""
    scores = pd.DataFrame({"who": [1.0, 1.0, 0.0, 1.0], "when": [0.0, 1.0, 1.0, 0.5]})

    found = upper_lower_index(scores)

    assert found.to_dict() == {"who": 1 - 1 / 2, "when": 1 - 1 / 2}
    assert upper_lower_index(scores.iloc[::-1]).to_dict() == found.to_dict()


def test_an_item_that_an_attempt_did_not_have_is_left_out_of_its_rest() -> None:
    scores = pd.DataFrame({"who": [1.0, 0.0], "when": [1.0, 0.5], "where": [0.0, math.nan]})

    found = rest_scores(scores)

    assert found["who"].tolist() == [0.5, 0.5]
    assert found["when"].tolist() == [0.5, 0.0]


def test_only_attempts_that_had_the_item_count_for_it() -> None:
    missing = pd.concat([FOUR, pd.DataFrame({"when": [1.0, 0.0], "where": [0.0, 1.0]})])

    found = [series["who"] for series in all_of(missing)]

    assert found == pytest.approx([series["who"] for series in all_of(FOUR)])


def test_everybody_alike_separates_nobody() -> None:
    for series in all_of(pd.DataFrame({"who": [1.0, 1.0], "when": [1.0, 1.0]})):
        assert series.isna().all()


def test_thirds_that_differ_by_rounding_alone_are_alike() -> None:
    third = 1 / 3
    scores = pd.DataFrame({"who": [0.1 + 0.2, 0.3, 0.3], "when": [third, 1 - 2 * third, third]})

    assert all(series.isna().all() for series in all_of(scores))


def test_one_attempt_and_none_tell_nothing() -> None:
    for scores in (FOUR.iloc[:1], FOUR.iloc[:0]):
        assert all(series.isna().all() for series in all_of(scores))
        assert all(list(series.index) == list(FOUR.columns) for series in all_of(scores))


def test_a_single_item_has_no_rest() -> None:
    found = item_rest_correlation(FOUR[["who"]])

    assert found.isna().all()


def test_an_item_that_everybody_gets_separates_nobody_and_the_others_still_do() -> None:
    scores = FOUR.assign(easy=1.0)

    assert math.isnan(item_rest_correlation(scores)["easy"])
    assert upper_lower_index(scores)["easy"] == 0
    assert item_rest_correlation(scores)["who"] == pytest.approx(item_rest_correlation(FOUR)["who"])
