"""How hard an item is for the invented learners, and how likely a right answer is.

The model has two parameters for each item (Birnbaum 1968, in Lord and Novick, *Statistical
Theories of Mental Test Scores*): P(right) = 1 / (1 + exp(−a (θ − b))).
"""

import math
import random
from typing import Final, NamedTuple

from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import Item

_BY_AUTHOR: Final = {"easy": -2.0, "medium": -1.2, "hard": -0.3}
_BY_KIND: Final = PerKind(
    single_choice=0.0,
    multiple_choice=0.5,
    true_false=-0.3,
    verdict=0.0,
    numeric=0.2,
    short_answer=0.2,
    matching=0.3,
    ordering=0.4,
    evidence=0.6,
    extended_response=0.0,
)
_BY_SKILL: Final = {
    "evidence": 0.3,
    "sourcing": 0.2,
    "disagreement": 0.4,
    "contextualisation": 0.3,
    "close_reading": 0.3,
}


class Parameters(NamedTuple):
    """Discrimination a and difficulty b of an item; b is on the scale of ability."""

    discrimination: float
    difficulty: float


def parameters(item: Item, seed: int) -> Parameters:
    """The parameters of an item: the same for all learners, and different for each seed."""
    rng = random.Random(f"{seed} {item.id}")  # noqa: S311  # It guards no secret.
    usual = _BY_AUTHOR[item.difficulty] + _BY_KIND.of(item) + _BY_SKILL.get(item.skill, 0)
    return Parameters(1.2 * math.exp(rng.gauss(0, 0.25)), usual + rng.gauss(0, 0.6))


def probability(ability: float, known: Parameters) -> float:
    """How likely a learner of this ability is to be right, from 0 to 1."""
    return 1 / (1 + math.exp(-known.discrimination * (ability - known.difficulty)))
