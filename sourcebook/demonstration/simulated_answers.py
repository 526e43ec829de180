"""What the invented learners answer: the key, or a plausible mistake."""

import random
from collections.abc import Collection, Iterable, Sequence
from typing import assert_never

from sourcebook.demonstration.demo_texts import written
from sourcebook.model.attempts import (
    Choice,
    Choices,
    Confidence,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
from sourcebook.model.course import Course
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
from sourcebook.model.options import options, prompts
from sourcebook.scoring import key_ids, right_response


def right(item: Item, rng: random.Random) -> Response:
    """A right response; the proof and the mark are chosen elsewhere."""
    match item:
        case Numeric():
            return Typed(text=_number(Band(number=item.key, between=item.between)))
        case ShortAnswer():
            other = rng.choice([item.key, *item.also_accept])
            return Typed(text=rng.choice([item.key, item.key.lower(), other]))
        case ExtendedResponse():
            return Written(text=written(rng, level=2))
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem():
            return right_response(item)
        case Matching() | Ordering() | EvidenceItem():
            return right_response(item)
        case _:
            assert_never(item)


def mistaken(item: Item, rng: random.Random, *, avoiding: Collection[str] = ()) -> Response:
    """A wrong response; `avoiding` are options that the learner already knows to be wrong."""
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=_wrong_option(item, rng, avoiding))
        case MultipleChoice() | EvidenceItem():
            return Choices(options=_some_ticks(item, rng))
        case Numeric():
            return Typed(text=_wrong_number(item, rng))
        case ShortAnswer():
            return Typed(text=rng.choice([*(each.text for each in item.distractors), "not sure"]))
        case Matching():
            return Matches(targets=_wrong_matches(item, rng))
        case Ordering():
            return Ordered(options=_wrong_order(key_ids(item), rng))
        case ExtendedResponse():
            return Written(text=written(rng, level=rng.choice([0, 1, 1])))
        case _:
            assert_never(item)


def chosen_proof(item: Item, course: Course, rng: random.Random, *, knows: bool) -> str:
    """The passage chosen as proof: a right one, or one near it in the same source."""
    shown = rng.choice(item.proof)
    evidence = course.evidence(shown)
    if knows or evidence is None:
        return shown
    ids = [each.id for each in course.passages(evidence.source)]
    place = ids.index(shown)
    near = [each for each in ids[max(0, place - 2) : place + 3] if each not in item.proof]
    # The nearer a passage is, the more likely it is mistaken for the proof.
    weights = [1 / abs(ids.index(each) - place) ** 2 for each in near]
    return rng.choices(near, weights)[0] if near else shown


def stated_confidence(feeling: float) -> Confidence:
    """The confidence stated by a learner who feels this likely to be right, from 0 to 1."""
    if feeling < 0.45:
        return "guessing"
    return "fairly_sure" if feeling < 0.75 else "certain"


def _wrong_option(item: Item, rng: random.Random, avoiding: Collection[str]) -> str:
    """A wrong option; the first ones of the author are the most tempting."""
    wrong = [each.id for each in options(item) if each.id not in key_ids(item)]
    left = [each for each in wrong if each not in avoiding] or wrong
    return rng.choices(left, [0.5 ** wrong.index(each) for each in left])[0]


def _some_ticks(item: MultipleChoice | EvidenceItem, rng: random.Random) -> frozenset[str]:
    keys = frozenset(key_ids(item))
    wrong = [each.id for each in options(item) if each.id not in keys]
    ticked = {each for each in sorted(keys) if rng.random() < 0.65}
    ticked |= {each for place, each in enumerate(wrong) if rng.random() < 0.5 / (1 + place)}
    return frozenset(ticked) if ticked and ticked != keys else frozenset(wrong[:1])


def _wrong_number(item: Numeric, rng: random.Random) -> str:
    if item.distractors and rng.random() < 0.7:
        return _number(rng.choice(item.distractors))
    near = float(_number(Band(number=item.key, between=item.between)))
    return f"{near * rng.choice([2, 3, 10]) + 1:.0f}"


def _number(band: Band) -> str:
    value = float(band.between[0] if band.between else band.number or 0)
    return f"{value:.0f}" if value.is_integer() else f"{value:g}"


def _wrong_matches(item: Matching, rng: random.Random) -> dict[str, str]:
    """From one to three rows are wrong, the others right."""
    targets, keys = [each.id for each in options(item)], key_ids(item)
    rows = [prompt.id for prompt in prompts(item)]
    slips = rng.sample(range(len(rows)), min(len(rows), rng.choice([1, 2, 2, 3])))
    found = dict(zip(rows, keys, strict=True))
    for place in slips:
        found[rows[place]] = rng.choice([each for each in targets if each != keys[place]])
    return found


def _wrong_order(sequence: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    order = list(sequence)
    for place in rng.sample(range(len(order) - 1), min(2, len(order) - 1)):
        order[place], order[place + 1] = order[place + 1], order[place]
    return tuple(order) if order != list(sequence) else _reversed(sequence)


def _reversed(sequence: Iterable[str]) -> tuple[str, ...]:
    return tuple(sequence)[::-1]
