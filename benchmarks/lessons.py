"""What a learner meets in each lesson on a phone: `python -m benchmarks.lessons`.

On a window of 375 × 812 px: the words, the marks of citations and the screens of each lesson, in
the whole and in its longest step; then how many clicks and how much time of the machine lie between
the first page and the first answer to an item, by the lesson and by the quiz.
"""

import tempfile
import time
from pathlib import Path

import typer
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.screens import HEIGHT, WIDTH, course_in, running
from sourcebook.model.lessons import Lesson
from sourcebook.pages.reading import steps
from tests.browser.conftest import ROOT, Server, chromium
from tests.browser.shown import rest

_WAYS = {
    "in a lesson": ("Start with the first lesson",),
    "in a quiz": ("Quiz, ", "Start the quiz"),
}
"""What is pressed on the way to the first answer; in a lesson Continue follows."""

_ASKED = ".st-key-item, [class*='st-key-task-']"
_MEASURE = """() => {
    const main = document.querySelector('.stMain');
    const marks = [...main.querySelectorAll('a.cite, a.proofs-mark')];
    const visible = marks.filter((each) => each.offsetParent);
    return [main.innerText.split(/\\s+/).length, visible.length, main.scrollHeight];
}"""


def main() -> None:
    """Start a server and a browser, measure, and stop them."""
    course = course_in(ROOT)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        running(Server(Path(folder) / "data", ROOT)) as server,
    ):
        browser = chromium(playwright)
        page = _new_page(browser)
        typer.echo(f"{'lesson':22}{'words':>7}{'marks':>7}{'screens':>9}   its longest step")
        for lesson in course.lessons.values():
            _tell(page, server, lesson)
        for name, clicks in _WAYS.items():
            _to_first_answer(_new_page(browser), server, name, clicks)
        browser.close()


def _tell(page: Page, server: Server, lesson: Lesson) -> None:
    each = [_at(page, f"{server.url}{steps.address(lesson, step)}") for step in steps.steps(lesson)]
    words, marks = sum(step[0] for step in each), sum(step[1] for step in each)
    pixels = [step[2] for step in each]
    screens, longest = sum(pixels) / HEIGHT, max(pixels) / HEIGHT
    typer.echo(f"{lesson.id:22}{words:7}{marks:7}{screens:9.1f}{longest:9.1f} of {len(each)} steps")


def _at(page: Page, address: str) -> tuple[int, int, int]:
    page.goto(address)
    page.locator("#root h1").wait_for()
    rest(page)
    words, marks, pixels = page.evaluate(_MEASURE)
    return words, marks, pixels


def _new_page(browser: Browser) -> Page:
    """A page of somebody who was never here."""
    return browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()


def _to_first_answer(page: Page, server: Server, name: str, clicks: tuple[str, ...]) -> None:
    """Go from the first page to the first field for an answer."""
    page.goto(server.url)
    page.locator("#root h1").wait_for()
    rest(page)
    start = time.perf_counter()
    for label in clicks:
        found = page.get_by_role("button", name=label).or_(page.get_by_role("link", name=label))
        found.first.click()
        rest(page)
    field = page.locator(f":is({_ASKED}) :is([role=radiogroup], input, textarea)").first
    more = 0
    while not field.count():
        page.get_by_role("button", name="Continue").click()
        rest(page)
        more += 1
    seconds = time.perf_counter() - start
    typer.echo(f"first field {name}: {len(clicks) + more} clicks, {seconds:.1f} s of waiting")


if __name__ == "__main__":
    typer.run(main)
