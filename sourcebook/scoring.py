"""What a response earns, as exact fractions from 0 to 1. No rounding happens here.

`docs/scoring.md` has each formula with an example and where it comes from.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb, factorial
from typing import NamedTuple, TypeVar, assert_never

from sourcebook.errors import AttemptError
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
from sourcebook.model.options import Option, option, options, prompts
from sourcebook.typed import as_typed, find_text, mixture, read_number

RIGHT, WRONG = Fraction(1), Fraction(0)

AnyKind = TypeVar("AnyKind", Choice, Choices, Typed, Matches, Ordered, Written)


class Ticks(NamedTuple):
    """How many of the options ticked are right and wrong, and how many keys there are."""

    right: int
    wrong: int
    keys: int


def score(item: Item, response: Response) -> Fraction:
    """The score of a response, from 0 to 1; a blank earns 0.

    A written response earns nothing by itself: its score comes from a rubric.
    Raises AttemptError where the response is of another kind than the item,
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


def expect(kind: type[AnyKind], item: Item, response: Response) -> AnyKind:
    """The response, known to be of the kind that the item takes; AttemptError if it is not."""
    if not isinstance(response, kind):
        raise AttemptError(f"A {response.kind} response does not fit the {item.type} item.")
    return response


def is_whole(item: Item, response: Response) -> bool:
    """Whether every row of a matching item is matched, what is typed for a number is one, and
    a typed name that the item does not know is written in one alphabet.
    """
    match item:
        case Matching():
            return len(expect(Matches, item, response).targets) == len(prompts(item))
        case Numeric():
            return read_number(expect(Typed, item, response).text) is not None
        case ShortAnswer():
            text = expect(Typed, item, response).text
            return _known_text(item, text) is not None or mixture(text) is None
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem():
            return True
        case Ordering() | EvidenceItem() | ExtendedResponse():
            return True
        case _:
            assert_never(item)


def chance(item: Item) -> Fraction:
    """What a blind guess earns on average, from 0 to 1.

    A guesser takes each option alike, ticks each box or leaves it with equal chance, and
    brings texts into any order alike; nobody guesses what must be typed or written.
    """
    match item:
        case SingleChoice():
            worths = (distractor.score for distractor in item.distractors)
            return sum(worths, RIGHT) / (1 + len(item.distractors))
        case TrueFalse() | VerdictItem() | Matching():
            return Fraction(1, len(options(item)))
        case MultipleChoice() | EvidenceItem():
            return _chance_of_ticks(item)
        case Ordering():
            return _chance_of_order(len(item.sequence))
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return WRONG
        case _:
            assert_never(item)


