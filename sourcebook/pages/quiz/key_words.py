"""The words of a key, which a text must not say before the answer and which are marked after it."""

import re
from collections.abc import Iterator, Sequence
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
from sourcebook.pages.shared.number_format import amount


def key_words(item: Item) -> Iterator[str]:
    """What is right, in words; of a passage the number of its paragraph."""
    match item:
        case SingleChoice():
            yield item.key
        case MultipleChoice():
            yield from item.keys
        case ShortAnswer():
            yield from (item.key, *item.also_accept)
        case Numeric():
            numbers = (item.key, *(item.between or ()))
            yield from (amount(each) for each in numbers if each is not None)
        case EvidenceItem():
            yield from (passage.partition(".p")[2] for passage in item.keys)
        case TrueFalse() | VerdictItem() | Matching() | Ordering() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def is_in(key: str, text: str) -> bool:
    """Whether a text has these words, whole."""
    return bool(_pattern(key).search(text))


def split_at_keys(item: Item, text: str) -> Sequence[str]:
    """The text in pieces: every second one is words of the key."""
    if isinstance(item, EvidenceItem):
        # Its keys are numbers of paragraphs, which say nothing within one.
        return (text,)
    spans = sorted(
        found.span() for key in key_words(item) for found in _pattern(key).finditer(text)
    )
    pieces, at = [], 0
    for start, end in spans:
        if start >= at:
            pieces += [text[at:start], text[start:end]]
            at = end
    return (*pieces, text[at:])


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(key)}(?!\w)", re.IGNORECASE)
