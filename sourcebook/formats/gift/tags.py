"""What only tags can say of an item in GIFT, such as its objective: written, and read again.

A tag is a name and a value, such as `objective: tell-the-day`. Moodle keeps tags and shows them.
It is known to keep 60 characters of each: a longer id goes on in a second, `+objective: …`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Final, NamedTuple, assert_never, get_args

from sourcebook.content.yaml.text import Value
from sourcebook.model.base import PASSAGE, SLUG
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import (
    Difficulty,
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    Skill,
    TickRule,
    TrueFalse,
    VerdictItem,
)

_LONGEST_TAG: Final = 60
_LONGEST_SLUG: Final = 60
_REST: Final = re.compile(r"\+(objective|comparison): ")
_EXACT: Final = "[0-9]{1,15}(?:/[1-9][0-9]{0,14}|\\.[0-9]{1,15})?"


class Read(NamedTuple):
    """What tags say of an item, by the keys of a quiz file, and the tags that say nothing known."""

    kind: str | None
    fields: Mapping[str, Value]
    others: Sequence[str]


def tags_of(item: Item) -> Iterator[str]:
    """The tags of an item."""
    yield f"kind: {item.type}"
    yield from _id_tags("objective", item.objective)
    yield f"skill: {item.skill}"
    yield f"difficulty: {item.difficulty}"
    for name in ("citations", "proof", "candidates"):
        yield from _list_tags(name, getattr(item, name))
    if item.points != (2 if item.proof else 1):
        yield f"points: {item.points}"
    if item.tries != (Fraction(1),):
        yield from _list_tags("tries", map(str, item.tries))
    if item.comparison:
        yield from _id_tags("comparison", item.comparison)
    yield from _own_tags(item)


def read_tags(tags: Iterable[str]) -> Read:
    """What the tags of a question say; `easy` alone is a difficulty, `sourcing` alone a skill."""
    kind: str | None = None
    fields: dict[str, Value] = {}
    others = []
    for tag in _joined(tuple(tags)):
        name, found, written = tag.partition(": ")
        words = tuple(written.split())
        if not found and (known := _known_word(tag.lower())):
            fields.setdefault(*known)
        elif name == "kind" and written in KINDS:
            kind = kind or written
        elif name in _SINGLE and len(words) == 1 and _SINGLE[name](words[0]):
            fields.setdefault(name, words[0])
        elif name in _LISTS and words and all(map(_LISTS[name], words)):
            before = fields.get(name)
            fields[name] = [*(before if isinstance(before, list) else ()), *words]
        else:
            others.append(tag)
    return Read(kind, fields, others)


def _list_tags(name: str, words: Iterable[str]) -> Iterator[str]:
    """As many tags as it takes for all words."""
    room = _LONGEST_TAG - len(f"{name}: ")
    text = " ".join(words)
    for line in wrap(text, room, break_long_words=False, break_on_hyphens=False):
        yield f"{name}: {line}"


def _id_tags(name: str, given: str) -> Iterator[str]:
    """A tag with an id, or two if it is long."""
    room = _LONGEST_TAG - len(f"{name}: ")
    yield f"{name}: {given[:room]}"
    if given[room:]:
        yield f"+{name}: {given[room:]}"


def _joined(tags: Sequence[str]) -> Iterator[str]:
    """The tags, with an id that stands in two of them in one."""
    rests = dict(tag[1:].split(": ", 1) for tag in tags if _REST.match(tag))
    for tag in tags:
        if not _REST.match(tag):
            yield tag + rests.get(tag.partition(": ")[0], "")


def _own_tags(item: Item) -> Iterator[str]:
    match item:
        case MultipleChoice():
            yield f"scoring: {item.scoring}"
        case ExtendedResponse():
            yield f"length: {item.length}"
        case SingleChoice() | TrueFalse() | VerdictItem() | Numeric() | ShortAnswer():
            return
        case Matching() | Ordering() | EvidenceItem():
            return
        case _:
            assert_never(item)


def _known_word(word: str) -> tuple[str, str] | None:
    if word in get_args(Difficulty):
        return "difficulty", word
    return ("skill", word) if word in get_args(Skill) else None


def _is_slug(word: str) -> bool:
    return len(word) <= _LONGEST_SLUG and bool(re.fullmatch(SLUG, word))


def _is_passage(word: str) -> bool:
    return bool(re.fullmatch(PASSAGE, word))


def _is_exact(word: str) -> bool:
    return bool(re.fullmatch(_EXACT, word))


_SINGLE: Final[Mapping[str, Callable[[str], bool]]] = {
    "objective": _is_slug,
    "comparison": _is_slug,
    "skill": get_args(Skill).__contains__,
    "difficulty": get_args(Difficulty).__contains__,
    "scoring": get_args(TickRule).__contains__,
    "points": _is_exact,
    "length": str.isdecimal,
}
_LISTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "citations": _is_passage,
    "proof": _is_passage,
    "candidates": _is_passage,
    "tries": _is_exact,
}
