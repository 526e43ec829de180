"""A refresh shows what was there, at every step of an item of each kind."""

import re

from playwright.sync_api import expect

from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.shown import expect_same_after_reload
from tests.browser.steps import check, fill_in, go_on, prove, start_quiz, write


def test_a_refresh_shows_every_step_again(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)

    for place, item in enumerate(quizzes[AT_ONCE].items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        if isinstance(item, ExtendedResponse):
            write(page, "Newsweek only says that he appears to")
        expect_same_after_reload(page)
        if item.hints:
            page.get_by_role("button", name="Show a hint (1 of 2)").click()
            expect(page.locator(".hints li")).to_have_count(1)
            expect_same_after_reload(page)
        fill_in(page, item, right=len(item.tries) == 1)
        expect_same_after_reload(page)
        check(page)
        expect_same_after_reload(page)
        if len(item.tries) > 1:
            page.get_by_role("button", name="Show the solution").click()
            expect(page.locator("#result")).to_be_visible()
            expect_same_after_reload(page)
        if page.locator("#proof").count():
            prove(page, item.proof[0])
            expect_same_after_reload(page)
        go_on(page)

    page.get_by_role("button", name=re.compile("Finish without")).click()
    expect(page.locator(".result")).to_contain_text("1 text of yours waits to be marked")
    expect_same_after_reload(page)


def test_a_refresh_shows_what_was_saved_in_test_mode(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, TEST)

    for place, item in enumerate(quizzes[TEST].items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        fill_in(page, item, right=True)
        page.get_by_text("Mark this item for another look").click()
        flagged = page.get_by_role("link", name=f"Item {place + 1}, answered, flagged")
        expect(flagged).to_be_visible()
        expect_same_after_reload(page)
        button = "Next item" if place < 9 else "Review and hand in"
        page.get_by_role("button", name=button).click()

    expect(page.locator("#stem")).to_have_text("Before you hand in")
    expect_same_after_reload(page)
