"""What a response earns, from 0 to 1."""

from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import assert_never

from sourcebook.errors import AttemptError
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
from sourcebook.model.options import Option, option, options, prompts
from sourcebook.scoring.basics import RIGHT, WRONG, expect
from sourcebook.scoring.comparisons import count_ticks, pairs_in_order, right_rows
from sourcebook.scoring.keys import key_ids
from sourcebook.scoring.typed_answers import band_hit, distractor_hit, known_text
from sourcebook.typed import mixture, read_number


def score(item: Item, response: Response) -> Fraction:
    """The score of a response, from 0 to 1; a blank earns 0.

    A written response earns nothing by itself: its score comes from a rubric.
    Raises AttemptError if the response does not fit the kind of item,
    or names an option or a prompt that the item does not have.
    """
    match item:
        case SingleChoice():
            return _score_choice(item, expect(Choice, item, response))
        case TrueFalse() | VerdictItem():
            return _score_finding(item, expect(Choice, item, response))
        case MultipleChoice() | EvidenceItem():
            return _score_ticks(item, expect(Choices, item, response))
        case Numeric():
            return _score_number(item, expect(Typed, item, response).text)
        case ShortAnswer():
            return _score_word(item, expect(Typed, item, response).text)
        case Matching():
            return _score_matches(item, expect(Matches, item, response))
        case Ordering():
            return _score_order(item, expect(Ordered, item, response).options)
        case ExtendedResponse():
            expect(Written, item, response)
            return WRONG
        case _:
            assert_never(item)


def is_whole(item: Item, response: Response) -> bool:
    """Whether nothing is missing from a response that is not blank.

    Every row of a matching item needs a target. What is typed must be a number if the item
    asks for one; a name must be one that the item knows, or be written in one alphabet.
    """
    match item:
        case Matching():
            return len(expect(Matches, item, response).targets) == len(prompts(item))
        case Numeric():
            return read_number(expect(Typed, item, response).text) is not None
        case ShortAnswer():
            text = expect(Typed, item, response).text
            return known_text(item, text) is not None or mixture(text) is None
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem():
            return True
        case Ordering() | EvidenceItem() | ExtendedResponse():
            return True
        case _:
            assert_never(item)


def _score_choice(item: SingleChoice, response: Choice) -> Fraction:
    _refuse_unknown(item, "option", {response.option} - {""}, options(item))
    earned = {option(item.id, item.key).id: RIGHT}
    earned |= {option(item.id, d.text).id: d.score for d in item.distractors}
    return earned.get(response.option, WRONG)


def _score_finding(item: TrueFalse | VerdictItem, response: Choice) -> Fraction:
    _refuse_unknown(item, "option", {response.option} - {""}, options(item))
    return RIGHT if response.option == key_ids(item)[0] else WRONG


def _score_ticks(item: MultipleChoice | EvidenceItem, response: Choices) -> Fraction:
    _refuse_unknown(item, "option", response.options, options(item))
    found = count_ticks(item, response)
    return worth_of_ticks(item, found.right, found.wrong)


def worth_of_ticks(item: MultipleChoice | EvidenceItem, right: int, wrong: int) -> Fraction:
    """What so many right and so many wrong ticks earn, by the rule of the item."""
    keys = len(item.keys)
    rule = item.scoring if isinstance(item, MultipleChoice) else "net"
    match rule:
        case "net":
            return max(WRONG, Fraction(right - wrong, keys))
        case "exact":
            return RIGHT if (right, wrong) == (keys, 0) else WRONG
        case "coverage":
            return Fraction(right, keys)
        case _:
            assert_never(rule)


def _score_number(item: Numeric, text: str) -> Fraction:
    band = band_hit(item, text)
    return band.score if band and band.score is not None else WRONG


def _score_word(item: ShortAnswer, text: str) -> Fraction:
    if known_text(item, text) in (item.key, *item.also_accept):
        return RIGHT
    wrong = distractor_hit(item, text)
    return wrong.score if wrong else WRONG


def _score_matches(item: Matching, response: Matches) -> Fraction:
    _refuse_unknown(item, "prompt", response.targets.keys(), prompts(item))
    _refuse_unknown(item, "option", response.targets.values(), options(item))
    return Fraction(right_rows(item, response), len(item.pairs))


def _score_order(item: Ordering, order: tuple[str, ...]) -> Fraction:
    _refuse_unknown(item, "option", order, options(item))
    if not order:
        return WRONG
    if len(order) != len(set(order)) or len(order) != len(item.sequence):
        raise AttemptError(f"An order of item '{item.id}' names each of its texts once.")
    share = Fraction(pairs_in_order(item, order), comb(len(order), 2))
    return max(WRONG, 2 * share - 1)


def _refuse_unknown(
    item: Item, noun: str, chosen: Iterable[str], offered: Iterable[Option]
) -> None:
    for stranger in sorted(set(chosen) - {choice.id for choice in offered}):
        raise AttemptError(f"Item '{item.id}' has no {noun} '{stranger}'.")
