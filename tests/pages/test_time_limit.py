"""A quiz with a time limit: the clock, the end at the deadline, and what comes too late."""

from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Written
from sourcebook.model.items import Item
from sourcebook.pages.shared import clock as server_clock
from sourcebook.pages.shared import services
from tests.builders import extended_response, numeric, single_choice

from .conftest import (
    ARAM,
    MORNING,
    Browser,
    Serve,
    component_key,
    fill_in,
    hand_in,
    labels,
    press,
    restart,
    right,
    wrong,
)
from .tiny_course import at, begin, chosen, refusals, teach, told, words

REFUSER, DAY = single_choice(), numeric()
DEADLINE = MORNING + timedelta(minutes=10)
RAN_OUT = "The time ran out at 09:10:00."


class Clock:
    """A clock that stands still until it is put forward."""

    now = MORNING

    def put_forward(self, *, minutes: float) -> None:
        """Let this much time go by."""
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the server, at nine on the morning of the summit."""
    clock = Clock()
    monkeypatch.setattr(server_clock, "now", lambda: clock.now)
    return clock


def begin_limited(browser: Browser, serve: Serve, *items: Item, **changes: object) -> AppTest:
    """A tab at the first item of an attempt that has just got ten minutes."""
    return begin(browser, serve, *items, time_limit=10, **changes)


def seconds_left(tab: AppTest) -> object:
    """What the clock on the page shows."""
    return told(tab, "countdown")["seconds"]


def has_clock(tab: AppTest) -> bool:
    """Whether the page shows the time left."""
    return any(str(each.key).startswith("clock-") for each in tab.get("bidi_component"))


def result(browser: Browser) -> AppTest:
    """A tab at the end of the newest attempt."""
    return browser.open("quiz", attempt=browser.attempt().id, item="end")


@pytest.mark.parametrize(("limit", "says"), [(10, "10 minutes"), (1, "1 minute")])
def test_the_beginning_names_the_limit_and_says_that_the_clock_runs_on(
    browser: Browser, serve: Serve, limit: int, says: str
) -> None:
    quiz = teach(serve, REFUSER, DAY, time_limit=limit)

    tab = browser.open("quiz", quiz=quiz.id)

    assert f"You have {says}. 60 % passes. The clock runs on if you leave" in words(tab)
    assert "You can stop and come back when you like." not in words(tab)


def test_a_quiz_without_a_limit_has_no_clock(browser: Browser, serve: Serve, clock: Clock) -> None:
    tab = begin(browser, serve, REFUSER, DAY)

    assert not has_clock(tab)
    assert browser.attempt().deadline is None


def test_the_clock_starts_with_the_attempt(browser: Browser, serve: Serve, clock: Clock) -> None:
    quiz = teach(serve, REFUSER, DAY, time_limit=10)
    tab = browser.open("quiz", quiz=quiz.id)
    clock.put_forward(minutes=60)

    press(tab, "Start the quiz")

    assert seconds_left(tab) == 600
    assert browser.attempt().deadline == DEADLINE + timedelta(minutes=60)


def test_the_clock_runs_on_over_a_refresh_a_restart_and_the_next_item(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, REFUSER, DAY)
    shown = [seconds_left(tab)]

    clock.put_forward(minutes=4)
    shown.append(seconds_left(press(tab, "Skip for now")))
    clock.put_forward(minutes=4)
    restart()
    shown.append(seconds_left(result(browser)))

    assert shown == [600, 360, 120]


def test_seconds_are_rounded_up_so_that_the_browsers_clock_is_never_ahead(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, REFUSER, DAY)

    clock.now = DEADLINE - timedelta(milliseconds=1)
    tab.run()

    assert seconds_left(tab) == 1
    assert not browser.attempt().is_finished


def test_when_the_browsers_clock_comes_to_zero_the_attempt_is_finished(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, REFUSER, DAY)
    clock.now = DEADLINE

    tab.session_state[component_key(tab, "countdown")] = {"up": True}
    tab.run()

    assert browser.attempt().is_finished
    assert not has_clock(tab)
    assert "Check my answer" not in labels(tab)


@pytest.mark.parametrize("feedback", ["immediate", "deferred"])
def test_after_the_deadline_the_attempt_is_finished_at_the_deadline_and_says_so(
    browser: Browser, serve: Serve, clock: Clock, feedback: str
) -> None:
    begin_limited(browser, serve, REFUSER, DAY, feedback=feedback)
    browser.answer(browser.attempt(), 0, right(REFUSER))

    clock.put_forward(minutes=600)
    tab = result(browser)

    assert browser.attempt().finished_at == DEADLINE
    counts = "handed in" if feedback == "immediate" else "saved"
    assert f"{RAN_OUT} What was {counts} by then counts. Your result Not passed" in words(tab)
    assert "50 % 1 of 2 points. 60 % passes. 1 item was left unanswered." in words(tab)
    assert not has_clock(tab)


def test_whoever_finishes_in_time_reads_nothing_of_time(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, REFUSER)
    clock.put_forward(minutes=9)
    hand_in(tab, right(REFUSER))

    clock.put_forward(minutes=600)
    tab = result(browser)

    assert browser.attempt().finished_at == MORNING + timedelta(minutes=9)
    assert "time ran out" not in words(tab)
    assert "✓ Passed: 100 %" in words(tab)


def test_a_late_answer_is_not_taken_and_the_page_says_why(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, REFUSER, DAY)
    clock.put_forward(minutes=11)

    hand_in(tab, right(REFUSER))

    assert browser.attempt().answers == {}
    assert RAN_OUT in words(tab)
    assert "You left this item unanswered." in words(tab)
    assert labels(tab) == ["To my result"]


def test_a_late_change_in_test_mode_is_not_taken(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, REFUSER, DAY, feedback="deferred")
    fill_in(tab, right(REFUSER))
    tab.run()
    clock.put_forward(minutes=11)

    fill_in(tab, wrong(REFUSER))
    tab.run()

    assert browser.attempt().answers[0].response == right(REFUSER)
    assert "✓ Right" in words(tab)
    assert RAN_OUT in words(tab)
    assert RAN_OUT in words(result(browser))


def test_an_answer_overtaken_by_the_deadline_is_refused_in_words(
    browser: Browser, serve: Serve, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time runs out between the click and the saving."""
    tab = begin_limited(browser, serve, REFUSER, DAY)
    monkeypatch.setattr(server_clock, "now", lambda: DEADLINE)

    hand_in(tab, right(REFUSER))

    assert refusals(tab) == ["This attempt is finished; its answers stay as they are."]
    assert browser.attempt().answers == {}
    assert browser.attempt().finished_at == DEADLINE


