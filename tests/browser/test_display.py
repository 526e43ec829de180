"""The size of the text, and light or dark: chosen on Me, kept by the browser, there at once."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.objections import look_at
from tests.browser.shown import heading, rest

PAPER, NIGHT = "rgb(251, 248, 243)", "rgb(27, 25, 23)"
NARROW = ["/", "/lesson?lesson=csto", "/sources?proof=s2.p10", "/quiz", "/scores", "/me"]


def root_size(page: Page) -> str:
    """The size of the letters by which all others are measured."""
    return str(page.evaluate("getComputedStyle(document.documentElement).fontSize"))


def ground(page: Page, selector: str) -> str:
    """The colour behind an element."""
    return str(page.locator(selector).evaluate("each => getComputedStyle(each).backgroundColor"))


def choose(page: Page, name: str) -> None:
    """Press one of the buttons on the page Me."""
    page.get_by_role("button", name=name, exact=True).click()


def test_what_is_chosen_outlasts_a_reload_and_is_there_before_the_app(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/me")
    rest(page)

    choose(page, "130 %")
    assert root_size(page) == "22.1px"
    choose(page, "Dark")
    expect(page.get_by_role("button", name="Dark", exact=True)).to_be_focused()
    expect(page.locator(".stApp")).to_have_css("background-color", NIGHT)

    page.goto(f"{shared_server.url}/lesson?lesson=csto", wait_until="commit")
    page.locator("#opening").wait_for(state="attached")
    assert (root_size(page), ground(page, "html")) == ("22.1px", NIGHT)
    expect(heading(page)).to_be_visible()
    assert (root_size(page), ground(page, ".stApp")) == ("22.1px", NIGHT)


def test_the_device_decides_again(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/me")
    rest(page)
    choose(page, "Dark")
    expect(page.locator(".stApp")).to_have_css("background-color", NIGHT)
    rest(page)

    choose(page, "As the device")

    expect(page.locator(".stApp")).to_have_css("background-color", PAPER)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", NIGHT)


@pytest.mark.parametrize("path", NARROW)
def test_the_largest_text_fits_a_page_of_320_pixels(
    shared_server: Server, visitor: Visitor, path: str
) -> None:
    page = visitor(shared_server).open("/me")
    page.evaluate("localStorage.setItem('sourcebook-text-size', '150')")
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(f"{shared_server.url}{path}")
    rest(page)

    assert root_size(page) == "25.5px"
    assert look_at(page, "beyond", "lost") == []
