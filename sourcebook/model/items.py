"""Items as an author writes them: one model for each kind."""

import re
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sourcebook.model.base import PASSAGE, Closed, Exact, Line, PassageId, Prose, Slug, Truth, Whole
from sourcebook.model.option_text import OptionText
from sourcebook.model.rubrics import (
    AnyRubric,
    Rubric,
    RubricLevel,
    in_three,
    levels_of,
    share_of,
    with_points_of_item,
    with_points_of_rubric,
)

Finding = Literal["supported", "contradicted", "not_stated"]
Skill = Literal[
    "facts",
    "evidence",
    "sourcing",
    "disagreement",
    "chronology",
    "contextualisation",
    "close_reading",
]
Difficulty = Literal["easy", "medium", "hard"]
TickRule = Literal["net", "exact", "coverage"]
FINDINGS: dict[Finding, str] = {
    "supported": "Supported by the sources",
    "contradicted": "Contradicted by the sources",
    "not_stated": "Not stated in the sources",
}


class Distractor(Closed):
    """A wrong option that a real reader might believe, with feedback on choosing it.

    An `id` stays the same when the text is reworded, so that regrading recognises the option.
    """

    text: Line
    feedback: Prose | None = None
    score: Exact = Field(default=Fraction(0), ge=0, lt=1)
    id: Slug | None = None


class PassageDistractor(Closed):
    """A passage that does not show what is asked, with feedback on choosing it."""

    passage: PassageId
    feedback: Prose | None = None


class Hint(Closed):
    """A step towards the answer; with a passage, it also offers to open the passage."""

    text: Prose
    passage: PassageId | None = None


