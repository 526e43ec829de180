"""Which option of a corrected item was which option of the version before.

Two options are the same if they have the same id from their author, if a teacher says so, if they
have the same text, or if they are the only ones left. In all other cases nobody can know whether
a text was reworded or the option was replaced.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, assert_never

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
from sourcebook.model.option_text import given_id
from sourcebook.model.options import option, options

Reason = Literal["id", "teacher", "text", "only"]
"""Why two options count as the same one."""


class Offered(NamedTuple):
    """An option or a prompt of one version of an item; `given` is the id from its author."""

    id: str
    text: str
    given: str | None = None


class Partners(NamedTuple):
    """An option before and now."""

    before: Offered
    now: Offered
    reason: Reason


class Pairing(NamedTuple):
    """The options of two versions of an item, or its prompts.

    `unsure` and `left` are the options before and now that may or may not be the same. `gone` are
    options before that nothing replaces, and `given_up` those that a teacher declared gone.
    """

    partners: tuple[Partners, ...] = ()
    unsure: tuple[Offered, ...] = ()
    left: tuple[Offered, ...] = ()
    gone: tuple[Offered, ...] = ()
    given_up: tuple[Offered, ...] = ()

    def new_ids(self) -> dict[str, str]:
        """The new id of each option whose id has changed, by its old id."""
        return {
            each.before.id: each.now.id for each in self.partners if each.before.id != each.now.id
        }


def pair_options(before: Item, now: Item, said: Mapping[str, str]) -> Pairing:
    """The options of two versions; `said` has a teacher's pairs: new text by old, empty if gone."""
    return _paired(offered(before), offered(now), said)


def pair_prompts(before: Item, now: Item, said: Mapping[str, str]) -> Pairing:
    """The prompts of two versions of a matching item; empty for other kinds."""
    return _paired(offered_prompts(before), offered_prompts(now), said)


def offered(item: Item) -> tuple[Offered, ...]:
    """The options of an item, with the ids from its author."""
    given = {text: name for text, name in _named(item) if name}
    return tuple(Offered(each.id, each.text, given.get(each.text)) for each in options(item))


def offered_prompts(item: Item) -> tuple[Offered, ...]:
    """The prompts of a matching item; empty for other kinds."""
    match item:
        case Matching():
            return tuple(
                Offered(option(item.id, pair.prompt).id, pair.prompt, pair.id)
                for pair in item.pairs
            )
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | Numeric():
            return ()
        case ShortAnswer() | Ordering() | EvidenceItem() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)


def _named(item: Item) -> Iterator[tuple[str, str | None]]:
    match item:
        case SingleChoice() | MultipleChoice():
            keys = item.keys if isinstance(item, MultipleChoice) else (item.key,)
            yield from ((key, given_id(key)) for key in keys)
            yield from ((each.text, each.id) for each in item.distractors)
        case Matching():
            # If several pairs share a target, the id of the first pair counts.
            yield from ((pair.target, pair.id) for pair in reversed(item.pairs))
            yield from ((text, given_id(text)) for text in item.extra_targets)
        case Ordering():
            yield from ((text, given_id(text)) for text in item.sequence)
        case TrueFalse() | VerdictItem() | EvidenceItem():
            pass
        case Numeric() | ShortAnswer() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _paired(before: Iterable[Offered], now: Iterable[Offered], said: Mapping[str, str]) -> Pairing:
    old, new, found = list(before), list(now), list[Partners]()
    tests: tuple[tuple[Reason, Callable[[Offered, Offered], bool]], ...] = (
        ("id", lambda one, other: one.given is not None and one.given == other.given),
        ("teacher", lambda one, other: said.get(one.text) == other.text),
        ("text", lambda one, other: one.text == other.text and not _differ(one, other)),
    )
    for reason, is_same in tests:
        _take(old, new, found, reason, is_same)
    given_up = tuple(each for each in old if said.get(each.text) == "")
    old = [each for each in old if each not in given_up]
    alone = len(old) == len(new) == 1
    if alone and not _differ(old[0], new[0]):
        found.append(Partners(old.pop(), new.pop(), "only"))
    partners = tuple(found)
    if new and not alone:
        return Pairing(partners, unsure=tuple(old), left=tuple(new), given_up=given_up)
    return Pairing(partners, gone=tuple(old), given_up=given_up)


def _take(
    old: list[Offered],
    new: list[Offered],
    found: list[Partners],
    reason: Reason,
    is_same: Callable[[Offered, Offered], bool],
) -> None:
    """Move the options that are the same from the two lists to `found`."""
    for one in list(old):
        other = next((each for each in new if is_same(one, each)), None)
        if other:
            found.append(Partners(one, other, reason))
            old.remove(one)
            new.remove(other)


def _differ(one: Offered, other: Offered) -> bool:
    """Whether their author gave them different ids."""
    return None not in (one.given, other.given) and one.given != other.given
