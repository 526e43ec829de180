"""What QTI 2.1 holds of each kind of item, and what is lost of an item at hand."""

from collections.abc import Iterator
from typing import assert_never

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

FITS: PerKind[Fit] = PerKind(
    single_choice=WHOLE,
    multiple_choice=WHOLE,
    true_false=WHOLE,
    verdict=WHOLE,
    numeric=nearly("A learner types the number in the way that the other program expects."),
    short_answer=nearly("An answer must be spelled as listed, without a slip of one letter."),
    matching=WHOLE,
    ordering=WHOLE,
    evidence=nearly("A passage becomes its name and our summary of it; nothing can be opened."),
    extended_response=nearly("A person gives the points; the rubric is shown to them."),
)


def losses(item: Item) -> tuple[str, ...]:
    """What a package does not hold of this item, or what other programs do not show of it."""
    fit = FITS.of(item)
    return tuple(each for each in (fit.lost, *of_any(item), *_own(item)) if each)


def _own(item: Item) -> Iterator[str]:
    match item:
        case Numeric():
            yield from of_numbers(item)
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | ShortAnswer():
            pass
        case Matching() | Ordering() | EvidenceItem() | ExtendedResponse():
            pass
        case _:
            assert_never(item)
