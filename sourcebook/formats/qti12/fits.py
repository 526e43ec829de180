"""What QTI 1.2 for Canvas holds of each kind of item, and what is lost of an item at hand."""

from collections.abc import Iterator
from typing import Final, assert_never

from sourcebook.formats.fits import WHOLE, Fit, nearly
from sourcebook.formats.qti.lost import of_any, of_numbers
from sourcebook.model.item_kinds import PerKind
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

_TICKS: Final = "Canvas decides what some of the right options earn."

FITS: PerKind[Fit] = PerKind(
    single_choice=WHOLE,
    multiple_choice=nearly(_TICKS),
    true_false=WHOLE,
    verdict=WHOLE,
    numeric=nearly("Canvas does not use the numbers that are expected and wrong."),
    short_answer=nearly("An answer must be spelled as listed, without a slip of one letter."),
    matching=nearly("Canvas' New Quizzes do not show the feedback on a row."),
    ordering=nearly(
        "Only the whole right order earns points; Canvas' classic quizzes make rows to match of it."
    ),
    evidence=nearly(
        f"A passage becomes its name and our summary of it; nothing can be opened. {_TICKS}"
    ),
    extended_response=nearly("A person gives the points; only New Quizzes show them the rubric."),
)


def losses(item: Item) -> tuple[str, ...]:
    """What a package does not hold of this item, or what Canvas does not use of it."""
    lost = () if _is_whole(item) else (FITS.of(item).lost,)
    return tuple(each for each in (*lost, *of_any(item), *_own(item)) if each)


def _is_whole(item: Item) -> bool:
    """Whether an item has nothing of what is lost of others of its kind."""
    if isinstance(item, Matching):
        return not any(each.feedback for each in item.pairs)
    return isinstance(item, Numeric) and not item.distractors


def _own(item: Item) -> Iterator[str]:
    match item:
        case SingleChoice():
            if any(each.score for each in item.distractors):
                yield "An answer that is right in part earns nothing in Canvas."
        case ShortAnswer():
            if item.distractors:
                yield "Canvas does not use the answers that are expected and wrong."
        case Numeric():
            if any(each.feedback for each in item.also_accept):
                yield "Canvas' New Quizzes do not show the feedback on a number."
            yield from of_numbers(item)
        case MultipleChoice() | TrueFalse() | VerdictItem() | Matching() | Ordering():
            pass
        case EvidenceItem() | ExtendedResponse():
            pass
        case _:
            assert_never(item)
