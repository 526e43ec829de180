"""Every page and every step of an item: no violation in either light, nothing cut off."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.kinds import AT_ONCE, TEST, TIMED
from tests.browser.objections import objections
from tests.browser.shown import rest
from tests.browser.steps import check, fill_in, go_on, go_to, prove, start_quiz

PATHS = [
    "/",
    "/lesson?lesson=csto",
    "/lesson?lesson=reading-the-sources",
    "/quiz",
    "/scores",
    "/sources?passage=s2.p10",
    "/sources?view=differences",
    "/sources?view=timeline",
    "/sources?view=terms",
]


@pytest.fixture(scope="module")
def reader(shared_server: Server, browser: Browser) -> Iterator[Visit]:
    """A visit of somebody who only reads, so that one does for all pages."""
    visit = Visit(browser.new_context(), shared_server)
    yield visit
    visit.context.close()
    assert visit.complaints == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_violation_in_either_light_and_nothing_cut_off(
    reader: Visit, path: str
) -> None:
    assert objections(reader.open(path)) == []


def test_an_open_drawer_has_no_violation_in_either_light_and_nothing_cut_off(
    reader: Visit,
) -> None:
    page = reader.open("/lesson?lesson=yerevan-summit")
    rest(page)
    page.locator("a.cite").nth(4).click()
    page.get_by_role("dialog").wait_for()

    assert objections(page) == []


def test_no_step_of_an_item_has_a_violation_or_anything_cut_off(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)
    found: dict[str, list[str]] = {}

    for place, item in enumerate(quizzes[AT_ONCE].items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        if len(item.hints) == 2:
            page.get_by_role("button", name="Show a hint (1 of 2)").click()
            expect(page.locator(".hints li")).to_have_count(1)
        found[f"{item.type} asked"] = objections(page)
        fill_in(page, item, right=len(item.tries) == 1)
        check(page)
        if len(item.tries) > 1:
            found[f"{item.type} tried"] = objections(page)
            page.get_by_role("button", name="Show the solution").click()
            expect(page.locator("#result")).to_be_visible()
        if item.proof:
            found[f"{item.type} to be proved"] = objections(page)
            prove(page, item.proof[0])
        found[f"{item.type} answered"] = objections(page)
        if isinstance(item, ExtendedResponse):
            page.get_by_text("In full", exact=True).last.click()
            page.get_by_role("button", name="Keep this mark").click()
            expect(page.get_by_role("button", name="Keep this mark")).to_have_count(0)
            found[f"{item.type} marked"] = objections(page)
        go_on(page)
    expect(page.locator("#stem")).to_have_text("Your result")
    found["result"] = objections(page)

    assert {step: objected for step, objected in found.items() if objected} == {}
    assert len(found) == 25


def test_no_step_of_a_test_has_a_violation_or_anything_cut_off(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, found = visitor(kinds_server).page, {}
    start_quiz(page, kinds_server.url, TEST)
    # An item with all that test mode has: an answer that is typed, its proof, a flag.
    go_to(page, 3)
    fill_in(page, quizzes[TEST].items[2], right=True)
    page.get_by_text("Mark this item for another look").click()
    expect(page.get_by_text("✓ Your answer is saved")).to_be_visible()
    found["item"] = objections(page)
    page.get_by_role("button", name="Review and hand in").click()
    expect(page.locator("#stem")).to_have_text("Before you hand in")
    found["review"] = objections(page)
    page.get_by_role("button", name=re.compile("Hand in with")).click()
    expect(page.locator("#stem")).to_have_text("Your result")
    go_to(page, 10)
    found["left out"] = objections(page)
    start_quiz(page, kinds_server.url, TIMED)
    expect(page.get_by_role("timer")).to_contain_text("Time left")
    found["clock"] = objections(page)

    assert {step: objected for step, objected in found.items() if objected} == {}


def test_no_page_asks_another_host_for_anything(shared_server: Server, visitor: Visitor) -> None:
    visit: Visit = visitor(shared_server)

    for path in PATHS:
        visit.open(path)
        rest(visit.page)

    assert len(visit.requests) > 50
    assert visit.foreign_requests() == []
    assert re.search(
        r"default-src 'none'", str(visit.context.request.get(shared_server.url).headers)
    )
