"""Who chose which option, and how proofs went, on a class small enough to count."""

import math

import pandas as pd
import pytest

from sourcebook.analysis import distractor_table, proof_table, responses_table
from sourcebook.model.attempts import Attempt, Choice, Choices, Response
from sourcebook.model.items import Item, SingleChoice
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    extended_response,
    multiple_choice,
    numeric,
    option_id,
    record,
    single_choice,
    true_false,
)

WHO, REST = single_choice(), true_false(points="2")


def sat(number: int, *items: Item, **records: object) -> Attempt:
    return attempt(
        *items, id=f"attempt-{number}", learner_id=f"learner-{number}", finished_at=SUMMIT_DAY,
        **records,  # type: ignore[arg-type]
    )  # fmt: skip


def chose(number: int, text: str, rest: int) -> Attempt:
    """An attempt with this option of WHO (none where it is empty) and this score at REST."""
    option = option_id(WHO, text) if text else ""
    answers = {0: answer(int(text == WHO.key), response=Choice(option=option)), 1: answer(rest)}
    return sat(number, WHO, REST, answers=answers)


def options_of(attempts: list[Attempt], item: Item) -> pd.DataFrame:
    """The rows of an item, by the texts of its options."""
    found = distractor_table(responses_table(attempts))
    return found[found["item_id"] == item.id].set_index("text")


def ticks(item: Item, *texts: str) -> Response:
    return Choices(options=frozenset(option_id(item, text) for text in texts))


def test_every_option_is_counted_also_one_that_nobody_chose() -> None:
    attempts = [chose(1, "Pashinyan", 1), chose(2, "Pashinyan", 0), chose(3, "Putin", 0)]

    found = options_of(attempts, WHO)

    assert found["chosen"].to_dict() == {"Pashinyan": 2, "Putin": 1, "Lukashenko": 0}
    assert found["share"].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert found["is_key"].tolist() == [True, False, False]


def test_a_blank_counts_among_those_who_had_the_item() -> None:
    found = options_of([chose(1, "Putin", 1), chose(2, "", 0)], WHO)

    assert found.loc["Putin", "share"] == 0.5
    assert found["chosen"].sum() == 1


def test_the_rest_of_those_who_chose_an_option_stands_beside_that_of_the_others() -> None:
    rests = [("Pashinyan", 1), ("Pashinyan", 0), ("Putin", 1), ("Putin", 1)]

    found = options_of([chose(place, *each) for place, each in enumerate(rests)], WHO)

    assert list(found.loc["Pashinyan", ["rest", "rest_of_others"]]) == [0.5, 1.0]
    assert list(found.loc["Putin", ["rest", "rest_of_others"]]) == [1.0, 0.5]
    # Of 0 0 1 1 with 1 0 1 1: covariance 1/8, variances 1/4 and 3/16.
    assert found.loc["Putin", "correlation"] == pytest.approx((1 / 8) / math.sqrt(1 / 4 * 3 / 16))
    assert found.loc["Lukashenko", ["rest", "correlation"]].isna().all()


def test_a_distractor_works_from_one_choice_in_twenty_on() -> None:
    chosen = ["Putin", "Lukashenko", "Lukashenko"] + ["Pashinyan"] * 37

    found = options_of([chose(place, text, 1) for place, text in enumerate(chosen)], WHO)

    assert found["is_functional"].isna().tolist() == [True, False, False]
    assert found["is_functional"].iloc[1:].to_dict() == {"Putin": False, "Lukashenko": True}


def test_all_ticks_of_a_response_count() -> None:
    item = multiple_choice()
    both = answer(0, response=ticks(item, "Armenia", "Georgia"))
    one = answer(0, response=ticks(item, "Armenia"))

    found = options_of([sat(1, item, answers={0: both}), sat(2, item, answers={0: one})], item)

    assert found["chosen"].to_dict() == {"Armenia": 2, "Belarus": 0, "Azerbaijan": 0, "Georgia": 1}


def test_only_the_first_try_counts() -> None:
    item = SingleChoice.model_validate(WHO.model_dump() | {"tries": ["1", "1/2"]})
    wrong = answer(0, response=Choice(option=option_id(item, "Putin")))
    right = answer(0, response=Choice(option=option_id(item, "Pashinyan")))

    found = options_of([sat(1, item, records={0: record(wrong, right)})], item)

    assert found["chosen"].to_dict() == {"Pashinyan": 0, "Putin": 1, "Lukashenko": 0}


def test_items_without_options_and_no_attempts_have_no_rows() -> None:
    typed = distractor_table(responses_table([sat(1, numeric())]))
    nothing = distractor_table(responses_table([]))

    assert (len(typed), len(nothing)) == (0, 0)
    assert list(typed.columns) == list(nothing.columns)


def test_right_and_proved_are_counted_apart() -> None:
    item = true_false(proof=["s1.p1"])
    right, wrong = answer(1), answer(0, response=Choice(option="false"))
    happened = [
        record(right, proof="s1.p1"),
        record(right, proof="s1.p2"),
        record(right),
        record(wrong, proof="s1.p1"),
        record(wrong, proof="s1.p2"),
        record(),
    ]

    found = proof_table(
        responses_table([sat(n, item, records={0: r}) for n, r in enumerate(happened)])
    )

    assert found.to_dict("records") == [
        {"right_proved": 1, "right_unproved": 2, "wrong_proved": 1, "wrong_unproved": 1}
    ]


def test_items_that_ask_for_no_proof_have_no_such_table() -> None:
    attempts = [sat(1, true_false(), extended_response(), answers={0: answer(1)})]

    assert len(proof_table(responses_table(attempts))) == 0
    assert len(proof_table(responses_table([]))) == 0
