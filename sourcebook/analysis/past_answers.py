"""The answers that a learner may look back on: what mastery and calibration are made of."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sourcebook.delivery import earned, first_score, step
from sourcebook.model.attempts import Answer, Attempt, Confidence
from sourcebook.scoring import chance


class PastAnswer(NamedTuple):
    """An answer in any kind of attempt, if its key may be seen.

    `score` is the score on record, from 0 to 1, and `is_right` says that it is exactly 1.
    `first_score` and `is_right_at_first` say the same about the first response alone, without a
    proof. `confidence` belongs to the first response, too, because a later try knows more; it is
    None if the learner did not say. `chance` is what a blind guess earns on average, from 0 to 1,
    and `place` counts from 0. An item that was corrected later counts as corrected.
    """

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


def past_answers(attempts: Iterable[Attempt]) -> tuple[PastAnswer, ...]:
    """All answers whose key may be seen, oldest first.

    Left out are blanks, answers in a test that is not handed in, items that wait for another try
    or a proof, texts that are not marked yet, and items that a learner's open test closes.
    """
    attempts = tuple(attempts)
    chances = _chances(attempts)
    answers = [answer for attempt in attempts for answer in _answers(attempt, chances)]
    return tuple(sorted(answers, key=_moment))


def latest_answers(answers: Iterable[PastAnswer]) -> tuple[PastAnswer, ...]:
    """The latest answer to each item, oldest first."""
    latest: dict[str, PastAnswer] = {}
    for each in sorted(answers, key=_moment):
        latest[each.item_id] = each
    return tuple(sorted(latest.values(), key=_moment))


def _moment(answer: PastAnswer) -> datetime:
    return answer.answered_at


def _chances(attempts: Iterable[Attempt]) -> dict[str, float]:
    """What a blind guess earns, by the fingerprint of the item: worked out once for each."""
    items = {each.fingerprint: each.item for attempt in attempts for each in attempt.items}
    return {fingerprint: float(chance(item)) for fingerprint, item in items.items()}


def _answers(attempt: Attempt, chances: Mapping[str, float]) -> Iterator[PastAnswer]:
    for place, answer in attempt.answers.items():
        # A text that waits for its mark has no score yet.
        if step(attempt, place) == "nothing":
            yield _past_answer(attempt, place, answer, chances)


def _past_answer(
    attempt: Attempt, place: int, answer: Answer, chances: Mapping[str, float]
) -> PastAnswer:
    record, pinned = attempt.records[place], attempt.items[place]
    item = record.regraded.item if record.regraded else pinned.item
    reached = float(earned(pinned.item, record))
    at_first = float(first_score(pinned.item, record))
    return PastAnswer(
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
