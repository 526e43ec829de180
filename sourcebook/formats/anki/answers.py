"""Keys, accepted numbers and feedback in words, before they become HTML."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple, assert_never

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

LEVELS: Final = ("No points", "Half of the points", "All points")
"""What the levels of a rubric earn, from the lowest."""

MOST_SPELLINGS: Final = 4
"""Other spellings that a card names; some names have thirty."""

_MOST_PLACES: Final = 50
"""Decimals to try, more than any number of an item has."""


class Named(NamedTuple):
    """A text with its name, such as a passage or a wrong answer; either may be empty."""

    name: str
    text: str


class Key(NamedTuple):
    """The right answer, and what counts as right besides, a sentence each."""

    answer: str
    more: tuple[str, ...] = ()


def key_in_words(item: SingleChoice | TrueFalse | VerdictItem | Numeric | ShortAnswer) -> Key:
    """The one right answer of an item."""
    match item:
        case SingleChoice():
            return Key(item.key)
        case TrueFalse():
            return Key("True" if item.key else "False")
        case VerdictItem():
            return Key(FINDINGS[item.key])
        case ShortAnswer():
            return Key(item.key, tuple(_other_spellings(item.also_accept)))
        case Numeric():
            return _number_in_words(item)
        case _:
            assert_never(item)


def feedback(item: Item, course: Course) -> Iterator[Named]:
    """Wrong answers with what they show; the text is empty where the author wrote nothing."""
    match item:
        case SingleChoice() | MultipleChoice() | ShortAnswer():
            yield from (Named(each.text, each.feedback or "") for each in item.distractors)
        case TrueFalse() | Ordering():
            yield Named("", item.feedback or "")
        case VerdictItem():
            yield from (Named(FINDINGS[each], text) for each, text in item.feedback.items())
        case Numeric():
            yield from _on_numbers(item, course)
        case Matching():
            yield from (Named(each.prompt, each.feedback or "") for each in item.pairs)
        case EvidenceItem():
            for each in item.distractors:
                yield Named(name(each.passage, course), each.feedback or "")
        case ExtendedResponse():
            return
        case _:
            assert_never(item)


def passage(passage_id: str, course: Course) -> Named:
    """The name of a passage and our summary of it; the id alone if the course has none."""
    evidence = course.evidence(passage_id)
    return Named(evidence.name, evidence.passage.summary) if evidence else Named(passage_id, "")


def name(passage_id: str, course: Course) -> str:
    """The name of a passage, such as `Newsweek, paragraph 6`."""
    return passage(passage_id, course).name


def amount(number: Fraction) -> str:
    """A number exactly, as people write it: `3`, `8.5`, `2 2/3`."""
    sign, size = "-" if number < 0 else "", abs(number)
    places = next((n for n in range(_MOST_PLACES) if 10**n % size.denominator == 0), None)
    if places is None:
        whole, rest = divmod(size, 1)
        return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"
    digits = str(int(size * 10**places)).zfill(places + 1)
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _other_spellings(accepted: Sequence[str]) -> Iterator[str]:
    """What else is accepted; of many spellings only the first."""
    shown, more = accepted[:MOST_SPELLINGS], len(accepted) - MOST_SPELLINGS
    if shown:
        yield f"Also right: {'; '.join(shown)}{f'; and {more} more' if more > 0 else ''}."


def _number_in_words(item: Numeric) -> Key:
    key = Band(number=item.key, between=item.between)
    unit = f" {item.unit}" if item.unit else ""
    near = _span(key.model_copy(update={"tolerance": item.tolerance}))
    more = [f"{near}{unit} counts as right."] if item.tolerance else []
    more += [_accepted(band, unit) for band in item.also_accept]
    return Key(f"{_span(key)}{unit}", tuple(more))


def _accepted(band: Band, unit: str) -> str:
    """That other numbers count too, and the author's feedback on them."""
    part = " in part" if band.score is not None and band.score < 1 else ""
    said = f" {band.feedback}" if band.feedback else ""
    return f"{_span(band)}{unit} counts{part}, too.{said}"


def _on_numbers(item: Numeric, course: Course) -> Iterator[Named]:
    for band in item.distractors:
        cited = "; ".join(name(each, course) for each in band.citations)
        found = f"{band.feedback} ({cited})" if band.feedback and cited else band.feedback or ""
        yield Named(_span(band), found)


def _span(band: Band) -> str:
    """The numbers of a band in words: `23`, or `21 to 25`."""
    low, high = band.between or (band.number or Fraction(0),) * 2
    low, high = low - band.tolerance, high + band.tolerance
    return amount(low) if low == high else f"{amount(low)} to {amount(high)}"
