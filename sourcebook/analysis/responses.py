"""Every item given in a finished quiz, one row each: what the statistics of items are made of.

Unlike `past_answers`, which is about one learner, this has rows for blanks and for all learners.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, assert_never

import pandas as pd

from sourcebook.delivery import item_results
from sourcebook.model.attempts import Attempt
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
from sourcebook.model.options import options
from sourcebook.model.results import FinishedAttempt, ItemResult, Rescored
from sourcebook.scoring import chance, key_ids

VERSION = ["item_id", "fingerprint"]
"""The columns that identify a version of an item."""


class Offered(NamedTuple):
    """An option of an item, and whether choosing it is right."""

    id: str
    text: str
    is_key: bool


class _Offers(NamedTuple):
    """What is the same for all who have a version of an item, worked out once."""

    offered: tuple[Offered, ...]
    chance: float
    points: float


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
    known: dict[tuple[str, str], bool] = {}
    counted = [
        (_finished(each, each.finished_at), item_results(each, known))
        for each in attempts
        if each.finished_at and each.purpose == "quiz"
    ]
    counted.sort(key=lambda each: (each[0].started_at, each[0].attempt_id))
    moved = last_rescored(result for _, results in counted for result in results)
    return response_rows(((one, each) for one, results in counted for each in results), moved)


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


def response_rows(
    given: Iterable[tuple[FinishedAttempt, ItemResult]], moved: Mapping[str, Rescored]
) -> pd.DataFrame:
    """One row per result of an item, as in `responses_table`, in the order given.

    `moved` says by which version the answers to a pinned item were last scored again, by its
    fingerprint: the blanks go with them.
    """
    known: dict[str, _Offers] = {}
    rows = [_row(attempt, result, moved, known) for attempt, result in given]
    # Without a type of its own a column of texts would turn each None into a NaN.
    return pd.DataFrame(rows, columns=RESPONSE_COLUMNS, dtype=object).astype(_TYPES)


def last_rescored(results: Iterable[ItemResult]) -> dict[str, Rescored]:
    """By the fingerprint of a pinned item, by what its answers were last scored again."""
    again = [
        (each.pinned, Rescored(each.item, each.fingerprint, each.since))
        for each in results
        if each.since
    ]
    return dict(sorted(again, key=lambda each: each[1].since))


def _row(
    attempt: FinishedAttempt,
    result: ItemResult,
    moved: Mapping[str, Rescored],
    known: dict[str, _Offers],
) -> _GivenItem:
    again = moved.get(result.pinned) if result.is_blank else None
    version = again or Rescored(result.item, result.fingerprint, result.since or attempt.started_at)
    item, mark = version.item, version.fingerprint
    if mark not in known:
        known[mark] = _Offers(offered_by(item), float(chance(item)), float(item.points))
    offers = known[mark]
    return _GivenItem(
        attempt.attempt_id,
        attempt.learner_id,
        attempt.quiz_id,
        attempt.started_at,
        attempt.finished_at,
        place=result.place,
        item_id=item.id,
        fingerprint=mark,
        since=version.since,
        item_type=item.type,
        objective=item.objective,
        skill=item.skill,
        citations=item.citations,
        points=offers.points,
        chance=offers.chance,
        score=math.nan if result.score is None else result.score,
        is_blank=result.is_blank,
        is_right=result.is_right,
        proof_right=result.proof in item.proof if item.proof else None,
        offered=offers.offered,
        chosen=() if result.is_blank else result.chosen,
        seconds=math.nan if result.seconds is None else result.seconds,
        hints=result.hints,
        tries=result.tries,
    )


def _finished(attempt: Attempt, finished_at: datetime) -> FinishedAttempt:
    return FinishedAttempt(
        attempt.id, attempt.learner_id, attempt.quiz_id, attempt.started_at, finished_at
    )


def offered_by(item: Item) -> tuple[Offered, ...]:
    """The options among which learners choose; empty for matching, ordering and typed answers."""
    match item:
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | EvidenceItem():
            keys = key_ids(item)
            return tuple(Offered(each.id, each.text, each.id in keys) for each in options(item))
        case Numeric() | ShortAnswer() | Matching() | Ordering() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)
