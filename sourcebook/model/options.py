"""The options of an item, with ids that do not show what is right."""

import hashlib
import random
import re
from collections.abc import Iterable
from typing import NamedTuple, assert_never

from sourcebook.model.attempts import Choice, Choices, Matches, Ordered, Response, Typed, Written
from sourcebook.model.items import (
    FINDINGS,
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


class Option(NamedTuple):
    """One thing a learner can choose; the id does not show whether it is right."""

    id: str
    text: str


def option(item_id: str, text: str) -> Option:
    """The option with this text; its id depends on the item and the text alone."""
    digest = hashlib.sha256(f"{item_id}\0{text}".encode()).hexdigest()
    return Option(digest[:10], text)


def options(item: Item) -> tuple[Option, ...]:
    """What a learner chooses from, in the author's order; empty for typed answers and texts."""
    match item:
        case SingleChoice():
            return _options(item.id, [item.key, *(d.text for d in item.distractors)])
        case MultipleChoice():
            return _options(item.id, [*item.keys, *(d.text for d in item.distractors)])
        case TrueFalse():
            return Option("true", "True"), Option("false", "False")
        case VerdictItem():
            return tuple(Option(finding, text) for finding, text in FINDINGS.items())
        case Matching():
            return _options(item.id, [*(p.target for p in item.pairs), *item.extra_targets])
        case Ordering():
            return _options(item.id, item.sequence)
        case EvidenceItem():
            passages = [*item.keys, *(d.passage for d in item.distractors)]
            return tuple(Option(passage, passage) for passage in dict.fromkeys(passages))
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)


def shuffled_options(item: Item, rng: random.Random) -> tuple[str, ...]:
    """The ids of the options in the order shown.

    Scales with a natural order keep it, and passages stand as in their sources. An ordering
    item never starts in the right order, because left untouched it counts as not answered.
    """
    ids = tuple(choice.id for choice in options(item))
    match item:
        case TrueFalse() | VerdictItem():
            return ids
        case EvidenceItem():
            return tuple(sorted(ids, key=place_in_sources))
        case Ordering():
            shuffled = tuple(rng.sample(ids, len(ids)))
            return shuffled if shuffled != ids else shuffled_options(item, rng)
        case SingleChoice() | MultipleChoice() | Matching():
            return tuple(rng.sample(ids, len(ids)))
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return ids
        case _:
            assert_never(item)


def prompts(item: Item) -> tuple[Option, ...]:
    """The prompts of a matching item in the author's order; empty for other kinds."""
    match item:
        case Matching():
            return _options(item.id, [pair.prompt for pair in item.pairs])
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | Numeric():
            return ()
        case ShortAnswer() | Ordering() | EvidenceItem() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)


def chosen_options(response: Response) -> frozenset[str]:
    """The ids of the options that a response chooses; empty for other kinds of response."""
    match response:
        case Choice(option=chosen):
            return frozenset({chosen})
        case Choices(options=ticks):
            return ticks
        case Typed() | Matches() | Ordered() | Written():
            return frozenset()
        case _:
            assert_never(response)


def place_in_sources(passage_id: str) -> tuple[int, ...]:
    """The numbers of a passage's source and paragraph, to sort by: `s2.p9` is before `s2.p10`."""
    return tuple(int(number) for number in re.findall("[0-9]+", passage_id))


def _options(item_id: str, texts: Iterable[str]) -> tuple[Option, ...]:
    return tuple(option(item_id, text) for text in dict.fromkeys(texts))
