"""What a card loses of an item: Anki asks and shows, and the learner judges their own answer."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, assert_never

from sourcebook.formats.anki.answers import MOST_SPELLINGS
from sourcebook.formats.fits import Fit, nearly
from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import (
    Band,
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

_READ: Final = "Nothing is marked: learners compare the answer they have in mind with the card."
_WHOLE_ONLY: Final = "There is no credit for a part: learners judge their whole answer."

FITS: Final[PerKind[Fit]] = PerKind(
    single_choice=nearly(f"{_READ} No option is clicked."),
    multiple_choice=nearly(f"{_READ} No option is ticked. {_WHOLE_ONLY}"),
    true_false=nearly(_READ),
    verdict=nearly(_READ),
    numeric=nearly(f"{_READ} No number is typed."),
    short_answer=nearly(f"{_READ} No word is typed, so slips of one letter play no part."),
    matching=nearly(f"{_READ} Nothing is matched by hand. {_WHOLE_ONLY}"),
    ordering=nearly(f"{_READ} Nothing is moved. {_WHOLE_ONLY}"),
    evidence=nearly(f"{_READ} No passage is ticked. {_WHOLE_ONLY}"),
    extended_response=nearly("No text is written: learners compare theirs with the model answer."),
)
"""How much of each kind of item a card holds."""


def losses(item: Item) -> tuple[str, ...]:
    """What the deck will not hold of an item, a sentence or two each; never empty."""
    return (FITS.of(item).lost, *_own_losses(item))


def _own_losses(item: Item) -> Iterator[str]:
    if item.points != 1:
        yield "The points are lost: all cards count alike."
    if _has_partial_scores(item):
        yield "The partial scores are lost: an answer is right or wrong."
    if isinstance(item, ShortAnswer) and len(item.also_accept) > MOST_SPELLINGS:
        yield f"Of the other spellings that are right, the card names the first {MOST_SPELLINGS}."
    if len(item.tries) > 1:
        yield "The worth of a second try is lost: a card is answered once a day."
    if item.proof:
        yield "The passages to choose the proof from are lost: the card asks for it without them."
    if any(hint.passage for hint in item.hints):
        yield "Hints do not open their passages: they name them."


def _has_partial_scores(item: Item) -> bool:
    match item:
        case SingleChoice() | ShortAnswer():
            return any(each.score for each in item.distractors)
        case Numeric():
            return any(map(_is_partial, (*item.also_accept, *item.distractors)))
        case MultipleChoice() | TrueFalse() | VerdictItem() | Matching() | Ordering():
            return False
        case EvidenceItem() | ExtendedResponse():
            return False
        case _:
            assert_never(item)


def _is_partial(band: Band) -> bool:
    return band.score not in (None, Fraction(0), Fraction(1))
