"""How much of an item a format can hold, and in which words a person is told."""

from typing import Literal, NamedTuple

Level = Literal["whole", "nearly", "not possible"]


class Fit(NamedTuple):
    """Whether a format holds a kind of item, and in words what is lost, or why it is left out."""

    level: Level
    lost: str = ""


WHOLE = Fit("whole")


def nearly(lost: str) -> Fit:
    """An item that loses something."""
    return Fit("nearly", lost)


def not_possible(why: str) -> Fit:
    """An item that the format has no place for."""
    return Fit("not possible", why)
