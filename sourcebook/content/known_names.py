"""The names that a course knows: what a typed answer accepts, and what would be another's name.

A name is known from people.yaml, or because it is the key of an item that asks for a word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sourcebook.model.background import Person
from sourcebook.model.items import Item, ShortAnswer
from sourcebook.model.quizzes import Quiz
from sourcebook.typed import listed, names_near, same_text


class KnownNames(NamedTuple):
    """The people of a course, and every spelling of every name.

    Spellings are by how they are compared, each with the other spellings of the same names.
    """

    persons: Sequence[Person]
    spellings: Mapping[str, str]
    same: Mapping[str, frozenset[str]]


def known_names(items: Iterable[Item], persons: Sequence[Person]) -> KnownNames:
    """The names of these people, and the keys of those items that are typed."""
    keys = ((each.key, *each.also_accept) for each in items if isinstance(each, ShortAnswer))
    people = (person.spellings() for person in persons)
    spellings: dict[str, str] = {}
    same: dict[str, frozenset[str]] = {}
    for name in (*people, *keys):
        folded = frozenset(map(listed, name))
        spellings |= zip(map(listed, name), name, strict=True)
        same |= {each: same.get(each, frozenset()) | folded for each in folded}
    return KnownNames(persons, spellings, same)


def other_spellings(key: str, persons: Iterable[Person]) -> Iterator[str]:
    """The other spellings of a name, if one of these persons has it."""
    for person in persons:
        spellings = person.spellings()
        others = [each for each in spellings if not same_text(key, each)]
        if len(others) < len(spellings):
            yield from others


def with_known_names(quiz: Quiz, known: KnownNames) -> Quiz:
    """The quiz, accepting each key that is a name in every spelling of people.yaml.

    Each item that asks for a word lists the names of others that a slip could also mean.
    """
    items = tuple(_with_names(item, known) for item in quiz.items)
    return quiz if items == quiz.items else quiz.model_copy(update={"items": items})


def _with_names(item: Item, known: KnownNames) -> Item:
    if not isinstance(item, ShortAnswer):
        return item
    accepted = dict.fromkeys([*item.also_accept, *other_spellings(item.key, known.persons)])
    near = _near_names({listed(each) for each in (item.key, *accepted)}, known)
    other_names = tuple(dict.fromkeys([*(item.other_names or ()), *near]))
    update = {"also_accept": tuple(accepted), "other_names": other_names}
    return item.model_copy(update=update)


def _near_names(right: set[str], known: KnownNames) -> list[str]:
    """The known names of others that a slip in one of these spellings could also mean."""
    near = {found for each in right for found in names_near(each, known.spellings.keys())}
    return [known.spellings[each] for each in sorted(near) if not known.same[each] & right]
