"""How sure a learner said she was, and what came of it: her surest slips first."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, assert_never, cast

import pandas as pd

from sourcebook.analysis import STATED, Calibration, calibration, sure_but_wrong
from sourcebook.analysis.agreement import FEWEST_ANSWERS, agreement
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Confidence,
    Matches,
    Ordered,
    Typed,
    Written,
)
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.attempt_view import proof_link
from sourcebook.pages.quiz.feedback import as_scored
from sourcebook.pages.quiz.score_explanation import CONFIDENCE
from sourcebook.pages.scores.page_sections import heading
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import percent

MOST_SLIPS = 3
"""How many sure slips are shown before the others are folded away."""

FEWEST_FOR_BRIER = 10
"""From how many answers on the Brier score is told."""

_KEPT: Final = {
    "too_few": "Too few to say.",
    "less_often": "Less often than the word promises.",
    "as_often": "About as often as the word promises.",
    "more_often": "More often than the word promises.",
}


def sureness(course: Course, attempts: Mapping[str, Attempt], answers: pd.DataFrame) -> str:
    """The section on confidence; empty where the learner was never asked how sure she is.

    `attempts` are by id, `answers` is what `answers_table` returns.
    """
    found = calibration(answers)
    if not found.answers:
        return ""
    slips = _slips(course, attempts, sure_but_wrong(answers))
    return f"{heading('sureness')}{slips}{_kept(found)}{_brier(found)}"


def _slips(course: Course, attempts: Mapping[str, Attempt], slips: pd.DataFrame) -> str:
    """What was certain and wrong, with its proof.

    It comes first because errors made with high confidence are the likeliest to be corrected
    once they are explained (Butterfield and Metcalfe 2001, on hypercorrection).
    """
    # What is still to be learned comes before what was right since then.
    ordered = attempt_archive.records(slips.sort_values("right_since", kind="stable"))
    rows = [_slip(course, attempts[row["attempt_id"]], row) for row in ordered]
    if not rows:
        return ""
    shown, others = "".join(rows[:MOST_SLIPS]), "".join(rows[MOST_SLIPS:])
    summary = f"<summary>{len(rows) - MOST_SLIPS} more</summary>"
    folded = f"<details>{summary}{others}</details>" if others else ""
    return (
        "<h3>Sure, but wrong</h3><p>From these you learn most: what we were certain of stays in "
        "mind best once we have seen why it is otherwise. Open the proof.</p>"
        f"<div class='slips'>{shown}{folded}</div>"
    )


def _slip(course: Course, attempt: Attempt, row: Mapping[str, Any]) -> str:
    place = int(row["place"])
    since = "<p class='since'>✓ Right since then</p>" if row["right_since"] else ""
    return (
        f"<article class='slip'><h4>{attempt_archive.item_link(attempt, place, proof_link)}</h4>"
        f"{_said(course, attempt, place)}<p class='proofs'>The proof: "
        f"{attempt_archive.proofs(course, attempt, place)}</p>{since}</article>"
    )


def _said(course: Course, attempt: Attempt, place: int) -> str:
    """What was answered at first, if it is short enough for a line."""
    first = attempt.records[place].answers[0].response
    match first:
        case Choice() | Choices() | Typed():
            scored_by = as_scored(attempt.items[place], attempt.records[place])
            return own_answer(scored_by, first, course)
        case Matches() | Ordered() | Written():
            return ""
        case _:
            assert_never(first)


def _kept(found: Calibration) -> str:
    verdicts = agreement(found.table)
    rows = [
        (f"You said “{CONFIDENCE[word]}”", _right(row), _KEPT[verdicts[word]])
        for word, row in zip(found.table.index, attempt_archive.records(found.table), strict=True)
    ]
    heads = ("What you said", "What came of it", "How that fits")
    return (
        f"<h3>Your word and what came of it</h3>{table('Confidence and results', heads, rows)}"
        f"<p class='meta'>Your first try at an item counts. {_promises(found)}</p>"
    )


def _right(row: Mapping[str, Any]) -> str:
    """How often a word was right; the share in per cent only where there are enough answers."""
    right, answers = row["right"], row["answers"]
    if not answers:
        return "Not said yet."
    # Exact, because a decimal such as 57.999 would be rounded down.
    share = f" ({percent(Fraction(100 * right, answers))})" if answers >= FEWEST_ANSWERS else ""
    return f"Right in {right} of {answers}{share}."


def _promises(found: Calibration) -> str:
    """What each word is read as; a guess only where one was made."""
    read = [f"“{CONFIDENCE[word]}” as right in {percent(100 * share)}" for word, share in _stated()]
    guesses = found.table.loc[["guessing"], "stated"].dropna()
    read += [
        f"“guessing” as what a blind guess at these items earns, {percent(100 * each)}"
        for each in guesses
    ]
    return f"We read {', '.join(read)}."


def _stated() -> list[tuple[Confidence, float]]:
    return cast("list[tuple[Confidence, float]]", sorted(STATED.items()))


def _brier(found: Calibration) -> str:
    if found.brier is None or found.answers < FEWEST_FOR_BRIER:
        return ""
    return (
        f"<p class='meta'>Brier score over {found.answers} answers: {found.brier:.2f}. It is 0 for "
        "whoever is always sure and always right, 0.25 for whoever says “half and half” each time, "
        "and 1 for whoever is always sure and always wrong.</p>"
    )
