"""What a file of GIFT does not hold of an item, in words."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, assert_never

from sourcebook.formats.fits import WHOLE, Fit, nearly
from sourcebook.formats.gift.escapes import has_moodle_mark
from sourcebook.formats.gift.written_answers import (
    bands,
    cost_of_a_wrong_tick,
    number_range,
    partial,
)
from sourcebook.formats.moodle_fractions import as_text, shares
from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import (
    Band,
    Distractor,
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
from sourcebook.model.option_text import given_id

FITS: Final[PerKind[Fit]] = PerKind(
    single_choice=WHOLE,
    multiple_choice=WHOLE,
    true_false=WHOLE,
    verdict=nearly(
        "It becomes a multiple-choice question, in which Moodle may shuffle the three verdicts."
    ),
    numeric=WHOLE,
    short_answer=nearly("Only the listed spellings are right: a slip of one letter is wrong."),
    matching=WHOLE,
    ordering=nearly(
        "Older versions than Moodle 4.5 may not read it. Half of the pairs in the right order earn "
        "half of the points there, and nothing here."
    ),
    evidence=nearly(
        "It becomes a multiple-choice question between the summaries of the passages: "
        "no passage can be opened there."
    ),
    extended_response=nearly(
        "A teacher marks it. Model answer and rubric stand in the feedback after the answer."
    ),
)
_MOST_SHOWN: Final = 60
_IDS: Final = "The ids of its options and pairs are left out."


def why_left_out(item: Item) -> str | None:
    """Why an item has no place in a file of GIFT; None if it has one."""
    match item:
        case MultipleChoice() | EvidenceItem():
            if shares(len(item.keys)) is None:
                return "It is left out: Moodle has no fractions for more than 20 right options."
        case Numeric():
            if not all(map(number_range, bands(item))):
                return "It is left out: no decimal number equals one of its numbers, such as 1/3."
        case ShortAnswer():
            texts = (item.key, *item.also_accept, *(each.text for each in item.distractors))
            if any("->" in text or has_moodle_mark(text) for text in texts):
                return "It is left out: Moodle takes '->' or '&&' in a text to type for its own."
        case SingleChoice() | TrueFalse() | VerdictItem() | Matching() | Ordering():
            return None
        case ExtendedResponse():
            return None
        case _:
            assert_never(item)
    return None


def losses(item: Item) -> tuple[str, ...]:
    """What a file of GIFT does not hold of an item, a sentence each; empty if it holds all."""
    if why := why_left_out(item):
        return (why,)
    fit = FITS.of(item)
    own = [fit.lost] if fit.lost else []
    return (*own, *_common(item), *_special(item))


def _common(item: Item) -> Iterator[str]:
    if item.hints:
        yield "Hints are shown only after the answer, with the feedback."
    if item.points != 1:
        yield f"The {item.points} points stand in a tag only: Moodle gives 1 point."
    if len(item.tries) > 1:
        yield "What each try is worth stands in a tag only: Moodle has its own rule for tries."
    if item.proof:
        yield "Moodle asks for no passage that proves the answer."


def _special(item: Item) -> Iterator[str]:
    match item:
        case SingleChoice() | ShortAnswer():
            yield from _rounded(item.distractors)
            yield from _option_ids(item)
        case MultipleChoice():
            yield from _ticks(item)
            yield from _option_ids(item)
        case Numeric():
            yield from _numbers(item)
        case Matching():
            yield from _pairs(item)
        case Ordering():
            yield from _option_ids(item)
        case EvidenceItem():
            yield from _cost(item)
        case TrueFalse() | VerdictItem() | ExtendedResponse():
            return
        case _:
            assert_never(item)


def _rounded(distractors: tuple[Distractor, ...]) -> Iterator[str]:
    for each in distractors:
        if (earned := partial(each.score)) != each.score:
            yield f"'{each.text[:_MOST_SHOWN]}' earns {as_text(earned)} % instead of {each.score}."


def _ticks(item: MultipleChoice) -> Iterator[str]:
    if item.scoring == "exact":
        if len(item.keys) > 1:
            yield "Some of the right options alone earn a part of the points."
    else:
        yield from _cost(item)
    if any(each.score for each in item.distractors):
        yield "The scores of wrong options, which earn nothing here either, are left out."


def _cost(item: MultipleChoice | EvidenceItem) -> Iterator[str]:
    equal = set(shares(len(item.keys)) or ())
    if len(equal) > 1:
        yield "The right options do not all earn the same: Moodle has no fraction for that."
    cost = cost_of_a_wrong_tick(item)
    if cost and cost * len(item.keys) != 1:
        yield f"A wrong tick costs {as_text(cost)} % of the points."


def _numbers(item: Numeric) -> Iterator[str]:
    others = (*item.also_accept, *item.distractors)
    if any(band.citations for band in others):
        yield "The passages that its other numbers cite are left out."
    for band in bands(item):
        score = band.score or Fraction(0)
        if score != 1 and (earned := partial(score)) != score:
            yield f"{number_range(band)} earns {as_text(earned)} % instead of {score}."
    if any(_is_range_with_tolerance(band) for band in bands(item)):
        yield "A range and its tolerance become one range."
    if any(band.score not in (None, 1) for band in item.also_accept):
        yield "Accepted numbers that earn a part of the points become wrong numbers that earn it."
    if any(band.score == 1 for band in item.distractors):
        yield "Wrong numbers that earn all points become accepted numbers."


def _is_range_with_tolerance(band: Band) -> bool:
    return band.between is not None and band.tolerance != 0


def _pairs(item: Matching) -> Iterator[str]:
    if len(item.pairs) + len(item.extra_targets) < 3:
        yield "Moodle asks for a third answer when a teacher edits it there."
    if any(pair.feedback for pair in item.pairs):
        yield "Feedback on wrong pairs is shown with the general feedback."
    if any(pair.id for pair in item.pairs) or any(map(given_id, item.extra_targets)):
        yield _IDS


def _option_ids(item: SingleChoice | MultipleChoice | ShortAnswer | Ordering) -> Iterator[str]:
    if any(map(given_id, _texts(item))) or any(each.id for each in _distractors(item)):
        yield _IDS


def _texts(item: SingleChoice | MultipleChoice | ShortAnswer | Ordering) -> tuple[str, ...]:
    match item:
        case SingleChoice():
            return (item.key,)
        case MultipleChoice():
            return item.keys
        case ShortAnswer():
            return ()
        case Ordering():
            return item.sequence
        case _:
            assert_never(item)


def _distractors(
    item: SingleChoice | MultipleChoice | ShortAnswer | Ordering,
) -> tuple[Distractor, ...]:
    return () if isinstance(item, Ordering) else item.distractors
