"""An answered item in a word: right, partly right or not, the same wherever it is listed."""

from fractions import Fraction
from typing import Final, Literal

from sourcebook.delivery import earned
from sourcebook.model.attempts import Record
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.scoring import score, ticks

Look = Literal["right", "part", "wrong"]

SIGNS: Final[dict[Look, str]] = {"right": "✓", "part": "◐", "wrong": "✗"}
"""The sign of each look, so that colour is not needed."""

_WORDS: Final[dict[Look, str]] = {
    "right": "Right",
    "part": "Partly right",
    "wrong": "Not right",
}


def look(item: Item, record: Record) -> Look | Literal[""]:
    """The look of an answered item; empty for a text that is not marked.

    `item` is the version that the answer was scored by. An answer that earned nothing but is not
    all wrong is `part`: some ticks are right, or a later try was right and worth nothing.
    """
    if is_marked_by_rubric(item) and record.level is None:
        return ""
    total = earned(item, record)
    if not total and (is_right_at_last(item, record) or ticks_in_words(item, record)):
        return "part"
    return state(total)


def state(total: Fraction) -> Look:
    """The name of a score's look."""
    return "right" if total == 1 else "part" if total else "wrong"


def in_words(item: Item, record: Record) -> str:
    """An answered item in a few words: `Right`, `Right at try 2`, `1 right, 1 wrong`."""
    if is_right_at_last(item, record):
        return f"Right at try {len(record.answers)}"
    if not earned(item, record) and (said := ticks_in_words(item, record)):
        return said
    found = look(item, record)
    return _WORDS[found] if found else "Not marked yet"


def headline(item: Item, record: Record) -> str:
    """An answered item in a few words with its sign, as it stands over the explanation."""
    found = look(item, record)
    return f"{SIGNS[found] if found else '•'} {in_words(item, record)}"


def is_right_at_last(item: Item, record: Record) -> bool:
    """Whether a later try was right, even if it earned little or nothing any more."""
    answers = record.answers
    return not record.regraded and len(answers) > 1 and score(item, answers[-1].response) == 1


def ticks_in_words(item: Item, record: Record) -> str:
    """How many of the ticks are right and wrong; empty where none is right or nothing is ticked."""
    found = ticks(item, record.answer.response) if record.answer else None
    if found is None or not found.right:
        return ""
    if found.wrong:
        return f"{found.right} right, {found.wrong} wrong"
    return f"{found.right} of {found.keys} right"
