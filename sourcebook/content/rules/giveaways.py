"""Rules on what gives a key away: another item of the quiz, or the careful wording of the keys.

They are rules of thumb, and warn. Each looks for a pattern that a test-wise reader can use.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, assert_never

from sourcebook.content.faults import Values
from sourcebook.content.file_places import Path
from sourcebook.content.files import Parsed
from sourcebook.content.known_names import other_spellings
from sourcebook.content.quotations import figures, fold, words
from sourcebook.content.statements import texts_of
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.model.background import Person
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
from sourcebook.model.quizzes import Quiz

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_STEM_LENGTH = 5
"""So many first letters make `promise` and `promised` one word."""

_SHARED_WORDS = 2
"""A sentence with the key and so many words of the question speaks of what is asked."""

_MOST_OF_A_KEY = 0.8
"""An option of five words is recognised by four of them."""

_LITTLE_WORDS = frozenset(
    """
    a an the and or but nor of to in on at by for from with without into onto over under after
    before between among about against is are was were be been being has have had do does did can
    could may might must shall should will would not no than then that this these those there it
    its they them their he him his she her who whom whose which what when where why how one two
    three four five six all each every both any some most more many much only also as if so such
    other another own same out up down off yet says said say report reports reported type name
    choose apply see paragraph paragraphs read look true false according
    """.split()
)
"""Words that say nothing of what a question is about."""

_HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|cannot|perhaps|possibl[ey]|probabl[ey]|likely|seems?|appears?|suggests?|"
    r"some|sometimes|often|mostly|partly|unknown|uncertain|unclear|unsettled|undecided|"
    r"at least|at most|not (?:\w+ )?(?:settled|proven|certain|clear|known)|"
    r"(?:leaves?|left|remains?|stays?) (?:\w+ )*open)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:all|always|alone|any|anyone|anything|certain|certainly|completely|every|everyone|"
    r"everything|must|never|no|nobody|none|nothing|only|proofs?|proves?|proven|sure|surely|"
    r"whole|wholly|beyond doubt)\b",
    re.IGNORECASE,
)
_MOVE = "Leave the key out here, or move one of the two items to another quiz."
_FEWEST_CAREFUL_KEYS = 3
"""Fewer keys than this that are the only careful option are no pattern."""


class _Key(NamedTuple):
    """What answers an item: a name or number that must stand whole, or the words of an option."""

    text: str
    is_number: bool = False
    is_name: bool = False


class _Sentence(NamedTuple):
    """A sentence that a learner reads in an item: the item's place and id, the path to its text."""

    place: int
    item: str
    path: Path
    text: str


def items_keep_each_others_keys(unchecked: UncheckedCourse) -> None:
    """`gives-away`: no item of a quiz prints the key of another beside what that one asks."""
    persons = unchecked.persons()
    for parsed, placed in _quizzes(unchecked):
        telling = _sentences_by_word(placed)
        for _, asked in placed:
            clues = dict(_clues(asked, list(_keys(asked, persons)), telling))
            for path, clue in clues.items():
                message = (
                    f"this gives away '{asked.id}': it has '{clue}' beside words of its question."
                )
                parsed.add(path, "gives-away", message, _MOVE, "warning", values=Values(clue))


def keys_are_not_alone_careful(unchecked: UncheckedCourse) -> None:
    """`careful-key`: the key is the only careful option in at most half of a quiz's items."""
    for parsed in unchecked.quizzes:
        items = parsed.model.items if parsed.model else ()
        choices = [each for each in items if isinstance(each, SingleChoice | MultipleChoice)]
        careful = [each for each in choices if _is_alone_careful(each)]
        if len(careful) >= _FEWEST_CAREFUL_KEYS and len(careful) * 2 > len(choices):
            message = f"keys are the only careful option in {len(careful)} of {len(choices)} items."
            hint = f"Hedge distractors or word keys firmly, first in '{careful[0].id}'."
            parsed.add(("items",), "careful-key", message, hint, "warning")


def _quizzes(
    unchecked: UncheckedCourse,
) -> Iterator[tuple[Parsed[Quiz], list[tuple[int, Item]]]]:
    """The items of each quiz with their places."""
    for _, found in groupby(unchecked.items(), key=lambda each: each[0].file.path):
        placed = list(found)
        yield placed[0][0], [(place, item) for _, place, item in placed]


def _sentences_by_word(
    placed: Sequence[tuple[int, Item]],
) -> Mapping[str, Sequence[_Sentence]]:
    """The sentences of a quiz by their words, but for words that point to none of its items."""
    found: dict[str, list[_Sentence]] = {}
    for place, item in placed:
        for path, text in texts_of(item):
            for sentence in _SENTENCE.split(text):
                for word in _content(sentence):
                    found.setdefault(word, []).append(_Sentence(place, item.id, path, sentence))
    most = max(2, len(placed) // 3)
    return {word: each for word, each in found.items() if len({s.item for s in each}) <= most}


def _clues(
    asked: Item, keys: Sequence[_Key], telling: Mapping[str, Sequence[_Sentence]]
) -> Iterator[tuple[Path, str]]:
    """The paths to texts of other items that have a key of an item beside what it asks."""
    stem = _content(asked.stem)
    for sentence in dict.fromkeys(each for word in stem for each in telling.get(word, ())):
        shared = _content(sentence.text) & stem
        for key in keys if sentence.item != asked.id and len(shared) >= _SHARED_WORDS else ():
            own = shared - _content(key.text)
            if len(own) >= _SHARED_WORDS and own & telling.keys() and _has(sentence.text, key):
                yield ("items", sentence.place, *sentence.path), key.text


def _has(text: str, key: _Key) -> bool:
    if key.is_number:
        return key.text in figures(text)
    if key.is_name:
        return re.search(rf"(?<!\w){re.escape(fold(key.text))}(?!\w)", fold(text)) is not None
    wanted = _content(key.text)
    return bool(wanted) and len(wanted & _content(text)) >= _MOST_OF_A_KEY * len(wanted)


def _keys(item: Item, persons: Sequence[Person]) -> Iterator[_Key]:
    """What would answer an item if it stood elsewhere; nothing for kinds without such a key.

    A key of one word among several is no clue: states and people stand in every item.
    """
    match item:
        case ShortAnswer():
            spellings = (item.key, *item.also_accept, *other_spellings(item.key, persons))
            yield from (_Key(text, is_name=True) for text in spellings)
        case Numeric():
            if item.key is not None:
                yield _Key(str(item.key), is_number=True)
        case SingleChoice():
            yield _Key(item.key)
        case MultipleChoice():
            yield from (_Key(text) for text in item.keys if len(_content(text)) > 1)
        case TrueFalse() | VerdictItem() | Matching() | Ordering():
            pass
        case EvidenceItem() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


# A sentence is compared with several items.
@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that say what it is about."""
    told = (word for word in words(text) if len(word) > 2 and word not in _LITTLE_WORDS)
    return frozenset(word[:_STEM_LENGTH] for word in told)


def _is_alone_careful(item: SingleChoice | MultipleChoice) -> bool:
    keys = [item.key] if isinstance(item, SingleChoice) else list(item.keys)
    others = [distractor.text for distractor in item.distractors]
    is_hedged = any(map(_HEDGE.search, keys)) and not any(map(_HEDGE.search, others))
    others_are_firm = any(map(_ABSOLUTE.search, others)) and not any(map(_ABSOLUTE.search, keys))
    return is_hedged or others_are_firm
