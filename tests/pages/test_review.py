"""Review and practice: what the first page offers, how a session goes, and what comes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.items import Item
from sourcebook.pages.quiz import review_sessions
from sourcebook.pages.scores import scores_page as scores
from sourcebook.pages.shared import clock, services
from sourcebook.pages.shared.buttons import action_button
from tests.builders import extended_response, multiple_choice, numeric, single_choice

from .conftest import (
    MORNING,
    Browser,
    Serve,
    button,
    hand_in,
    html,
    labels,
    press,
    right,
    sureness,
    wrong,
)
from .tiny_course import teach, words

REFUSER, MEMBERS, DAY = single_choice(), multiple_choice(), numeric()
Turn = Callable[[float], None]
"""Turns the clock to so many days after the morning of the summit."""
Start = Callable[[str], None]
"""Starts a session of a learner in a course."""


@pytest.fixture
def turn(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Turns the clock; each look at it is still a minute on."""

    def _turn(days: float) -> None:
        minutes = count()
        monkeypatch.setattr(
            clock, "now", lambda: MORNING + timedelta(days=days, minutes=next(minutes))
        )

    return _turn


def take(browser: Browser, serve: Serve, *items: Item, missed: int = 0) -> None:
    """A quiz of these items, taken: so many of the first were missed, the rest were right."""
    attempt = browser.start(teach(serve, *items))
    for place, item in enumerate(items):
        browser.answer(attempt, place, (wrong if place < missed else right)(item))


def many(number: int) -> tuple[Item, ...]:
    """So many items."""
    return tuple(single_choice(id=f"item-{n}") for n in range(number))


def review(browser: Browser) -> AppTest:
    """A tab at the first item of a review just started from the first page."""
    return press(browser.open(), "Review")


def finish(browser: Browser, tab: AppTest, *, missed: int = 0) -> AppTest:
    """The result of the session in this tab, in which the first so many were missed."""
    items = [pinned.item for pinned in browser.attempt().items]
    for place, item in enumerate(items):
        hand_in(tab, (wrong if place < missed else right)(item))
        press(tab, "Next item" if place + 1 < len(items) else "To my result")
    return tab


def start(browser: Browser, monkeypatch: pytest.MonkeyPatch, session: Start) -> AppTest:
    """A tab after a press of a button that starts such a session."""

    def _show() -> None:
        action_button("Practise", lambda: session(browser.learner), key="practise")

    monkeypatch.setattr(scores, "show", _show)
    return press(browser.open("scores"), "Practise")


def asked(browser: Browser) -> list[str]:
    """The ids of the items of the newest attempt."""
    return [pinned.item.id for pinned in browser.attempt().items]


def test_whoever_has_answered_nothing_is_told_nothing_of_reviews(browser: Browser) -> None:
    assert "eview" not in words(browser.open())


def test_whoever_missed_nothing_is_told_nothing_of_reviews(browser: Browser, serve: Serve) -> None:
    take(browser, serve, REFUSER, DAY)

    assert "eview" not in words(browser.open())


def test_before_anything_is_due_the_day_of_the_next_review_is_named(
    browser: Browser, serve: Serve
) -> None:
    take(browser, serve, REFUSER, DAY, missed=1)

    tab = browser.open()

    assert "Next review: tomorrow" in words(tab)
    assert labels(tab) == ["Start with the first lesson"]


def test_what_is_due_today_is_on_the_first_page(browser: Browser, serve: Serve, turn: Turn) -> None:
    take(browser, serve, *many(8), missed=7)
    turn(1)

    tab = browser.open()

    assert "7 items are due for review today, about 5 minutes." in words(tab)
    assert labels(tab) == ["Start with the first lesson", "Review them"]


def test_one_item_is_spoken_of_in_the_singular(browser: Browser, serve: Serve, turn: Turn) -> None:
    take(browser, serve, REFUSER, DAY, missed=1)
    turn(1)

    tab = browser.open()

    assert "1 item is due for review today, about 1 minute." in words(tab)
    assert "Review it" in labels(tab)


