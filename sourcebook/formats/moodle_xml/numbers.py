"""Numbers as Moodle writes them: digits, a point and a hyphen, at most 15 digits that count."""

import re
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

_DIGITS: Final = 15
_NUMBER: Final = re.compile(
    r"[-+]?(?:[0-9]{1,15}\.?[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,2})?"
)
_LEAST_GRADE: Final = Fraction(1, 10_000_000)


def decimal(number: Fraction) -> str:
    """A number as text, exact if 15 digits are enough: `0.5`, `-120`, `0.333333333333333`."""
    with localcontext(prec=_DIGITS):
        written = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def as_written(number: Fraction) -> Fraction:
    """The number that the text of a number says: the number itself if 15 digits are enough."""
    return Fraction(decimal(number))


def is_exact(number: Fraction) -> bool:
    """Whether the text of a number says exactly the number."""
    return as_written(number) == number


def grade(points: Fraction) -> str:
    """Points as Moodle stores them, with at most seven digits after the point."""
    return f"{Decimal(points.numerator) / Decimal(points.denominator):.7f}".rstrip("0").rstrip(".")


def read(text: str) -> Fraction | None:
    """The number that a text says in English digits; None for any other text."""
    written = text.strip()
    return Fraction(written) if _NUMBER.fullmatch(written) else None


def read_grade(text: str) -> Fraction | None:
    """Points as they were meant: 0.3333333 is a third. None for what is no number."""
    number = read(text)
    if number is None:
        return None
    simple = number.limit_denominator(60)
    return simple if abs(simple - number) < _LEAST_GRADE else number


def short(number: Fraction) -> str:
    """A number as a draft has it: `0.25` if that is exact, else `1/3`."""
    return decimal(number) if is_exact(number) else str(number)
