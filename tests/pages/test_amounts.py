"""Points, percentages and counted things as people write them."""

from fractions import Fraction

import pytest

from sourcebook.pages.amounts import amount, counted, percent


@pytest.mark.parametrize(
    ("points", "shown"),
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
def test_points_are_written_as_people_write_them(points: object, shown: str) -> None:
    assert amount(points) == shown


def test_a_negative_third_keeps_its_size() -> None:
    assert amount(Fraction(-4, 3)) == "-1 1/3"


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0"), (59.9, "59"), (Fraction(200, 3), "66"), (100.0, "100")]
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