def test_of_many_items_the_first_ten_make_a_session(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, *many(13), missed=13)
    turn(1)
    tab = browser.open()
    said = words(tab)

    press(tab, "Review them")

    assert "13 items are due for review today. The first 10 take about 7 minutes." in said
    assert asked(browser) == [f"item-{n}" for n in range(10)]


@pytest.mark.parametrize(("now", "due"), [("19:59", False), ("20:00", True)])
def test_the_day_ends_by_the_clock_of_the_learner(
    browser: Browser,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    *,
    now: str,
    due: bool,
) -> None:
    """Missed on the 23rd at 13:00 in Yerevan; there the 24th begins at 20:00 UTC."""
    take(browser, serve, REFUSER, missed=1)
    moment = datetime.fromisoformat(f"2022-11-23T{now}:00+00:00")
    monkeypatch.setattr(clock, "now", lambda: moment)
    tab = browser.open()

    tab.context = {"timezone": "Asia/Yerevan"}
    tab.run()

    assert ("1 item is due for review today" in words(tab)) is due


def test_a_review_asks_how_sure_one_is_and_explains_at_once(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, DAY, missed=2)
    turn(1)
    tab = review(browser)
    assert sureness(tab)

    hand_in(tab, right(REFUSER), "certain")

    assert "Review 1 of 2 answered" in words(tab)
    assert "✓ Right" in words(tab)
    assert "You were certain" in words(tab)
    assert "This comes back on 27 November." in words(tab)


def test_in_a_quiz_nothing_is_said_of_coming_back(browser: Browser, serve: Serve) -> None:
    take(browser, serve, REFUSER, DAY, missed=1)

    tab = browser.open("quiz", attempt=browser.attempt().id, item="1")

    assert "comes back" not in words(tab)


def test_the_end_of_a_review_says_what_was_right_and_what_comes_back(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, MEMBERS, DAY, missed=3)
    turn(1)

    tab = finish(browser, review(browser), missed=1)

    assert "Reviewed: 2 of 3 right. 1 comes back tomorrow, the others later." in words(tab)
    assert "pass" not in words(tab).lower()
    assert labels(tab) == ["Back to the course", "See all my scores"]


def test_days_that_are_further_off_are_named(browser: Browser, serve: Serve, turn: Turn) -> None:
    take(browser, serve, REFUSER, DAY, missed=2)
    turn(1)

    tab = finish(browser, review(browser))

    assert "Reviewed: 2 of 2 right. 2 come back on 26 November." in words(tab)


def test_a_day_of_another_year_is_named_with_it(browser: Browser, serve: Serve, turn: Turn) -> None:
    turn(37)
    take(browser, serve, REFUSER, missed=1)
    turn(38)
    finish(browser, review(browser))

    tab = browser.open()

    assert "Next review: 2 January 2023" in words(tab)


def test_a_review_changes_no_result(browser: Browser, serve: Serve, turn: Turn) -> None:
    take(browser, serve, REFUSER, DAY, missed=2)
    turn(1)
    finish(browser, review(browser))

    page = words(browser.open())

    assert "◐ Not passed yet, your best 0 %" in page
    assert browser.attempt().purpose == "review"


def test_after_ten_items_one_can_go_on_with_the_rest(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, *many(13), missed=13)
    turn(1)
    tab = finish(browser, review(browser))

    press(tab, "Go on with the next 3 items")

    assert asked(browser) == ["item-10", "item-11", "item-12"]
    assert "Item 1 of 3" in words(tab)


def test_what_is_left_out_of_a_review_is_still_due(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, DAY, missed=2)
    turn(1)
    tab = hand_in(review(browser), right(REFUSER))
    press(press(tab, "Next item"), "Skip for now")

    said = words(tab)
    press(tab, "Finish without it")

    assert "What you leave out now can come back another time." in said
    assert "Reviewed: 1 of 2 right. 1 is still due today." in words(tab)
    assert "Go on with the next item" in labels(tab)


