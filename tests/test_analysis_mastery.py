"""How well objectives are mastered, worked by hand."""

from datetime import timedelta
from fractions import Fraction
from typing import Literal

import pytest

from sourcebook.analysis import Mastery, mastery, past_answers
from sourcebook.model.attempts import Attempt
from tests.builders import SUMMIT_DAY, answer, attempt, true_false

HOUR = timedelta(hours=1)


def answered(*scores: Fraction | int | str, hours: int = 0, **changes: object) -> Attempt:
    """An attempt at items `item-0`, `item-1` and so on that earned these scores."""
    items = [true_false(id=f"item-{place}", **changes) for place in range(len(scores))]
    at = SUMMIT_DAY + hours * HOUR
    given = {place: answer(Fraction(s), answered_at=at) for place, s in enumerate(scores)}
    return attempt(*items, answers=given)


def mastered(
    *attempts: Attempt, by: Literal["objective", "skill"] = "objective"
) -> dict[str, Mastery]:
    return mastery(past_answers(attempts), by)


def one(*attempts: Attempt) -> Mastery:
    """The mastery of the only objective."""
    (found,) = mastered(*attempts).values()
    return found


def test_without_answers_no_objective_is_listed() -> None:
    assert mastered() == {}


def test_share_is_the_mean_score_and_right_counts_whole_scores() -> None:
    """(1 + 1 + 1/2 + 0) / 4 = 2.5 / 4 = 0.625."""
    found = mastered(answered(1, 1, "1/2", 0))

    assert found == {"tell-the-day": Mastery(items=4, right=2, share=0.625, level="growing")}


def test_of_several_answers_to_an_item_the_latest_counts() -> None:
    """The two items earned 0 and 1 last: 1 of 2 right, (0 + 1) / 2 = 0.5."""
    early, late = answered(1, 1), answered(0, hours=1)

    for tries in ([early, late], [late, early]):
        assert one(*tries)[:3] == (2, 1, 0.5)


def test_each_objective_counts_its_own_items_in_the_order_of_their_ids() -> None:
    speakers = attempt(true_false(id="who", objective="name-speakers"), answers={0: answer(0)})

    found = mastered(answered(1, 1), speakers)

    assert [(name, row.items, row.right) for name, row in found.items()] == [
        ("name-speakers", 1, 0),
        ("tell-the-day", 2, 2),
    ]


def test_answers_can_be_counted_by_skill() -> None:
    found = mastered(answered(1, 0, skill="sourcing"), by="skill")

    assert list(found) == ["sourcing"]
    assert (found["sourcing"].items, found["sourcing"].share) == (2, 0.5)


@pytest.mark.parametrize("scores", [(1,), (1, 1), (0, 0)])
def test_fewer_than_three_items_have_no_level(scores: tuple[int, ...]) -> None:
    assert one(answered(*scores)).level == "too_few"


def test_an_item_answered_three_times_is_one_item() -> None:
    found = one(*(answered(1, hours=hours) for hours in range(3)))

    assert (found.items, found.level) == (1, "too_few")


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
    assert one(answered(*scores)).level == expected


def test_a_share_of_exactly_the_limit_reaches_it_however_it_is_made_up() -> None:
    """0.7 + 0.7 + 1 = 2.4, and 2.4 / 3 = 0.8; as decimals the sum comes to less."""
    found = one(answered("7/10", "7/10", 1))

    assert found.share < 0.8
    assert found.level == "secure"
