"""What is right in an item, in few words, by the letters and boxes of the printed version."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from sourcebook.formats.proofs import passage_name
from sourcebook.formats.worksheet.texts import exact, letter
from sourcebook.model.course import Course
from sourcebook.model.items import (
    FINDINGS,
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
from sourcebook.model.options import options
from sourcebook.scoring import key_ids


def right_answer(item: Item, course: Course, order: Sequence[str]) -> str:
    """The key of an item, mostly one line; `order` has the ids of the options as shown."""
    match item:
        case SingleChoice() | MultipleChoice():
            return "\n".join(_right_options(item, order))
        case TrueFalse():
            return "True" if item.key else "False"
        case VerdictItem():
            return FINDINGS[item.key]
        case Numeric():
            return _numbers(item)
        case ShortAnswer():
            return item.key
        case Matching():
            return "\n".join(_rows(item, order))
        case Ordering():
            places = ", ".join(str(key_ids(item).index(each) + 1) for each in order)
            return f"From top to bottom: {places}"
        case EvidenceItem():
            found = ((order.index(each), each) for each in dict.fromkeys(item.keys))
            return "\n".join(
                f"{letter(place)} {passage_name(passage, course)}"
                for place, passage in sorted(found)
            )
        case ExtendedResponse():
            return "A text, by the rubric"
        case _:
            assert_never(item)


def band_in_words(band: Band | Numeric) -> str:
    """The numbers that a band takes: `23`, `20 to 25`, `23 (or up to 2 more or less)`."""
    near = f" (or up to {exact(band.tolerance)} more or less)" if band.tolerance else ""
    if band.between:
        low, high = band.between
        return f"{exact(low)} to {exact(high)}{near}"
    number = band.key if isinstance(band, Numeric) else band.number
    return f"{exact(number)}{near}" if number is not None else "no number"


def _right_options(item: Item, order: Sequence[str]) -> Iterator[str]:
    keys = set(key_ids(item))
    texts = {choice.id: choice.text for choice in options(item)}
    return (f"{letter(place)} {texts[each]}" for place, each in enumerate(order) if each in keys)


def _rows(item: Matching, order: Sequence[str]) -> Iterator[str]:
    texts = {choice.id: choice.text for choice in options(item)}
    places = {texts[each]: place for place, each in enumerate(order)}
    for number, pair in enumerate(item.pairs, start=1):
        yield f"{number} {letter(places[pair.target])} ({pair.target})"


def _numbers(item: Numeric) -> str:
    also = [band_in_words(each) for each in item.also_accept if _earns_all(each)]
    unit = f" {item.unit}" if item.unit else ""
    return " or ".join([f"{band_in_words(item)}{unit}", *also])


def _earns_all(band: Band) -> bool:
    return band.score in (None, Fraction(1))
