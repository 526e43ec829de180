"""Rubrics: three levels with names, or levels with points of their own."""

from fractions import Fraction

import pytest

from sourcebook.model.items import ExtendedResponse
from sourcebook.model.versions import fingerprint
from tests.builders import extended_response

LEVELS = (
    {"points": "4", "text": "Both."},
    {"points": "3", "text": "Nearly both."},
    {"points": "1", "text": "One."},
    {"points": "0", "text": "None."},
)


def with_levels(*levels: object, **fields: object) -> ExtendedResponse:
    """The item of the builders with these levels, worth what they say."""
    before = extended_response().model_dump(exclude={"rubric", "points"})
    return ExtendedResponse.model_validate({**before, "rubric": list(levels), **fields})


def test_an_item_is_worth_the_points_of_the_best_level() -> None:
    assert with_levels(*LEVELS).points == 4
    assert with_levels(*LEVELS, points="4").points == 4


@pytest.mark.parametrize(("level", "share"), [(0, "0"), (1, "1/4"), (2, "3/4"), (3, "1"), (9, "1")])
def test_a_level_earns_its_share_of_the_points(level: int, share: str) -> None:
    """A level that a later version of the rubric no longer has counts as the best one."""
    assert with_levels(*LEVELS).share(level) == Fraction(share)


def test_three_levels_earn_nothing_half_and_all() -> None:
    item = extended_response(points=Fraction(3))

    assert [each.points for each in item.levels()] == [0, Fraction(3, 2), 3]
    assert [item.share(level) for level in range(3)] == [0, Fraction(1, 2), 1]


def test_other_programs_get_three_levels() -> None:
    three = with_levels(*LEVELS).three_levels

    assert three.levels() == ("None.", "3 of 4: Nearly both. 1 of 4: One.", "Both.")


def test_between_two_levels_there_is_nothing() -> None:
    three = with_levels(LEVELS[0], LEVELS[-1]).three_levels

    assert three.part == "Nothing: an answer earns all of the points or none."


def test_another_number_of_points_is_another_version_of_the_item() -> None:
    other = with_levels({"points": "4", "text": "Both."}, {"points": "0", "text": "None."})

    assert fingerprint(with_levels(*LEVELS)) != fingerprint(other)


def test_an_item_with_levels_survives_storage() -> None:
    item = with_levels(*LEVELS)

    assert ExtendedResponse.model_validate(item.model_dump(mode="json")) == item
