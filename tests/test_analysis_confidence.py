"""Whether a learner knows what they know, worked by hand."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.analysis import (
    CONFIDENCES,
    Calibration,
    WordResult,
    calibration,
    past_answers,
    sure_but_wrong,
)
from sourcebook.model.attempts import Attempt
from tests.builders import SUMMIT_DAY, answer, attempt, numeric, record, true_false

HOUR = timedelta(hours=1)
Said = tuple[str | None, int]
some_answers = st.lists(
    st.tuples(st.sampled_from([*CONFIDENCES, None]), st.sampled_from([0, 1])), max_size=12
)


def answered(*said: Said, hours: int = 0) -> Attempt:
    """An attempt at items `item-0`, `item-1` and so on, true or false, so chance is 1/2."""
    items = [true_false(id=f"item-{place}") for place in range(len(said))]
    at = SUMMIT_DAY + hours * HOUR
    given = {
        place: answer(score, confidence=word, answered_at=at)
        for place, (word, score) in enumerate(said)
    }
    return attempt(*items, answers=given, id=f"after-{hours}")


def calibrated(*said: Said) -> Calibration:
    return calibration(past_answers([answered(*said)]))


def slips(*attempts: Attempt) -> list[tuple[str, str, bool]]:
    """Item, attempt and `right_since` of each row."""
    found = sure_but_wrong(past_answers(attempts))
    return [(each.answer.item_id, each.answer.attempt_id, each.right_since) for each in found]


def test_without_answers_there_is_no_brier_score_and_every_word_is_empty() -> None:
    found = calibrated()

    assert (found.brier, found.answers) == (None, 0)
    assert list(found.words) == ["guessing", "fairly_sure", "certain"]
    assert set(found.words.values()) == {WordResult(0, 0, None, None)}


def test_answers_without_a_confidence_do_not_count() -> None:
    found = calibrated((None, 0), (None, 1))

    assert (found.brier, found.answers) == (None, 0)


def test_the_brier_score_is_the_mean_square_of_stated_less_outcome() -> None:
    """(0.5 − 1)² + (0.75 − 1)² + (0.75 − 0)² + (0.95 − 1)²
    = 0.25 + 0.0625 + 0.5625 + 0.0025 = 0.8775, and 0.8775 / 4 = 0.219375.
    """
    said = (("guessing", 1), ("fairly_sure", 1), ("fairly_sure", 0), ("certain", 1))

    found = calibrated(*said)

    assert found.answers == 4
    assert found.brier == pytest.approx(0.219375)


def test_a_word_says_how_many_were_right_beside_what_was_stated() -> None:
    """1 of 2 is right, 0.5 − 0.75 = −0.25: less was right than expected."""
    found = calibrated(("fairly_sure", 1), ("fairly_sure", 0)).words["fairly_sure"]

    assert found == WordResult(answers=2, right=1, share=0.5, stated=0.75)
    assert found.gap == -0.25


def test_a_word_never_said_is_empty() -> None:
    found = calibrated(("certain", 1)).words["guessing"]

    assert found == WordResult(answers=0, right=0, share=None, stated=None)
    assert found.gap is None


def test_all_answers_alike_are_one_full_row() -> None:
    words = calibrated(("certain", 1), ("certain", 1), ("certain", 1)).words

    assert [each.answers for each in words.values()] == [0, 0, 3]
    assert words["certain"].gap == pytest.approx(0.05)


def test_a_guess_is_stated_as_the_chance_at_that_very_item() -> None:
    """True or false is guessed in 1 of 2, a number that is typed never: (1/2 + 0) / 2 = 1/4."""
    said = {place: answer(0, confidence="guessing") for place in (0, 1)}

    found = calibration(past_answers([attempt(true_false(), numeric(), answers=said)]))

    assert found.words["guessing"].stated == 0.25
    assert found.brier == (0.25 + 0) / 2


def test_the_outcome_is_that_of_the_first_response_with_its_own_confidence() -> None:
    tries = record(answer(0, confidence="certain"), answer(1, confidence="guessing"))
    item = true_false(tries=["1", "1"])

    found = calibration(past_answers([attempt(item, records={0: tries})]))

    assert [each.answers for each in found.words.values()] == [0, 0, 1]
    assert found.brier == pytest.approx(0.95**2)


@given(some_answers)
def test_the_brier_score_lies_between_0_and_1_and_is_that_of_the_words(said: list[Said]) -> None:
    words, brier, answers = calibrated(*said)

    assert answers == sum(word is not None for word, _ in said)
    assert answers == sum(each.answers for each in words.values())
    assert (brier is None) == (answers == 0)
    if brier is not None:
        assert 0 <= brier <= 1
        # In a row of equal probabilities p, of which a share s is right, the mean square is
        # (p − s)² + s(1 − s): the terms of Murphy (1973).
        squares = sum(
            each.answers * (each.gap**2 + each.share * (1 - each.share))
            for each in words.values()
            if each.share is not None and each.gap is not None
        )
        assert brier == pytest.approx(squares / answers)


@given(some_answers)
def test_each_word_is_consistent(said: list[Said]) -> None:
    for each in calibrated(*said).words.values():
        if each.share is not None and each.stated is not None:
            assert each.right <= each.answers
            assert each.share == pytest.approx(each.right / each.answers)
            assert each.gap == pytest.approx(each.share - each.stated)


def test_without_answers_nobody_was_sure_but_wrong() -> None:
    assert sure_but_wrong(past_answers([])) == ()


def test_only_certain_answers_that_were_wrong_are_told() -> None:
    tried = answered(("certain", 1), ("certain", 0), ("fairly_sure", 0), ("guessing", 0), (None, 0))

    assert slips(tried) == [("item-1", "after-0", False)]


def test_the_newest_slip_comes_first_and_each_item_once() -> None:
    early = answered(("certain", 0), ("certain", 0))
    late = answered(("certain", 0), hours=1)

    assert slips(late, early) == [("item-0", "after-1", False), ("item-1", "after-0", False)]


def test_a_later_right_answer_sets_a_slip_right() -> None:
    slip, since = answered(("certain", 0)), answered((None, 1), hours=1)

    assert slips(slip, since) == [("item-0", "after-0", True)]
    assert slips(slip, since, answered((None, 0), hours=2)) == [("item-0", "after-0", True)]


def test_an_earlier_right_answer_sets_no_slip_right() -> None:
    before, slip = answered(("certain", 1)), answered(("certain", 0), hours=1)

    assert slips(before, slip) == [("item-0", "after-1", False)]


def test_a_second_try_is_no_later_answer() -> None:
    tries = record(answer(0, confidence="certain"), answer(1))
    tried = attempt(true_false(tries=["1", "1"]), records={0: tries})

    assert slips(tried) == [("unsigned", "first-attempt", False)]