def test_what_was_being_written_when_the_time_ran_out_is_shown_again(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, extended_response(), DAY)
    fill_in(tab, Written(text="Help was"))
    tab.run()
    clock.put_forward(minutes=11)

    tab = at(browser, browser.attempt(), 1)

    assert "What you had written Help was" in words(tab)
    assert RAN_OUT in words(tab)


def test_a_text_in_test_mode_is_handed_in_as_it_stood_at_the_deadline(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    tab = begin_limited(browser, serve, extended_response(), DAY, feedback="deferred")
    fill_in(tab, Written(text="Help was missing"))
    tab.run()
    clock.put_forward(minutes=11)

    tab = at(browser, browser.attempt(), 1)

    assert "Your text Help was missing A model answer" in words(tab)
    assert "Keep this mark" in labels(tab)


def test_the_course_page_no_longer_offers_to_go_on(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    begin_limited(browser, serve, REFUSER, DAY)
    before = labels(browser.open(""))

    clock.put_forward(minutes=11)
    after = labels(browser.open(""))

    assert before == ["Go on with the quiz"]
    assert after == ["Start with the first lesson"]
    assert browser.attempt().finished_at == DEADLINE


def test_the_scores_page_lists_it_as_finished_at_the_deadline(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    begin_limited(browser, serve, REFUSER, DAY)
    clock.put_forward(minutes=600)

    tab = browser.open("scores")

    assert "23 November 2022, 09:10 0 of 2, 2 unanswered" in words(tab)
    assert "is not finished" not in words(tab)


def test_after_the_deadline_the_quiz_can_be_started_anew(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    begin_limited(browser, serve, REFUSER, DAY)
    clock.put_forward(minutes=11)

    tab = press(browser.open("quiz", quiz="yerevan-quiz"), "Start the quiz")

    assert len(services.store().attempts.of_learner(browser.learner)) == 2
    assert seconds_left(tab) == 600


def test_one_learners_clock_is_not_anothers(browser: Browser, serve: Serve, clock: Clock) -> None:
    begin_limited(browser, serve, REFUSER, DAY)
    clock.put_forward(minutes=6)
    browser.cookie = ARAM

    tab = begin_limited(browser, serve, REFUSER, DAY)
    clock.put_forward(minutes=5)
    tab.run()

    assert seconds_left(tab) == 300
    assert ended(browser) == [None]


def ended(browser: Browser) -> list[datetime | None]:
    """When each attempt of a learner ended."""
    return [
        attempt.finished_at for attempt in services.store().attempts.of_learner(browser.learner)
    ]


def test_practising_what_was_missed_has_no_limit(
    browser: Browser, serve: Serve, clock: Clock
) -> None:
    begin_limited(browser, serve, REFUSER, DAY)
    clock.put_forward(minutes=11)

    tab = press(result(browser), "Practise only")

    assert browser.attempt().deadline is None
    assert not has_clock(tab)
    hand_in(tab, chosen(REFUSER, "Pashinyan"))
    assert browser.attempt().answers[0].score == 1
