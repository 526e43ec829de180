"""Several tries at an item, what each is worth, the way out, and the hints on the way."""

from fractions import Fraction
from typing import Any

import pytest

from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Attempt
from sourcebook.model.items import Item
from sourcebook.pages.shared import clock
from sourcebook.store.attempts import Attempts
from tests.builders import multiple_choice, numeric, single_choice

from .conftest import (
    Browser,
    Serve,
    everything_sent,
    hand_in,
    html,
    labels,
    press,
    restart,
    right,
    wrong,
)
from .tiny_course import at, begin, chosen, ticked, words

TRIES = {"tries": ["1", "1/2", "0"]}
REFUSER = single_choice(**TRIES)
ANOTHER = numeric(id="another")
HINTS = [
    "Think of who was host.",
    {"text": "One report has his word.", "passage": "s1.p2"},
]
HINTED = single_choice(hints=HINTS)


def earned(browser: Browser) -> Fraction:
    """The score on record for the first item."""
    return earned_at(browser.attempt(), 0)


@pytest.mark.parametrize(
    ("misses", "worth"), [(0, Fraction(1)), (1, Fraction(1, 2)), (2, Fraction(0))]
)
def test_each_try_is_worth_what_the_author_says(
    browser: Browser, serve: Serve, misses: int, worth: Fraction
) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)
    for _ in range(misses):
        hand_in(tab, wrong(REFUSER))

    hand_in(tab, right(REFUSER))

    assert earned(browser) == worth
    assert REFUSER.rationale in words(tab)
    assert "Pashinyan (right, your answer)" in words(tab)


def test_a_miss_tells_how_many_tries_are_left_and_nothing_of_what_is_right(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)

    hand_in(tab, wrong(REFUSER))

    assert "You have 2 tries left" in words(tab)
    assert "the next can earn 50 % of the points" in words(tab)
    assert "is-key" not in html(tab)
    assert REFUSER.rationale not in everything_sent(tab)
    assert labels(tab) == ["Check my answer", "Show the solution", "Skip for now"]


def test_a_try_without_points_is_announced_as_practice(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)

    for _ in range(2):
        hand_in(tab, wrong(REFUSER))

    assert "You have 1 try left" in words(tab)
    assert "for practice, without points" in words(tab)


def test_after_the_last_try_the_key_is_shown(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)

    for _ in REFUSER.tries:
        hand_in(tab, wrong(REFUSER))

    assert "✗ Not right" in words(tab)
    assert "Pashinyan (right)" in words(tab)
    assert labels(tab) == ["Next item"]


@pytest.mark.parametrize(("misses", "number", "points"), [(1, 2, "0.5"), (2, 3, "0")])
def test_right_at_a_later_try_says_at_which_whatever_it_earned(
    browser: Browser, serve: Serve, misses: int, number: int, points: str
) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)
    for _ in range(misses):
        hand_in(tab, wrong(REFUSER))

    hand_in(tab, right(REFUSER))

    assert f"◐ Right at try {number}" in words(tab)
    assert "✗" not in words(tab)
    assert "class='result part'" in html(tab)
    assert f"aria-label='Item 1, right at try {number}'" in html(tab)
    assert f"{points} of 1 point." in words(tab)


def test_right_at_the_first_try_names_no_try(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), right(REFUSER))

    assert "✓ Right" in words(tab)
    assert "at try" not in words(tab)
    assert "class='result right'" in html(tab)


def test_a_later_try_that_is_only_partly_right_is_not_called_right(
    browser: Browser, serve: Serve
) -> None:
    item = multiple_choice(tries=["1", "1/2"])
    tab = begin(browser, serve, item, ANOTHER)

    for texts in (["Georgia"], ["Armenia"]):
        hand_in(tab, ticked(item, *texts))

    assert "◐ Partly right" in words(tab)
    assert "at try" not in words(tab)


