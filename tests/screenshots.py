"""Makes the pictures in docs/: `python -m tests.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ROOT, Server, chromium

DOCS = ROOT / "docs"


def main() -> None:
    """Start the app, look at it, and write what is seen."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data))
        server.start()
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(f"{server.url}/lesson?lesson=yerevan-summit")
        page.locator("a.cite[href$='s2.p11']").first.click()
        page.get_by_role("dialog").wait_for()
        page.wait_for_timeout(800)
        page.screenshot(path=DOCS / "lesson.png")
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
