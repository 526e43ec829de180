"""How much of a response agrees with the key: ticks, rows, and pairs in order."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple, assert_never

from sourcebook.model.attempts import Choices, Matches, Response
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
from sourcebook.model.options import prompts
from sourcebook.scoring.basics import expect
from sourcebook.scoring.keys import key_ids


class Ticks(NamedTuple):
    """How many of the options ticked are right and wrong, and how many keys there are."""

    right: int
    wrong: int
    keys: int


def count_ticks(item: MultipleChoice | EvidenceItem, response: Choices) -> Ticks:
    """How many of the ticks are right and wrong."""
    chosen, keys = response.options, frozenset(key_ids(item))
    return Ticks(len(chosen & keys), len(chosen - keys), len(keys))


def ticks(item: Item, response: Response) -> Ticks | None:
    """How many of the ticks are right and wrong; None for an item on which nothing is ticked."""
    match item:
        case MultipleChoice() | EvidenceItem():
            return count_ticks(item, expect(Choices, item, response))
        case SingleChoice() | TrueFalse() | VerdictItem() | Numeric() | ShortAnswer():
            return None
        case Matching() | Ordering() | ExtendedResponse():
            return None
        case _:
            assert_never(item)


def pairs_in_order(item: Ordering, order: Sequence[str]) -> int:
    """How many pairs of texts are in the right order; `order` has the ids of the options."""
    rank = {option_id: place for place, option_id in enumerate(key_ids(item))}
    return sum(rank[earlier] < rank[later] for earlier, later in combinations(order, 2))


def right_rows(item: Matching, response: Matches) -> int:
    """How many prompts of a matching item have their target."""
    rows = zip(prompts(item), key_ids(item), strict=True)
    return sum(response.targets.get(prompt.id) == target for prompt, target in rows)
