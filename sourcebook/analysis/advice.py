"""What to do about an item, in plain sentences, each with its limit and where that comes from.

Advice is worth as much as the figures: the caller makes sure that there are enough attempts.
"""

import math
from collections.abc import Iterable, Iterator

from sourcebook.analysis.distractors import FUNCTIONAL
from sourcebook.analysis.report_types import ItemReport, OptionReport, Proofs, QuizReport
from sourcebook.model.item_kinds import PerKind

EASY, HARD = 0.95, 0.20
"""A facility of EASY and more is extremely easy, one of HARD and less difficult (Moodle)."""

POOR, MARGINAL = 0.20, 0.30
"""An upper–lower index below POOR is poor, one below MARGINAL marginal (Ebel and Frisbie 1991)."""

CONSISTENT, INCONSISTENT = 0.75, 0.64
"""Cronbach's alpha above CONSISTENT is satisfactory, below INCONSISTENT it is not (Moodle)."""

SLOW = 2.0
"""An item that takes this many times the usual seconds is called slow; our own convention."""

FEWEST_RIGHT = 10
"""How many right answers are needed before unproved ones are advised on; our own, too."""

_HAS_OWN_OPTIONS = PerKind(
    single_choice=True,
    multiple_choice=True,
    true_false=False,
    verdict=False,
    numeric=False,
    short_answer=False,
    matching=True,
    ordering=True,
    evidence=True,
    extended_response=False,
)
"""Whether the author of an item writes its options, and could write better ones."""


def advice(item: ItemReport, *, usual_seconds: float) -> tuple[str, ...]:
    """What the figures of an item suggest, the gravest first; nothing where all is well.

    `usual_seconds` is what an item of that quiz usually takes.
    """
    return (
        *_on_options(item),
        *_on_correlation(item),
        *_on_facility(item),
        *_on_discrimination(item),
        *_on_idle_distractors(item),
        *_on_proofs(item.proofs),
        *_on_seconds(item.seconds, usual_seconds),
    )


def doubts_key(item: ItemReport) -> bool:
    """Whether the figures of an item suggest that its key is wrong: look at that first."""
    return any(_on_options(item)) or any(_on_correlation(item)) or _is_guessed(item)


def quiz_advice(quiz: QuizReport) -> tuple[str, ...]:
    """What the figures of a whole quiz suggest."""
    if quiz.alpha < INCONSISTENT:
        verdict = f"below {INCONSISTENT} the points of a single learner say little (Moodle)"
    elif quiz.alpha < CONSISTENT:
        verdict = f"above {CONSISTENT} would be satisfactory (Moodle)"
    else:
        return ()
    return (f"Alpha is {quiz.alpha:.2f}; {verdict}. More items, or better ones, raise it.",)


def within_chance(attempts: int) -> float:
    """How far from 0 chance alone takes a correlation, 19 times in 20: 2 / √attempts."""
    return 2.0 / math.sqrt(attempts)


def _on_options(item: ItemReport) -> Iterator[str]:
    limit = within_chance(item.scored)
    for row in item.options:
        means = f"{row.rest:.2f} earned on the other items, {row.rest_of_others:.2f} by all others"
        if row.is_key and row.correlation < -limit:
            yield (
                f"'{row.text}' is a key, and was chosen by more of the weak than of the strong "
                f"learners ({means}): check the key."
            )
        if not row.is_key and row.correlation > limit:
            yield (
                f"'{row.text}' counts as wrong, and was chosen by more of the strong than of the "
                f"weak learners ({means}): check the key."
            )


def _on_correlation(item: ItemReport) -> Iterator[str]:
    limit = within_chance(item.scored)
    # Of a key that the weak choose this would say the same again.
    is_advised = any(row.is_key and row.correlation < -limit for row in item.options)
    if item.item_rest < -limit and not is_advised:
        yield (
            "Learners who earn more here earn less on the other items (item–rest correlation "
            f"{item.item_rest:.2f}; chance alone stays within ±{limit:.2f}): check the key."
        )


def _by_chance(item: ItemReport) -> float:
    """What blind guessing earns; nobody guesses the passage that is half of the score."""
    return item.chance / 2 if item.proofs else item.chance


def _is_guessed(item: ItemReport) -> bool:
    by_chance = _by_chance(item)
    is_low = by_chance > 0 and item.facility <= by_chance and item.facility < EASY
    return is_low and not item.item_rest > within_chance(item.scored)


def _on_facility(item: ItemReport) -> Iterator[str]:
    facility, by_chance = item.facility, _by_chance(item)
    if facility >= EASY:
        yield (
            f"Nearly everybody is right (facility {facility:.2f}; from {EASY:.2f} on extremely "
            "easy, Moodle): keep it if everybody is to know this."
        )
    elif _is_guessed(item):
        yield (
            f"No better than blind guessing (facility {facility:.2f}, by chance "
            f"{by_chance:.2f}): check the key, the wording, and whether the lesson says it."
        )
    elif facility <= HARD:
        yield (
            f"Hard (facility {facility:.2f}; up to {HARD:.2f} difficult, Moodle): check the "
            "wording, and whether the lesson says it."
        )


def _on_discrimination(item: ItemReport) -> Iterator[str]:
    # A hair below the limit is rounding.
    index = round(item.upper_lower, 9)
    is_advised = item.facility >= EASY or item.item_rest < -within_chance(item.scored)
    if is_advised or not index < MARGINAL:
        return
    if index < POOR:
        yield (
            f"Hardly separates strong learners from weak ones (upper–lower index {index:.2f}; "
            f"below {POOR:.2f} poor, Ebel and Frisbie 1991): fix it or leave it out."
        )
    else:
        yield (
            f"Separates strong learners from weak ones a little (upper–lower index {index:.2f}; "
            f"below {MARGINAL:.2f} marginal, Ebel and Frisbie 1991): better wording may help."
        )


def _on_idle_distractors(item: ItemReport) -> Iterator[str]:
    if not _HAS_OWN_OPTIONS.named(item.item_type):
        return
    idle = [row for row in item.options if row.is_functional is False]
    never = [row for row in idle if not row.chosen]
    if never:
        yield f"Nobody chose {_named(never)}: write what somebody might believe."
    for row in idle:
        if row.chosen:
            yield (
                f"Hardly anybody chose {_named([row])} ({row.chosen} of {item.shown}; below "
                f"{FUNCTIONAL:.0%} a distractor does no work, Haladyna and Downing 1993): write "
                "what somebody might believe."
            )


def _on_proofs(proofs: Proofs | None) -> Iterator[str]:
    right = proofs.right_proved + proofs.right_unproved if proofs else 0
    if proofs and right >= FEWEST_RIGHT and proofs.right_unproved > right / 2:
        yield (
            f"{proofs.right_unproved} of {right} right answers were not proved: guessed, or known "
            "from elsewhere. Ask for what only the passage says, or accept more passages."
        )


def _on_seconds(seconds: float, usual: float) -> Iterator[str]:
    if seconds > SLOW * usual:
        yield (
            f"Slow: {seconds:.0f} seconds at the median, and {usual:.0f} for the usual item of "
            "this quiz. Check how much there is to read."
        )


def _named(options: Iterable[OptionReport]) -> str:
    return ", ".join(f"'{row.text}'" for row in options)
