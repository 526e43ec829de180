"""Slips of the finger: a name that was typed with one letter too many, missing, wrong or swapped.

The distance is that of Damerau and Levenshtein, over texts that are folded as names are compared.
"""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from sourcebook.typed.alphabets import mixture
from sourcebook.typed.names import listed, readings

_FEWEST_LETTERS = 5
"""In a shorter name one letter is too much of it: `Iran` and `Iraq`."""


def find_slip(typed: str, names: Iterable[str], others: Iterable[str]) -> str | None:
    """The first of these names that was typed with one slip; None for none of them.

    It has five letters or more and no digit. A text that is as near to one of the others is no
    slip, and neither is one with a digit or with letters of two alphabets.
    """
    if mixture(typed) or _has_digit(typed):
        return None
    meant = set(readings(typed))
    if any(_distance(each, listed(other)) <= 1 for each in meant for other in others):
        return None
    near = (name for name in names if any(_distance(each, listed(name)) == 1 for each in meant))
    return next((name for name in near if _is_long(listed(name))), None)


def names_near(name: str, others: Iterable[str]) -> Iterator[str]:
    """The names that a text with one slip in this name can be as near to; all are `listed`."""
    scorer = DamerauLevenshtein.distance
    found = process.extract_iter(name, others, scorer=scorer, score_cutoff=2)
    return (other for other, *_ in found)


def _distance(one: str, other: str) -> int:
    """How many slips lie between two folded texts; 2 stands for two and more."""
    return DamerauLevenshtein.distance(one, other, score_cutoff=1)


def _is_long(folded: str) -> bool:
    return sum(map(str.isalpha, folded)) >= _FEWEST_LETTERS and not _has_digit(folded)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
