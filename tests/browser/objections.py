"""What is to be objected to on a page: axe's violations in both lights, and what is cut off."""

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.shown import rest

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDE, NARROW = {"width": 1280, "height": 900}, (375, 320)

# Tables and the bar at the top scroll by themselves; nothing else may reach over the edge.
_BEYOND = """width => {
    const beyond = [];
    const walk = (root) => root.querySelectorAll('*').forEach((each) => {
        const right = each.getBoundingClientRect().right;
        if (right > width + 1 && !each.closest('.scroll')) beyond.push(each.outerHTML.slice(0, 120));
        if (each.shadowRoot) walk(each.shadowRoot);
    });
    const main = document.querySelector('.stMain');
    walk(main);
    if (main.scrollWidth > width) beyond.push(`The page is ${main.scrollWidth} wide.`);
    return beyond;
}"""


def objections(page: Page) -> list[str]:
    """All objections to a page as it is now, one line each: none in light, dark or narrow."""
    return [*violations_in_both_lights(page), *cut_off(page)]


def violations_in_both_lights(page: Page) -> list[str]:
    """What axe objects to in the light theme and in the dark one."""
    found, grounds = [], set()
    # What the mouse happens to be over has another colour.
    page.mouse.move(0, 0)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # One of the two that there are.
        rest(page)
        grounds.add(
            page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        )
        found += [f"{scheme}: {each}" for each in violations(page)]
    assert len(grounds) == 2, f"Both lights look the same: {grounds}"
    return found


def violations(page: Page) -> list[str]:
    """What axe objects to, one line each, with the first element concerned."""
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    return [
        f"{each['id']}: {each['help']} {json.dumps(each['nodes'][0]['html'])[:300]}"
        for each in found["violations"]
    ]


def cut_off(page: Page) -> list[str]:
    """What reaches over the right edge of a narrow screen; leaves the screen wide again."""
    found = []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        rest(page)
        found += [f"{width} px: {each}" for each in page.evaluate(_BEYOND, width)]
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    return found
