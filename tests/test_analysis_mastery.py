"""How well objectives are mastered, worked by hand."""

from datetime import timedelta
from fractions import Fraction
from typing import Literal

import pytest

from sourcebook.analysis import answers_table, mastery
from sourcebook.model.attempts import Attempt
from tests.builders import SUMMIT_DAY, answer, attempt, true_false

HOUR = timedelta(hours=1)
Rows = list[dict[str, object]]


def answered(*scores: Fraction | int | str, hours: int = 0, **changes: object) -> Attempt:
    """An attempt at items `item-0`, `item-1` and so on that earned these scores."""
    items = [true_false(id=f"item-{place}", **changes) for place in range(len(scores))]
    at = SUMMIT_DAY + hours * HOUR
    given = {place: answer(Fraction(s), answered_at=at) for place, s in enumerate(scores)}
    return attempt(*items, answers=given)


def told(*attempts: Attempt, by: Literal["objective", "skill"] = "objective") -> Rows:
    table = mastery(answers_table(attempts), by)
    return [{str(key): row[key] for key in row} for row in table.reset_index().to_dict("records")]


def level(*scores: Fraction | int | str) -> object:
    return told(answered(*scores))[0]["level"]


def test_without_answers_nothing_is_told() -> None:
    table = mastery(answers_table([]))

    assert (len(table), table.index.name) == (0, "objective")
    assert list(table.columns) == ["items", "right", "share", "level"]


def test_share_is_the_mean_score_and_right_counts_whole_scores() -> None:
    """(1 + 1 + 1/2 + 0) / 4 = 2.5 / 4 = 0.625."""
    assert told(answered(1, 1, "1/2", 0)) == [
        {"objective": "tell-the-day", "items": 4, "right": 2, "share": 0.625, "level": "growing"}
    ]


def test_of_several_answers_to_an_item_the_latest_counts() -> None:
    """The two items earned 0 and 1 last: 1 of 2 right, (0 + 1) / 2 = 0.5."""
    early, late = answered(1, 1), answered(0, hours=1)

    for tries in ([early, late], [late, early]):
        (row,) = told(*tries)
        assert (row["items"], row["right"], row["share"]) == (2, 1, 0.5)


def test_each_objective_counts_its_own_items_in_the_order_of_their_ids() -> None:
    speakers = attempt(true_false(id="who", objective="name-speakers"), answers={0: answer(0)})

    found = told(answered(1, 1), speakers)

    assert [(row["objective"], row["items"], row["right"]) for row in found] == [
        ("name-speakers", 1, 0),
        ("tell-the-day", 2, 2),
    ]


def test_answers_can_be_told_by_skill() -> None:
    (row,) = told(answered(1, 0, skill="sourcing"), by="skill")

    assert (row["skill"], row["items"], row["share"]) == ("sourcing", 2, 0.5)


@pytest.mark.parametrize("scores", [(1,), (1, 1), (0, 0)])
def test_fewer_than_three_items_have_no_level(scores: tuple[int, ...]) -> None:
    assert level(*scores) == "too_few"


def test_an_item_answered_three_times_is_one_item() -> None:
    (row,) = told(*(answered(1, hours=hours) for hours in range(3)))

    assert (row["items"], row["level"]) == (1, "too_few")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((1, 1, 1), "secure"),
        ((1, 1, 1, 1, 0), "secure"),  # 4 / 5 = 0.8
        ((1, 1, 1, 0), "growing"),  # 3 / 4 = 0.75
        ((1, 1, 0, 0), "growing"),  # 2 / 4 = 0.5
        ((1, 0, 0), "weak"),  # 1 / 3
        ((0, 0, 0), "weak"),
        (("1/2", "1/2", "1/2"), "growing"),
    ],
)
def test_the_level_follows_the_share(scores: tuple[int | str, ...], expected: str) -> None:
    assert level(*scores) == expected


def test_a_share_of_exactly_the_limit_reaches_it_however_it_is_made_up() -> None:
    """0.7 + 0.7 + 1 = 2.4, and 2.4 / 3 = 0.8; as decimals the sum comes to less."""
    (row,) = told(answered("7/10", "7/10", 1))

    assert isinstance(row["share"], float)
    assert row["share"] < 0.8
    assert row["level"] == "secure"


def test_counts_are_whole_numbers_with_and_without_answers() -> None:
    for attempts in ([answered(1, 0)], []):
        types = mastery(answers_table(attempts)).dtypes

        assert (str(types["items"]), str(types["right"])) == ("int64", "int64")
