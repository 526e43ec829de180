"""Makes the pictures in docs/: `python -m tests.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ROOT, Server, chromium
from tests.browser.shown import rest
from tests.browser.test_door import reset, set_password

DOCS = ROOT / "docs"


def main() -> None:
    """Start the app, look at it, and write what is seen."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data))
        server.start()
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        _lesson(page, server)
        _editor(page, server)
        browser.close()
        server.stop()


def _lesson(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/lesson?lesson=yerevan-summit")
    rest(page)
    page.locator("a.cite[href$='s2.p11']").first.click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(800)
    page.screenshot(path=DOCS / "lesson.png")


def _editor(page: Page, server: Server) -> None:
    page.goto(f"{server.url}{reset(server)}")
    set_password(page)
    page.goto(f"{server.url}/edit?file=quizzes/04-yerevan-summit.yaml&view=Form")
    page.get_by_text("4. reason-in-newsweek").click()
    rest(page)
    page.get_by_role("heading", name="Edit the course").scroll_into_view_if_needed()
    page.screenshot(path=DOCS / "editor.png")


if __name__ == "__main__":
    main()
