"""Whether a learner knows what she knows, worked by hand."""

from datetime import timedelta
from math import isnan, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.analysis import CONFIDENCES, answers_table, calibration, sure_but_wrong
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


def table_of(*said: Said) -> pd.DataFrame:
    return calibration(answers_table([answered(*said)])).table


def slips(*attempts: Attempt) -> list[tuple[str, str, bool]]:
    """Item, attempt and `right_since` of each row."""
    found = sure_but_wrong(answers_table(attempts))
    return list(zip(found["item_id"], found["attempt_id"], found["right_since"], strict=True))


def test_without_answers_there_is_no_brier_score_and_every_row_is_empty() -> None:
    table, brier, answers = calibration(answers_table([]))

    assert (brier, answers) == (None, 0)
    assert list(table.index) == ["guessing", "fairly_sure", "certain"]
    assert list(table["answers"]) == [0, 0, 0]
    assert table[["share", "stated", "gap"]].isna().all(axis=None)


def test_answers_without_a_confidence_do_not_count() -> None:
    found = calibration(answers_table([answered((None, 0), (None, 1))]))

    assert (found.brier, found.answers) == (None, 0)


def test_the_brier_score_is_the_mean_square_of_stated_less_outcome() -> None:
    """(0.5 − 1)² + (0.75 − 1)² + (0.75 − 0)² + (0.95 − 1)²
    = 0.25 + 0.0625 + 0.5625 + 0.0025 = 0.8775, and 0.8775 / 4 = 0.219375.
    """
    said = (("guessing", 1), ("fairly_sure", 1), ("fairly_sure", 0), ("certain", 1))

    found = calibration(answers_table([answered(*said)]))

    assert found.answers == 4
    assert found.brier == pytest.approx(0.219375)


def test_a_row_tells_how_many_were_right_beside_what_was_stated() -> None:
    """1 of 2 is right, 0.5 − 0.75 = −0.25: less was right than she expected."""
    row = table_of(("fairly_sure", 1), ("fairly_sure", 0)).loc["fairly_sure"]

    assert row.to_dict() == {"answers": 2, "right": 1, "share": 0.5, "stated": 0.75, "gap": -0.25}


def test_a_word_never_said_has_an_empty_row() -> None:
    row = table_of(("certain", 1)).loc["guessing"].to_dict()

    assert (row["answers"], row["right"]) == (0, 0)
    assert isnan(row["share"])


def test_all_answers_alike_are_one_full_row() -> None:
    table = table_of(("certain", 1), ("certain", 1), ("certain", 1))

    assert list(table["answers"]) == [0, 0, 3]
    assert list(table["gap"]) == pytest.approx([nan, nan, 0.05], nan_ok=True)


def test_a_guess_is_stated_as_the_chance_at_that_very_item() -> None:
    """True or false is guessed in 1 of 2, a number that is typed never: (1/2 + 0) / 2 = 1/4."""
    said = {place: answer(0, confidence="guessing") for place in (0, 1)}

    found = calibration(answers_table([attempt(true_false(), numeric(), answers=said)]))

    assert found.table.loc["guessing", "stated"] == 0.25
    assert found.brier == (0.25 + 0) / 2


def test_the_outcome_is_that_of_the_first_response_with_its_own_confidence() -> None:
    tries = record(answer(0, confidence="certain"), answer(1, confidence="guessing"))
    item = true_false(tries=["1", "1"])

    found = calibration(answers_table([attempt(item, records={0: tries})]))

    assert list(found.table["answers"]) == [0, 0, 1]
    assert found.brier == pytest.approx(0.95**2)


@given(some_answers)
def test_the_brier_score_lies_between_0_and_1_and_is_that_of_the_rows(said: list[Said]) -> None:
    table, brier, answers = calibration(answers_table([answered(*said)]))

    assert answers == table["answers"].sum() == sum(word is not None for word, _ in said)
    assert (brier is None) == (answers == 0)
    if brier is not None:
        assert 0 <= brier <= 1
        # In a row of equal probabilities p, of which a share s is right, the mean square is
        # (p − s)² + s(1 − s): the terms of Murphy (1973).
        squares = table["gap"] ** 2 + table["share"] * (1 - table["share"])
        assert brier == pytest.approx((squares * table["answers"]).sum() / answers)


@given(some_answers)
def test_each_row_is_consistent(said: list[Said]) -> None:
    rows = table_of(*said).dropna()

    assert (rows["right"] <= rows["answers"]).all()
    assert list(rows["share"]) == pytest.approx(list(rows["right"] / rows["answers"]))
    assert list(rows["gap"]) == pytest.approx(list(rows["share"] - rows["stated"]))


def test_without_answers_nobody_was_sure_but_wrong() -> None:
    none = answers_table([])

    assert list(sure_but_wrong(none).columns) == [*none.columns, "right_since"]
    assert sure_but_wrong(none)["right_since"].dtype == bool


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
