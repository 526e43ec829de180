"""What is to be objected to on a page: axe's violations in both lights, and what is cut off."""

import json
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.shown import rest

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What is in order is looked at as well, but not described: that takes longer than the looking.
    "resultTypes": ["violations"],
}
_AXE = Axe()
WIDE, NARROWEST = 1280, 320
LOOKS: tuple[tuple[Literal["dark", "light"], int], ...] = (
    ("dark", NARROWEST),
    ("dark", 375),
    ("light", WIDE),
)
_GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"

# Tables and the bar at the top scroll by themselves; nothing else may reach over the edge.
_BEYOND = """width => {
    const beyond = [];
    const walk = (root) => root.querySelectorAll('*').forEach((each) => {
        const right = each.getBoundingClientRect().right;
        const allowed = right <= width + 1 || each.closest('.scroll');
        if (!allowed) beyond.push(each.outerHTML.slice(0, 120));
        if (each.shadowRoot) walk(each.shadowRoot);
    });
    const main = document.querySelector('.stMain');
    walk(main);
    if (main.scrollWidth > width) beyond.push(`The page is ${main.scrollWidth} wide.`);
    return beyond;
}"""


def objections(page: Page) -> list[str]:
    """All objections to a page as it is now, one line each; leaves it light and wide again."""
    found, grounds = [], set()
    # What the mouse happens to be over has another colour.
    page.mouse.move(0, 0)
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        rest(page)
        grounds.add(page.evaluate(_GROUND))
        found += [f"{scheme}, {width} px: {each}" for each in page.evaluate(_BEYOND, width)]
        if width != NARROWEST:
            found += [f"{scheme}, {width} px: {each}" for each in violations(page)]
    assert len(grounds) == 2, f"Light and dark look the same: {grounds}"
    return found


def violations(page: Page) -> list[str]:
    """What axe objects to, one line each, with the first element concerned."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    found: dict[str, Any] = page.evaluate("rules => axe.run(rules)", RULES)
    return [
        f"{each['id']}: {each['help']} {json.dumps(each['nodes'][0]['html'])[:300]}"
        for each in found["violations"]
    ]
