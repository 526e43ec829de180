"""What a response earns, as exact fractions, and what an attempt comes to.

No rounding happens here: a score is a fraction in 0..1, points are score × the item's points.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple, assert_never

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Choice, Choices, Matches, Response, Typed
from sourcebook.model.quizzes import (
    Band,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    SingleChoice,
    TrueFalse,
    VerdictItem,
    option,
    options,
    prompts,
)

RIGHT, WRONG = Fraction(1), Fraction(0)


class Mark(NamedTuple):
    """What an attempt came to: points earned, points possible, and how many items are open."""

    points: Fraction
    possible: Fraction
    unanswered: int

    @property
    def percent(self) -> Fraction:
        """Points in per cent of what was possible, from 0 to 100, not rounded."""
        return self.points * 100 / self.possible


def score(item: Item, response: Response) -> Fraction:
    """The score of a response, from 0 to 1; a blank earns 0.

    Raises AttemptError where the response is of another kind than the item,
    or names an option or a prompt that the item does not have.
    """
    match item, response:
        case (SingleChoice(), Choice()):
            return _score_choice(item, response)
        case (TrueFalse() | VerdictItem(), Choice()):
            return _score_finding(item, response)
        case (MultipleChoice(), Choices()):
            return _score_ticks(item, response.options)
        case (Numeric(), Typed()):
            return _score_number(item, response.text)
        case (Matching(), Matches()):
            return _score_matches(item, response)
        case _:
            raise AttemptError(f"A {response.kind} response does not fit the {item.type} item.")


def is_blank(response: Response) -> bool:
    """Whether nothing was chosen or typed: such an item counts as unanswered."""
    match response:
        case Choice(option=chosen):
            return not chosen
        case Choices(options=ticks):
            return not ticks
        case Typed(text=text):
            return not text.strip()
        case Matches(targets=targets):
            return not targets
        case _:
            assert_never(response)


def mark(attempt: Attempt) -> Mark:
    """Points earned and possible; an unanswered item earns nothing and counts as possible."""
    points = [pinned.item.points for pinned in attempt.items]
    earned = (answer.score * points[place] for place, answer in attempt.answers.items())
    return Mark(sum(earned, Fraction(0)), sum(points, Fraction(0)), len(attempt.open_places()))


def has_passed(attempt: Attempt) -> bool:
    """Whether the points reach the pass mark that was in force when the attempt began."""
    return mark(attempt).percent >= attempt.pass_mark


def key_ids(item: Item) -> tuple[str, ...]:
    """The ids of the right options; for a matching item the right target of each prompt."""
    match item:
        case SingleChoice():
            return (option(item.id, item.key).id,)
        case MultipleChoice():
            return tuple(option(item.id, key).id for key in item.keys)
        case TrueFalse():
            return ("true" if item.key else "false",)
        case VerdictItem():
            return (item.key,)
        case Matching():
            return tuple(option(item.id, pair.target).id for pair in item.pairs)
        case Numeric():
            return ()
        case _:
            assert_never(item)


def read_number(text: str) -> Fraction | None:
    """The one number in a text (`about 2,000 soldiers`, `0,5`); None for none or several.

    A comma, a point or a space before each group of three digits groups thousands; any
    other single comma or point is the decimal mark.
    """
    found = re.findall(r"[-−]?[0-9](?:[0-9.,'’\u00a0\u202f ]*[0-9])?", text)
    if len(found) != 1:
        return None
    written = found[0].replace("−", "-")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}([.,'’\u00a0\u202f ])[0-9]{3}(\1[0-9]{3}){0,4}", written):
        return Fraction(re.sub(r"[^-0-9]", "", written))
    if re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,15})?", written):
        return Fraction(written.replace(",", "."))
    return None


def band_hit(item: Numeric, text: str) -> Band | None:
    """The first band of a numeric item that holds the typed number: key, accepted, distractors."""
    number = read_number(text)
    if number is None:
        return None
    return next((band for band in _bands(item) if _holds(band, number)), None)


def _score_choice(item: SingleChoice, response: Choice) -> Fraction:
    _refuse_strangers(item, "option", {response.option} - {""}, options(item))
    earned = {option(item.id, item.key).id: RIGHT}
    earned |= {option(item.id, d.text).id: d.score for d in item.distractors}
    return earned.get(response.option, WRONG)


def _score_finding(item: TrueFalse | VerdictItem, response: Choice) -> Fraction:
    _refuse_strangers(item, "option", {response.option} - {""}, options(item))
    return RIGHT if response.option == key_ids(item)[0] else WRONG


def _score_ticks(item: MultipleChoice, ticks: frozenset[str]) -> Fraction:
    _refuse_strangers(item, "option", ticks, options(item))
    keys = frozenset(key_ids(item))
    right, wrong = len(ticks & keys), len(ticks - keys)
    match item.scoring:
        case "net":
            return max(WRONG, Fraction(right - wrong, len(keys)))
        case "exact":
            return RIGHT if ticks == keys else WRONG
        case "coverage":
            return Fraction(right, len(keys))
        case _:
            assert_never(item.scoring)


def _score_number(item: Numeric, text: str) -> Fraction:
    band = band_hit(item, text)
    return band.score if band and band.score is not None else WRONG


def _score_matches(item: Matching, response: Matches) -> Fraction:
    _refuse_strangers(item, "prompt", response.targets.keys(), prompts(item))
    _refuse_strangers(item, "option", response.targets.values(), options(item))
    right = zip(prompts(item), key_ids(item), strict=True)
    hits = sum(response.targets.get(prompt.id) == target for prompt, target in right)
    return Fraction(hits, len(item.pairs))


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
