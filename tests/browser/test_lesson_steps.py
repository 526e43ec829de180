"""A lesson that is read and worked through in a browser: what is saved, and what stays in place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.keys import choose, press_on, tab_to, tick
from tests.browser.shown import heading, reconnected, rest

SUMMIT = "/lesson?lesson=yerevan-summit"
BEFORE = f"{SUMMIT}&section=what-had-happened-before"
IN_HIS_WORDS = f"{SUMMIT}&section=in-his-words"
DOCUMENT = ".st-key-task-document-s2-p11"
ANSWER = "The draft had no word about Azerbaijan."


@pytest.fixture
def lesson_server(tmp_path: Path) -> Iterator[Server]:
    """A server with the real course that a test may kill."""
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.stop()


def panel(page: Page) -> Locator:
    """The panel with proofs."""
    return page.locator(".proof-panel")


def stands_at(page: Page) -> int:
    """How many pixels the page is scrolled down, once it rests."""
    rest(page)
    return int(page.evaluate("document.querySelector('.stMain').scrollTop"))


def saves_an_answer(page: Page) -> None:
    """Answer the first document of the summit lesson."""
    page.locator(f"{DOCUMENT} textarea").fill(ANSWER)
    page.get_by_role("button", name="Compare with our answer").click()
    expect(page.locator(f"{DOCUMENT} .written")).to_have_text(ANSWER)


def test_the_summit_lesson_is_worked_through_with_the_keyboard_alone(
    lesson_server: Server, visitor: Visitor
) -> None:
    page = visitor(lesson_server).open(SUMMIT)
    rest(page)
    choose(page, "I cannot tell yet.")
    press_on(page, "button", "Save my guess")
    expect(page.get_by_role("button", name="Change my guess")).to_be_focused()

    for number, title in ((2, "What had happened before"), (3, "In his words")):
        if number == 2:
            # Among radio buttons the arrow keys choose.
            press_on(page, "button", "Continue")
        else:
            page.keyboard.press("ArrowRight")
        expect(heading(page)).to_have_text(title)
        expect(heading(page)).to_be_focused()
        rest(page)
    tab_to(page, "textarea")
    page.keyboard.type(ANSWER)
    press_on(page, "button", "Compare with our answer")
    choose(page, "A matter of wording")
    press_on(page, "button", "Compare with our verdict")
    expect(page.locator(".st-key-task-compare-membership-sentence")).to_contain_text("✓ So do we.")
    press_on(page, "button", "Continue")
    expect(heading(page)).to_have_text("Why not sign?")
    tick(page, ["Newsweek", "The Polish report"])
    press_on(page, "button", "See whether that is right")
    expect(page.locator(".st-key-task-check-reported-reasons .verdict")).to_contain_text("✓ Right")
    press_on(page, "button", "Open our answer without mine")
    press_on(page, "button", "Continue")
    page.keyboard.press("ArrowRight")
    expect(heading(page)).to_have_text("What people said")
    rest(page)
    page.keyboard.press("ArrowLeft")
    expect(heading(page)).to_have_text("What the cameras saw")
    rest(page)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        rest(page)
    expect(heading(page)).to_have_text("Your answer")
    press_on(page, "button", "Leave these out and finish")

    expect(page.locator("#lesson-done")).to_be_focused()
    expect(page.locator("#lesson-done")).to_contain_text("✓ This lesson is done")


@pytest.mark.parametrize("width", [375, 1280])
def test_escape_closes_the_panel_and_the_focus_returns_to_what_opened_it(
    shared_server: Server, visitor: Visitor, width: int
) -> None:
    page = visitor(shared_server, viewport={"width": width, "height": 812}).open(BEFORE)
    mark = page.locator(".proofs-mark").last
    rest(page)

    for opener in (mark, page.locator(".prose p").last.locator(".sentence").first):
        opener.click(position={"x": 4, "y": 8})
        expect(panel(page).locator("h2")).to_be_focused()
        rest(page)
        page.keyboard.press("Escape")
        expect(panel(page)).to_have_count(0)
        expect(mark).to_be_focused()
        rest(page)


def test_on_a_phone_back_closes_the_sheet_and_the_lesson_stands_where_it_stood(
    shared_server: Server, visitor: Visitor
) -> None:
    visit = visitor(shared_server, viewport={"width": 375, "height": 812})
    page = visit.open(f"{SUMMIT}&view=whole")
    rest(page)
    page.locator(".proofs-mark").nth(5).click()
    expect(panel(page)).to_be_visible()
    before = stands_at(page)

    page.go_back()

    expect(panel(page)).to_have_count(0)
    expect(heading(page)).to_have_text("The Yerevan summit")
    assert stands_at(page) == before > 1000


def test_whoever_reads_on_beside_the_panel_stays_there_when_it_closes(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open(f"{SUMMIT}&view=whole")
    rest(page)
    page.locator(".proofs-mark").first.click()
    expect(panel(page)).to_be_visible()
    rest(page)
    page.evaluate("document.querySelector('.stMain').scrollTop = 1500")

    panel(page).get_by_role("link", name="Close").click()

    expect(panel(page)).to_have_count(0)
    assert stands_at(page) == 1500


def test_words_of_a_sentence_are_selected_without_opening_its_proof(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open(BEFORE)
    rest(page)
    box = page.locator(".sentence").first.bounding_box()
    assert box

    page.mouse.move(box["x"] + 5, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 12, steps=4)
    page.mouse.up()
    rest(page)

    assert page.evaluate("String(getSelection())")
    assert panel(page).count() == 0


def test_a_term_is_explained_and_opens_no_proof(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open(BEFORE)
    rest(page)

    page.locator(".term").first.click()

    expect(page.get_by_role("tooltip").first).to_be_visible()
    rest(page)
    assert panel(page).count() == 0
    page.mouse.move(0, 0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip").first).to_be_hidden()


def test_an_answer_survives_a_killed_server_and_a_refresh_and_a_second_tab_shows_it(
    lesson_server: Server, visitor: Visitor
) -> None:
    visit = visitor(lesson_server)
    page = visit.open(IN_HIS_WORDS)
    other = visit.new_tab()
    other.goto(f"{lesson_server.url}{IN_HIS_WORDS}")
    expect(other.locator(f"{DOCUMENT} textarea")).to_be_visible()
    saves_an_answer(page)

    lesson_server.kill()
    lesson_server.start()
    reconnected(page)

    for tab in (page, other):
        tab.reload()
        expect(tab.locator(f"{DOCUMENT} .written")).to_have_text(ANSWER)


def test_a_claim_that_is_being_written_survives_a_killed_server_and_a_refresh(
    lesson_server: Server, visitor: Visitor
) -> None:
    page = visitor(lesson_server).open(f"{SUMMIT}&section=your-answer")
    rest(page)
    writing = page.locator(".st-key-task-claim")
    writing.locator("textarea").fill(ANSWER)
    expect(writing.locator("#status")).to_have_text("Saved")

    lesson_server.kill()
    writing.locator("textarea").press_sequentially(" And more.")
    lesson_server.start()
    reconnected(page)
    expect(writing.locator("#status")).to_have_text("Saved")
    page.reload()

    expect(writing.locator("textarea")).to_have_value(f"{ANSWER} And more.")


@pytest.mark.parametrize("width", [375, 1280])
def test_the_first_click_saves_a_claim_whose_passages_were_just_chosen(
    shared_server: Server, visitor: Visitor, width: int
) -> None:
    visit = visitor(shared_server, viewport={"width": width, "height": 812})
    page = visit.open(f"{SUMMIT}&section=your-answer")
    rest(page)
    page.locator(".st-key-task-claim textarea").fill(ANSWER)
    page.keyboard.press("Tab")
    page.keyboard.type("Newsweek, paragraph 6")
    page.get_by_role("option", name="Newsweek, paragraph 6", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)

    page.get_by_role("button", name="Save my answer").click()

    expect(page.locator(".st-key-task-claim .ours")).to_be_visible()


def test_the_step_that_was_opened_last_is_opened_again(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open(SUMMIT)
    page.get_by_role("button", name="Continue").click()
    expect(heading(page)).to_have_text("What had happened before")
    rest(page)

    page.goto(f"{shared_server.url}{SUMMIT}")

    expect(heading(page)).to_have_text("What had happened before")


@pytest.mark.parametrize(
    "path", ["/", SUMMIT, "/quiz", "/quiz?quiz=csto-quiz", "/sources", "/scores", "/me", "/teach"]
)
def test_the_skip_link_leads_to_the_heading_of_a_page(
    shared_server: Server, visitor: Visitor, path: str
) -> None:
    page = visitor(shared_server).open(path)
    rest(page)
    skip = page.get_by_role("link", name="Skip to the page")

    skip.focus()
    page.keyboard.press("Enter")

    expect(heading(page).first).to_be_focused()
