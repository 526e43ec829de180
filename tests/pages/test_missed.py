"""To practise only what was missed: which items, what it changes, and what it does not."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.items import Item
from sourcebook.pages.shared import clock, services
from tests.builders import (
    extended_response,
    matching,
    multiple_choice,
    numeric,
    quiz,
    single_choice,
    true_false,
)

from .conftest import Browser, Serve, hand_in, labels, press, right, wrong
from .tiny_course import at, begin, files, teach, ticked, words

REFUSER, MEMBERS, DAY = single_choice(), multiple_choice(), numeric()
UNSIGNED, SPEAKERS = true_false(), matching()
ITEMS = (REFUSER, MEMBERS, DAY, UNSIGNED)


def take(browser: Browser, *rightly: Item, wrongly: tuple[Item, ...] = ()) -> AppTest:
    """The result of an attempt in which only these items were answered."""
    attempt = browser.start(services.library().course().quizzes["yerevan-quiz"])
    for place, pinned in enumerate(attempt.items):
        if pinned.item.id in {item.id for item in rightly}:
            browser.answer(attempt, place, right(pinned.item))
        if pinned.item.id in {item.id for item in wrongly}:
            browser.answer(attempt, place, wrong(pinned.item))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    return browser.open("quiz", attempt=attempt.id)


def asked(browser: Browser) -> list[str]:
    """The ids of the items of the newest attempt."""
    return [pinned.item.id for pinned in browser.attempt().items]


def test_what_was_wrong_partly_right_or_left_open_is_practised_and_no_more(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, *ITEMS)
    attempt = browser.attempt()
    browser.answer(attempt, 0, right(REFUSER))
    browser.answer(attempt, 1, ticked(MEMBERS, "Armenia"))
    browser.answer(attempt, 2, wrong(DAY))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    tab = browser.open("quiz", attempt=attempt.id)

    press(tab, "Practise only the 3 items you missed")

    assert asked(browser) == ["members", "day", "unsigned"]
    assert tab.query_params["item"] == "1"
    assert "The Yerevan summit, what you missed" in words(tab)


def test_one_item_is_spoken_of_in_the_singular(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)

    tab = take(browser, REFUSER, wrongly=(DAY,))

    assert "Practise only the 1 item you missed" in labels(tab)


def test_whoever_missed_nothing_is_offered_nothing(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)

    tab = take(browser, REFUSER, DAY)

    assert labels(tab) == ["See all my scores", "Take the quiz again"]


def practise(browser: Browser, serve: Serve, *, rightly: bool = True) -> AppTest:
    """The result of practising the one item of two that was missed."""
    teach(serve, REFUSER, DAY)
    tab = press(take(browser, REFUSER, wrongly=(DAY,)), "Practise only")
    hand_in(tab, right(DAY) if rightly else wrong(DAY))
    return press(tab, "To my result")


def test_the_end_of_practice_says_that_no_score_has_changed(browser: Browser, serve: Serve) -> None:
    tab = practise(browser, serve)

    assert "Practised: 100 %. Your quiz results stay as they are. 1 of 1 point." in words(tab)
    assert "pass" not in words(tab).lower()


@pytest.mark.parametrize("rightly", [True, False])
def test_practice_is_not_among_the_scores_and_changes_none(
    browser: Browser, serve: Serve, *, rightly: bool
) -> None:
    practise(browser, serve, rightly=rightly)

    scores, course = words(browser.open("scores")), words(browser.open(""))

    assert "The Yerevan summit 1 50 % 50 %" in scores
    assert scores.partition("Reviews and practice")[0].count("Look through") == 1
    assert "your best 50 %" in course


def test_what_is_missed_in_practice_can_be_practised_again(browser: Browser, serve: Serve) -> None:
    tab = practise(browser, serve, rightly=False)

    press(tab, "Practise only the 1 item you missed")

    assert asked(browser) == ["day"]
    assert browser.attempt().purpose == "missed"
    assert len(services.store().attempts.of_learner(browser.learner)) == 3


def test_practice_left_half_way_makes_room_for_what_was_missed_since(
    browser: Browser, serve: Serve
) -> None:
    teach(serve, REFUSER, DAY)
    press(take(browser, REFUSER, wrongly=(DAY,)), "Practise only")
    first = browser.attempt()

    press(take(browser, DAY, wrongly=(REFUSER,)), "Practise only")

    assert asked(browser) == ["refuser"]
    ended = services.store().attempts.one(browser.learner, first.id)
    assert ended
    assert ended.is_finished


def test_practising_the_same_items_twice_goes_on_where_it_was(
    browser: Browser, serve: Serve
) -> None:
    teach(serve, REFUSER, DAY, SPEAKERS)
    tab = press(take(browser, REFUSER, wrongly=(DAY,)), "Practise only the 2 items")
    hand_in(tab, right(DAY))
    first = browser.attempt()

    tab = press(take(browser, wrongly=(DAY, SPEAKERS)), "Practise only the 2 items")

    running = services.store().attempts.unfinished(
        browser.learner, "yerevan-quiz", purpose="missed"
    )
    assert running
    assert running.id == first.id == tab.query_params["attempt"]
    assert "1 of 2 answered" in words(tab)


def test_the_course_and_the_scores_name_practice_as_such(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)
    press(take(browser, REFUSER, wrongly=(DAY,)), "Practise only")

    course, scores = words(browser.open("")), words(browser.open("scores"))

    assert "You stopped in the quiz “The Yerevan summit, what you missed”: 0 of 1 items" in course
    assert "“The Yerevan summit, what you missed” is not finished: 0 of 1 item answered" in scores


def test_practice_can_be_left_and_gone_on_with(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)
    press(take(browser, REFUSER, wrongly=(DAY,)), "Practise only")

    tab = press(browser.open(""), "Go on with the quiz")

    assert "The Yerevan summit, what you missed" in words(tab)
    assert "Item 1 of 1" in words(tab)


def test_practice_under_way_does_not_stand_in_for_the_quiz(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)
    press(take(browser, REFUSER, wrongly=(DAY,)), "Practise only")

    tab = press(browser.open("quiz", quiz="yerevan-quiz"), "Start the quiz")

    assert asked(browser) == ["refuser", "day"]
    assert "what you missed" not in words(tab)


def test_the_whole_quiz_can_be_taken_again_from_the_end_of_practice(
    browser: Browser, serve: Serve
) -> None:
    tab = practise(browser, serve)

    press(tab, "Take the quiz again")

    assert asked(browser) == ["refuser", "day"]
    assert browser.attempt().purpose == "quiz"


def test_what_was_missed_in_a_test_is_explained_at_once_in_practice(
    browser: Browser, serve: Serve
) -> None:
    teach(serve, REFUSER, DAY, feedback="deferred")
    tab = press(take(browser, REFUSER), "Practise only")

    hand_in(tab, right(DAY))

    assert "✓ Right" in words(tab)
    assert labels(tab) == ["To my result"]


def test_an_item_that_was_mended_since_is_practised_as_mended(
    browser: Browser, serve: Serve
) -> None:
    teach(serve, REFUSER, DAY)
    tab = take(browser, REFUSER, wrongly=(DAY,))
    teach(serve, REFUSER, numeric(stem="On which day of November did they meet?"))

    press(tab, "Practise only")

    assert "On which day of November did they meet?" in words(tab)


def test_an_item_that_was_taken_out_since_is_not_practised(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)
    tab = take(browser, REFUSER, wrongly=(DAY,))
    teach(serve, REFUSER, SPEAKERS)

    tab.run()

    assert labels(tab) == ["See all my scores", "Take the quiz again"]
    assert not tab.exception


def test_the_result_and_the_scores_name_the_same_number_of_items(
    browser: Browser, serve: Serve
) -> None:
    """A text waits for its mark, and an item was left out: both pages go by one rule."""
    teach(serve, REFUSER, MEMBERS, DAY, extended_response())
    tab = take(browser, REFUSER, wrongly=(MEMBERS, extended_response()))

    scores = browser.open("scores")

    assert "Practise only the 2 items you missed" in labels(tab)
    assert "Practise what you missed (2 items)" in labels(scores)


def test_what_was_right_since_is_not_practised_from_the_earlier_result(
    browser: Browser, serve: Serve
) -> None:
    teach(serve, REFUSER, DAY)
    first = take(browser, wrongly=(REFUSER, DAY)).query_params["attempt"]
    take(browser, DAY, wrongly=(REFUSER,))

    tab = browser.open("quiz", attempt=first)

    assert "Practise only the 1 item you missed" in labels(tab)


def test_left_out_after_a_right_answer_is_not_missed(browser: Browser, serve: Serve) -> None:
    teach(serve, REFUSER, DAY)
    take(browser, REFUSER, DAY)

    tab = take(browser, DAY)

    assert labels(tab) == ["See all my scores", "Take the quiz again"]


def test_nothing_is_offered_for_a_quiz_that_is_no_longer_there(
    browser: Browser, serve: Serve
) -> None:
    teach(serve, REFUSER, DAY)
    take(browser, REFUSER, wrongly=(DAY,))
    serve(files(*quiz(REFUSER, DAY).items, id="another-quiz"))

    tab = browser.open("quiz", attempt=browser.attempt().id)

    assert labels(tab) == ["See all my scores"]


def test_practice_counts_no_points_towards_the_first_attempt(
    browser: Browser, serve: Serve
) -> None:
    practise(browser, serve)
    first = services.store().attempts.of_learner(browser.learner)[0]

    tab = at(browser, first, 2)

    assert "✗ Not right" in words(tab)
