"""A quiz with a time limit: the time runs out in the browser, and the result shows by itself."""

import re

from playwright.sync_api import expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.disk import let_time_run_out
from tests.browser.gestures import words
from tests.browser.kinds import TIMED
from tests.browser.steps import attempt_of, fill_in, go_to, start_quiz, write


def test_the_result_shows_by_itself_when_the_time_runs_out(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit = visitor(kinds_server)
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
