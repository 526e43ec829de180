"""Every page in both lights: no axe violation of ours, nothing cut off, keyboard enough."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.steps import check, fill_in, go_on, start_quiz
from tests.browser.test_road import summit_quiz

__all__ = ["summit_quiz"]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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


# Tables and the bar at the top scroll by themselves; nothing else may reach over the edge.
BEYOND = """width => [...document.querySelectorAll('.stMain *')]
    .filter(each => each.getBoundingClientRect().right > width + 1 && !each.closest('.scroll'))
    .map(each => each.outerHTML.slice(0, 120))"""


def violations(page: Page) -> list[str]:
    """What axe objects to, one line each, with the first element concerned."""
    # Colours in the middle of a transition are nobody's; wait until the page rests.
    page.wait_for_timeout(600)
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    return [
        f"{each['id']}: {each['help']} {json.dumps(each['nodes'][0]['html'])[:300]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_violation(
    shared_server: Server, visitor: Visitor, path: str, scheme: str
) -> None:
    page = visitor(shared_server, color_scheme=scheme).open(path)

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_drawer_has_no_violation(
    shared_server: Server, visitor: Visitor, scheme: str
) -> None:
    page = visitor(shared_server, color_scheme=scheme).open("/lesson?lesson=yerevan-summit")
    page.locator("a.cite").nth(4).click()
    page.get_by_role("dialog").wait_for()

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_items_and_their_feedback_and_the_scores_have_no_violation(
    shared_server: Server, visitor: Visitor, summit_quiz: Quiz, scheme: str
) -> None:
    visit = visitor(shared_server, color_scheme=scheme)
    start_quiz(visit.page, shared_server.url)
    seen: set[str] = set()
    objections = []
    for place, item in enumerate(summit_quiz.items):
        expect(visit.page.locator("#stem")).to_contain_text(f"Item {place + 1} of")
        objections += violations(visit.page) if item.type not in seen else []
        fill_in(visit.page, item, right=place % 2 == 0)
        check(visit.page)
        objections += violations(visit.page) if item.type not in seen else []
        seen.add(item.type)
        go_on(visit.page)

    expect(visit.page.locator("#stem")).to_have_text("Your result")
    objections += violations(visit.page)
    objections += violations(visit.open("/scores"))
    assert objections == []
    assert len(seen) == 6


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_cut_off_on_a_narrow_screen(
    shared_server: Server, visitor: Visitor, path: str, width: int
) -> None:
    page = visitor(shared_server, viewport={"width": width, "height": 800}).open(path)
    page.wait_for_timeout(300)

    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width
    assert page.evaluate(BEYOND, width) == []


def test_the_first_answer_can_be_given_with_the_keyboard_alone(
    shared_server: Server, visitor: Visitor
) -> None:
    visit = visitor(shared_server)
    page = visit.open("/")

    press_on(page, lambda: focused(page).strip() == "The Yerevan summit")
    expect(page.locator("h1")).to_have_text("The Yerevan summit")
    press_on(page, lambda: "Open source 1" in focused(page))
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "Open source 1" in focused(page)
    press_on(page, lambda: "Take the quiz" in focused(page))
    press_on(page, lambda: "Start the quiz" in focused(page))
    expect(page.locator("#stem")).to_be_focused()
    tab_to(page, lambda: page.evaluate("document.activeElement.type") == "text")
    page.keyboard.type("23")
    press_on(page, lambda: "Check my answer" in focused(page))
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator("#result")).to_contain_text("✓ Right")
    press_on(page, lambda: "Next item" in focused(page))
    expect(page.locator("#stem")).to_contain_text("Item 2 of 14")


def focused(page: Page) -> str:
    """The name of the link or button that has the focus, nothing for anything else."""
    return str(
        page.evaluate(
            """() => { const at = document.activeElement;
            if (!['A', 'BUTTON'].includes(at.tagName)) return '';
            return `${at.getAttribute('aria-label') || ''} ${at.innerText}`; }"""
        )
    )


def tab_to(page: Page, arrived: Callable[[], bool]) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if arrived():
            return
    raise AssertionError(f"Tab never gets there; it ends at {focused(page)!r}.")


def press_on(page: Page, arrived: Callable[[], bool]) -> None:
    """Tab to an element and press Enter on it."""
    page.wait_for_timeout(400)
    tab_to(page, arrived)
    page.keyboard.press("Enter")


def test_no_page_asks_another_host_for_anything(shared_server: Server, visitor: Visitor) -> None:
    visit: Visit = visitor(shared_server)

    for path in PATHS:
        visit.open(path)
        visit.page.wait_for_timeout(500)

    assert len(visit.requests) > 50
    assert visit.foreign_requests() == []
    assert visit.complaints == []
    assert re.search(
        r"default-src 'none'", str(visit.context.request.get(shared_server.url).headers)
    )
