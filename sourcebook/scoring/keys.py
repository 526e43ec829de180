"""What is right in an item."""

from fractions import Fraction
from typing import assert_never

from sourcebook.model.attempts import Choice, Choices, Matches, Ordered, Response, Typed, Written
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
from sourcebook.model.options import option, prompts
from sourcebook.typed import as_typed


def key_ids(item: Item) -> tuple[str, ...]:
    """The ids of the right options; empty if the answer is typed or written.

    A matching item has the target of each prompt, and an ordering item all in the right order.
    """
    match item:
        case SingleChoice():
            return (option(item.id, item.key).id,)
        case MultipleChoice():
            return tuple(option(item.id, key).id for key in item.keys)
        case TrueFalse():
            return ("true" if item.key else "false",)
        case VerdictItem():
            return (item.key,)
        case EvidenceItem():
            return item.keys
        case Matching():
            return tuple(option(item.id, pair.target).id for pair in item.pairs)
        case Ordering():
            return tuple(option(item.id, text).id for text in item.sequence)
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)


def right_response(item: Item) -> Response:
    """The response that earns everything; the model answer if a rubric marks it."""
    keys = key_ids(item)
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=keys[0])
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset(keys))
        case Numeric():
            low, high = item.between or (item.key or Fraction(0),) * 2
            return Typed(text=as_typed((low + high) / 2))
        case ShortAnswer():
            return Typed(text=item.key)
        case Matching():
            rows = zip(prompts(item), keys, strict=True)
            return Matches(targets={prompt.id: key for prompt, key in rows})
        case Ordering():
            return Ordered(options=keys)
        case ExtendedResponse():
            return Written(text=item.model_answer)
        case _:
            assert_never(item)
