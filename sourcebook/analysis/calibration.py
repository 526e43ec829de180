"""Whether a learner knows what they know: how sure they said they were, and the results."""

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import fmean
from typing import Literal, NamedTuple, get_args

from sourcebook.analysis.past_answers import PastAnswer
from sourcebook.model.attempts import Confidence

CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""What a learner can say, from the least sure to the surest."""

STATED: dict[Confidence, float] = {"fairly_sure": 0.75, "certain": 0.95}
"""The probability of being right that each word is read as; this is a convention.

`guessing` is not among them: it is read as the chance of a blind guess at that very item.
"""

FEWEST_ANSWERS = 5
"""How many answers with one word are needed before they are compared with what it promises."""

CHANCE = 2.0
"""How many standard errors wide a gap may be before it counts."""

Agreement = Literal["too_few", "less_often", "as_often", "more_often"]


class WordResult(NamedTuple):
    """The results of the answers with one word of confidence (Murphy 1973).

    `share` is the part of them that was right, and `stated` the mean probability of being right
    that the word stands for; both are None without answers.
    """

    answers: int
    right: int
    share: float | None
    stated: float | None

    @property
    def gap(self) -> float | None:
        """Share − stated: below 0 the learner was surer than they had reason to be."""
        return None if self.share is None or self.stated is None else self.share - self.stated

    @property
    def agreement(self) -> Agreement:
        """Whether the results of the answers agree with the word.

        `as_often` if the share that was right differs from what the word stated by no more than
        CHANCE standard errors √(stated × (1 − stated) / answers), which chance alone stays within
        19 times in 20; `less_often` and `more_often` beyond that; `too_few` below FEWEST_ANSWERS.
        """
        if self.answers < FEWEST_ANSWERS or self.gap is None or self.stated is None:
            return "too_few"
        # Decimals that stand for the same fraction may differ by a hair.
        within = CHANCE * sqrt(self.stated * (1 - self.stated) / self.answers) + 1e-9
        if abs(self.gap) <= within:
            return "as_often"
        return "less_often" if self.gap < 0 else "more_often"


class Calibration(NamedTuple):
    """How well confidence and result agree; `words` has a result for each of CONFIDENCES.

    `brier` is None if no answer came with a confidence; `answers` counts those that did.
    """

    words: dict[Confidence, WordResult]
    brier: float | None
    answers: int


class SureButWrong(NamedTuple):
    """An answer given as certain that was wrong at first.

    `right_since` says that a later answer to the item was fully right.
    """

    answer: PastAnswer
    right_since: bool


def calibration(answers: Iterable[PastAnswer]) -> Calibration:
    """How often a learner was right at first, beside how often they expected to be.

    Only answers with a confidence count. The outcome of an answer is 1 if its first response
    was fully right, and 0 otherwise; STATED says how probable that was in the learner's words.

    `brier` is the mean of (stated − outcome)² (Brier 1950): 0 is a learner who was sure of what
    was right and of nothing else, 0.25 is what "half and half" said of every answer comes to,
    and 1 is a learner who was sure of the opposite each time.
    """
    by_word: dict[Confidence, list[PastAnswer]] = {word: [] for word in CONFIDENCES}
    for each in answers:
        if each.confidence:
            by_word[each.confidence].append(each)
    said = [each for same in by_word.values() for each in same]
    brier = fmean((_stated(each) - each.is_right_at_first) ** 2 for each in said) if said else None
    words = {word: _word_result(same) for word, same in by_word.items()}
    return Calibration(words, brier, len(said))


def sure_but_wrong(answers: Iterable[PastAnswer]) -> tuple[SureButWrong, ...]:
    """The answers given as certain and not right at first, the newest first.

    Of each item only the latest such answer.
    """
    in_order = sorted(answers, key=lambda each: each.answered_at)
    wrong: dict[str, int] = {}
    last_right: dict[str, int] = {}
    for number, each in enumerate(in_order):
        if each.confidence == "certain" and not each.is_right_at_first:
            wrong[each.item_id] = number
        if each.is_right:
            last_right[each.item_id] = number
    return tuple(
        SureButWrong(in_order[number], last_right.get(item_id, -1) > number)
        for item_id, number in sorted(wrong.items(), key=lambda found: -found[1])
    )


def _stated(answer: PastAnswer) -> float:
    """How probable it was, in the learner's own words, that the answer is right."""
    return STATED.get(answer.confidence, answer.chance) if answer.confidence else answer.chance


def _word_result(answers: Sequence[PastAnswer]) -> WordResult:
    if not answers:
        return WordResult(0, 0, None, None)
    right = sum(each.is_right_at_first for each in answers)
    return WordResult(len(answers), right, right / len(answers), fmean(map(_stated, answers)))
