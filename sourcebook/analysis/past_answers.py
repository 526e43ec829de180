"""Every answer that a learner may look back on, one row each: what all other figures rest on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from sourcebook.analysis.typed_tables import MOMENT, table
from sourcebook.delivery import earned, step
from sourcebook.model.attempts import Answer, Attempt, Confidence, Record
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.scoring import chance, score


class _Row(NamedTuple):
    attempt_id: str
    place: int
    quiz_id: str
    quiz_title: str
    purpose: str
    item_id: str
    item_type: str
    objective: str
    skill: str
    answered_at: datetime
    score: float
    is_right: bool
    first_score: float
    is_right_at_first: bool
    tries: int
    hints: int
    confidence: Confidence | None
    chance: float


ANSWER_COLUMNS = list(_Row._fields)
_TYPES = {
    "place": "int64",
    "answered_at": MOMENT,
    "score": "float64",
    "is_right": "bool",
    "first_score": "float64",
    "is_right_at_first": "bool",
    "tries": "int64",
    "hints": "int64",
    "chance": "float64",
}


def answers_table(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """One row per answer whose key may be seen, whatever it was given for, oldest first.

    `score` is the score on record, from 0 to 1, and `is_right` says that it is exactly 1.
    `first_score` and `is_right_at_first` say the same of the first response alone, without a
    proof. `confidence` belongs to the first response, too, because a later try knows more; it is
    None where nothing was said. `chance` is what a blind guess earns on average, from 0 to 1, and
    `place` counts from 0. An item that was corrected since counts as corrected.

    Left out are blanks, answers in a test that is not handed in, items that wait for another
    try or a proof, texts that are not marked yet, and items that a learner's open test closes.
    """
    attempts = tuple(attempts)
    chances = _chances(attempts)
    rows = [row for attempt in attempts for row in _rows(attempt, chances)]
    found = table(rows, ANSWER_COLUMNS, types=_TYPES)
    return found.sort_values("answered_at", kind="stable", ignore_index=True)


def latest_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """The latest answer to each item, oldest first, of what `answers_table` returns."""
    in_order = answers.sort_values("answered_at", kind="stable")
    return in_order.drop_duplicates("item_id", keep="last", ignore_index=True)


def _chances(attempts: Iterable[Attempt]) -> dict[str, float]:
    """What a blind guess earns, by the fingerprint of the item: worked out once for each."""
    items = {each.fingerprint: each.item for attempt in attempts for each in attempt.items}
    return {fingerprint: float(chance(item)) for fingerprint, item in items.items()}


def _rows(attempt: Attempt, chances: Mapping[str, float]) -> Iterator[_Row]:
    for place, answer in attempt.answers.items():
        # A text that waits for its mark is no answer with a score yet.
        if step(attempt, place) == "nothing":
            yield _row(attempt, place, answer, chances)


def _row(attempt: Attempt, place: int, answer: Answer, chances: Mapping[str, float]) -> _Row:
    record, pinned = attempt.records[place], attempt.items[place]
    item = record.regraded.item if record.regraded else pinned.item
    reached = float(earned(pinned.item, record))
    at_first = float(_first_score(pinned.item, record))
    return _Row(
        attempt_id=attempt.id,
        place=place,
        quiz_id=attempt.quiz_id,
        quiz_title=attempt.quiz_title,
        purpose=attempt.purpose,
        item_id=item.id,
        item_type=item.type,
        objective=item.objective,
        skill=item.skill,
        answered_at=answer.answered_at,
        score=reached,
        is_right=reached == 1,
        first_score=at_first,
        is_right_at_first=at_first == 1,
        tries=len(record.answers),
        hints=record.hints,
        confidence=record.answers[0].confidence,
        chance=float(chance(item)) if record.regraded else chances[pinned.fingerprint],
    )


def _first_score(item: Item, record: Record) -> Fraction:
    first = record.answers[0]
    if is_marked_by_rubric(item):
        # A text takes one try, and its score is the level that it was marked with.
        return earned(item, record)
    if record.regraded:
        return score(record.regraded.item, first.response)
    # The first try is worth 1, so what it earned is its score.
    return first.score
