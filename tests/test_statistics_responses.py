"""Items of finished quizzes as rows: which attempts count, and what each row says."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction

import pandas as pd
import pytest

from sourcebook.analysis import (
    RESPONSE_COLUMNS,
    Offered,
    first_attempts,
    item_versions,
    responses_table,
    score_matrix,
)
from sourcebook.model.attempts import Attempt, Choice, Choices, Record, Regraded, Typed, Written
from sourcebook.model.items import Item
from sourcebook.model.versions import fingerprint
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    every_kind,
    evidence,
    extended_response,
    multiple_choice,
    numeric,
    option_id,
    record,
    single_choice,
    true_false,
)

HALF = Fraction(1, 2)
FALSE = Choice(option="false")


def after(minutes: float) -> datetime:
    return SUMMIT_DAY + timedelta(minutes=minutes)


def finished(*items: Item, **changes: object) -> Attempt:
    return attempt(*items, **{"finished_at": after(60)} | changes)  # type: ignore[arg-type]


def only(item: Item, happened: Record) -> pd.Series:
    """The one row of a finished attempt at one item."""
    return responses_table([finished(item, records={0: happened})]).iloc[0]


def seconds(records: Mapping[int, Record], places: int = 3) -> list[float]:
    """The times of an attempt at so many items; -1 stands for none."""
    items = [true_false(id=f"item-{place}") for place in range(places)]
    found = responses_table([finished(*items, records=records)])["seconds"]
    return list(found.fillna(-1))


def at(minutes: float) -> Record:
    return record(answer(1, answered_at=after(minutes)))


def test_no_attempts_are_an_empty_table_with_all_columns_and_their_types() -> None:
    some = responses_table([finished(true_false())])

    none = responses_table([])

    assert (len(none), list(none.columns)) == (0, RESPONSE_COLUMNS)
    assert none.dtypes.to_dict() == some.dtypes.to_dict()
    assert len(item_versions(none)) == 0
    assert score_matrix(none).shape == (0, 0)


def test_an_item_of_a_finished_attempt_is_one_row() -> None:
    item = single_choice(
        proof=["s1.p1"], hints=["Read on."], tries=["1", "1/2"], skill="sourcing", points="3"
    )
    putin, pashinyan = option_id(item, "Putin"), option_id(item, "Pashinyan")
    wrong = answer(0, response=Choice(option=putin), answered_at=after(1))
    right = answer(HALF, response=Choice(option=pashinyan), answered_at=after(2))
    happened = record(wrong, right, hints=1, proof="s1.p1")

    table = responses_table([finished(item, records={0: happened})])

    assert table.to_dict("records") == [
        {
            "attempt_id": "first-attempt",
            "learner_id": "lilit",
            "quiz_id": "yerevan-quiz",
            "started_at": SUMMIT_DAY,
            "finished_at": after(60),
            "place": 0,
            "item_id": "refuser",
            "fingerprint": fingerprint(item),
            "since": SUMMIT_DAY,
            "item_type": "single_choice",
            "objective": "tell-the-day",
            "skill": "sourcing",
            "citations": ("s1.p1",),
            "points": 3.0,
            "chance": pytest.approx(1 / 3),
            "score": 0.5,
            "is_blank": False,
            "is_right": True,
            "proof_right": True,
            "offered": (
                Offered(pashinyan, "Pashinyan", True),
                Offered(putin, "Putin", False),
                Offered(option_id(item, "Lukashenko"), "Lukashenko", False),
            ),
            # What was chosen before any feedback.
            "chosen": (putin,),
            "seconds": 120.0,
            "hints": 1,
            "tries": 2,
        }
    ]


def test_only_finished_attempts_at_a_whole_quiz_count() -> None:
    attempts = [
        finished(true_false(), id="counts"),
        finished(true_false(), id="repetition", purpose="missed"),
        attempt(true_false(), id="open"),
    ]

    table = responses_table(attempts)

    assert list(table["attempt_id"]) == ["counts"]


def test_an_item_left_blank_scores_0_and_says_so() -> None:
    untouched = only(single_choice(proof=["s1.p1"]), record())
    cleared = only(numeric(), record(answer(0, response=Typed(text=" "))))

    for row in (untouched, cleared):
        assert (row["score"], row["is_blank"], row["is_right"], row["chosen"]) == (
            0,
            True,
            False,
            (),
        )
        assert math.isnan(row["seconds"])
    assert not untouched["proof_right"]


def test_a_text_has_no_score_until_it_is_marked() -> None:
    text = answer(0, response=Written(text="Help was missing."))

    waiting = only(extended_response(), record(text))
    marked = only(extended_response(), record(text, level=1))

    assert math.isnan(waiting["score"])
    assert (marked["score"], marked["is_right"]) == (0.5, False)


def test_half_a_score_is_not_right_and_a_late_right_answer_is() -> None:
    ticks = multiple_choice(tries=["1", "1/2"])
    one = Choices(options=frozenset({option_id(ticks, "Armenia")}))
    both = Choices(options=one.options | {option_id(ticks, "Belarus")})

    half = only(ticks, record(answer(HALF, response=one)))
    late = only(ticks, record(answer(HALF, response=one), answer(HALF, response=both)))

    assert (half["score"], half["is_right"]) == (0.5, False)
    assert (late["score"], late["is_right"]) == (0.5, True)


def test_a_proof_that_is_wrong_or_missing_is_not_right() -> None:
    item = true_false(proof=["s1.p1"])

    wrong = only(item, record(answer(1), proof="s1.p2"))
    missing = only(item, record(answer(1)))
    unasked = only(true_false(), record(answer(1)))

    assert (wrong["proof_right"], missing["proof_right"]) == (False, False)
    assert unasked["proof_right"] is pd.NA


def test_options_are_told_where_somebody_chooses_among_them() -> None:
    table = responses_table([finished(*every_kind())])

    counts = dict(zip(table["item_type"], map(len, table["offered"]), strict=True))
    assert counts == {
        "single_choice": 3,
        "multiple_choice": 4,
        "true_false": 2,
        "verdict": 3,
        "numeric": 0,
        "short_answer": 0,
        "matching": 0,
        "ordering": 0,
        "evidence": 3,
        "extended_response": 0,
    }


def test_ticks_are_all_told_in_an_order_of_their_own() -> None:
    ticks = Choices(options=frozenset({"s2.p1", "s1.p2"}))

    row = only(evidence(), record(answer(1, response=ticks)))

    assert row["chosen"] == ("s1.p2", "s2.p1")


def test_an_answer_takes_the_time_since_the_one_before() -> None:
    found = seconds({0: at(1), 1: at(4), 2: at(4.5)})

    assert found == [60, 180, 30]


def test_time_is_told_in_the_order_of_the_answers_and_not_of_the_places() -> None:
    found = seconds({2: at(1), 0: at(3), 1: at(4)})

    assert found == [120, 60, 60]


def test_tries_add_up_also_where_another_item_comes_between() -> None:
    first = answer(0, answered_at=after(1), response=FALSE)
    second = answer(0, answered_at=after(5), response=FALSE)

    found = seconds({0: record(first, second), 1: at(3)}, places=2)

    assert found == [60 + 120, 120]


def test_a_pause_of_more_than_half_an_hour_leaves_no_time() -> None:
    found = seconds({0: at(30), 1: at(61), 2: at(62)})

    assert found == [1800, -1, 60]


def test_the_first_attempt_of_each_learner_at_each_quiz_is_kept() -> None:
    attempts = [
        finished(true_false(), id="again", started_at=after(30)),
        finished(true_false(), id="first"),
        finished(true_false(), id="other-quiz", quiz_id="other", started_at=after(40)),
        finished(true_false(), id="other-learner", learner_id="aram", started_at=after(50)),
    ]

    table = first_attempts(responses_table(attempts))

    assert list(table["attempt_id"]) == ["first", "other-quiz", "other-learner"]


def test_two_versions_of_an_item_are_never_one_and_the_newer_comes_first() -> None:
    old, new = true_false(), true_false(stem="Was it left unsigned?")
    attempts = [
        finished(old, numeric(), id="before"),
        finished(new, numeric(), id="after", started_at=after(90)),
    ]

    table = responses_table(attempts)

    found = item_versions(table)[["item_id", "fingerprint", "version", "shown"]]
    assert found.to_numpy().tolist() == [
        ["unsigned", fingerprint(new), 1, 1],
        ["unsigned", fingerprint(old), 2, 1],
        ["day", fingerprint(numeric()), 1, 2],
    ]
    assert score_matrix(table).isna().to_numpy().tolist() == [
        [True, False, False],
        [False, True, False],
    ]


def test_an_answer_scored_again_belongs_to_the_version_that_scored_it() -> None:
    """The key was Pashinyan, and is Putin. What the old key earned stays, and is not counted."""
    old = single_choice()
    new = single_choice(key="Putin", distractors=["Pashinyan", "Lukashenko"])
    chosen = answer(1, response=Choice(option=option_id(old, "Pashinyan")))
    kept = Regraded(place=0, at=after(90), item=new, score=Fraction(1))

    row = only(old, record(chosen, regraded=kept))

    assert (row["fingerprint"], row["since"]) == (fingerprint(new), after(90))
    assert (row["score"], row["is_right"]) == (0, False)
    assert [option.text for option in row["offered"] if option.is_key] == ["Putin"]


def test_a_blank_goes_with_the_answers_that_were_scored_again() -> None:
    old, new = true_false(), true_false(key="false")
    again = Regraded(place=0, at=after(90), item=new, score=Fraction(0))
    attempts = [
        finished(old, id="answered", records={0: record(answer(1), regraded=again)}),
        finished(old, id="blank"),
    ]

    table = responses_table(attempts)

    assert set(table["fingerprint"]) == {fingerprint(new)}
    assert item_versions(table)[["shown", "blank"]].to_numpy().tolist() == [[2, 1]]