def _text_alone(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _hint_alone(value: object) -> object:
    """A text alone is the hint; a passage alone is not a hint, because it says nothing."""
    is_passage = isinstance(value, str) and re.fullmatch(PASSAGE, value)
    return {"passage": value} if is_passage else _text_alone(value)


def _passage_alone(value: object) -> object:
    return {"passage": value} if isinstance(value, str) else value


Distractors = tuple[Annotated[Distractor, BeforeValidator(_text_alone)], ...]
PassageDistractors = tuple[Annotated[PassageDistractor, BeforeValidator(_passage_alone)], ...]
Hints = tuple[Annotated[Hint, BeforeValidator(_hint_alone)], ...]


def _never_rising(values: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    if values[0] != 1:
        raise PydanticCustomError("wrong-order", "expected the first try to be worth 1")
    if any(later > earlier for earlier, later in pairwise(values)):
        raise PydanticCustomError(
            "wrong-order", "expected values that never rise from one try to the next"
        )
    return values


Tries = Annotated[
    tuple[Annotated[Exact, Field(ge=0, le=1)], ...],
    Field(min_length=1, max_length=5),
    AfterValidator(_never_rising),
]
"""What each try is worth, from 0 to 1, such as 1, 1/2 and 0."""


class Band(Closed):
    """A number, or a closed range of numbers, with its score and feedback on typing it."""

    number: Exact | None = None
    between: tuple[Exact, Exact] | None = None
    tolerance: Exact = Field(default=Fraction(0), ge=0)
    score: Exact | None = Field(default=None, ge=0, le=1)
    feedback: Prose | None = None
    citations: tuple[PassageId, ...] = ()


class Pair(Closed):
    """A prompt of a matching item with its target, and feedback on matching it wrongly.

    An `id` stays the same when prompt or target is reworded, so that regrading recognises it.
    """

    prompt: Line
    target: Line
    feedback: Prose | None = None
    id: Slug | None = None


def _points(item: dict[str, Any]) -> Fraction:
    return Fraction(2 if item.get("proof") else 1)


class ItemBase(Closed):
    """What every item has: an id that never changes, its evidence, and why the key is right.

    `calculated` explains how a number in the key follows from passages that do not print it.
    With `proof`, a learner also chooses a passage that proves the answer, and the item is worth
    2 points unless the author sets another number; `candidates` are the passages they choose from.
    `tries` holds what each try is worth, and
    `comparison` names the comparison that shows whether another source says otherwise.
    """

    id: Slug
    objective: Slug
    skill: Skill = "facts"
    difficulty: Difficulty = "medium"
    stem: Prose
    rationale: Prose
    citations: tuple[PassageId, ...] = Field(min_length=1)
    proof: tuple[PassageId, ...] = ()
    candidates: tuple[PassageId, ...] = Field(default=(), max_length=8)
    hints: Hints = Field(default=(), max_length=5)
    tries: Tries = (Fraction(1),)
    points: Exact = Field(default_factory=_points, gt=0, le=100)
    comparison: Slug | None = None
    calculated: Prose | None = None


class SingleChoice(ItemBase):
    """One best answer among two or more options."""

    type: Literal["single_choice"]
    key: OptionText
    distractors: Distractors = Field(min_length=1)


class MultipleChoice(ItemBase):
    """Several right answers; `scoring` names the rule by which the ticks are scored."""

    type: Literal["multiple_choice"]
    keys: tuple[OptionText, ...] = Field(min_length=1)
    distractors: Distractors = Field(min_length=1)
    scoring: TickRule = "net"


class TrueFalse(ItemBase):
    """A statement that is true or false."""

    type: Literal["true_false"]
    key: Truth
    feedback: Prose | None = None


class VerdictItem(ItemBase):
    """A claim that the sources support, contradict or do not state."""

    type: Literal["verdict"]
    stem: Prose = "What do the sources say about this claim?"
    claim: Line
    key: Finding
    feedback: dict[Finding, Prose] = Field(default_factory=dict)


class Numeric(ItemBase):
    """A number to type; the key may be a range, have a tolerance, or be one of several numbers."""

    type: Literal["numeric"]
    key: Exact | None = None
    between: tuple[Exact, Exact] | None = None
    tolerance: Exact = Field(default=Fraction(0), ge=0)
    unit: Line | None = None
    also_accept: tuple[Band, ...] = ()
    distractors: tuple[Band, ...] = ()


class ShortAnswer(ItemBase):
    """A word or a name to type; it must match an accepted spelling as a whole.

    If the key is a name in people.yaml, every spelling listed there is accepted. So is a slip of
    one letter, unless it is as near to one of `other_names`: the names of others, to which those
    of the course are added when it is published. None stands in items from before slips counted.
    """

    type: Literal["short_answer"]
    key: Line
    also_accept: tuple[Line, ...] = ()
    other_names: tuple[Line, ...] | None = None
    distractors: Distractors = ()


class Matching(ItemBase):
    """Prompts that each go with one target; several prompts may share a target."""

    type: Literal["matching"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=12)
    extra_targets: tuple[OptionText, ...] = Field(default=(), max_length=12)


class Ordering(ItemBase):
    """Events, or other texts, to put into order; `sequence` has them in the right order."""

    type: Literal["ordering"]
    sequence: tuple[OptionText, ...] = Field(min_length=3, max_length=8)
    feedback: Prose | None = None


class EvidenceItem(ItemBase):
    """Passages to choose from: which of them show what is asked?"""

    type: Literal["evidence"]
    keys: tuple[PassageId, ...] = Field(min_length=1)
    distractors: PassageDistractors = Field(min_length=1)


class ExtendedResponse(ItemBase):
    """An answer in the learner's own words, marked by a rubric and compared with a model answer.

    An item whose rubric has points of its own is worth those of its best level. `length` is about
    how many words a good answer takes.
    """

    type: Literal["extended_response"]
    rubric: AnyRubric
    model_answer: Prose
    length: Whole = Field(default=100, ge=10, le=300)

    _points_of_rubric = model_validator(mode="before")(with_points_of_rubric)
    _one_number_of_points = field_validator("rubric")(with_points_of_item)

    def levels(self) -> tuple[RubricLevel, ...]:
        """The levels of the rubric with their points, the lowest first."""
        return levels_of(self.rubric, self.points)

    def share(self, level: int) -> Fraction:
        """The score of a level, from 0 to 1; of the best one if there is no such level."""
        return share_of(self.rubric, level)

    @property
    def three_levels(self) -> Rubric:
        """The rubric as other programs take it: what earns all, some and none of the points."""
        return in_three(self.rubric)


Item = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | VerdictItem
    | Numeric
    | ShortAnswer
    | Matching
    | Ordering
    | EvidenceItem
    | ExtendedResponse
)
AnyItem = Annotated[Item, Field(discriminator="type")]