def key_ids(item: Item) -> tuple[str, ...]:
    """The ids of the right options: of a matching item the target of each prompt, of an
    ordering item all in the right order; none where the answer is typed.
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
    """The response that earns everything; to a text item the model answer."""
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


def band_hit(item: Numeric, text: str) -> Band | None:
    """The first band of a numeric item that holds the typed number: key, accepted, distractors."""
    number = read_number(text)
    if number is None:
        return None
    return next((band for band in _bands(item) if _holds(band, number)), None)


def distractor_hit(item: ShortAnswer, text: str) -> Distractor | None:
    """The listed wrong answer that was typed, if it was one."""
    known = _known_text(item, text)
    if known in (item.key, *item.also_accept):
        return None
    return next((wrong for wrong in item.distractors if wrong.text == known), None)


def count_ticks(item: MultipleChoice | EvidenceItem, response: Choices) -> Ticks:
    """How many of the ticks are right and wrong."""
    chosen, keys = response.options, frozenset(key_ids(item))
    return Ticks(len(chosen & keys), len(chosen - keys), len(keys))


def ticks(item: Item, response: Response) -> Ticks | None:
    """How many of the ticks are right and wrong; None for an item on which nothing is ticked."""
    match item:
        case MultipleChoice() | EvidenceItem():
            return count_ticks(item, expect(Choices, item, response))
        case SingleChoice() | TrueFalse() | VerdictItem() | Numeric() | ShortAnswer():
            return None
        case Matching() | Ordering() | ExtendedResponse():
            return None
        case _:
            assert_never(item)


def pairs_in_order(item: Ordering, order: Sequence[str]) -> int:
    """How many pairs of an order, given by option ids, stand as they do in the right one."""
    rank = {option_id: place for place, option_id in enumerate(key_ids(item))}
    return sum(rank[earlier] < rank[later] for earlier, later in combinations(order, 2))


def right_rows(item: Matching, response: Matches) -> int:
    """How many prompts of a matching item have their target."""
    rows = zip(prompts(item), key_ids(item), strict=True)
    return sum(response.targets.get(prompt.id) == target for prompt, target in rows)


def _score_choice(item: SingleChoice, response: Choice) -> Fraction:
    _refuse_strangers(item, "option", {response.option} - {""}, options(item))
    earned = {option(item.id, item.key).id: RIGHT}
    earned |= {option(item.id, d.text).id: d.score for d in item.distractors}
    return earned.get(response.option, WRONG)


def _score_finding(item: TrueFalse | VerdictItem, response: Choice) -> Fraction:
    _refuse_strangers(item, "option", {response.option} - {""}, options(item))
    return RIGHT if response.option == key_ids(item)[0] else WRONG


def _score_ticks(item: MultipleChoice | EvidenceItem, response: Choices) -> Fraction:
    _refuse_strangers(item, "option", response.options, options(item))
    found = count_ticks(item, response)
    return _worth_of_ticks(item, found.right, found.wrong)


def _worth_of_ticks(item: MultipleChoice | EvidenceItem, right: int, wrong: int) -> Fraction:
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
    if _known_text(item, text) in (item.key, *item.also_accept):
        return RIGHT
    wrong = distractor_hit(item, text)
    return wrong.score if wrong else WRONG


def _known_text(item: ShortAnswer, text: str) -> str | None:
    """The text of an item that was typed: one that is accepted, or else a distractor."""
    wrong = (distractor.text for distractor in item.distractors)
    return find_text(text, (item.key, *item.also_accept, *wrong))


def _score_matches(item: Matching, response: Matches) -> Fraction:
    _refuse_strangers(item, "prompt", response.targets.keys(), prompts(item))
    _refuse_strangers(item, "option", response.targets.values(), options(item))
    return Fraction(right_rows(item, response), len(item.pairs))


def _score_order(item: Ordering, order: tuple[str, ...]) -> Fraction:
    _refuse_strangers(item, "option", order, options(item))
    if not order:
        return WRONG
    if len(order) != len(set(order)) or len(order) != len(item.sequence):
        raise AttemptError(f"An order of item '{item.id}' names each of its texts once.")
    share = Fraction(pairs_in_order(item, order), comb(len(order), 2))
    return max(WRONG, 2 * share - 1)


def _chance_of_ticks(item: MultipleChoice | EvidenceItem) -> Fraction:
    keys, others = len(item.keys), len(options(item)) - len(item.keys)
    ways = (
        comb(keys, right) * comb(others, wrong) * _worth_of_ticks(item, right, wrong)
        for right in range(keys + 1)
        for wrong in range(others + 1)
    )
    return sum(ways, WRONG) / (1 << (keys + others))


def _chance_of_order(length: int) -> Fraction:
    """The mean of max(0, 1 − 2 × inversions / pairs) over all orders of this many texts."""
    orders = [1]
    for size in range(2, length + 1):
        # Putting in one more text adds from 0 to size − 1 inversions.
        longer = [0] * (len(orders) + size - 1)
        for inversions, ways in enumerate(orders):
            for added in range(size):
                longer[inversions + added] += ways
        orders = longer
    pairs = comb(length, 2)
    worth = (
        ways * max(WRONG, 1 - Fraction(2 * inversions, pairs))
        for inversions, ways in enumerate(orders)
    )
    return sum(worth, WRONG) / factorial(length)


def _refuse_strangers(
    item: Item, noun: str, chosen: Iterable[str], offered: Iterable[Option]
) -> None:
    for stranger in sorted(set(chosen) - {choice.id for choice in offered}):
        raise AttemptError(f"Item '{item.id}' has no {noun} '{stranger}'.")


def _bands(item: Numeric) -> Sequence[Band]:
    key = Band(number=item.key, between=item.between, tolerance=item.tolerance, score=RIGHT)
    accepted = [_worth(band, RIGHT) for band in item.also_accept]
    return [key, *accepted, *(_worth(band, WRONG) for band in item.distractors)]


def _worth(band: Band, default: Fraction) -> Band:
    return band if band.score is not None else band.model_copy(update={"score": default})


def _holds(band: Band, number: Fraction) -> bool:
    if band.between is not None:
        low, high = band.between
        return low - band.tolerance <= number <= high + band.tolerance
    return band.number is not None and abs(number - band.number) <= band.tolerance
