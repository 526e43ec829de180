"""What a further try is told: what was tried, how near it was, and nothing of what is right."""

import pytest

from sourcebook.model.attempts import Choice, Ordered, Typed
from sourcebook.model.items import Item
from sourcebook.model.options import options
from sourcebook.pages.quiz.last_try import reveals_key
from tests.builders import (
    matching,
    multiple_choice,
    numeric,
    ordering,
    short_answer,
    single_choice,
    true_false,
)

from .conftest import Browser, Serve, everything_sent, hand_in, html
from .test_kinds import pairing
from .tiny_course import begin, chosen, ticked, words

TRIES = {"tries": ["1", "1/2", "0"]}
ANOTHER = numeric(id="another")


def choice(feedback: str) -> Item:
    """An item with two tries and a remark on the option Putin."""
    distractors = [{"text": "Putin", "feedback": feedback}, "Lukashenko"]
    return single_choice(distractors=distractors, **TRIES)


def test_the_option_that_was_tried_is_named_and_marked_in_words(
    browser: Browser, serve: Serve
) -> None:
    item = single_choice(**TRIES)
    tab = hand_in(begin(browser, serve, item, ANOTHER), chosen(item, "Putin"))

    assert "✗ Not yet Your answer Putin You have 2 tries left" in words(tab)
    assert sorted(tab.radio[0].options) == ["Lukashenko", "Pashinyan", "Putin (tried)"]

    hand_in(tab, chosen(item, "Lukashenko"))

    assert sorted(tab.radio[0].options) == ["Lukashenko (tried)", "Pashinyan", "Putin (tried)"]


def test_the_authors_remark_on_what_was_tried_is_shown(browser: Browser, serve: Serve) -> None:
    item = choice("He was a guest, and signed.")

    tab = hand_in(begin(browser, serve, item, ANOTHER), chosen(item, "Putin"))

    assert "He was a guest, and signed." in words(tab)


def test_a_remark_that_tells_the_key_waits_for_the_end(browser: Browser, serve: Serve) -> None:
    item = choice("He signed; it was Pashinyan who did not.")

    tab = hand_in(begin(browser, serve, item, ANOTHER), chosen(item, "Putin"))

    assert "it was Pashinyan" not in everything_sent(tab)


def test_ordering_says_how_many_stand_in_the_right_place(browser: Browser, serve: Serve) -> None:
    item = ordering(**TRIES)
    ids = [each.id for each in options(item)]
    given = Ordered(options=(ids[0], ids[1], ids[3], ids[2]))

    tab = hand_in(begin(browser, serve, item, ANOTHER), given)

    assert "◐ Partly right: 2 of 4 texts are in the right place" in words(tab)
    assert "is-key" not in html(tab)


def test_matching_says_how_many_rows_are_right(browser: Browser, serve: Serve) -> None:
    item = matching(**TRIES)

    tab = hand_in(begin(browser, serve, item, ANOTHER), pairing(item, "Armenia", "Armenia"))

    assert "◐ Partly right: 1 of 2 rows is right" in words(tab)
    assert "is-key" not in html(tab)


def test_ticks_say_how_many_are_right_and_wrong(browser: Browser, serve: Serve) -> None:
    item = multiple_choice(**TRIES)

    tab = hand_in(begin(browser, serve, item, ANOTHER), ticked(item, "Armenia", "Georgia"))

    assert "◐ 1 right, 1 wrong Your answer" in words(tab)


@pytest.mark.parametrize(
    ("item", "given", "remark", "reveals"),
    [
        (numeric(key="2000"), Typed(text="5"), "Far too few.", False),
        (numeric(key="2000"), Typed(text="5"), "Two reports have 2,000.", True),
        (short_answer(), Typed(text="Putin"), "He was a guest.", False),
        (short_answer(), Typed(text="Putin"), "Pashinyan's word, not his.", True),
        (single_choice(key="UN"), Choice(option=""), "The UN is meant.", True),
        (true_false(), Choice(option="false"), "Read it again.", True),
    ],
)
def test_a_remark_is_held_back_where_it_might_reveal_the_key(
    item: Item, given: Choice | Typed, remark: str, *, reveals: bool
) -> None:
    assert reveals_key(item, remark, given) is reveals
