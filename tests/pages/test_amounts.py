"""Numbers, points, percentages and counted things as people write them."""

from fractions import Fraction

import pytest

from sourcebook.pages.shared.number_format import (
    amount,
    counted,
    earned_of,
    percent,
    points,
    points_of,
)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(3), "3"),
        (Fraction(0), "0"),
        (Fraction(10), "10"),
        (Fraction(17, 2), "8.5"),
        (Fraction(1, 4), "0.25"),
        (Fraction(8, 3), "2 2/3"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 8), "1/8"),
        (Fraction(2000), "2000"),
        (Fraction(-5), "-5"),
        (Fraction(-1, 2), "-0.5"),
        ("5/2", "2.5"),
    ],
)
def test_numbers_are_written_as_people_write_them(number: object, shown: str) -> None:
    assert amount(number) == shown


def test_a_negative_third_keeps_its_size() -> None:
    assert amount(Fraction(-4, 3)) == "-1 1/3"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(3), "3"),
        (Fraction(0), "0"),
        (Fraction(20), "20"),
        (Fraction(17, 2), "8.5"),
        (Fraction(1, 4), "0.2"),
        (12 + Fraction(13, 30), "12.4"),
        (Fraction(2, 3), "0.6"),
        (Fraction(1, 30), "less than 0.1"),
    ],
)
def test_points_have_at_most_one_decimal_and_are_rounded_down(value: Fraction, shown: str) -> None:
    assert points(value) == shown


@pytest.mark.parametrize(
    ("earned", "worth", "shown"),
    [
        (12 + Fraction(13, 30), Fraction(21), "12.4 of 21 points"),
        (Fraction(299, 100), Fraction(3), "2.9 of 3 points"),
        (Fraction(2, 7), Fraction(1, 3), "0.2 of 0.3 point"),
        (Fraction(1, 3), Fraction(1, 3), "0.3 of 0.3 point"),
        (Fraction(1), Fraction(1), "1 of 1 point"),
    ],
)
def test_points_stand_beside_those_possible(earned: Fraction, worth: Fraction, shown: str) -> None:
    assert points_of(earned, worth) == shown


def test_rounding_never_makes_a_part_look_like_all_points() -> None:
    almost, all_points = Fraction(31, 100), Fraction(1, 3)

    assert earned_of(almost, all_points) == "just under 0.3 of 0.3"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0"), (0.29 * 100, "29"), (59.9, "59"), (Fraction(200, 3), "66"), (100.0, "100")],
)
def test_a_percentage_is_rounded_down(share: float | Fraction, shown: str) -> None:
    assert percent(share) == f"{shown}\u00a0%"


@pytest.mark.parametrize(
    ("number", "noun", "shown"),
    [
        (1, "item", "1 item"),
        (0, "item", "0 items"),
        (3, "row", "3 rows"),
        (1, "try", "1 try"),
        (2, "try", "2 tries"),
        (2, "class", "2 classes"),
    ],
)
def test_things_are_counted_in_the_singular_or_the_plural(
    number: int, noun: str, shown: str
) -> None:
    assert counted(number, noun) == shown
