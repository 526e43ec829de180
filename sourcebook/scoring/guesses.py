"""What a blind guess earns on average."""

from fractions import Fraction
from math import comb, factorial
from typing import assert_never

from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import options
from sourcebook.scoring.basics import RIGHT, WRONG
from sourcebook.scoring.scores import worth_of_ticks


def chance(item: Item) -> Fraction:
    """What a blind guess earns on average, from 0 to 1.

    Every option, every order and every set of ticks is equally likely. A typed or written
    answer cannot be guessed.
    """
    match item:
        case SingleChoice():
            worths = (distractor.score for distractor in item.distractors)
            return sum(worths, RIGHT) / (1 + len(item.distractors))
        case TrueFalse() | VerdictItem() | Matching():
            return Fraction(1, len(options(item)))
        case MultipleChoice() | EvidenceItem():
            return _chance_of_ticks(item)
        case Ordering():
            return _chance_of_order(len(item.sequence))
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return WRONG
        case _:
            assert_never(item)


def _chance_of_ticks(item: MultipleChoice | EvidenceItem) -> Fraction:
    keys, others = len(item.keys), len(options(item)) - len(item.keys)
    ways = (
        comb(keys, right) * comb(others, wrong) * worth_of_ticks(item, right, wrong)
        for right in range(keys + 1)
        for wrong in range(others + 1)
    )
    return sum(ways, WRONG) / (1 << (keys + others))


def _chance_of_order(length: int) -> Fraction:
    """The mean of max(0, 1 − 2 × inversions / pairs) over all orders of so many texts."""
    orders = [1]
    for size in range(2, length + 1):
        # One more text adds from 0 to size − 1 inversions.
        longer = [0] * (len(orders) + size - 1)
        for inversions, ways in enumerate(orders):
            for added in range(size):
                longer[inversions + added] += ways
        orders = longer
    pairs = comb(length, 2)
    worth = (
        ways * max(WRONG, 1 - Fraction(2 * inversions, pairs))
        for inversions, ways in enumerate(orders)
    )
    return sum(worth, WRONG) / factorial(length)
