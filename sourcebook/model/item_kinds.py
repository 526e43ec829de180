"""The kinds of item: their names, and what differs from one kind to another.

Every function ends in `assert_never`, and `PerKind` has one field for each kind. So when a kind
is added to `Item`, the type checker lists every place that has to be extended.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, Literal, NamedTuple, TypeGuard, TypeVar, assert_never, get_args

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

Kind = Literal[
    "single_choice",
    "multiple_choice",
    "true_false",
    "verdict",
    "numeric",
    "short_answer",
    "matching",
    "ordering",
    "evidence",
    "extended_response",
]
"""The name of a kind, as the field `type` of an item has it."""

KINDS: Sequence[Kind] = get_args(Kind)
_MODELS: Mapping[Kind, type[Item]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(Item)
}

Value = TypeVar("Value")


class PerKind(NamedTuple, Generic[Value]):
    """One value for each kind of item, under the name of the kind."""

    single_choice: Value
    multiple_choice: Value
    true_false: Value
    verdict: Value
    numeric: Value
    short_answer: Value
    matching: Value
    ordering: Value
    evidence: Value
    extended_response: Value

    def of(self, item: Item) -> Value:
        """The value for the kind of an item."""
        match item:
            case SingleChoice():
                return self.single_choice
            case MultipleChoice():
                return self.multiple_choice
            case TrueFalse():
                return self.true_false
            case VerdictItem():
                return self.verdict
            case Numeric():
                return self.numeric
            case ShortAnswer():
                return self.short_answer
            case Matching():
                return self.matching
            case Ordering():
                return self.ordering
            case EvidenceItem():
                return self.evidence
            case ExtendedResponse():
                return self.extended_response
            case _:
                assert_never(item)

    def named(self, name: str) -> Value | None:
        """The value for the kind of this name; None if there is no such kind."""
        return self._asdict().get(name)

    def pairs(self) -> Iterable[tuple[Kind, Value]]:
        """The names of all kinds, each with its value, in the order of the documentation."""
        return ((kind, getattr(self, kind)) for kind in KINDS)


def kind_of(item: Item) -> Kind:
    """The name of an item's kind."""
    return item.type


def model_of(kind: Kind) -> type[Item]:
    """The model of the items of a kind."""
    return _MODELS[kind]


def kinds_with(field: str) -> tuple[Kind, ...]:
    """The kinds whose items have a field of this name."""
    return tuple(kind for kind, model in _MODELS.items() if field in model.model_fields)


def is_marked_by_rubric(item: Item) -> TypeGuard[ExtendedResponse]:
    """Whether the learner or a teacher marks the answer, because nothing else can score it."""
    match item:
        case ExtendedResponse():
            return True
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | Numeric():
            return False
        case ShortAnswer() | Matching() | Ordering() | EvidenceItem():
            return False
        case _:
            assert_never(item)


def claim_of(item: Item) -> str | None:
    """The claim that an item asks about; None for an item whose stem asks everything."""
    match item:
        case VerdictItem():
            return item.claim
        case SingleChoice() | MultipleChoice() | TrueFalse() | Numeric() | ShortAnswer():
            return None
        case Matching() | Ordering() | EvidenceItem() | ExtendedResponse():
            return None
        case _:
            assert_never(item)
