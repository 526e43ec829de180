"""What one waits for in a browser, against a bare Streamlit page: `python -m benchmarks.browser`.

A click is timed inside the browser until the next page, item or text is drawn, and in turns on both
servers, so that a busy machine slows both. Printed are medians, the median ratio of the pairs, how
far things moved by themselves meanwhile (layout shift, at best 0) and how long the browser was
busy in tasks of more than 50 ms.
"""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.pages import BareServer
from tests.browser.conftest import Server, chromium
from tests.browser.shown import rest
from tests.browser.steps import start_quiz

BARE = (
    "import streamlit as st\n"
    "place = st.session_state.get('place', 1)\n"
    "if st.button('Next'):\n"
    "    place = st.session_state['place'] = place + 1\n"
    "st.header(f'Page {place}')\n"
)

_NOTE = """
window.drawn = new Promise((done) => {
    const look = () => document.querySelector('[data-testid=stMain] :is(h1, h2)')
        ? done(performance.now()) : requestAnimationFrame(look);
    requestAnimationFrame(look);
});
window.moved = window.busy = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => {
    window.moved += each.value;
})).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((each) => {
    window.busy += each.duration;
})).observe({type: 'longtask', buffered: true});
"""
_CLICK = """async ([clicked, shown]) => {
    const text = () => document.querySelector(shown)?.textContent;
    const before = text(), began = performance.now();
    window.moved = window.busy = 0;
    document.querySelector(clicked).click();
    while ((text() ?? before) === before) await new Promise(requestAnimationFrame);
    return performance.now() - began;
}"""


class Way(NamedTuple):
    """A way between two places: what is clicked in turn, and the text by which one has arrived."""

    name: str
    start: str
    clicked: tuple[str, ...]
    shown: str


class Took(NamedTuple):
    """What one step took: milliseconds, layout shift, milliseconds of long tasks."""

    milliseconds: float
    moved: float
    busy: float


_ITEM = "[class*='st-key-skip-'] button"
_BAR = ".masthead a[href='{}']"
WAYS = (
    Way("item to item", "quiz", (_ITEM,), "#stem"),
    Way("page to page", "/", (_BAR.format("/sources"), _BAR.format("/quiz")), ".stMain h1"),
    Way("to a lesson", "/", (".stMain a[href*='lesson=']", _BAR.format("/")), ".stMain h1"),
)
_NEXT = Way("bare", "/", ("[data-testid=stMain] button",), "h2")


class _Bare(BareServer):
    """A Streamlit server whose page has a button and a heading that changes."""

    script_text = BARE


def main(
    rounds: Annotated[int, typer.Option(help="How often each way is gone.")] = 10,
) -> None:
    """Start both servers and a browser, measure, and stop them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app, bare = Server(Path(folder) / "app"), _Bare(Path(folder))
        with _running(app), _running(bare):
            browser = chromium(playwright)
            pairs = [(_first_visit(browser, app), _first_visit(browser, bare)) for _ in range(3)]
            typer.echo(_row("first visit", pairs))
            for way in WAYS:
                typer.echo(_row(way.name, _gone(browser, way, app, bare, rounds)))
            browser.close()


@contextmanager
def _running(server: Server) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


def _first_visit(browser: Browser, server: Server) -> Took:
    """A visit by a browser that has nothing of the app yet."""
    page = _opened(browser, server.url)
    drawn = page.evaluate("() => window.drawn")
    rest(page)
    took = _took(page, drawn)
    page.context.close()
    return took


def _gone(
    browser: Browser, way: Way, app: Server, bare: Server, rounds: int
) -> list[tuple[Took, Took]]:
    ours, theirs = _at_the_start(browser, way, app), _opened(browser, bare.url)
    # The first time the browser fetches what it needs for it.
    return [(_step(ours, way, turn), _step(theirs, _NEXT, turn)) for turn in range(rounds + 2)][2:]


def _at_the_start(browser: Browser, way: Way, app: Server) -> Page:
    page = _opened(browser, app.url)
    if way.start == "quiz":
        start_quiz(page, app.url)
    rest(page)
    return page


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(_NOTE)
    page.goto(url)
    return page


def _step(page: Page, way: Way, turn: int) -> Took:
    clicked = way.clicked[turn % len(way.clicked)]
    page.locator(clicked).first.wait_for()
    milliseconds = page.evaluate(_CLICK, [clicked, way.shown])
    rest(page)
    return _took(page, milliseconds)


def _took(page: Page, milliseconds: float) -> Took:
    moved, busy = page.evaluate("() => [window.moved, window.busy]")
    return Took(milliseconds, moved, busy)


def _row(name: str, pairs: list[tuple[Took, Took]]) -> str:
    own, base = (statistics.median(pair[n].milliseconds for pair in pairs) for n in (0, 1))
    ratio = statistics.median(ours.milliseconds / bare.milliseconds for ours, bare in pairs)
    moved = max(ours.moved for ours, _ in pairs)
    busy = statistics.median(ours.busy for ours, _ in pairs)
    return (
        f"{name:12} {own:6.0f} ms  bare {base:6.0f} ms  ratio {ratio:5.2f}  "
        f"moved {moved:.3f}  busy {busy:4.0f} ms"
    )


if __name__ == "__main__":
    typer.run(main)
