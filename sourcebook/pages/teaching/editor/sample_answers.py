"""A wrong response to an item, to show what a learner reads after one."""

from fractions import Fraction
from typing import assert_never

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
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
from sourcebook.model.options import option, options, prompts
from sourcebook.scoring import key_ids
from sourcebook.typed import as_typed


def wrong_response(item: Item) -> Response:
    """A response that earns little or nothing: the first distractor, where there is one."""
    keys = key_ids(item)
    others = [each.id for each in options(item) if each.id not in keys]
    match item:
        case SingleChoice():
            return Choice(option=option(item.id, item.distractors[0].text).id)
        case TrueFalse() | VerdictItem():
            return Choice(option=others[0])
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset(others))
        case Numeric():
            return Typed(text=as_typed(_wrong_number(item)))
        case ShortAnswer():
            return Typed(text=item.distractors[0].text if item.distractors else "something else")
        case Matching():
            turned = (*keys[1:], keys[0])
            rows = zip(prompts(item), turned, strict=True)
            return Matches(targets={prompt.id: target for prompt, target in rows})
        case Ordering():
            return Ordered(options=keys[::-1])
        case ExtendedResponse():
            return Written(text="I do not know.")
        case _:
            assert_never(item)


def _wrong_number(item: Numeric) -> Fraction:
    for band in item.distractors:
        if band.number is not None:
            return band.number
        if band.between:
            return band.between[0]
    highest = item.between[1] if item.between else item.key or Fraction(0)
    return highest + 1000 + item.tolerance * 10
