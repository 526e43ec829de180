"""Nothing jumps and nothing is empty for a moment: what is there stands until more is there.

Seen frame by frame, in the browser itself; nothing here depends on how fast the machine is.
"""

from typing import Any

from playwright.sync_api import Page, Route, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import rest
from tests.browser.steps import check, fill_in, go_on, go_to, start_quiz

# Each frame in which the page lacks what this selector names, or all text.
_WATCH = """(selector) => {
    const seen = window.seen = {frames: 0, empty: 0, on: true};
    const look = () => {
        const page = document.querySelector('.stMainBlockContainer');
        seen.frames += 1;
        if (!page || !page.innerText.trim() || !page.querySelector(selector)) seen.empty += 1;
        if (seen.on) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""
_SEEN = "() => { window.seen.on = false; return [window.seen.frames > 1, window.seen.empty]; }"

_OBSERVE = """() => {
    window.shifts = [];
    const keep = (list) => list.getEntries().forEach((each) => window.shifts.push(each));
    window.observer = new PerformanceObserver(keep);
    window.observer.observe({type: 'layout-shift'});
}"""
_BAR = """() => {
    const bar = getComputedStyle(document.body, '::before');
    return bar.content !== 'none' && bar.visibility === 'visible';
}"""
# How far things moved by themselves, as browsers measure it, and what moved.
_SHIFTS = """() => {
    const found = [...window.shifts, ...window.observer.takeRecords()];
    const moved = found.flatMap((each) => each.sources.map((one) => one.node?.textContent ?? '?'));
    return [found.reduce((sum, each) => sum + each.value, 0), moved.map((text) => text.trim())];
}"""
_READ_ON = """async () => {
    const main = document.querySelector('[data-testid=stMain]');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let last = -1; main.scrollTop !== last; await frame()) {
        last = main.scrollTop;
        main.scrollBy(0, 400);
        await frame();
    }
    return main.scrollTop > 2000;
}"""
_PLACE = "() => document.querySelector('#stem').getBoundingClientRect().top / innerHeight"
_WAITING = """() => {
    const told = getComputedStyle(document.querySelector('.stApp'), '::after');
    return told.visibility === 'visible' && told.content;
}"""


def shifts(page: Page) -> tuple[float, list[str]]:
    """How far things have moved since it was asked to observe, and which."""
    found: list[Any] = page.evaluate(_SHIFTS)
    return round(found[0], 3), found[1]


def observe(page: Page) -> None:
    """Note from now on what moves by itself."""
    page.evaluate(_OBSERVE)


def test_from_item_to_item_no_frame_is_without_an_item(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, items = visitor(kinds_server).page, quizzes[AT_ONCE].items
    start_quiz(page, kinds_server.url, AT_ONCE)
    rest(page)
    page.evaluate(_WATCH, "#stem")

    fill_in(page, items[0], right=False)
    check(page)
    go_on(page)
    page.get_by_role("button", name="Skip for now").click()
    expect(page.locator("#stem")).to_contain_text("Item 3 of")
    go_to(page, 6)
    rest(page)

    assert page.evaluate(_SEEN) == [True, 0]


def test_from_page_to_page_no_frame_is_without_a_page(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/")
    rest(page)
    page.evaluate(_WATCH, ".masthead")
    bar = page.get_by_role("navigation", name="Sourcebook")

    for name, heading in (("Sources", "Sources"), ("Quizzes", "Quizzes"), ("Me", "Me")):
        bar.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    rest(page)

    assert page.evaluate(_SEEN) == [True, 0]


def test_the_next_item_begins_where_one_looks(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, items = visitor(kinds_server).page, quizzes[AT_ONCE].items
    start_quiz(page, kinds_server.url, AT_ONCE)
    fill_in(page, items[0], right=False)
    check(page)

    go_on(page)
    expect(page.locator("#stem")).to_be_focused()
    rest(page)

    assert 0 <= page.evaluate(_PLACE) < 0.5


def test_nothing_moves_while_a_lesson_is_read(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&view=whole")
    rest(page)
    observe(page)

    assert page.evaluate(_READ_ON)
    page.locator(".proofs-mark").last.click()
    expect(page.locator(".proof-panel")).to_be_visible()
    rest(page)
    page.keyboard.press("Escape")
    expect(page.locator(".proof-panel")).to_have_count(0)
    rest(page)

    assert shifts(page) == (0, [])


def test_pictures_have_their_room_before_they_are_there(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&section=who-belongs-to-it")
    rest(page)

    pictures = page.locator(".stMain img")

    assert pictures.count() > 0
    assert pictures.count() == page.locator(".stMain img[width][height]").count()


def test_until_the_app_is_there_the_page_says_that_it_opens(
    shared_server: Server, visitor: Visitor
) -> None:
    page, held = visitor(shared_server).page, list[Route]()
    page.route("**/static/js/index.*.js", lambda route: held.append(route))

    page.goto(f"{shared_server.url}/quiz", wait_until="commit")
    expect(page.get_by_text("Opening the course …")).to_be_visible()
    expect(page).to_have_title("Sourcebook")
    for each in held:
        each.continue_()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Opening the course …")).to_be_hidden()


def test_a_run_that_takes_long_says_so_and_leaves_the_text_readable(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto")
    rest(page)
    assert page.evaluate(_WAITING) is False or "One moment" not in page.evaluate(_WAITING)

    page.locator(".stApp").evaluate("(app) => { app.dataset.testScriptState = 'running'; }")
    old = page.get_by_test_id("stElementContainer").first
    old.evaluate("(each) => { each.dataset.stale = 'true'; }")

    page.wait_for_function(_WAITING)
    assert page.evaluate(_WAITING) == '"One moment …"'
    expect(old).to_have_css("opacity", "1")
    expect(old).to_have_css("transition-duration", "0s")


def test_a_click_on_a_slow_line_is_acknowledged_before_the_server_answers(
    own_server: Server, visitor: Visitor
) -> None:
    page = visitor(own_server).open("/")
    rest(page)
    start = page.get_by_role("button", name="Start with the first lesson")
    own_server.freeze()

    start.click()

    expect(start).to_have_attribute("data-asked", "")
    page.wait_for_function(_BAR)
    own_server.thaw()
    expect(page.locator("[data-waiting], [data-asked]")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("The alliance")
    assert page.evaluate(_BAR) is False


def test_a_lost_connection_is_told_in_words_of_the_course(
    own_server: Server, visitor: Visitor
) -> None:
    page = visitor(own_server).open("/sources")
    rest(page)

    own_server.kill()

    told = page.get_by_role("dialog").get_by_text("Streamlit server is not responding")
    expect(told).to_have_css("visibility", "hidden", timeout=60_000)
    words = told.evaluate("(each) => getComputedStyle(each, '::after').content")
    assert "What you have handed in is kept" in words
