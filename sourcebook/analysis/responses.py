"""Every item given in a finished quiz, one row each: what the statistics of items are made of.

Unlike `past_answers`, which is about one learner, this has rows for blanks and for all learners.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, assert_never

import pandas as pd

from sourcebook.delivery import earned, is_answered, rescored
from sourcebook.model.attempts import Attempt, Record, Regraded
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import (
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
from sourcebook.model.options import chosen_options, options
from sourcebook.model.versions import fingerprint
from sourcebook.scoring import RIGHT, chance, key_ids, score

LONGEST_PAUSE = 1800.0
"""A longer pause between two answers, in seconds, does not count as time spent on an item."""

VERSION = ["item_id", "fingerprint"]
"""The columns that identify a version of an item."""


class Offered(NamedTuple):
    """An option of an item, and whether choosing it is right."""

    id: str
    text: str
    is_key: bool


class _Version(NamedTuple):
    """The version of an item that an answer was scored by, and since when it was."""

    item: Item
    fingerprint: str
    since: datetime


class _Known(NamedTuple):
    """Results that are computed once for all learners who give the same answer.

    `offered` has the options and the chance by the fingerprint of a version, `right` whether a
    response is right by fingerprint and response.
    """

    offered: dict[str, tuple[tuple[Offered, ...], float]]
    right: dict[tuple[str, str], bool]


class _GivenItem(NamedTuple):
    attempt_id: str
    learner_id: str
    quiz_id: str
    started_at: datetime
    finished_at: datetime | None
    place: int
    item_id: str
    fingerprint: str
    since: datetime
    item_type: str
    objective: str
    skill: str
    citations: tuple[str, ...]
    points: float
    chance: float
    score: float
    is_blank: bool
    is_right: bool
    proof_right: bool | None
    offered: tuple[Offered, ...]
    chosen: tuple[str, ...]
    seconds: float
    hints: int
    tries: int


_MOMENT = "datetime64[us, UTC]"
RESPONSE_COLUMNS = list(_GivenItem._fields)
_TYPES = {
    "started_at": _MOMENT,
    "finished_at": _MOMENT,
    "place": "int64",
    "since": _MOMENT,
    "points": "float64",
    "chance": "float64",
    "score": "float64",
    "is_blank": "bool",
    "is_right": "bool",
    "proof_right": "boolean",
    "seconds": "float64",
    "hints": "int64",
    "tries": "int64",
}


def responses_table(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """One row per pinned item of each finished attempt at a whole quiz, oldest attempt first.

    `score` runs from 0 to 1, with tries and proof: 0 where the item was left blank (`is_blank`),
    NaN where a text is not marked yet. `is_right` says that the last response alone is fully right,
    and `proof_right` that the passage chosen proves it, missing where the item asks for no proof.
    `points` is what the item is worth, `chance` what a blind guess earns on average.

    `offered` are the options, and `chosen` the ids of those chosen at the *first* try, which no
    feedback has touched yet; both are empty where there is nothing to choose from, and for matching
    and ordering. `seconds` runs from the answer before in that attempt, or from its start, and adds
    up over tries; it is NaN for blanks and where a pause was longer than LONGEST_PAUSE. Choosing a
    proof leaves no moment, so its time goes to the next answer.

    An answer scored again belongs to the version it was scored by (`fingerprint`, in use `since`),
    with the score that this version gives, even where the learner kept a higher one. A blank counts
    for the version of the answers to the same pinned item.
    """
    counted = [each for each in attempts if each.is_finished and each.purpose == "quiz"]
    counted.sort(key=lambda attempt: (attempt.started_at, attempt.id))
    moved = _moved(counted)
    known = _Known({}, {})
    rows = [row for attempt in counted for row in _rows(attempt, moved, known)]
    # Without a type of its own a column of texts would turn each None into a NaN.
    return pd.DataFrame(rows, columns=RESPONSE_COLUMNS, dtype=object).astype(_TYPES)


def first_attempts(responses: pd.DataFrame) -> pd.DataFrame:
    """The rows of each learner's first finished attempt at each quiz.

    Later attempts remember the earlier ones and their feedback, so they say more of memory than
    of the items (Moodle, Quiz statistics calculations).
    """
    attempts = responses.drop_duplicates("attempt_id").sort_values(["started_at", "attempt_id"])
    first = attempts.drop_duplicates(["learner_id", "quiz_id"])["attempt_id"]
    return responses[responses["attempt_id"].isin(first)].reset_index(drop=True)


def item_versions(responses: pd.DataFrame) -> pd.DataFrame:
    """One row per version of an item, in the order of the quiz, the newest version first.

    `version` counts back from 1, the newest. `shown` counts rows, `blank` those left blank.
    """
    by_version = responses.groupby(VERSION, sort=False)
    kept = ["item_type", "objective", "skill", "points", "chance", "offered"]
    found = responses.drop_duplicates(VERSION).set_index(VERSION)[kept]
    found = found.assign(
        place=by_version["place"].min(),
        since=by_version["since"].max(),
        shown=by_version["place"].count(),
        blank=by_version["is_blank"].sum().astype("int64"),
    ).reset_index()
    # An item keeps the place of its first version, so that all its versions stand together.
    found["place"] = found.groupby("item_id")["place"].transform("min")
    found = found.sort_values(
        ["place", "item_id", "since", "fingerprint"], ascending=[True, True, False, True]
    )
    version = found.groupby("item_id").cumcount() + 1
    return found.drop(columns=["place", "since"]).assign(version=version).reset_index(drop=True)


def _moved(attempts: Iterable[Attempt]) -> dict[str, Regraded]:
    """By the fingerprint of a pinned item, by what its answers were last scored again."""
    scored_again = [
        (attempt.items[place].fingerprint, record.regraded)
        for attempt in attempts
        for place, record in attempt.records.items()
        if record.regraded
    ]
    return dict(sorted(scored_again, key=lambda each: each[1].at))


def _rows(
    attempt: Attempt,
    moved: Mapping[str, Regraded],
    known: _Known,
) -> Iterator[_GivenItem]:
    spent = seconds_spent(attempt)
    for place in range(len(attempt.items)):
        version = _scored_by(attempt, place, moved)
        if version.fingerprint not in known.offered:
            known.offered[version.fingerprint] = _offered(version.item), float(chance(version.item))
        offered, by_chance = known.offered[version.fingerprint]
        item, record = version.item, attempt.record(place)
        answered = is_answered(attempt, place)
        chosen = tuple(sorted(chosen_options(record.answers[0].response))) if answered else ()
        yield _GivenItem(
            attempt_id=attempt.id,
            learner_id=attempt.learner_id,
            quiz_id=attempt.quiz_id,
            started_at=attempt.started_at,
            finished_at=attempt.finished_at,
            place=place,
            item_id=item.id,
            fingerprint=version.fingerprint,
            since=version.since,
            item_type=item.type,
            objective=item.objective,
            skill=item.skill,
            citations=item.citations,
            points=float(item.points),
            chance=by_chance,
            score=_score(item, record) if answered else 0.0,
            is_blank=not answered,
            is_right=answered and _is_right(version, record, known),
            proof_right=record.proof in item.proof if item.proof else None,
            offered=offered,
            chosen=chosen if offered else (),
            seconds=spent.get(place, float("nan")) if answered else float("nan"),
            hints=record.hints,
            tries=len(record.answers),
        )


def _scored_by(attempt: Attempt, place: int, moved: Mapping[str, Regraded]) -> _Version:
    pinned, record = attempt.items[place], attempt.record(place)
    again = record.regraded
    if not is_answered(attempt, place):
        again = moved.get(pinned.fingerprint)
    if again:
        return _Version(again.item, fingerprint(again.item), again.at)
    return _Version(pinned.item, pinned.fingerprint, attempt.started_at)


def _score(item: Item, record: Record) -> float:
    if is_marked_by_rubric(item) and record.level is None:
        return float("nan")
    return float(rescored(item, record) if record.regraded else earned(item, record))


def _is_right(version: _Version, record: Record, known: _Known) -> bool:
    if is_marked_by_rubric(version.item):
        return record.level is not None and version.item.share(record.level) == RIGHT
    response = record.answers[-1].response
    given = version.fingerprint, response.model_dump_json()
    if given not in known.right:
        known.right[given] = score(version.item, response) == RIGHT
    return known.right[given]


def _offered(item: Item) -> tuple[Offered, ...]:
    match item:
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | EvidenceItem():
            keys = key_ids(item)
            return tuple(Offered(each.id, each.text, each.id in keys) for each in options(item))
        case Numeric() | ShortAnswer() | Matching() | Ordering() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)


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