def test_an_answer_partly_right_says_so_and_can_be_mended(browser: Browser, serve: Serve) -> None:
    item = multiple_choice(**TRIES)
    tab = begin(browser, serve, item, ANOTHER)

    hand_in(tab, ticked(item, "Armenia"))

    assert "◐ Partly right: 1 of 2 right Your answer Armenia You have 2 tries left" in words(tab)
    assert earned(browser) == Fraction(1, 2)


def test_a_later_try_never_lowers_the_score(browser: Browser, serve: Serve) -> None:
    item = multiple_choice(tries=["1", "1/2"])
    tab = begin(browser, serve, item, ANOTHER)

    hand_in(tab, ticked(item, "Armenia"))
    hand_in(tab, ticked(item, "Georgia", "Azerbaijan"))

    assert earned(browser) == Fraction(1, 2)
    assert "0.5 of 1 point." in words(tab)
    assert "The best try counts." in words(tab)


def test_the_next_try_starts_from_the_answer_before(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)

    hand_in(tab, chosen(REFUSER, "Putin"))

    assert tab.radio[0].value == chosen(REFUSER, "Putin").option


def test_every_try_is_on_record(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)

    for text in ("Putin", "Lukashenko", "Pashinyan"):
        hand_in(tab, chosen(REFUSER, text))

    given = [answer.response for answer in browser.attempt().record(0).answers]
    assert given == [chosen(REFUSER, text) for text in ("Putin", "Lukashenko", "Pashinyan")]


def test_the_solution_is_not_offered_before_a_first_try(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER)

    assert labels(tab) == ["Check my answer", "Skip for now"]


def test_whoever_asks_for_the_solution_sees_it_and_keeps_what_she_has(
    browser: Browser, serve: Serve
) -> None:
    item = multiple_choice(**TRIES)
    tab = hand_in(begin(browser, serve, item, ANOTHER), ticked(item, "Armenia"))

    press(tab, "Show the solution")

    assert item.rationale in words(tab)
    assert "Belarus (right)" in words(tab)
    assert earned(browser) == Fraction(1, 2)
    assert labels(tab) == ["Next item"]


def test_the_solution_of_the_last_item_finishes_the_attempt(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), wrong(REFUSER))

    press(tab, "Show the solution")

    assert browser.attempt().is_finished
    assert labels(tab) == ["To my result"]


def test_a_refresh_between_two_tries_comes_back_to_the_second(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), wrong(REFUSER))
    restart()

    again = browser.open("quiz", **tab.query_params)

    assert html(again) == html(tab)
    assert again.radio[0].value == tab.radio[0].value


def test_the_same_try_in_two_tabs_counts_once(browser: Browser, serve: Serve) -> None:
    first = begin(browser, serve, REFUSER, ANOTHER)
    second = at(browser, browser.attempt(), 1)
    hand_in(first, chosen(REFUSER, "Putin"))

    hand_in(second, chosen(REFUSER, "Lukashenko"))

    given = [answer.response for answer in browser.attempt().record(0).answers]
    assert given == [chosen(REFUSER, "Putin")]
    assert "You have 2 tries left" in words(second)