def test_a_review_left_half_way_is_gone_on_with(browser: Browser, serve: Serve, turn: Turn) -> None:
    take(browser, serve, REFUSER, MEMBERS, DAY, missed=3)
    turn(1)
    hand_in(review(browser), right(REFUSER))
    first = browser.attempt()
    tab = browser.open()
    said = words(tab)

    press(tab, "Go on with the review")

    assert "Your review is not finished: 1 of 3 items answered." in said
    assert tab.query_params["attempt"] == first.id
    assert "Item 2 of 3" in words(tab)


def test_a_review_left_on_an_earlier_day_is_gone_on_with_before_what_is_due_since(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, DAY, missed=1)
    turn(1)
    review(browser)
    first = browser.attempt()
    turn(5)

    tab = press(browser.open(), "Go on with the review")

    assert tab.query_params["attempt"] == first.id


def test_an_open_review_does_not_hide_the_quiz_that_is_open(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, DAY, missed=2)
    turn(1)
    browser.start(services.library().course().quizzes["yerevan-quiz"])
    review(browser)

    tab = browser.open()

    assert "You stopped in the quiz “The Yerevan summit”" in words(tab)
    assert labels(tab) == ["Go on with the quiz", "Go on with the review"]
    assert button(tab, "Go on with the review").proto.type == "secondary"


def test_a_review_that_another_tab_has_done_leads_back_to_the_course(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, missed=1)
    turn(1)
    late = browser.open()
    finish(browser, review(browser))

    press(late, "Review it")

    assert "Next review: 26 November" in words(late)
    assert not late.exception


def test_the_address_of_the_review_offers_what_is_due(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, missed=1)
    turn(1)
    tab = browser.open("quiz", quiz="due-today")
    said = words(tab)

    looks = button(tab, "Review it").proto.type

    press(tab, "Review it")

    assert "1 item is due for review today" in said
    assert looks == "primary"
    assert not tab.warning
    assert "Item 1 of 1" in words(tab)


def test_the_address_of_the_review_leads_into_the_one_that_is_open(
    browser: Browser, serve: Serve, turn: Turn
) -> None:
    take(browser, serve, REFUSER, missed=1)
    turn(1)
    review(browser)

    tab = browser.open("quiz", quiz="due-today")

    assert "Item 1 of 1" in words(tab)


@pytest.mark.parametrize("name", ["due-today", "missed-items"])
def test_the_address_of_a_review_tells_a_new_learner_what_it_is(
    browser: Browser, name: str
) -> None:
    tab = browser.open("quiz", quiz=name)

    assert "comes back when you are about to forget it" in words(tab)
    assert "Nothing of yours has to come back so far." in words(tab)
    assert "href='/'>To the course" in html(tab)
    assert labels(tab) == []


def test_everything_missed_can_be_practised_at_once(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(browser, serve, REFUSER, MEMBERS, DAY, missed=2)
    tab = start(browser, monkeypatch, review_sessions.practise_missed)

    finish(browser, tab, missed=1)

    assert asked(browser) == ["refuser", "members"]
    assert "What you missed" in words(tab)
    assert "Practised: 1 of 2 right." in words(tab)
    assert "Your quiz results stay as they are." in words(tab)


def test_an_objective_can_be_practised(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(browser, serve, REFUSER, DAY, extended_response())
    one = partial(review_sessions.practise_objective, objective_id="tell-the-day")

    tab = start(browser, monkeypatch, one)

    assert sorted(asked(browser)) == ["day", "refuser"]
    assert browser.attempt().purpose == "practice"
    assert "Practice: " in words(tab)


def test_practice_left_half_way_is_where_one_stopped(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(browser, serve, REFUSER, DAY, missed=2)
    start(browser, monkeypatch, review_sessions.practise_missed)

    tab = browser.open()
    said = words(tab)
    press(tab, "Go on with the practice")

    assert "You stopped in “What you missed”: 0 of 2 items answered." in said
    assert "Item 1 of 2" in words(tab)
