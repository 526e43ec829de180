"""How well a learner has mastered each objective, or each skill, by now."""

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import Literal, NamedTuple

from sourcebook.analysis.past_answers import PastAnswer, latest_answers

MasteryLevel = Literal["too_few", "weak", "growing", "secure"]

FEWEST_ITEMS = 3
"""How many different items must be answered before a level is given."""

SECURE = 0.8
"""The mean score from which on an objective is secure."""

GROWING = 0.5
"""The mean score from which on an objective is growing; below it is weak."""


class Mastery(NamedTuple):
    """What the latest answers to the items of an objective, or of a skill, come to.

    `items` counts the different items answered, `right` those whose latest answer is fully
    right, and `share` is the mean score of the latest answers, from 0 to 1. `level` is `secure`
    from SECURE on, `growing` from GROWING on, `weak` below, and `too_few` if fewer than
    FEWEST_ITEMS items were answered, because one error would then decide it.
    """

    items: int
    right: int
    share: float
    level: MasteryLevel


def mastery(
    answers: Iterable[PastAnswer], by: Literal["objective", "skill"] = "objective"
) -> dict[str, Mastery]:
    """How well each objective (or skill) is mastered, by its id, in the order of the ids.

    An objective without an answer is left out.
    """
    groups: dict[str, list[PastAnswer]] = {}
    for each in latest_answers(answers):
        name = each.objective if by == "objective" else each.skill
        groups.setdefault(name, []).append(each)
    return {name: _mastery(groups[name]) for name in sorted(groups)}


def _mastery(latest: Sequence[PastAnswer]) -> Mastery:
    share = fmean(each.score for each in latest)
    right = sum(each.is_right for each in latest)
    return Mastery(len(latest), right, share, _level(len(latest), share))


def _level(items: int, share: float) -> MasteryLevel:
    if items < FEWEST_ITEMS:
        return "too_few"
    # Thirds that add up to 0.8 may come to a hair less as decimals.
    exact = round(share, 9)
    return "secure" if exact >= SECURE else "growing" if exact >= GROWING else "weak"
