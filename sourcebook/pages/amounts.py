"""Points and shares as people write them, and a share as a bar beside its words."""

from fractions import Fraction


def amount(points: object) -> str:
    """Points as people write them: `3`, `8.5`, `2 2/3`."""
    exact = Fraction(str(points))
    if (exact * 100).denominator == 1:
        return f"{float(exact):.2f}".rstrip("0").rstrip(".")
    whole, rest = divmod(abs(exact), 1)
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


def percent(share: Fraction | float) -> str:
    """A share of 0 to 100 in whole per cent, rounded down, so that 59.9 never looks like 60."""
    return f"{int(share)}\u00a0%"


def bar(share: float) -> str:
    """A share of 0 to 1 as HTML for the eye; words beside it say the same."""
    return f"<span class='level' aria-hidden='true'><i style='width:{share:.0%}'></i></span>"


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 item`, `3 items`, `2 tries`, `2 classes`."""
    return f"{number} {noun if number == 1 else _plural(noun)}"


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"
