"""A quiz with a time limit: the time runs out in the browser, and the result shows by itself."""

import re

from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.disk import let_time_run_out
from tests.browser.gestures import words
from tests.browser.kinds import TIMED
from tests.browser.steps import attempt_of, fill_in, go_to, start_quiz, write


def test_the_result_shows_by_itself_when_the_time_runs_out(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit = visitor(kinds_server, new=True)
    page = visit.page
    start_quiz(page, kinds_server.url, TIMED)
    expect(page.get_by_role("timer")).to_have_text(re.compile("Time left: (1:00|0:[0-5][0-9])"))
    let_time_run_out(kinds_server, attempt_of(page), seconds=300)
    fill_in(page, quizzes[TIMED].items[0], right=True)
    expect(words(page, "✓ Saved at")).to_be_visible()
    go_to(page, 2)
    write(page, "Newsweek only says that he appears to")

    let_time_run_out(kinds_server, attempt_of(page), seconds=6)
    page.reload()

    expect(page.locator("#stem")).to_have_text("Your result")
    expect(words(page, "The time ran out at")).to_be_visible()
    expect(page.locator(".result")).to_contain_text("1 of 3 points")


CLOCKS = """
const wall = Date.now.bind(Date);
let set = 0;
Date.now = () => wall() + set;
window.setClock = (seconds) => { set += 1000 * seconds; };
"""
"""Lets a test set the clock on the wall; the clock that only runs has then stood still."""


def timed(visit: Visit) -> Page:
    """A page at the first item of a quiz against the clock, with clocks that can be set."""
    visit.page.add_init_script(CLOCKS)
    start_quiz(visit.page, visit.server.url, TIMED)
    expect(visit.page.get_by_role("timer")).to_have_text(re.compile("Time left: "))
    return visit.page


def test_the_time_left_is_right_after_the_machine_slept(
    kinds_server: Server, visitor: Visitor
) -> None:
    """Simulated: one clock of the browser stands still, and the other one goes on."""
    page = timed(visitor(kinds_server, new=True))
    let_time_run_out(kinds_server, attempt_of(page), seconds=400)
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(re.compile("Time left: 6:[34]"))

    let_time_run_out(kinds_server, attempt_of(page), seconds=30)
    page.evaluate("setClock(360)")

    expect(page.get_by_role("timer")).to_have_text(re.compile("Time left: 0:[0-3][0-9]"))


def test_a_clock_set_wrongly_costs_no_time_and_announces_nothing(
    kinds_server: Server, visitor: Visitor
) -> None:
    page = timed(visitor(kinds_server, new=True))
    let_time_run_out(kinds_server, attempt_of(page), seconds=900)
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(re.compile("Time left: 1[45]:"))

    page.evaluate("setClock(3600)")

    expect(page.get_by_role("timer")).to_have_text(re.compile("Time left: 1[45]:"))
    expect(page.locator("[role=timer] ~ [role=status]")).to_have_text("")


def test_coming_back_to_the_page_asks_the_server_for_the_time(
    kinds_server: Server, visitor: Visitor
) -> None:
    page = timed(visitor(kinds_server, new=True))

    let_time_run_out(kinds_server, attempt_of(page), seconds=900)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_role("timer")).to_have_text(re.compile("Time left: 1[45]:"))
