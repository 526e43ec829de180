"""What an item has and QTI has no place for, as pairs of a name and a text beside the item."""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Final, NamedTuple, assert_never

from pydantic import BaseModel, ConfigDict, ValidationError

from sourcebook.formats.qti.xml_text import decimal
from sourcebook.model.base import Exact, Line, PassageId, Slug, Whole
from sourcebook.model.item_kinds import Kind, kind_of
from sourcebook.model.items import (
    Band,
    Difficulty,
    Distractors,
    EvidenceItem,
    ExtendedResponse,
    Hints,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    Skill,
    TickRule,
    Tries,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.option_text import given_id
from sourcebook.model.options import option

Passages = tuple[PassageId, ...]


class Tags(BaseModel):
    """What stands beside an item; `ids` has the ids that an author gave to options, by option.

    `scores`, `wrong_numbers` and `wrong_words` are used if a format has no place for wrong answers
    that earn something or are only expected.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Kind | None = None
    objective: Slug | None = None
    skill: Skill | None = None
    difficulty: Difficulty | None = None
    citations: Passages = ()
    proof: Passages = ()
    candidates: Passages = ()
    hints: Hints = ()
    tries: Tries = (Fraction(1),)
    points: Exact | None = None
    comparison: Slug | None = None
    scoring: TickRule | None = None
    unit: Line | None = None
    other_names: tuple[Line, ...] | None = None
    length: Whole | None = None
    band_citations: tuple[Passages, ...] = ()
    ids: dict[str, Slug] = {}
    scores: dict[str, Exact] = {}
    wrong_numbers: tuple[Band, ...] = ()
    wrong_words: Distractors = ()


class ReadTags(NamedTuple):
    """The tags that could be read, and the names of those that could not."""

    tags: Tags
    unread: tuple[str, ...]


def tags_of(item: Item) -> Tags:
    """What stands beside this item."""
    exact = Fraction(decimal(item.points)) == item.points
    return Tags(
        type=kind_of(item),
        objective=item.objective,
        skill=item.skill,
        difficulty=item.difficulty,
        citations=item.citations,
        proof=item.proof,
        candidates=item.candidates,
        hints=item.hints,
        tries=item.tries,
        points=None if exact else item.points,
        comparison=item.comparison,
        **_own(item),
    )


def write_tags(tags: Tags) -> Iterator[tuple[str, str]]:
    """The names and texts of what differs from the default."""
    for name, value in tags.model_dump(mode="json", exclude_defaults=True).items():
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_tags(pairs: Iterable[tuple[str, str]]) -> ReadTags:
    """The tags that stand beside an item; names that are not ours are ignored."""
    given, unread = dict[str, Any](), list[str]()
    for name, text in pairs:
        if name in Tags.model_fields:
            given[name] = _value(text) if name in _COMPOSED else text
    while True:
        try:
            return ReadTags(Tags.model_validate(given), tuple(unread))
        except ValidationError as error:
            for name in {str(each["loc"][0]) for each in error.errors()}:
                unread.append(name)
                del given[name]


_COMPOSED: Final = frozenset(
    "citations proof candidates hints tries other_names length band_citations ids "
    "scores wrong_numbers wrong_words".split()
)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _own(item: Item) -> dict[str, Any]:
    match item:
        case SingleChoice():
            return {"ids": _ids(item, [item.key], item.distractors)}
        case MultipleChoice():
            return {"scoring": item.scoring, "ids": _ids(item, item.keys, item.distractors)}
        case Numeric():
            bands = [each.citations for each in (*item.also_accept, *item.distractors)]
            return {"unit": item.unit, "band_citations": bands if any(bands) else ()}
        case ShortAnswer():
            return {"other_names": item.other_names, "ids": _ids(item, (), item.distractors)}
        case Matching():
            pairs = {option(item.id, each.prompt).id: each.id for each in item.pairs if each.id}
            return {"ids": _ids(item, item.extra_targets, ()) | pairs}
        case Ordering():
            return {"ids": _ids(item, item.sequence, ())}
        case ExtendedResponse():
            return {"length": item.length}
        case TrueFalse() | VerdictItem() | EvidenceItem():
            return {}
        case _:
            assert_never(item)


def _ids(item: Item, texts: Iterable[str], distractors: Iterable[Any]) -> dict[str, str]:
    given = [(text, given_id(text)) for text in texts]
    given += [(each.text, each.id) for each in distractors]
    return {option(item.id, text).id: name for text, name in given if name}
