"""Item statistics agree with numbers that others have published, down to their last digit."""

import numpy as np
import pandas as pd
import pytest

from sourcebook.analysis import (
    alpha_if_deleted,
    cronbach_alpha,
    discriminative_efficiency,
    facility_index,
    item_rest_correlation,
    total_scores,
)

WUENSCH = """
    1111110110 1011011101 1111011001 0010001000 0000010010
    1110111111 1101110111 1111111101 0101111101 1101101110
"""
"""Ten learners, ten items: K. L. Wuensch, "The Kuder-Richardson 20" (East Carolina University)."""

MOODLE = """
    5.5 .3 .9  1 .3  1 0 0 1 1 0 0 1
    1   .9 .9 .3 .3  1 0 0 1 0 1 0 1
    2.5  1 .9 .3  1  0 0 1 1 1 1 1 1
    4   .3 .9  1 .3  0 0 0 0 1 0 0 1
    3   .9 .3 .9  1  0 1 0 0 1 1 1 0
    4.5 .9  1  1 .9  0 1 1 1 0 0 0 0
    3   .3 .3 .3 .3  1 0 1 1 1 1 1 1
    6   .9 .9  1 .3  0 1 1 1 1 0 0 1
    .5  .9  1 .9 .3  0 1 1 0 1 1 0 1
    5.5 .9  1 .9 .3  1 1 0 0 1 0 0 0
    2.5 .9  1  1 .9  0 1 0 0 1 0 0 1
    4   .9 .3 .9  1  0 1 1 1 1 1 0 1
    4   .9 .3 .3  1  1 1 1 0 0 1 1 0
    3    1  1 .3  1  0 1 0 1 1 1 1 0
    1    1 .9 .3 .3  1 0 1 0 0 0 0 0
    1   .3 .3 .3 .9  0 0 0 1 0 0 0 1
    1.5  1 .3 .9  1  1 1 0 1 1 0 0 0
    4   .9  1 .9  1  0 1 1 1 0 1 0 0
    2   .9 .9 .3 .9  0 1 0 0 0 0 0 0
    1    1 .3 .3 .3  0 1 1 0 1 0 0 0
    6   .9  1  1 .9  0 0 0 1 0 0 1 1
    7   .9 .3 .3 .3  1 0 1 1 1 1 0 0
"""
"""Marks in the questions 8 to 20, the first worth 8 and the others 1, of 22 random attempts.

From the test of Moodle's quiz statistics (mod/quiz/report/statistics/tests), whose expected
values were worked out in a spreadsheet of their own.
"""

WORTH = pd.Series([8.0] + [1.0] * 12)


def moodle() -> pd.DataFrame:
    """The scores, from 0 to 1, of Moodle's 22 attempts."""
    marks = pd.DataFrame([list(map(float, line.split())) for line in MOODLE.strip().splitlines()])
    return marks / WORTH


def percents(found: pd.Series) -> list[float]:
    return [float(each) * 100 for each in found]


def expected(numbers: str) -> object:
    """These numbers, to nine places."""
    return pytest.approx(list(map(float, numbers.split())), rel=1e-8)


def table_of(correlations: list[list[float]]) -> pd.DataFrame:
    """Eight rows whose columns have exactly these correlations."""
    waves = [[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]]
    design = np.array([[*wave, *(-np.array(wave))] for wave in waves], dtype="float64").T
    return pd.DataFrame(design @ np.linalg.cholesky(np.array(correlations)).T)


def test_the_shares_and_the_variance_of_wuensch_come_out_and_so_does_his_kr_20() -> None:
    scores = pd.DataFrame([list(map(float, line)) for line in WUENSCH.split()])

    totals = total_scores(scores) * 10

    assert facility_index(scores).round(9).tolist() == [
        0.7,
        0.7,
        0.6,
        0.7,
        0.6,
        0.8,
        0.7,
        0.7,
        0.5,
        0.6,
    ]
    assert totals.round(9).tolist() == [8, 7, 7, 2, 2, 9, 8, 9, 7, 7]
    assert totals.var(ddof=0) == pytest.approx(5.84)
    # The page stops at the sum of p × q, which is 2.18.
    assert cronbach_alpha(scores) == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))


def test_facility_is_what_moodle_expects() -> None:
    found = percents(facility_index(moodle()))

    assert found == expected(
        """
        41.19318182 81.36363636 71.36363636 65.45454545 65.90909091 36.36363636
        59.09090909 50 59.09090909 63.63636364 45.45454545 27.27272727
        50
        """
    )


def test_the_item_rest_correlation_is_the_discrimination_index_that_moodle_expects() -> None:
    found = percents(item_rest_correlation(moodle(), WORTH))

    assert found == expected(
        """
        25.88327077 1.170256965 -4.207816809 28.16930644 -2.513606859 -12.99017581
        -8.900638238 8.670004606 29.63337745 15.18945843 16.21079629 15.52451404
        -8.396734802
        """
    )


def test_discriminative_efficiency_is_what_moodle_expects() -> None:
    found = percents(discriminative_efficiency(moodle(), WORTH))

    assert found == expected(
        """
        27.23492723 1.382386552 -4.691171307 31.12404354 -2.877487579 -17.5074184
        -10.27568922 10.86956522 34.58997279 17.4790556 20.14359793 22.06477733
        -10
        """
    )


def test_three_attempts_are_what_the_acceptance_test_of_moodle_shows() -> None:
    """Its feature `Basic use of the Statistics report`: three true/false questions."""
    scores = pd.DataFrame([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])

    assert [f"{each:.2f}" for each in percents(facility_index(scores))] == [
        "66.67",
        "33.33",
        "33.33",
    ]
    assert [f"{each:.2f}" for each in percents(item_rest_correlation(scores))] == [
        "50.00",
        "86.60",
        "86.60",
    ]


def test_alpha_without_each_item_and_r_drop_are_what_r_psych_prints() -> None:
    """The first example of `psych::alpha`: four measures with loadings of 0.8, 0.7, 0.6, 0.5."""
    loadings = [0.8, 0.7, 0.6, 0.5]
    scores = table_of(
        [[1.0 if one is other else one * other for other in loadings] for one in loadings]
    )

    assert f"{cronbach_alpha(scores):.2f}" == "0.74"
    assert [f"{each:.2f}" for each in alpha_if_deleted(scores)] == ["0.62", "0.66", "0.70", "0.74"]
    assert [f"{each:.2f}" for each in item_rest_correlation(scores)] == [
        "0.64",
        "0.57",
        "0.51",
        "0.43",
    ]
