"""Small things that somebody does on a page; each is a step to a state."""

import re

from playwright.sync_api import Locator, Page

from tests.browser.shown import rest
from tests.browser.stage import Step


def words(page: Page, text: str | re.Pattern[str]) -> Locator:
    """The place on the page itself with these words.

    A message also stands for ten seconds in the region that a screen reader reads.
    """
    return page.locator(".stMain").get_by_text(text)


def press(name: str) -> Step:
    """Presses the button that starts with these words."""
    pattern = re.compile(f"^{re.escape(name)}")
    return lambda page: page.get_by_role("button", name=pattern).first.click()


def choose(text: str) -> Step:
    """Chooses the radio button or ticks the box whose label starts with these words."""
    fields = "[data-testid=stRadio] label, [data-testid=stCheckbox] label"
    pattern = re.compile(f"^{re.escape(text)}")
    return lambda page: page.locator(fields).filter(has_text=pattern).first.click()


def unfold(text: str) -> Step:
    """Opens what is folded away under these words."""
    return lambda page: page.locator("summary").filter(has_text=text).first.click()


def unfold_all(page: Page) -> None:
    """Open all that is folded away."""
    page.evaluate("document.querySelectorAll('.stHtml details').forEach(one => one.open = true)")


def fill(label: str, text: str) -> Step:
    """Types into a field and presses Enter."""

    def typed(page: Page) -> None:
        field = page.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Enter")

    return typed


def pick(label: str, text: str) -> Step:
    """Picks an entry of a list that opens."""

    def picked(page: Page) -> None:
        field = page.get_by_role("combobox", name=label).first
        # A list that opens closes again when the page scrolls.
        field.scroll_into_view_if_needed()
        rest(page)
        field.click()
        page.get_by_role("option").filter(has_text=text).first.click()

    return picked


def click(selector: str) -> Step:
    """Clicks on the first element of this kind."""
    return lambda page: page.locator(selector).first.click()


def focus(selector: str) -> Step:
    """Puts the focus on the first element of this kind."""
    return lambda page: page.locator(selector).first.focus()
