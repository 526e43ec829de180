"""Browsers that lack or forbid something: links, focus and announcements go on, nothing throws."""

import pytest
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import rest
from tests.browser.steps import check, fill_in, start_quiz

_FORBIDDEN = """Object.defineProperty(window, '{}', {{get() {{
    throw new DOMException('Access is denied for this document.', 'SecurityError');
}}}});"""
NO_STORAGE = _FORBIDDEN.format("sessionStorage") + _FORBIDDEN.format("localStorage")
NO_CHANNEL = "delete window.BroadcastChannel;"
REMOVALS = {
    "session storage is forbidden": _FORBIDDEN.format("sessionStorage"),
    "session storage is missing": "delete window.sessionStorage;",
    "session storage has no room": "Storage.prototype.setItem = () => { throw new Error(); };",
    "all storage is forbidden": NO_STORAGE,
    "no channel between tabs": NO_CHANNEL,
    "neither channel nor storage": NO_STORAGE + NO_CHANNEL,
    "no question whether something shows": "delete Element.prototype.checkVisibility;",
    "no style sheets made by scripts": "delete Document.prototype.adoptedStyleSheets;",
    "no clone": "delete window.structuredClone;",
    "no animation": "delete Element.prototype.animate;",
    "no entries of the navigation": "performance.getEntriesByType = undefined;",
}
without_a_feature = pytest.mark.parametrize("removal", REMOVALS.values(), ids=REMOVALS)


def open_without(visit: Visit, removal: str, path: str = "/") -> Page:
    """A page in a browser without a feature, which the script `removal` takes away."""
    visit.context.add_init_script(removal)
    return visit.open(path)


@without_a_feature
def test_links_focus_and_announcements_go_on(
    shared_server: Server, visitor: Visitor, removal: str
) -> None:
    page = open_without(visitor(shared_server, new=True), removal)
    rest(page)
    page.evaluate("() => { window.isSamePage = true; }")

    page.locator(".masthead").get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_label("Search the passages").fill("peacekeepers")
    page.keyboard.press("Enter")

    expect(page.get_by_role("log")).to_have_text("3 passages with “peacekeepers”.")
    assert page.evaluate("() => window.isSamePage")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sources")
    assert page.evaluate("() => window.isSamePage")


@without_a_feature
def test_an_answer_is_kept_and_its_verdict_gets_the_focus(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz], removal: str
) -> None:
    visit = visitor(kinds_server, new=True)
    visit.context.add_init_script(removal)
    start_quiz(visit.page, kinds_server.url, AT_ONCE)

    fill_in(visit.page, quizzes[AT_ONCE].items[0], right=True)
    check(visit.page)

    expect(visit.page.locator("#result")).to_be_focused()
    visit.page.reload()
    expect(visit.page.locator(".verdict")).to_have_text("✓ Right")


@pytest.mark.parametrize("removal", [NO_STORAGE, NO_CHANNEL])
def test_a_browser_that_changes_hands_says_so_and_its_other_tabs_follow(
    kinds_server: Server, visitor: Visitor, removal: str
) -> None:
    visit = visitor(kinds_server, new=True)
    visit.context.add_init_script(removal)
    start_quiz(visit.page, kinds_server.url, AT_ONCE)
    other = visit.new_tab()
    other.goto(visit.page.url)
    expect(other.locator("#stem")).to_be_visible()
    page = visit.open("/me")

    page.get_by_role("button", name="I am someone else now").click()
    page.get_by_role("button", name="Leave without a code").click()

    expect(page.locator(".announcement")).to_have_text("This browser has forgotten you.")
    expect(other).to_have_url(f"{kinds_server.url}/")
