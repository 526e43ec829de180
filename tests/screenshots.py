"""Makes the pictures in docs/pictures: `python -m tests.screenshots`, or with names, only those."""

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageOps
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FloatRect, Page, sync_playwright

from tests import pictures
from tests.browser.conftest import chromium
from tests.browser.screens import MARGIN, SCREENS, WINDOWS, Screen
from tests.browser.seen import seen
from tests.browser.shown import rest
from tests.browser.theatre import Theatre

NAMES: Final = {screen.name for screen in SCREENS}
Scale = Literal["css", "device"]
_ROUND: Final = 16
"""How much of the ground is seen round a part of a page, in CSS pixels."""

_REACH: Final = """(part) => {
    const within = [part, ...part.querySelectorAll('*')].filter((each) => each.checkVisibility());
    const boxes = within.map((each) => each.getBoundingClientRect());
    const seen = boxes.filter((box) => box.width > 1 && box.height > 1);
    const [lefts, tops, rights, bottoms] = ['left', 'top', 'right', 'bottom'].map(
        (side) => seen.map((box) => box[side]));
    return [Math.min(...lefts), Math.min(...tops), Math.max(...rights), Math.max(...bottoms)];
}"""
"""How far a part reaches with all that is in it, even where something sticks out."""

_HIGHEST: Final = "document.querySelector('.stMain').scrollHeight + 100"


def main(names: list[str]) -> str | None:
    """Start the app, go to each screen, and keep what is seen there; what went wrong, if anything.

    A screen that cannot be reached keeps its former picture, and is no reason to miss the others.
    """
    # The paragraphs of the articles belong to their publishers; no picture may show one.
    os.environ.pop("SOURCEBOOK_ORIGINALS", None)
    wanted = [screen for screen in SCREENS if not names or screen.name in names]
    missed = [f"There is no picture '{name}'." for name in names if name not in NAMES]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = chromium(playwright)
        with Theatre.opened(browser, Path(folder) / "data", sharpness=2) as theatre:
            for screen in wanted:
                try:
                    page = theatre.show(screen)
                    pictures.keep(screen.name, _picture(page, screen), seen(page, screen))
                except PlaywrightError as error:
                    missed.append(f"{screen.name} was not made: {error}")
        browser.close()
    return "\n".join(missed) or None


def _picture(page: Page, screen: Screen) -> bytes:
    """The screen, on a phone twice as sharp as its pixels are counted in style sheets."""
    clip = _unrolled(page, screen) if screen.area else None
    scale: Scale = "device" if screen.size == "phone" else "css"
    shot = page.screenshot(animations="disabled", caret="hide", scale=scale, clip=clip)
    return _on_a_sheet(shot) if screen.size == "sheet" else shot


def _unrolled(page: Page, screen: Screen) -> FloatRect:
    """Where a part stands once the window is so high that nothing is scrolled away or covered."""
    window = WINDOWS[screen.size]
    page.set_viewport_size(window | {"height": page.evaluate(_HIGHEST)})
    rest(page)
    left, top, right, bottom = page.locator(screen.area).first.evaluate(_REACH)
    left, right = max(0, left - _ROUND), min(right + _ROUND, window["width"])
    height = min(bottom - top + 2 * _ROUND, window["height"])
    return {"x": left, "y": top - _ROUND, "width": right - left, "height": height}


def _on_a_sheet(shot: bytes) -> bytes:
    """A printed page with the margins that it has on paper."""
    sheet, image = BytesIO(), Image.open(BytesIO(shot)).convert("RGB")
    ImageOps.expand(image, MARGIN, "white").save(sheet, "PNG")
    return sheet.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
