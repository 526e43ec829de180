"""How much memory learners take who are there, who have left, and who come and go all day."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import typer
import uvloop

from benchmarks.processes import resident_bytes
from benchmarks.school.learners import Learner, Meter, Rhythm
from benchmarks.school.quizzes import on_one_core
from tests.browser.conftest import Server
from tests.tab import Tab, new_cookie

_VIEWS = (
    ("", ""),
    ("lesson", "lesson=csto"),
    ("quiz", "quiz=csto-quiz"),
    ("scores", ""),
    ("sources", ""),
)
_COOKIES = 50
_SETTLE = 2.0
"""Seconds in which a server ends the runs of its last visitors."""


def idle(learners: int, wait: float) -> None:
    """Print the memory before, with and after idle learners with an item on the screen; twice.

    The second time shows whether what the first ones left behind is used again. `wait` is in
    seconds, after they have left.
    """
    with _app() as app:
        uvloop.run(_stay(app, 3))
        empty = _resident(app)
        typer.echo(f"nobody, after three visitors {empty / 1e6:8.1f} MB")
        for turn in ("first", "second"):
            full = uvloop.run(_stay(app, learners))
            each = (full - empty) / learners
            typer.echo(
                f"{learners} idle, the {turn} time {full / 1e6:8.1f} MB, {each / 1e3:.0f} kB each"
            )
            time.sleep(wait)
            # A new visit lets the server forget the sessions whose time is over.
            uvloop.run(_stay(app, 1))
            typer.echo(f"{wait:g} s after they left {_resident(app) / 1e6:8.1f} MB")


@contextmanager
def _app() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        app = Server(Path(folder))
        with on_one_core(app):
            yield app


async def _stay(server: Server, learners: int) -> int:
    """The memory while all of them are there; all have left at the end."""
    meter, rhythm = Meter(), Rhythm()
    people = [Learner(server.url, number, meter, rhythm) for number in range(learners)]
    for each in people:
        await each.begin()
    await asyncio.sleep(_SETTLE)
    found = _resident(server)
    for each in people:
        await each.leave()
    return found


def soak(views: int) -> None:
    """Print the memory after each tenth of so many page views, each in a tab of its own."""
    with _app() as app:
        cookies = cycle([new_cookie(app.url) for _ in range(_COOKIES)])
        pages = cycle(_VIEWS)
        _view(app, next(cookies), *next(pages))
        for number in range(1, views + 1):
            _view(app, next(cookies), *next(pages))
            if number % max(views // 10, 1) == 0:
                typer.echo(f"{number:7,} views {_resident(app) / 1e6:8.1f} MB")


def _view(server: Server, cookie: str, page: str, query: str) -> None:
    with Tab(server.url, cookie) as tab:
        tab.open(page, query)


def _resident(server: Server) -> int:
    if server.process is None:
        raise RuntimeError("The server is not running.")
    return resident_bytes(server.process.pid)
