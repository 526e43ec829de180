"""Back and forward in the browser, through items and the pages behind the last one."""

from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.steps import check, fill_in, go_on, go_to, start_quiz


def expect_stem(page: Page, text: str) -> None:
    """Wait until the heading of what is to be done says this."""
    expect(page.locator("#stem")).to_contain_text(text)


def test_back_and_forward_lead_through_the_items_in_the_state_that_they_are_in(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, items = visitor(kinds_server).page, quizzes[AT_ONCE].items
    start_quiz(page, kinds_server.url, AT_ONCE)
    fill_in(page, items[0], right=True)
    check(page)
    go_on(page)
    page.get_by_role("button", name="Skip for now").click()
    expect_stem(page, "Item 3 of 10")
    fill_in(page, items[2], right=True)
    check(page)
    go_to(page, 4)

    page.go_back()
    expect_stem(page, "Item 3 of 10")
    expect(page.locator("#proof")).to_be_visible()
    page.go_back()
    expect_stem(page, "Item 2 of 10")
    expect(page.locator("#proof")).to_have_count(0)
    page.go_back()
    expect_stem(page, "Item 1 of 10")
    expect(page.locator("#result")).to_contain_text("✓ Right")
    for number in (2, 3, 4):
        page.go_forward()
        expect_stem(page, f"Item {number} of 10")
    expect(page.locator("#result")).to_have_count(0)


def test_back_leads_from_the_result_over_the_review_to_the_item(
    kinds_server: Server, visitor: Visitor
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, TEST)
    go_to(page, 5)
    page.get_by_role("button", name="Review and hand in").click()
    expect_stem(page, "Before you hand in")

    page.go_back()
    expect_stem(page, "Item 5 of 10")
    page.go_forward()
    expect_stem(page, "Before you hand in")
    page.get_by_role("button", name="Hand in with 10 items not complete").click()
    expect_stem(page, "Your result")
    page.go_back()
    expect_stem(page, "Item 5 of 10")
    expect(page.get_by_text("You left this item unanswered.")).to_be_visible()
    page.go_forward()
    expect_stem(page, "Your result")
