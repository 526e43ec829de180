"""The way through a quiz: on, past, to the end, and back again after whatever happened."""

import random
from fractions import Fraction

import pytest

from sourcebook import delivery
from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from tests.builders import single_choice

from .conftest import (
    Browser,
    Serve,
    component_data,
    fill_in,
    go_through,
    hand_in,
    html,
    labels,
    place_of,
    press,
    restart,
    right,
    wrong,
)
from .tiny_course import begin, words


def answer_all_but(browser: Browser, attempt: Attempt, *open_places: int) -> None:
    """All other places are settled, and rightly."""
    for place in range(len(attempt.items)):
        if place not in open_places:
            browser.settle(attempt, place)


def points(quiz: Quiz, *, but: tuple[int, ...] = ()) -> Fraction:
    """What the items are worth that stand at other places than these."""
    worth = (item.points for place, item in enumerate(quiz.items) if place not in but)
    return sum(worth, Fraction(0))


def test_the_next_item_follows_an_answer(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    tab = browser.open("quiz", attempt=attempt.id, item="1")

    press(tab, "Next item")

    assert tab.query_params["item"] == "2"
    assert f"1 of {len(quiz.items)} answered" in html(tab)


def test_skipping_leads_to_the_next_item_and_writes_nothing(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")

    press(tab, "Skip for now")

    assert tab.query_params["item"] == "2"
    assert browser.attempt().answers == {}


def test_skipping_the_last_item_leads_to_what_was_skipped(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    tab = browser.open("quiz", attempt=attempt.id, item=str(len(quiz.items)))

    press(tab, "Skip for now")

    assert tab.query_params["item"] == "end"
    assert f"{len(quiz.items) - 1} of {len(quiz.items)} items are still open." in html(tab)
    assert f"attempt={attempt.id}&amp;item=2'>2. " in html(tab)


def test_after_the_last_item_the_way_leads_to_what_was_skipped(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    last = len(quiz.items) - 1
    answer_all_but(browser, attempt, 2, 5)

    tab = press(browser.open("quiz", attempt=attempt.id, item=str(last + 1)), "To what is still")

    assert tab.query_params["item"] == "end"


@pytest.mark.parametrize("purpose", ["quiz", "missed", "review", "practice"])
@pytest.mark.parametrize("item", ["1", "2"], ids=["answered", "open"])
def test_every_item_has_a_way_to_finish(
    browser: Browser, quiz: Quiz, purpose: Purpose, item: str
) -> None:
    attempt = services.store().attempts.start(
        browser.learner, quiz, now=clock.now(), rng=random.Random(1), purpose=purpose
    )
    browser.settle(attempt, 0)

    page = html(browser.open("quiz", attempt=attempt.id, item=item))

    left = len(quiz.items) - 1
    assert f"{left} of {len(quiz.items)} items are open." in page
    assert f"attempt={attempt.id}&amp;item=end'>Finish" in page


def test_an_attempt_with_nothing_open_can_be_finished(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So stands one whose last answer was wrong when every answer was asked for its proof."""
    item = single_choice(proof=["s1.p2"], citations=["s1.p2"])
    tab = begin(browser, serve, item)
    with monkeypatch.context() as as_before:
        as_before.setattr(delivery, "is_complete", lambda _attempt: False)
        hand_in(tab, wrong(item))

    press(tab, "To the end")
    assert "Every item is complete." in words(tab)
    press(tab, "To my result")

    assert browser.attempt().is_finished


def test_skipping_the_only_open_item_leads_to_the_end(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    answer_all_but(browser, attempt, 3)
    tab = browser.open("quiz", attempt=attempt.id, item="4")

    press(tab, "Skip for now")

    assert tab.query_params["item"] == "end"
    assert f"1 of {len(quiz.items)} items is still open" in html(tab)
    assert not browser.attempt().is_finished


def test_the_end_leads_back_to_the_first_item_without_an_answer(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    answer_all_but(browser, attempt, 3, 5)
    tab = browser.open("quiz", attempt=attempt.id, item="end")

    press(tab, "Go to the first of them")

    assert tab.query_params["item"] == "4"


def test_finishing_with_open_items_counts_them_as_unanswered(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    answer_all_but(browser, attempt, 3, 5)
    tab = browser.open("quiz", attempt=attempt.id, item="end")

    press(tab, "Finish without them")

    assert browser.attempt().is_finished
    assert "2 items were left unanswered." in html(tab)
    assert f"{points(quiz, but=(3, 5))} of {points(quiz)} points" in html(tab)


def test_an_item_left_open_is_shown_as_such_afterwards(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    tab = browser.open("quiz", attempt=attempt.id, item="1")

    assert "You left this item unanswered." in html(tab)
    assert labels(tab) == ["To my result"]


def test_the_last_answer_finishes_the_attempt(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    answer_all_but(browser, attempt, 0)
    tab = browser.open("quiz", attempt=attempt.id, item="1")

    fill_in(tab, right(quiz.items[0]))
    press(tab, "Check my answer")
    press(tab, "To my result")

    assert "✓ Passed: 100 %" in html(tab)
    assert f"{points(quiz)} of {points(quiz)} points" in html(tab)


def test_a_result_below_the_pass_mark_is_not_passed_yet(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    tab = browser.open("quiz", attempt=attempt.id)

    assert "Not passed yet: 0 %" in html(tab)


def test_a_quiz_can_be_taken_from_start_to_end(browser: Browser, quiz: Quiz) -> None:
    tab = press(browser.open("quiz", quiz=quiz.id), "Start the quiz")

    for item in quiz.items:
        go_through(tab, item)
        press(tab, "To my result" if item is quiz.items[-1] else "Next item")

    assert "✓ Passed: 100 %" in html(tab)
    following = list(services.library().course().lessons.values())[4]
    assert labels(tab) == [f"Next lesson: {following.title}", "Take the quiz again"]


def test_taking_a_quiz_again_is_a_new_attempt(browser: Browser, quiz: Quiz) -> None:
    first = browser.start(quiz)
    services.store().attempts.finish(browser.learner, first.id, now=clock.now())
    tab = browser.open("quiz", attempt=first.id)

    press(tab, "Take the quiz again")

    assert tab.query_params["attempt"] == browser.attempt().id != first.id
    assert tab.query_params["item"] == "1"
    assert not browser.attempt().is_finished


def test_a_finished_quiz_opens_at_its_beginning(browser: Browser, quiz: Quiz) -> None:
    first = browser.start(quiz)
    services.store().attempts.finish(browser.learner, first.id, now=clock.now())

    tab = browser.open("quiz", quiz=quiz.id)

    assert labels(tab) == ["Start the quiz"]


def test_a_finished_attempt_takes_no_more_answers(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    fill_in(tab, right(quiz.items[0]))
    press(tab, "Check my answer")

    assert browser.attempt().answers == {}
    assert "You left this item unanswered." in html(tab)


@pytest.mark.parametrize("item", ["0", "99", "-1", "x", "²", "1.5", "", "9" * 5000])
def test_an_item_that_does_not_exist_leads_to_the_first_open_one(
    browser: Browser, quiz: Quiz, item: str
) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))

    tab = browser.open("quiz", attempt=attempt.id, item=item)

    assert f"Item 2 of {len(quiz.items)}" in html(tab)
    assert not tab.exception


def test_a_refresh_comes_back_to_the_same_item(browser: Browser, quiz: Quiz) -> None:
    tab = press(browser.open("quiz", quiz=quiz.id), "Start the quiz")
    press(tab, "Skip for now")

    again = browser.open("quiz", **tab.query_params)

    assert f"Item 2 of {len(quiz.items)}" in html(again)
    assert html(again) == html(tab)


def test_a_refresh_shows_the_answer_as_it_was_shown(browser: Browser, quiz: Quiz) -> None:
    tab = press(browser.open("quiz", quiz=quiz.id), "Start the quiz")
    fill_in(tab, wrong(quiz.items[0]))
    press(tab, "Check my answer")

    again = browser.open("quiz", **tab.query_params)

    assert html(again) == html(tab)


@pytest.mark.parametrize(
    "kind", ["single_choice", "multiple_choice", "matching", "ordering", "evidence"]
)
def test_the_options_keep_their_order_in_every_tab(browser: Browser, quiz: Quiz, kind: str) -> None:
    tab = press(browser.open("quiz", quiz=quiz.id), "Start the quiz")
    place = place_of(browser.attempt(), kind)
    address = {**tab.query_params, "item": str(place + 1)}

    tabs = [browser.open("quiz", **address) for _ in range(2)]

    shown = [
        [
            *(option for each in tab.radio for option in each.options),
            *(each.label for each in tab.checkbox),
            *component_data(tab, "ordering").get("order", []),
        ]
        for tab in tabs
    ]
    assert shown[0] == shown[1] != []


def test_an_answer_given_in_another_tab_is_not_overwritten(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    first, second = (browser.open("quiz", attempt=attempt.id, item="1") for _ in range(2))
    fill_in(second, right(quiz.items[0]))
    press(second, "Check my answer")

    fill_in(first, wrong(quiz.items[0]))
    press(first, "Check my answer")

    assert browser.attempt().answers[0].response == right(quiz.items[0])
    assert "✓ Right" in html(first)


def test_a_second_press_of_the_button_writes_nothing_more(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    fill_in(tab, right(quiz.items[0]))
    press(tab, "Check my answer")
    written = browser.attempt()

    tab.run()

    assert browser.attempt() == written


def test_the_server_can_be_restarted_between_two_presses(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    fill_in(tab, right(quiz.items[0]))
    restart()

    press(tab, "Check my answer")

    assert browser.attempt().answers[0].score == 1


def test_an_answer_pressed_after_a_restart_arrives(browser: Browser, quiz: Quiz) -> None:
    """A browser reconnects with the values of its widgets and an empty session."""
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    fill_in(tab, right(quiz.items[0]))
    del tab.session_state["credential"]

    press(tab, "Check my answer")

    assert browser.attempt().answers[0].score == 1


def test_an_attempt_goes_on_with_the_items_it_began_with(browser: Browser, quiz: Quiz) -> None:
    first = quiz.items[0].model_copy(update={"stem": "As it was asked then"})
    before_the_edit = quiz.model_copy(update={"items": (first, *quiz.items[1:])})
    browser.start(before_the_edit)

    tab = browser.open("quiz", quiz=quiz.id)

    assert "As it was asked then" in html(tab)


def test_an_attempt_at_a_quiz_that_was_withdrawn_can_be_finished(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz.model_copy(update={"id": "withdrawn"}))
    tab = browser.open("quiz", attempt=attempt.id, item="end")

    press(tab, "Finish without them")

    assert browser.attempt().is_finished
    assert labels(tab) == ["See all my scores"]
