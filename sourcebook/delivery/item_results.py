"""What came of each item of a finished attempt: the score, the choice and the time."""

from collections.abc import MutableMapping
from fractions import Fraction

from sourcebook.delivery.marks import earned, is_answered, rescored
from sourcebook.delivery.steps import step
from sourcebook.model.attempts import Attempt, Record
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.model.options import chosen_options
from sourcebook.model.results import ItemResult
from sourcebook.model.versions import fingerprint
from sourcebook.scoring import RIGHT, score

LONGEST_PAUSE = 1800.0
"""A longer pause between two answers, in seconds, does not count as time spent on an item."""

KnownRight = MutableMapping[tuple[str, str], bool]
"""Whether a response is right, by the fingerprint of the item and the response as JSON.

It is worked out once for all learners who give the same answer.
"""


def item_results(attempt: Attempt, known: KnownRight) -> tuple[ItemResult, ...]:
    """The result of each item of a finished attempt; what is found is added to `known`."""
    spent = seconds_spent(attempt)
    return tuple(_result(attempt, place, spent, known) for place in range(len(attempt.items)))


def seconds_spent(attempt: Attempt) -> dict[int, float]:
    """By place, how long each answer took from the one before, over all tries.

    NaN where a pause was longer than LONGEST_PAUSE.
    """
    moments = sorted(
        (each.answered_at, place)
        for place, record in attempt.records.items()
        for each in record.answers
    )
    before, spent = attempt.started_at, dict[int, float]()
    for at, place in moments:
        gap = (at - before).total_seconds()
        spent[place] = spent.get(place, 0.0) + (gap if gap <= LONGEST_PAUSE else float("nan"))
        before = at
    return spent


def _result(attempt: Attempt, place: int, spent: dict[int, float], known: KnownRight) -> ItemResult:
    pinned, record = attempt.items[place], attempt.record(place)
    again = record.regraded
    item = again.item if again else pinned.item
    mark = fingerprint(again.item) if again else pinned.fingerprint
    answered = is_answered(attempt, place)
    seconds = spent.get(place) if answered else None
    first = record.answers[0] if record.answers else None
    says_how_sure = first and answered and step(attempt, place) == "nothing"
    confidence = first.confidence if first and says_how_sure else None
    return ItemResult(
        place=place,
        pinned=pinned.fingerprint,
        item=item,
        fingerprint=mark,
        since=again.at if again else None,
        score=_score(item, record) if answered else 0.0,
        is_blank=not answered,
        is_right=answered and _is_right(item, mark, record, known),
        chosen=tuple(sorted(chosen_options(first.response))) if first else (),
        proof=record.proof,
        # A NaN differs from itself.
        seconds=seconds if seconds == seconds else None,
        hints=record.hints,
        tries=len(record.answers),
        confidence=confidence,
        is_right_at_first=confidence is not None and first_score(pinned.item, record) == RIGHT,
    )


def first_score(item: Item, record: Record) -> Fraction:
    """What the first response alone earns, without a proof; by the latest version of the item."""
    first = record.answers[0]
    if is_marked_by_rubric(item):
        # A text takes one try, and its score is the level that it was marked with.
        return earned(item, record)
    if record.regraded:
        return score(record.regraded.item, first.response)
    # The first try is worth 1, so what it earned is its score.
    return first.score


def _score(item: Item, record: Record) -> float | None:
    if is_marked_by_rubric(item) and record.level is None:
        return None
    return float(rescored(item, record) if record.regraded else earned(item, record))


def _is_right(item: Item, mark: str, record: Record, known: KnownRight) -> bool:
    if is_marked_by_rubric(item):
        return record.level is not None and item.share(record.level) == RIGHT
    response = record.answers[-1].response
    given = mark, response.model_dump_json()
    if given not in known:
        known[given] = score(item, response) == RIGHT
    return known[given]
