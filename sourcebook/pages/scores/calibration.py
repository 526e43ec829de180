"""How sure a learner said they were, and what came of it: the surest wrong answers first."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, assert_never

from markupsafe import Markup

from sourcebook.analysis import (
    STATED,
    Calibration,
    PastAnswer,
    SureButWrong,
    WordResult,
    calibration,
    sure_but_wrong,
)
from sourcebook.analysis.calibration import FEWEST_ANSWERS
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
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
from sourcebook.pages.shared.templates import Macros

MOST_SHOWN = 3
"""How many answers that were certain and wrong are shown; the others are folded away."""

FEWEST_FOR_BRIER = 10
"""From how many answers on the Brier score is shown."""

_FITS: Final = {
    "too_few": "Too few to say.",
    "less_often": "Less often than the word promises.",
    "as_often": "About as often as the word promises.",
    "more_often": "More often than the word promises.",
}
_html = Macros(__file__)


def sureness(
    course: Course, attempts: Mapping[str, Attempt], answers: Sequence[PastAnswer]
) -> Markup:
    """The section on confidence; empty for a learner who was never asked how sure they are.

    `attempts` are by id.
    """
    found = calibration(answers)
    if not found.answers:
        return Markup("")
    wrong = _sure_but_wrong(course, attempts, sure_but_wrong(answers))
    return _html.sureness(
        heading("sureness"),
        shown=wrong[:MOST_SHOWN],
        folded=wrong[MOST_SHOWN:],
        results=_results(found),
        promises=_promises(found),
        brier=found.brier if found.answers >= FEWEST_FOR_BRIER else None,
        answers=found.answers,
    )


def _sure_but_wrong(
    course: Course, attempts: Mapping[str, Attempt], wrong: Iterable[SureButWrong]
) -> list[dict[str, Any]]:
    """Answers that were certain and wrong, with the proof.

    It comes first because errors made with high confidence are the likeliest to be corrected once
    they are explained (Butterfield and Metcalfe 2001, on hypercorrection).
    """
    # Items still to be learned come before those that were right later.
    ordered = sorted(wrong, key=lambda each: each.right_since)
    return [_wrong_answer(course, attempts[each.answer.attempt_id], each) for each in ordered]


def _wrong_answer(course: Course, attempt: Attempt, wrong: SureButWrong) -> dict[str, Any]:
    place = wrong.answer.place
    return {
        "item": attempt_archive.item_link(attempt, place, proof_link),
        "answer": _first_answer(course, attempt, place),
        "proofs": attempt_archive.proofs(course, attempt, place),
        "is_right_since": wrong.right_since,
    }


def _first_answer(course: Course, attempt: Attempt, place: int) -> Markup:
    """The first answer to an item, if it is short enough for a line."""
    first = attempt.records[place].answers[0].response
    match first:
        case Choice() | Choices() | Typed():
            scored_by = as_scored(attempt.items[place], attempt.records[place])
            return own_answer(scored_by, first, course)
        case Matches() | Ordered() | Written():
            return Markup("")
        case _:
            assert_never(first)


def _results(found: Calibration) -> Markup:
    rows = [
        (f"You said “{CONFIDENCE[word]}”", _right(result), _FITS[result.agreement])
        for word, result in found.words.items()
    ]
    heads = ("What you said", "What came of it", "How that fits")
    return table("Confidence and results", heads, rows)


def _right(result: WordResult) -> str:
    """How often a word was right; the share in per cent only if there are enough answers."""
    right, answers = result.right, result.answers
    if not answers:
        return "Not said yet."
    # Exact, because a decimal such as 57.999 would be rounded down.
    share = f" ({percent(Fraction(100 * right, answers))})" if answers >= FEWEST_ANSWERS else ""
    return f"Right in {right} of {answers}{share}."


def _promises(found: Calibration) -> str:
    """The probability that each word stands for; a guess only if one was made."""
    stated = sorted(STATED.items())
    read = [f"“{CONFIDENCE[word]}” as right in {percent(100 * share)}" for word, share in stated]
    guess = found.words["guessing"].stated
    if guess is not None:
        earns = percent(100 * guess)
        read.append(f"“guessing” as what a blind guess at these items earns, {earns}")
    return f"We read {', '.join(read)}."
