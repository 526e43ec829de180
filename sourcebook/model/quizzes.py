"""Quizzes and their items, one model per item kind, and the options that an item offers."""

import hashlib
import json
import random
from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, assert_never

from pydantic import BeforeValidator, Field

from sourcebook.model.base import Closed, Exact, Line, PassageId, Prose, Slug, Truth, Whole

Finding = Literal["supported", "contradicted", "not_stated"]
Skill = Literal["facts", "evidence", "sourcing", "disagreement", "chronology"]
Difficulty = Literal["easy", "medium", "hard"]
FINDINGS: dict[Finding, str] = {
    "supported": "Supported by the sources",
    "contradicted": "Contradicted by the sources",
    "not_stated": "Not stated in the sources",
}


class Option(NamedTuple):
    """One thing a learner can choose; the id tells nothing of whether it is right."""

    id: str
    text: str


class Distractor(Closed):
    """A wrong option that a real reader might believe, and what to tell who chose it."""

    text: Line
    feedback: Prose | None = None
    score: Exact = Field(default=Fraction(0), ge=0, lt=1)


def _long_form(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Distractors = tuple[Annotated[Distractor, BeforeValidator(_long_form)], ...]


class Band(Closed):
    """A number, or a closed range of numbers, with what it earns or what to tell who typed it."""

    number: Exact | None = None
    between: tuple[Exact, Exact] | None = None
    tolerance: Exact = Field(default=Fraction(0), ge=0)
    score: Exact | None = Field(default=None, ge=0, le=1)
    feedback: Prose | None = None
    citations: tuple[PassageId, ...] = ()


class Pair(Closed):
    """A prompt of a matching item with its target, and what to tell who matched it wrongly."""

    prompt: Line
    target: Line
    feedback: Prose | None = None


class ItemBase(Closed):
    """What every item has: an id that never changes, its evidence, and why the key is right.

    `calculated` tells how a number in the key follows from the passages where none prints it.
    """

    id: Slug
    objective: Slug
    skill: Skill = "facts"
    difficulty: Difficulty = "medium"
    stem: Prose
    rationale: Prose
    citations: tuple[PassageId, ...] = Field(min_length=1)
    points: Exact = Field(default=Fraction(1), gt=0, le=100)
    calculated: Prose | None = None


class SingleChoice(ItemBase):
    """One best answer among two or more options."""

    type: Literal["single_choice"]
    key: Line
    distractors: Distractors = Field(min_length=1)


class MultipleChoice(ItemBase):
    """Several right answers; ticks are scored together by the rule named in `scoring`."""

    type: Literal["multiple_choice"]
    keys: tuple[Line, ...] = Field(min_length=1)
    distractors: Distractors = Field(min_length=1)
    scoring: Literal["net", "exact", "coverage"] = "net"


class TrueFalse(ItemBase):
    """A statement that is true or false."""

    type: Literal["true_false"]
    key: Truth
    feedback: Prose | None = None


class VerdictItem(ItemBase):
    """A claim that the sources support, contradict or do not state."""

    type: Literal["verdict"]
    stem: Prose = "What do the five sources say about this claim?"
    claim: Line
    key: Finding
    feedback: dict[Finding, Prose] = Field(default_factory=dict)


class Numeric(ItemBase):
    """A number to be typed; a range, a tolerance and further accepted numbers are possible."""

    type: Literal["numeric"]
    key: Exact | None = None
    between: tuple[Exact, Exact] | None = None
    tolerance: Exact = Field(default=Fraction(0), ge=0)
    unit: Line | None = None
    also_accept: tuple[Band, ...] = ()
    distractors: tuple[Band, ...] = ()


class Matching(ItemBase):
    """Prompts that each go with one target; several may share a target."""

    type: Literal["matching"]
    pairs: tuple[Pair, ...] = Field(min_length=2)
    extra_targets: tuple[Line, ...] = ()


Item = SingleChoice | MultipleChoice | TrueFalse | VerdictItem | Numeric | Matching
AnyItem = Annotated[Item, Field(discriminator="type")]


class Draw(Closed):
    """How many items on an objective a quiz takes, by chance, from the others."""

    objective: Slug
    items: Whole = Field(default=1, ge=1, le=20)


class Quiz(Closed):
    """A quiz: its own items in the author's order, or a blueprint by which it draws them."""

    id: Slug
    title: Line
    lesson: Slug | None = None
    pass_mark: Whole = Field(default=60, ge=0, le=100)
    feedback: Literal["immediate"] = "immediate"
    items: tuple[AnyItem, ...] = ()
    draw: tuple[Draw, ...] = ()

    @property
    def size(self) -> int:
        """How many items a learner is given."""
        return len(self.items) + sum(each.items for each in self.draw)


def option(item_id: str, text: str) -> Option:
    """The option with this text: its id depends on item and text, not on place or rightness."""
    digest = hashlib.sha256(f"{item_id}\0{text}".encode()).hexdigest()
    return Option(digest[:10], text)


def options(item: Item) -> tuple[Option, ...]:
    """What a learner chooses from, in the author's order; empty for an item that is typed."""
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
        case Numeric():
            return ()
        case _:
            assert_never(item)


def shuffled_options(item: Item, rng: random.Random) -> tuple[str, ...]:
    """The ids of the options in the order shown; scales with a natural order keep it."""
    ids = [choice.id for choice in options(item)]
    return tuple(ids if isinstance(item, TrueFalse | VerdictItem) else rng.sample(ids, len(ids)))


def prompts(item: Matching) -> tuple[Option, ...]:
    """The prompts of a matching item, with ids, in the author's order."""
    return _options(item.id, [pair.prompt for pair in item.pairs])


def fingerprint(item: Item) -> str:
    """Sixteen hex digits that change whenever anything in the item changes."""
    body = json.dumps(item.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _options(item_id: str, texts: Iterable[str]) -> tuple[Option, ...]:
    return tuple(option(item_id, text) for text in dict.fromkeys(texts))
