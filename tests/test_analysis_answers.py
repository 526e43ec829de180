"""Past answers: which of them a learner may see, and what each of them says."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from sourcebook.analysis import PastAnswer, latest_answers, past_answers
from sourcebook.model.attempts import Attempt, Choice, Record, Regraded, Written
from sourcebook.model.items import Item, SingleChoice
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    extended_response,
    matching,
    numeric,
    option_id,
    record,
    single_choice,
    true_false,
    verdict,
)

ITEMS = (true_false(), verdict(), numeric())
TEXT = Written(text="Help was missing.")


def after(minutes: int) -> datetime:
    return SUMMIT_DAY + timedelta(minutes=minutes)


def scores_of(*attempts: Attempt) -> list[tuple[str, float]]:
    """The item and the score of each row."""
    return [(each.item_id, each.score) for each in past_answers(attempts)]


def only(item: Item, happened: Record) -> PastAnswer:
    """The one answer of a finished attempt at one item."""
    (row,) = past_answers([attempt(item, records={0: happened}, finished_at=after(9))])
    return row


def regraded(item: SingleChoice, score: Fraction | int) -> Regraded:
    return Regraded(place=0, at=after(5), item=item, score=Fraction(score))


def test_an_answer_is_one_row() -> None:
    item = matching(proof=["s1.p1"], hints=["Read on."], tries=["1", "1/2"], skill="sourcing")
    first = answer(Fraction(1, 2), confidence="certain")
    second = answer(Fraction(1, 2), confidence="guessing", answered_at=after(1))
    happened = record(first, second, hints=1, proof="s1.p2")

    answers = past_answers([attempt(true_false(), item, records={1: happened})])

    # Half is what the best try earned; a proof is the other half, and this one proves nothing.
    assert [each._asdict() for each in answers] == [
        {
            "attempt_id": "first-attempt",
            "place": 1,
            "quiz_id": "yerevan-quiz",
            "quiz_title": "The Yerevan summit",
            "purpose": "quiz",
            "item_id": "speakers",
            "item_type": "matching",
            "objective": "tell-the-day",
            "skill": "sourcing",
            "answered_at": after(1),
            "score": 0.25,
            "is_right": False,
            "first_score": 0.5,
            "is_right_at_first": False,
            "tries": 2,
            "hints": 1,
            "confidence": "certain",
            "chance": 1 / 3,
        }
    ]


def test_answers_come_oldest_first_whatever_the_order_of_the_attempts() -> None:
    early = attempt(*ITEMS, answers={1: answer(1, answered_at=after(1))})
    late = attempt(*ITEMS, answers={2: answer(0, answered_at=after(3)), 0: answer(1)})

    assert scores_of(late, early) == [("unsigned", 1), ("claim", 1), ("day", 0)]


@pytest.mark.parametrize("purpose", ["quiz", "missed", "review", "practice"])
def test_an_answer_counts_whatever_it_was_given_for(purpose: str) -> None:
    (found,) = past_answers([attempt(*ITEMS, answers={0: answer(1)}, purpose=purpose)])

    assert found.purpose == purpose


def test_a_test_is_told_once_it_is_handed_in() -> None:
    taken = attempt(*ITEMS, answers={0: answer(1)}, feedback="deferred")
    handed_in = taken.model_copy(update={"finished_at": after(9)})

    assert scores_of(taken) == []
    assert scores_of(handed_in) == [("unsigned", 1)]


def test_an_answer_taken_back_in_a_test_is_left_out() -> None:
    back = answer(0, response=Choice(option=""))
    taken = attempt(*ITEMS, answers={0: back}, feedback="deferred", finished_at=SUMMIT_DAY)

    assert scores_of(taken) == []


def test_an_item_that_waits_for_another_try_is_left_out() -> None:
    item = single_choice(tries=["1", "0"])
    wrong = answer(0, response=Choice(option=option_id(item, "Putin")))

    assert scores_of(attempt(item, answers={0: wrong})) == []
    assert scores_of(attempt(item, records={0: record(wrong, wrong)})) == [("refuser", 0)]


def test_an_item_that_waits_for_its_proof_is_left_out() -> None:
    item = true_false(proof=["s1.p1"])

    assert scores_of(attempt(item, answers={0: answer(1)})) == []
    assert scores_of(attempt(item, records={0: record(answer(1), proof="s1.p1")})) == [
        ("unsigned", 1)
    ]


def test_a_text_is_told_once_it_is_marked() -> None:
    written = record(answer(0, response=TEXT))
    marked = record(answer(0, response=TEXT), level=1)

    assert scores_of(attempt(extended_response(), records={0: written}, finished_at=after(1))) == []
    assert scores_of(attempt(extended_response(), records={0: marked})) == [("reasons", 0.5)]


def test_a_text_is_right_at_first_where_it_is_marked_in_full() -> None:
    row = only(extended_response(), record(answer(0, response=TEXT), level=2))

    assert (row.first_score, row.is_right_at_first) == (1, True)


def test_a_wrong_first_try_is_wrong_at_first_whatever_followed() -> None:
    row = only(single_choice(tries=["1", "1"]), record(answer(0), answer(1)))

    assert (row.is_right, row.is_right_at_first) == (True, False)


def test_a_missing_proof_leaves_the_first_response_right() -> None:
    row = only(true_false(proof=["s1.p1"]), record(answer(1), proof="s1.p2"))

    assert (row.score, row.is_right, row.is_right_at_first) == (0.5, False, True)


def test_a_hair_less_than_the_whole_score_is_not_right() -> None:
    row = only(matching(), record(answer(Fraction(999_999_999_999, 10**12))))

    assert not row.is_right


def test_a_corrected_item_counts_as_corrected() -> None:
    before = single_choice(key="Putin", distractors=["Pashinyan"])
    item = single_choice(objective="name-the-leaders")
    chosen = answer(0, response=Choice(option=option_id(before, "Pashinyan")))

    row = only(before, record(chosen, regraded=regraded(item, 1)))

    assert (row.score, row.first_score, row.is_right_at_first) == (1, 1, True)
    assert (row.objective, row.chance) == ("name-the-leaders", 1 / 3)


def test_a_score_kept_after_a_correction_stays_though_the_response_was_wrong() -> None:
    item = single_choice(key="Putin", distractors=["Pashinyan"])
    chosen = answer(1, response=Choice(option=option_id(item, "Pashinyan")))

    row = only(single_choice(), record(chosen, regraded=regraded(item, 1)))

    assert (row.score, row.is_right) == (1, True)
    assert (row.first_score, row.is_right_at_first) == (0, False)


def test_confidence_is_none_where_nothing_was_said() -> None:
    assert only(true_false(), record(answer(1))).confidence is None


def test_the_latest_answer_to_each_item_is_the_one_given_last() -> None:
    early = attempt(*ITEMS, answers={0: answer(1), 1: answer(0, answered_at=after(1))}, id="early")
    late = attempt(*ITEMS, answers={0: answer(0, answered_at=after(2))}, id="late")

    latest = latest_answers(past_answers([late, early]))

    assert [(each.item_id, each.attempt_id) for each in latest] == [
        ("claim", "early"),
        ("unsigned", "late"),
    ]
