"""Back and forward in the browser, through all pages, each of which stands where it stood."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.shown import heading, rest
from tests.browser.steps import check, fill_in, go_on, go_to, start_quiz

LAST = "Your answer"
"""The heading of the last step of the first lessons."""

SUMMIT = "/lesson?lesson=yerevan-summit"


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
    expect(words(page, "You left this item unanswered.")).to_be_visible()
    page.go_forward()
    expect_stem(page, "Your result")


def shown(page: Page) -> tuple[str, str, str]:
    """The address, the title and the heading of the page, once it rests."""
    rest(page)
    return page.url, page.title(), heading(page).first.inner_text()


def stands_at(page: Page) -> int:
    """How many pixels a page is scrolled down, once it rests."""
    rest(page)
    return int(page.evaluate("document.querySelector('.stMain').scrollTop"))


def walk(page: Page) -> Iterator[tuple[str, str, str]]:
    """What is shown at each step of a way through all pages, by links and by buttons."""
    rooms = page.locator(".masthead")
    yield shown(page)
    page.get_by_role("button", name="Start with the first lesson").click()
    expect(heading(page)).to_have_text("The alliance")
    yield shown(page)
    page.get_by_role("button", name="Continue").click()
    expect(heading(page)).to_have_text("Who belongs to it")
    yield shown(page)
    page.locator(".all-steps summary").click()
    steps = page.get_by_role("navigation", name="Steps of this lesson")
    steps.get_by_role("link", name=LAST).click()
    expect(heading(page)).to_have_text(LAST)
    yield shown(page)
    page.get_by_role("link", name="Next lesson: The war of 2020").click()
    expect(page.get_by_text("Lesson 2 of 6")).to_be_visible()
    yield shown(page)
    page.locator(".all-steps summary").click()
    steps.get_by_role("link", name=LAST).click()
    expect(page.get_by_text("Step 7 of 7")).to_be_visible()
    yield shown(page)
    page.get_by_role("button", name="Take the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    expect_stem(page, "Item 1 of")
    yield shown(page)
    page.get_by_role("button", name="Skip for now").click()
    expect_stem(page, "Item 2 of")
    yield shown(page)
    for room in ("My scores", "Me", "Sources"):
        rooms.get_by_role("link", name=room, exact=True).click()
        expect(heading(page)).to_have_text(room)
        yield shown(page)
    page.locator(".shelf").get_by_role("link", name="Newsweek").click()
    expect(heading(page)).to_contain_text("Newsweek")
    yield shown(page)
    page.get_by_role("link", name="Link to this passage: Newsweek, paragraph 10").click()
    expect(page.locator("#passage-s2-p10")).to_contain_text("Cited passage")
    yield shown(page)
    rooms.get_by_role("link", name="Course", exact=True).click()
    page.get_by_role("button", name="Go on with the quiz").click()
    expect_stem(page, "Item 1 of")
    yield shown(page)


def test_back_and_forward_lead_through_every_page_of_a_walk_and_through_none_twice(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/")
    *way, last = walk(page)
    # The course is passed once more before the last step.
    way = [*way, way[0], last]

    back = [last]
    for expected in way[-2::-1]:
        page.go_back()
        expect(page).to_have_url(expected[0])
        expect(page).to_have_title(expected[1])
        back.append(shown(page))
    forward = [way[0]]
    for expected in way[1:]:
        page.go_forward()
        expect(page).to_have_url(expected[0])
        expect(page).to_have_title(expected[1])
        forward.append(shown(page))

    assert back == way[::-1]
    assert forward == way
    assert [each for each, after in pairwise(way) if each == after] == []


def test_a_quiz_that_is_begun_takes_the_place_of_its_beginning(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&view=whole")
    page.get_by_role("button", name="Take the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    expect_stem(page, "Item 1 of")

    page.go_back()

    expect(page).to_have_url(re.compile("/lesson"))
    expect(heading(page)).to_have_text("The alliance")


def test_an_address_that_a_page_completes_is_no_step_of_its_own(
    kinds_server: Server, visitor: Visitor
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)
    page.locator(".masthead").get_by_role("link", name="Quizzes").click()
    expect(heading(page)).to_have_text("Quizzes")
    rest(page)
    page.locator(f"a[href='/quiz?quiz={AT_ONCE}']").click()
    expect(page).to_have_url(re.compile("item=1$"))
    rest(page)

    page.go_back()

    expect(heading(page)).to_have_text("Quizzes")


@pytest.mark.parametrize("width", [375, 1280])
def test_whoever_comes_back_finds_a_long_page_where_it_stood(
    shared_server: Server, visitor: Visitor, width: int
) -> None:
    profile = visitor(shared_server, viewport={"width": width, "height": 800})
    page = profile.open(f"{SUMMIT}&view=whole")
    rest(page)
    page.locator(".proofs-mark").nth(6).click()
    panel = page.locator(".proof-panel")
    expect(panel).to_be_visible()
    before = stands_at(page)
    panel.get_by_role("link", name="See it among").first.click()
    expect(page.locator(".passage.cited")).to_be_focused()

    page.go_back()

    expect(heading(page)).to_have_text("The Yerevan summit")
    assert stands_at(page) == before > 1000


def test_whoever_comes_back_finds_the_focus_on_the_link_that_was_followed(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/sources?source=s2")
    following = page.get_by_role("link", name="Next source: Polish report")
    following.click()
    expect(heading(page)).to_contain_text("Polish report")
    at_first = stands_at(page)

    page.go_back()

    expect(following).to_be_focused()
    expect(following).to_be_in_viewport()
    assert at_first == 0


def test_a_refreshed_page_stands_where_it_stood(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&view=whole")
    rest(page)
    page.evaluate("document.querySelector('.stMain').scrollTop = 3000")

    page.reload()

    expect(heading(page)).to_have_text("The alliance")
    assert stands_at(page) == 3000


def test_back_leads_from_a_step_to_the_one_before_and_from_the_first_out_of_the_lesson(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/")
    page.get_by_role("link", name="The Yerevan summit", exact=True).click()
    expect(heading(page)).to_have_text("The Yerevan summit")
    rest(page)
    page.get_by_role("button", name="Continue").click()
    expect(heading(page)).to_have_text("What had happened before")
    rest(page)

    page.go_back()
    expect(heading(page)).to_have_text("The Yerevan summit")
    rest(page)
    page.go_back()

    expect(page).to_have_url(f"{shared_server.url}/")


@pytest.mark.parametrize("times_slower", [1, 4])
def test_on_the_way_back_the_page_is_never_seen_anywhere_else(
    shared_server: Server, visitor: Visitor, times_slower: int
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=war-2020&view=whole")
    rest(page)
    page.get_by_role("link", name="Back to the course").click()
    expect(heading(page)).not_to_have_text("The war of 2020")
    rest(page)
    page.evaluate(_WATCH)
    device = page.context.new_cdp_session(page)
    device.send("Emulation.setCPUThrottlingRate", {"rate": times_slower})

    page.go_back()

    expect(heading(page)).to_have_text("The war of 2020", timeout=60_000)
    last = stands_at(page)
    # Each frame in which a heading or text of the lesson was to be seen.
    seen = page.evaluate("window.seenAt")
    assert set(seen) == {last}
    assert last > 2000


_WATCH = """() => {
    window.seenAt = [];
    const look = () => {
        const main = document.querySelector('.stMain'), heading = main.querySelector('h1');
        if (heading?.textContent === 'The war of 2020') window.seenAt.push(main.scrollTop);
        requestAnimationFrame(look);
    };
    look();
}"""
