"""How items are asked on paper: the order of options, letters, numbers, and room to write."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.formats.worksheet.item_parts import item_parts
from sourcebook.formats.worksheet.parts import Lines
from sourcebook.formats.worksheet.shuffling import option_order
from sourcebook.formats.worksheet.texts import exact, letter
from sourcebook.model.course import Course
from sourcebook.model.options import options
from tests import builders


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found
    return found


def test_the_options_of_version_b_stand_in_another_order() -> None:
    item = builders.single_choice(key="Armenia", distractors=["Belarus"])

    assert option_order(item, "quiz", "A") == option_order(item, "quiz", "B")[::-1]


def test_options_with_an_order_of_their_own_keep_it() -> None:
    for item in (builders.true_false(), builders.verdict(), builders.evidence()):
        own = tuple(each.id for each in options(item))

        assert sorted(own) == sorted(option_order(item, "quiz", "A"))
        assert option_order(item, "quiz", "A") == option_order(item, "quiz", "B")


def test_a_longer_text_gets_more_lines(course: Course) -> None:
    def lines(length: int) -> int:
        parts = item_parts(builders.extended_response(length=length), course, ())
        return next(part.number for part in parts if isinstance(part, Lines))

    assert (lines(10), lines(100), lines(300)) == (3, 12, 32)


@given(st.fractions())
def test_a_number_is_exact_in_words(number: object) -> None:
    value = Fraction(str(number))
    words = exact(value).removeprefix("-")

    assert sum(map(Fraction, words.split())) == abs(value)
    assert exact(value).startswith("-") == (value < 0)


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        *("a", "z", "aa", "az", "ba", "zz", "aaa")
    ]
