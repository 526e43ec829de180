"""What a learner reads of an item in another program."""

import random
from typing import Final, assert_never

from sourcebook.formats.proofs import passage_text
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
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
from sourcebook.model.options import Option, option, options, shuffled_options

_TITLE: Final = 80


def shown_options(item: Item, course: Course) -> tuple[Option, ...]:
    """The options in an order that shows nothing, the same one each time.

    A passage is shown by its name and our summary.
    """
    rng = random.Random(item.id)  # noqa: S311 - an order, not a secret.
    by_id = {each.id: each for each in options(item)}
    ordered = [by_id[each] for each in shuffled_options(item, rng)]
    if isinstance(item, EvidenceItem):
        return tuple(Option(each.id, passage_text(each.id, course)) for each in ordered)
    return tuple(ordered)


def feedback_on_options(item: Item) -> dict[str, str]:
    """The feedback on choosing an option, by the id of the option."""
    found: dict[str, str | None]
    match item:
        case SingleChoice() | MultipleChoice():
            found = {option(item.id, each.text).id: each.feedback for each in item.distractors}
        case TrueFalse():
            found = {"false" if item.key else "true": item.feedback}
        case VerdictItem():
            found = {str(finding): text for finding, text in item.feedback.items()}
        case EvidenceItem():
            found = {each.passage: each.feedback for each in item.distractors}
        case Numeric() | ShortAnswer() | Matching() | Ordering() | ExtendedResponse():
            found = {}
        case _:
            assert_never(item)
    return {name: text for name, text in found.items() if text}


def title_of(item: Item) -> str:
    """The beginning of what an item asks, as the title of the item."""
    text = " ".join((claim_of(item) or item.stem).split())
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"
