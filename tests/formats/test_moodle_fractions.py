"""The fractions that Moodle knows, and the nearest of them to a score."""

import json
from fractions import Fraction

import pytest

from sourcebook.formats.moodle_fractions import FRACTIONS, as_text, nearest, shares
from tests.formats.gift_references import REFERENCES


def test_there_are_41_fractions_as_many_below_zero_as_above() -> None:
    assert len(FRACTIONS) == 41
    assert sorted(-each for each in FRACTIONS) == list(FRACTIONS)


@pytest.mark.skipif(REFERENCES is None, reason="The reference files are not here.")
def test_the_fractions_are_those_of_moodle() -> None:
    assert REFERENCES
    listed = json.loads((REFERENCES / "moodle" / "allowed_fractions.json").read_text("utf-8"))

    known = sorted(float(each["value"]) for each in listed["fractions"])

    assert known == pytest.approx([float(each) for each in FRACTIONS], abs=1e-6)


@pytest.mark.parametrize(
    ("score", "found"),
    [("1/3", "1/3"), ("3/8", "2/5"), ("-0.34", "-1/3"), ("0.97", "1"), ("0.02", "0"), ("2", None)],
)
def test_the_nearest_fraction(score: str, found: str | None) -> None:
    assert nearest(Fraction(score)) == (found and Fraction(found))


def test_half_way_between_two_the_one_nearer_to_zero_is_taken() -> None:
    assert nearest(Fraction("0.65")) == Fraction(2, 3)
    assert nearest(Fraction("0.85")) == Fraction(5, 6)
    assert nearest(Fraction("-0.35")) == Fraction(-1, 3)
    assert nearest(Fraction("0.025")) == 0


@pytest.mark.parametrize(
    ("fraction", "text"),
    [("1", "100"), ("1/2", "50"), ("1/3", "33.33333"), ("-1/7", "-14.28571"), ("0", "0")],
)
def test_a_fraction_in_per_cent_as_moodle_accepts_it(fraction: str, text: str) -> None:
    assert as_text(Fraction(fraction)) == text


@pytest.mark.parametrize("number", range(1, 21))
def test_the_shares_of_right_options_are_known_and_make_the_whole(number: int) -> None:
    found = shares(number)

    assert found
    assert len(found) == number
    assert sum(found) == 1
    assert set(found) <= set(FRACTIONS)


@pytest.mark.parametrize("number", [0, 21])
def test_there_are_no_shares_for_none_and_for_more_than_twenty(number: int) -> None:
    assert shares(number) is None
