"""A class whose browsers, all of them empty, open the same lesson within seconds.

Each fetches the page and the files that it names, over one connection and compressed, and then
opens its socket. What the front end loads later, part by part, is not in it.
"""

import asyncio
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from statistics import median
from typing import NamedTuple
from urllib.parse import urljoin

import typer
import uvloop

from benchmarks.processes import cpu_seconds
from benchmarks.school.connection import Connection
from benchmarks.school.quizzes import both
from tests.browser.conftest import Server
from tests.streamlit_internals import Element

LESSON = "csto"
_NAMED = re.compile(r'(?:src|href)="(\./static/[^"]+)"')


class Visit(NamedTuple):
    """Seconds until all files were there, and until the heading was; bytes of both together."""

    files: float
    heading: float
    size: int


class Page(NamedTuple):
    """A page of a server, and how its heading is known."""

    server: Server
    address: str
    query: str
    is_heading: Callable[[Element], bool]


def compare(people: int, within: float) -> None:
    """Print what each first visit costs, of the lesson and of a bare page."""
    typer.echo(f"{people} first visits within {within:g} s")
    with both() as (app, bare, _core):
        for name, page in (
            ("lesson", Page(app, "lesson", f"lesson={LESSON}", _has_title)),
            ("bare", Page(bare, "", "", lambda _: True)),
        ):
            uvloop.run(_come(page, 1, within=0))
            began = _cpu(page)
            visits = uvloop.run(_come(page, people, within=within))
            typer.echo(_row(name, visits, _cpu(page) - began))


def _row(name: str, visits: list[Visit], spent: float) -> str:
    headings = sorted(each.heading for each in visits)
    return (
        f"{name:8} files {median(each.files for each in visits):6.2f} s, "
        f"heading {median(headings):6.2f} s, at most {headings[-1]:6.2f} s  "
        f"CPU {1e3 * spent / len(visits):5.0f} ms each  "
        f"{median(each.size for each in visits) / 1e3:6,.0f} kB each"
    )


async def _come(page: Page, people: int, *, within: float) -> list[Visit]:
    with ThreadPoolExecutor(people) as browsers:
        visits = (_visited(page, browsers, within * number / people) for number in range(people))
        return await asyncio.gather(*visits)


async def _visited(page: Page, browsers: ThreadPoolExecutor, later: float) -> Visit:
    await asyncio.sleep(later)
    began = time.monotonic()
    loop = asyncio.get_running_loop()
    cookie, size = await loop.run_in_executor(browsers, _fetch, page)
    fetched = time.monotonic()
    tab = await Connection.opened(page.server.url, cookie=cookie)
    reply = await tab.open(page.address, page.query, shows=page.is_heading)
    await tab.close()
    if reply.shown is None:
        raise RuntimeError("The page has no heading.")
    return Visit(fetched - began, reply.shown - began, size + reply.size)


def _fetch(page: Page) -> tuple[str, int]:
    """The cookie of a first visit, and the bytes of the page and all files that it names."""
    # Uncompressed, because its text has to be read; it is small beside the files.
    with closing(HTTPConnection("127.0.0.1", page.server.port, timeout=120)) as connection:
        connection.request("GET", f"/{page.address}", headers={"Accept": "text/html"})
        response = connection.getresponse()
        text = response.read()
        cookie = (response.getheader("set-cookie") or "").partition(";")[0]
        size = len(text)
        for name in _NAMED.findall(text.decode()):
            address = urljoin(f"/{page.address}", name)
            connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
            size += len(connection.getresponse().read())
        return cookie, size


def _has_title(element: Element) -> bool:
    return element.WhichOneof("type") == "html" and "<h1" in element.html.body


def _cpu(page: Page) -> float:
    if page.server.process is None:
        raise RuntimeError("The server is not running.")
    return cpu_seconds(page.server.process.pid)
