"""The 41 fractions of a mark that Moodle knows; a file with any other is refused whole."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

_PARTS: Final = (
    *(Fraction(tenths, 10) for tenths in range(1, 11)),
    *(Fraction(1, parts) for parts in (3, 4, 6, 7, 8, 9, 20)),
    *(Fraction(2, 3), Fraction(3, 4), Fraction(5, 6)),
)
FRACTIONS: Final[Sequence[Fraction]] = tuple(
    sorted({sign * part for part in (*_PARTS, Fraction(0)) for sign in (-1, 1)})
)
"""All of them, from −1 to 1."""

_MOST_SHARES: Final = 20


@lru_cache(maxsize=1024)
def nearest(score: Fraction) -> Fraction | None:
    """The fraction nearest to a score, the score itself if Moodle knows it.

    None for a score below −1 or above 1. Half way between two, the one nearer to 0.
    """
    if abs(score) > 1:
        return None
    return min(FRACTIONS, key=lambda each: (abs(each - score), abs(each)))


def as_text(fraction: Fraction) -> str:
    """A fraction in per cent as Moodle accepts it, such as `50` or `33.33333`."""
    return f"{float(fraction * 100):.5f}".rstrip("0").rstrip(".")


def shares(number: int) -> tuple[Fraction, ...] | None:
    """Fractions for so many right options, that together are worth 1.

    They are equal where Moodle knows 1/number; from 11 to 19, some count 1/10 and some 1/20.
    None for none and for more than 20.
    """
    if not 0 < number <= _MOST_SHARES:
        return None
    if Fraction(1, number) in FRACTIONS:
        return (Fraction(1, number),) * number
    return (Fraction(1, 10),) * (20 - number) + (Fraction(1, 20),) * (2 * number - 20)
