"""Points and shares as people write them, and a share as a bar beside its words."""

from fractions import Fraction
from math import floor

from markupsafe import Markup

from sourcebook.analysis import whole_per_cent
from sourcebook.pages.shared.templates import Macros, template_filter

_html = Macros(__file__)


def amount(number: object) -> str:
    """A number exactly, as people write it: `3`, `8.5`, `2 2/3`; for scores and keys."""
    exact = Fraction(str(number))
    if (exact * 100).denominator == 1:
        return f"{float(exact):.2f}".rstrip("0").rstrip(".")
    whole, rest = divmod(abs(exact), 1)
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


def points(value: Fraction) -> str:
    """Points with at most one decimal, rounded down as a per cent is: `12.4`, `less than 0.1`."""
    tenths = floor(value * 10)
    if value and not tenths:
        return "less than 0.1"
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")


def earned_of(earned: Fraction, worth: Fraction) -> str:
    """Points earned out of those possible: `12.4 of 21`; only full points look full."""
    shown = points(earned)
    if earned < worth and shown == points(worth):
        shown = f"just under {shown}"
    return f"{shown} of {points(worth)}"


def points_of(earned: Fraction, worth: Fraction) -> str:
    """Points earned out of those possible, with the noun: `0.3 of 1 point`, `12.4 of 21 points`."""
    return f"{earned_of(earned, worth)} {_noun(worth)}"


def counted_points(value: Fraction) -> str:
    """Points with their noun: `1 point`, `0.5 point`, `2 points`."""
    return f"{points(value)} {_noun(value)}"


@template_filter
def percent(share: Fraction | float) -> str:
    """A share of 0 to 100 in whole per cent, rounded down, so that 59.9 never looks like 60."""
    return f"{whole_per_cent(share)}\u00a0%"


@template_filter
def bar(share: float) -> Markup:
    """A share of 0 to 1 as a bar for the eye; words beside it say the same."""
    return _html.bar(share)


@template_filter
def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 item`, `3 items`, `2 tries`, `2 classes`."""
    return f"{number} {noun if number == 1 else _plural(noun)}"


def _noun(value: Fraction) -> str:
    return "point" if 0 < value <= 1 else "points"


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"
