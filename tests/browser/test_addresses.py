"""Addresses that can be sent to somebody: of a section, a passage, a source, a search, a proof."""

import re

import pytest
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import heading, rest
from tests.browser.steps import check, fill_in, start_quiz


def at_proof(page: Page) -> str:
    """The address of the proof of the item that is shown."""
    return f"{page.url}&at=proof"


@pytest.mark.parametrize("width", [375, 1280])
def test_the_address_of_a_step_leads_to_it(
    shared_server: Server, visitor: Visitor, width: int
) -> None:
    visit = visitor(shared_server, viewport={"width": width, "height": 800})
    page = visit.open("/lesson?lesson=csto&section=a-promise-on-paper")
    rest(page)

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("A promise on paper")
    assert 0 <= heading.bounding_box()["y"] < 300  # type: ignore[index]  # It is on the screen.


def test_in_the_whole_lesson_a_step_links_to_itself_and_stays_in_the_app(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&view=whole")
    rest(page)
    page.evaluate("window.isSamePage = true")

    page.get_by_role("link", name="Link to this step: A promise on paper").click()

    expect(page).to_have_url(re.compile(r"/lesson\?lesson=csto&section=a-promise-on-paper$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("A promise on paper")
    assert page.evaluate("window.isSamePage")


def test_the_address_of_a_proof_opens_it_in_the_panel_and_closing_leaves_the_step(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open(
        "/lesson?lesson=yerevan-summit&section=start&proof=start:1.2"
    )
    panel = page.get_by_role("complementary", name="The proof")
    expect(panel).to_contain_text("The leaders of the CSTO")

    panel.get_by_role("link", name="Close").click()

    expect(panel).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/lesson\?lesson=yerevan-summit&section=start$"))


def test_without_our_code_in_the_browser_the_links_are_ordinary_ones(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/sources?source=s2")
    rest(page)

    hrefs = page.eval_on_selector_all(
        ".stMain a[data-in-app]", "links => links.map((link) => link.getAttribute('href'))"
    )

    assert len(hrefs) > 10
    assert [href for href in hrefs if not href.startswith("/") and href != "#page"] == []


def test_a_source_begins_at_its_top(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/sources?source=s2")
    rest(page)
    page.get_by_role("link", name="Next source: Polish report").click()

    expect(heading(page)).to_contain_text("Polish report")
    rest(page)

    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    expect(page.locator(".passage").first).to_contain_text("Polish report")


def test_the_panel_leads_to_the_passage_on_the_page_of_its_source_from_any_view(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/sources?view=terms")
    page.locator("a.cite[href$='s2.p10']").first.click()

    panel = page.get_by_role("complementary", name="The proof")
    panel.get_by_role("link", name="See it among").click()

    expect(page).to_have_url(re.compile(r"/sources\?passage=s2.p10$"))
    expect(page).to_have_title("Newsweek, paragraph 10 · Sources · Sourcebook")
    expect(page.locator("#passage-s2-p10")).to_be_focused()
    expect(panel).to_have_count(0)


def test_what_was_found_is_found_again_on_the_way_back(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/sources")
    field = page.get_by_role("textbox", name="Search the passages")
    field.fill("peacekeepers")
    page.keyboard.press("Enter")
    expect(page.locator(".passage")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"\?search=peacekeepers$"))
    page.get_by_role("link", name="Link to this passage").nth(1).click()
    expect(page.locator(".passage.cited")).to_be_focused()

    page.go_back()

    expect(page.locator(".passage")).to_have_count(3)
    expect(field).to_have_value("peacekeepers")


def test_the_address_of_a_proof_leads_to_the_passages_once_the_answer_is_in(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, item = visitor(kinds_server).page, quizzes[AT_ONCE].items[0]
    start_quiz(page, kinds_server.url, AT_ONCE)
    fill_in(page, item, right=True)
    check(page)

    page.goto(at_proof(page))

    proof = page.locator("#the-proof")
    expect(proof).to_be_focused()
    expect(proof).to_be_in_viewport()


def test_before_the_answer_is_in_the_address_of_a_proof_shows_the_item_and_no_more(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(kinds_server), quizzes[AT_ONCE].items[0]
    page = visit.page
    start_quiz(page, kinds_server.url, AT_ONCE)

    page.goto(at_proof(page))

    expect(page.locator("#stem")).to_be_focused()
    rest(page)
    assert [frame for frame in visit.frames if item.rationale.encode() in frame] == []
    assert page.locator("#the-proof").count() == 0


@pytest.mark.parametrize("address", ["/lesson?lesson=csto", "/me", "/teach", "/"])
def test_a_page_asks_for_nothing_that_is_not_there(
    shared_server: Server, visitor: Visitor, address: str
) -> None:
    visit = visitor(shared_server, new=True)
    missing: list[str] = []
    visit.context.on(
        "response", lambda answer: missing.extend([answer.url] if answer.status >= 400 else [])
    )

    page = visit.open(address)
    rest(page)
    page.reload()
    heading(page).first.wait_for()
    rest(page)

    assert missing == []


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("address", ["/me/certificate", "/Lesson?lesson=csto"])
def test_a_wrong_address_says_so_and_leads_on(
    shared_server: Server, visitor: Visitor, address: str, width: int
) -> None:
    visit = visitor(shared_server, viewport={"width": width, "height": 800})
    visit.context.route(
        f"**{address}", lambda route: route.fulfill(response=route.fetch(), status=200)
    )

    page = visit.open(address)

    expect(page.get_by_role("heading", level=1)).to_have_text("This address is wrong")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Course", exact=True).click()
    expect(page.locator(".masthead")).to_be_visible()
