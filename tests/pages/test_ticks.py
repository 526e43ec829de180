"""Ticks of which some are right and some wrong, where together they earn nothing."""

import pytest

from sourcebook.model.items import Item, MultipleChoice
from tests.builders import evidence, multiple_choice

from .conftest import Browser, Serve, hand_in, html, press
from .tiny_course import begin, ticked, words

MIXED = ("Armenia", "Georgia")


def test_one_right_and_one_wrong_tick_are_told_as_such(browser: Browser, serve: Serve) -> None:
    item = multiple_choice()
    tab = hand_in(begin(browser, serve, item), ticked(item, *MIXED))

    assert "◐ 1 right, 1 wrong" in words(tab)
    assert "aria-label='Item 1, 1 right, 1 wrong'" in html(tab)
    assert "class='result part'" in html(tab)


def test_the_result_and_the_scores_say_the_same(browser: Browser, serve: Serve) -> None:
    item = multiple_choice()
    tab = press(hand_in(begin(browser, serve, item), ticked(item, *MIXED)), "To my result")

    listed = "◐ 1 right, 1 wrong, 0 of 1 point"

    assert listed in words(tab)
    assert listed in words(browser.open("scores"))


@pytest.mark.parametrize(
    ("item", "ticks", "told"),
    [
        (multiple_choice(), ("Azerbaijan", "Georgia"), "✗ Not right"),
        (multiple_choice(), ("Armenia",), "◐ Partly right"),
        (multiple_choice(scoring="exact"), ("Armenia",), "◐ 1 of 2 right"),
        (evidence(keys=["s1.p2"]), ("s1.p2", "s1.p1"), "◐ 1 right, 1 wrong"),
    ],
)
def test_what_is_plainly_wrong_or_earned_a_part_keeps_its_word(
    browser: Browser, serve: Serve, item: Item, ticks: tuple[str, ...], told: str
) -> None:
    given = ticked(item, *ticks)
    if not isinstance(item, MultipleChoice):
        given = given.model_copy(update={"options": frozenset(ticks)})

    assert told in words(hand_in(begin(browser, serve, item), given))
