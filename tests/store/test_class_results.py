"""Results added up in the database are those that the attempts give, one by one."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from sourcebook.analysis import ClassResults, quiz_report
from sourcebook.delivery import attempt_stage
from sourcebook.model.attempts import Answer, Attempt, Choice, Choices, Record, Regraded, Written
from sourcebook.model.items import Item
from sourcebook.model.options import options
from sourcebook.model.results import Counting, Selected
from sourcebook.store import Store
from tests import class_reference as reference
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    evidence,
    extended_response,
    multiple_choice,
    record,
    single_choice,
    true_false,
)
from tests.stored_results import ROOM, results_of

YEREVAN = ZoneInfo("Asia/Yerevan")
CHOICES = {"key": "Russia", "distractors": [{"text": "Armenia"}, {"text": "Belarus"}]}
CORRECTED = {"key": "Armenia", "distractors": [{"text": "Russia"}, {"text": "Belarus"}]}
CHOSEN = single_choice(
    id="chosen", proof=["s1.p1"], citations=["s1.p1", "s2.p1"], tries=["1", "1/3"], **CHOICES
)
AGAIN = single_choice(
    id="chosen", citations=["s1.p2"], objective="tell-why", tries=["1", "1/3"], **CORRECTED
)
ITEMS: tuple[Item, ...] = (
    CHOSEN,
    true_false(id="said", citations=["s1.p2"], objective="tell-why"),
    evidence(id="proved", keys=["s1.p2"], distractors=["s2.p1", "s1.p1"], citations=["s1.p2"]),
    multiple_choice(id="ticked", points="2"),
    extended_response(id="written"),
)


def _responses(item: Item, rng: random.Random) -> Choice | Choices | Written:
    ids = [each.id for each in options(item)]
    if not ids:
        return Written(text=rng.choice(["No help came.", " "]))
    if item.type in ("multiple_choice", "evidence"):
        return Choices(options=frozenset(rng.sample(ids, rng.randrange(len(ids)))))
    return Choice(option=rng.choice(ids))


def _given(item: Item, at: datetime, rng: random.Random) -> Answer:
    sure = rng.choice([None, "guessing", "certain"])
    earned = Fraction(rng.randrange(4), 3)
    return answer(earned, response=_responses(item, rng), answered_at=at, confidence=sure)


def _record(item: Item, at: datetime, rng: random.Random) -> Record:
    answers = [_given(item, at, rng) for _ in range(rng.choice([1, 1, 2]))]
    changes: dict[str, object] = {"hints": rng.randrange(2)}
    if item is CHOSEN:
        changes["proof"] = rng.choice([None, "s1.p1", "s2.p1"])
        if rng.random() < 0.4:
            earned = Fraction(rng.randrange(3), 2)
            at += timedelta(days=rng.choice([3, 4]))
            corrected = rng.choice([AGAIN, CHOSEN.model_copy(update={"points": Fraction(3)})])
            changes["regraded"] = Regraded(place=0, at=at, item=corrected, score=earned)
    if item.type == "extended_response" and rng.random() < 0.6:
        changes["level"] = rng.randrange(3)
    return record(*answers, **changes)


def _attempt(number: int, rng: random.Random) -> Attempt:
    begun = SUMMIT_DAY + timedelta(hours=rng.randrange(60), minutes=number)
    places = rng.sample(range(len(ITEMS)), rng.randrange(len(ITEMS) + 1))
    later = begun + timedelta(minutes=rng.choice([3, 45]))
    return attempt(
        *ITEMS,
        records={at: _record(ITEMS[at], later, rng) for at in places},
        id=f"attempt-{number}",
        # Two attempts of one learner at one quiz are not open at once.
        learner_id=f"learner-{rng.randrange(5)}",
        quiz_id=rng.choice(["first-quiz", "second-quiz"]),
        quiz_title=rng.choice(["The summit", "The summit again"]),
        purpose=rng.choice(["quiz", "quiz", "quiz", "missed"]),
        started_at=begun,
        finished_at=later + timedelta(minutes=1),
    )


def _made_up(seed: int) -> list[Attempt]:
    rng = random.Random(seed)
    made = [_attempt(number, rng) for number in range(40)]
    still_open = made[0].model_copy(update={"finished_at": None, "purpose": "quiz"})
    return [still_open, *made[1:]]


@pytest.fixture(params=range(3))
def made_up(request: pytest.FixtureRequest, store: Store) -> tuple[ClassResults, list[Attempt]]:
    """Results of forty attempts, and the attempts as the store reads them."""
    results = results_of(store, _made_up(request.param))
    return results, list(store.attempts.of_class(ROOM))


@pytest.mark.parametrize("which", ["first", "latest", "best", "all"])
def test_every_figure_is_the_one_that_the_attempts_give(
    made_up: tuple[ClassResults, list[Attempt]], which: Counting
) -> None:
    results, attempts = made_up
    own, found = reference.counted(attempts, which), results.counting(which)

    types = found.responses.dtypes.to_dict()
    table = reference.responses(own, attempts).astype(types)
    assert [each.attempt_id for each in found.attempts] == [each.id for each in own]
    assert found.number == len(own)
    assert list(found.quizzes()) == reference.quizzes(own)
    assert found.percents() == reference.percents(own)
    pd.testing.assert_frame_equal(found.responses, table)
    _same_sums(found, table, own)
    _same_report(found, table)


def test_days_and_quizzes_leave_the_same_attempts(
    made_up: tuple[ClassResults, list[Attempt]],
) -> None:
    results, attempts = made_up
    day = date(2022, 11, 24)

    found = results.finished_between(day, day, YEREVAN).counting("best")
    at_one = found.at_quizzes(["first-quiz"])

    kept = [each for each in attempts if each.finished_at is not None]
    kept = [each for each in kept if _day(each) == day]
    expected = [each.id for each in reference.counted(kept, "best")]
    assert [each.attempt_id for each in found.attempts] == expected
    own = {each.id for each in kept if each.quiz_id == "first-quiz"}
    assert [each.attempt_id for each in at_one.attempts] == [x for x in expected if x in own]


def test_stages_are_those_of_the_attempts(
    made_up: tuple[ClassResults, list[Attempt]], store: Store
) -> None:
    _, attempts = made_up

    assert list(store.results.stages(ROOM)) == list(map(attempt_stage, attempts))


def test_nobody_outside_of_the_class_counts(
    made_up: tuple[ClassResults, list[Attempt]], store: Store
) -> None:
    assert ClassResults(store.results, Selected("another-class")).number == 0


def _day(attempt: Attempt) -> date | None:
    return attempt.finished_at.astimezone(YEREVAN).date() if attempt.finished_at else None


def _same_sums(found: ClassResults, table: pd.DataFrame, attempts: list[Attempt]) -> None:
    objectives = {(*each[:-1], round(each.mean, 9)) for each in found.objectives()}
    assert objectives == reference.objectives(table)
    assert {each.passage: each for each in found.passages()} == reference.passages(table, attempts)
    chosen: dict[tuple[str, str], tuple[int, int]] = {}
    for sums in found.choices():
        for option in options(sums.item):
            shown, times = chosen.get((sums.item.id, option.id), (0, 0))
            counts = shown + sums.shown, times + sums.chosen.get(option.id, 0)
            chosen[sums.item.id, option.id] = counts
    assert chosen == reference.choices(table)
    by_item: dict[str, tuple[int, int]] = {}
    for each in found.sure():
        answers, wrong = by_item.get(each.item.id, (0, 0))
        by_item[each.item.id] = answers + each.answers, wrong + each.sure_and_wrong
    by_learner = {one: n for one, n in found.sure_and_wrong_by_learner().items() if n}
    assert (by_item, by_learner) == reference.sure(attempts)


def _same_report(found: ClassResults, table: pd.DataFrame) -> None:
    own = table[table["quiz_id"] == "first-quiz"].reset_index(drop=True)

    report = found.report("first-quiz", lambda offered: offered)

    # A NaN differs from itself, and reads like another.
    assert repr(report) == repr(quiz_report(own, "all"))
