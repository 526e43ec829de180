"""About how many minutes a quiz takes: to read what it asks, to think, and to write."""

from math import ceil
from typing import Final

from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import ExtendedResponse, Item
from sourcebook.model.options import options, prompts
from sourcebook.model.quizzes import Quiz

_WORDS_READ: Final = 180
_WORDS_WRITTEN: Final = 20
"""Words in a minute."""

_TASK: Final = 0.75
_DRAWN: Final = 1.0
"""Minutes to answer an item once it is read, and for an item that is drawn at the start."""


def quiz_minutes(quiz: Quiz) -> int:
    """The minutes that a quiz takes, rounded up."""
    drawn = sum(each.items for each in quiz.draw)
    return ceil(sum(map(_minutes, quiz.items)) + drawn * _DRAWN)


def _minutes(item: Item) -> float:
    texts = (
        item.stem,
        claim_of(item) or "",
        *(text for _, text in (*options(item), *prompts(item))),
    )
    read = sum(len(text.split()) for text in texts) / _WORDS_READ
    to_write = item.length if isinstance(item, ExtendedResponse) else 0
    return read + _TASK + to_write / _WORDS_WRITTEN
