"""A picture of the course has the light of the page around it, not that of the whole system.

On paper a page is light even at night, and so are its pictures.
"""

from io import BytesIO
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser

from sourcebook.content.checking import check, read_files
from sourcebook.pages.reading.pictures import drawing_figure
from sourcebook.settings import PROJECT

Light = Literal["light", "dark"]
SHEET = {"light": (255, 253, 250), "dark": (42, 38, 34)}


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("page_light", ["light", "dark"])
def test_a_drawing_has_the_light_of_its_page(
    browser: Browser, system: Light, page_light: Light
) -> None:
    course = check(read_files(PROJECT)).course
    assert course
    page = browser.new_page(color_scheme=system)
    drawn = drawing_figure(course, "unsigned-sheet")

    page.set_content(f"<div style='color-scheme: {page_light}'>{drawn}</div>")
    page.evaluate("document.querySelector('img').decode()")

    with Image.open(BytesIO(page.locator("img").screenshot())) as shown:
        assert shown.convert("RGB").getpixel((20, 160)) == SHEET[page_light]
    page.close()
