"""When a page can be read on a slow line, in an empty browser: `python -m benchmarks.slow_line`.

The line has 400 kbit/s and 400 ms of latency. For the first page and a lesson it prints when the
first heading is seen, when the app has drawn its own, and when that is seen because the whole page
is there; then the bytes that had come by then, and the largest files. The messages of the socket
count unpacked. Another server is measured with `--url`.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.conftest import Server, chromium

PAGES = ("/", "/lesson?lesson=csto")
_LONGEST = 180_000

# A heading can be read when it is seen: where it is, in what state, and not under another element.
_NOTE = """
const seen = (each) => each?.checkVisibility({visibilityProperty: true})
    && each.getBoundingClientRect().width > 1;
const note = (name, selector, test) => {
    const look = () => test(document.querySelector(selector))
        ? performance.mark(name) : requestAnimationFrame(look);
    requestAnimationFrame(look);
};
note('text', '#opening h1, #root h1', seen);
note('app', '#root h1', Boolean);
note('whole', '#root h1', seen);
"""
_MOMENT = "(name) => performance.getEntriesByName(name)[0].startTime / 1000"


def main(
    url: Annotated[str, typer.Option(help="A running server; else one is started.")] = "",
    kbits: Annotated[int, typer.Option(help="Thousands of bits each second.")] = 400,
    latency: Annotated[int, typer.Option(help="Milliseconds of latency.")] = 400,
) -> None:
    """Start a server and a browser, measure each page, and stop them."""
    with _served(url) as base, sync_playwright() as playwright:
        browser = chromium(playwright)
        for path in PAGES:
            typer.echo(_measured(browser, base, path, kbits, latency))
        browser.close()


@contextmanager
def _served(url: str) -> Iterator[str]:
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


def _measured(browser: Browser, base: str, path: str, kbits: int, latency: int) -> str:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(_NOTE)
    came = _count_bytes(_slow(page, kbits, latency))
    page.goto(f"{base}{path}", wait_until="commit")
    heading = "() => performance.getEntriesByName('whole').length"
    page.wait_for_function(heading, timeout=_LONGEST)
    by_then = Counter(came)
    text, app, whole = (page.evaluate(_MOMENT, name) for name in ("text", "app", "whole"))
    page.context.close()
    largest = [f"  {size / 1000:6.0f} kB  {name}" for name, size in by_then.most_common(8)]
    total = by_then.total() / 1000
    first = f"{path:20} text {text:5.1f} s  app {app:5.1f} s  whole {whole:5.1f} s  {total:5.0f} kB"
    return "\n".join([first, *largest])


def _slow(page: Page, kbits: int, latency: int) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = kbits * 1000 / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": speed,
            "uploadThroughput": speed,
        },
    )
    return session


def _count_bytes(session: CDPSession) -> Counter[str]:
    """The bytes that come for each file, as they travel; counted while they come."""
    came: Counter[str] = Counter()
    names: dict[str, str] = {}

    def asked(event: Any) -> None:
        names[event["requestId"]] = event["request"]["url"].rpartition("/")[2][:60] or "/"

    def arrived(event: Any) -> None:
        name = names.get(event["requestId"], "?")
        came[name] += max(event["encodedDataLength"], 0)

    def heard(event: Any) -> None:
        came["messages of the socket"] += len(event["response"]["payloadData"]) * 3 // 4

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.dataReceived", arrived)
    session.on("Network.webSocketFrameReceived", heard)
    return came


if __name__ == "__main__":
    typer.run(main)