def test_a_try_overtaken_by_another_tab_is_not_counted_as_the_next(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tab's try is saved between the drawing of the page and the saving of this one."""
    tab = begin(browser, serve, REFUSER, ANOTHER)
    answer, first = Attempts.answer, chosen(REFUSER, "Putin")

    def answer_second(attempts: Attempts, *args: Any, **named: Any) -> Attempt:
        answer(attempts, browser.learner, browser.attempt().id, 0, first, now=clock.now())
        return answer(attempts, *args, **named)

    monkeypatch.setattr(Attempts, "answer", answer_second)
    hand_in(tab, chosen(REFUSER, "Lukashenko"))

    given = [each.response for each in browser.attempt().record(0).answers]
    assert given == [first]


def test_a_tab_left_behind_shows_the_solution_that_another_asked_for(
    browser: Browser, serve: Serve
) -> None:
    first = hand_in(begin(browser, serve, REFUSER, ANOTHER), wrong(REFUSER))
    second = at(browser, browser.attempt(), 1)
    press(first, "Show the solution")

    hand_in(second, right(REFUSER))

    assert earned(browser) == 0
    assert "Pashinyan (right)" in words(second)


def test_hints_open_one_after_another(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, HINTED, ANOTHER)
    told = [words(tab)]

    for label in ("Show a hint (1 of 2)", "Show a hint (2 of 2)"):
        press(tab, label)
        told.append(words(tab))

    assert ["Think of who was host." in each for each in told] == [False, True, True]
    assert ["One report has his word." in each for each in told] == [False, False, True]
    assert labels(tab) == ["Check my answer", "Skip for now"]


def test_a_hint_is_not_sent_before_it_is_opened(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, HINTED, ANOTHER)

    press(tab, "Show a hint")

    assert "One report has his word." not in everything_sent(tab)
    assert "s1.p2" not in everything_sent(tab)


def test_a_stale_button_opens_no_hint_unseen(browser: Browser, serve: Serve) -> None:
    first = begin(browser, serve, HINTED, ANOTHER)
    second = at(browser, browser.attempt(), 1)
    press(second, "Show a hint (1 of 2)")

    press(first, "Show a hint (1 of 2)")

    assert browser.attempt().record(0).hints == 1
    assert "Think of who was host." in words(first)
    assert labels(first)[1] == "Show a hint (2 of 2)"


def test_a_button_overtaken_by_another_tab_opens_no_hint_unseen(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tab's hint is opened between the drawing of the page and the saving."""
    tab = begin(browser, serve, HINTED, ANOTHER)
    open_hint = Attempts.open_hint

    def open_second(attempts: Attempts, *args: Any, **named: Any) -> Attempt:
        open_hint(attempts, *args, **named)
        return open_hint(attempts, *args, **named)

    monkeypatch.setattr(Attempts, "open_hint", open_second)
    press(tab, "Show a hint")

    assert browser.attempt().record(0).hints == 1
    assert "One report has his word." not in everything_sent(tab)


def test_a_hint_with_a_passage_leads_to_it(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, HINTED, ANOTHER)

    press(tab, "Show a hint")
    press(tab, "Show a hint")

    assert (
        "One report has his word. <a data-in-app='1' href='/sources?passage=s1.p2'>"
        "Open the passage</a></div></li>"
    ) in html(tab)


def test_opened_hints_are_still_there_after_a_refresh_and_a_restart(
    browser: Browser, serve: Serve
) -> None:
    tab = press(begin(browser, serve, HINTED, ANOTHER), "Show a hint")
    restart()

    again = browser.open("quiz", **tab.query_params)

    assert html(again) == html(tab)
    assert "Show a hint (2 of 2)" in labels(again)


def test_opened_hints_stay_through_the_next_try(browser: Browser, serve: Serve) -> None:
    item = single_choice(hints=HINTS, **TRIES)
    tab = press(begin(browser, serve, item, ANOTHER), "Show a hint")

    hand_in(tab, wrong(item))

    assert "Think of who was host." in words(tab)
    assert "Show a hint (2 of 2)" in labels(tab)


def test_hints_cost_nothing(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, HINTED)
    press(tab, "Show a hint")
    press(tab, "Show a hint")

    hand_in(tab, right(HINTED))

    assert earned(browser) == 1
    assert "You opened 2 hints. Hints cost nothing." in words(tab)


def test_what_is_filled_in_stays_when_a_hint_is_opened(browser: Browser, serve: Serve) -> None:
    item: Item = HINTED.model_copy(update=TRIES | {"tries": (Fraction(1), Fraction(1, 2))})
    tab = hand_in(begin(browser, serve, item, ANOTHER), chosen(item, "Putin"))

    press(tab, "Show a hint")

    assert tab.radio[0].value == chosen(item, "Putin").option


def test_test_mode_gives_no_hints_and_one_try(browser: Browser, serve: Serve) -> None:
    item = single_choice(hints=HINTS, **TRIES)

    tab = begin(browser, serve, item, ANOTHER, feedback="deferred")

    assert labels(tab) == ["Next item", "Review and hand in"]
    assert "Think of who was host." not in everything_sent(tab)
    assert "tries" not in words(tab)
