"""What the page Results costs the server: the first look, later ones, and after an answer."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import mean

import typer

from benchmarks.pages import QUIZ
from benchmarks.processes import cpu_seconds
from benchmarks.screens import course_in
from sourcebook.demonstration import invented_classes
from sourcebook.store import Store
from tests.browser.conftest import ROOT, Server
from tests.browser.people import TEACHER, cookie, open_desk
from tests.tab import Tab, new_cookie, quiz_steps

_COOKIE = f"sourcebook_learner={cookie(TEACHER)}"
_LATER_LOOKS = 5
_LONGEST = 600
"""Seconds that a teacher would wait for a page at most."""


def measure(learners: int) -> None:
    """Print the CPU time of each look at the results of this many learners in two classes."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        attempts = _invent(server, learners)
        server.start()
        try:
            typer.echo(f"{learners:,} learners, {attempts:,} attempts")
            _first_page(server)
            # Invented attempts lack what handing in writes, like those of an old version.
            _echo("once after an update", _timed(server, _look))
            server.stop()
            server.start()
            _look_several_times(server)
        finally:
            server.stop()


def _invent(server: Server, learners: int) -> int:
    """Fill the database of a server that has not started; how many attempts there are."""
    invented = invented_classes(course_in(ROOT), learners=learners, seed=7, now=datetime.now(UTC))
    store = Store.open(f"sqlite:///{server.database}")
    try:
        store.classes.replace_demo(invented)
        open_desk(store)
    finally:
        store.close()
    return sum(len(each.attempts) for each in invented.learners)


def _first_page(server: Server) -> None:
    """Open a page, because the first one of a server costs more; the desk would read results."""
    with Tab(server.url, _COOKIE) as tab:
        tab.open()


def _look_several_times(server: Server) -> None:
    _first_page(server)
    _echo("first look", _timed(server, _look))
    _echo("later look", mean(_timed(server, _look) for _ in range(_LATER_LOOKS)))
    _answer(server)
    _echo("after one more answer", _timed(server, _look))


def _echo(name: str, seconds: float) -> None:
    typer.echo(f"  {name:22}{1e3 * seconds:9,.0f} ms of CPU")


def _timed(server: Server, look: Callable[[Server], None]) -> float:
    """The CPU seconds of the server for a look."""
    if server.process is None:
        raise RuntimeError("The server is not running.")
    began = cpu_seconds(server.process.pid)
    look(server)
    return cpu_seconds(server.process.pid) - began


def _look(server: Server) -> None:
    with Tab(server.url, _COOKIE, timeout=_LONGEST) as tab:
        tab.open("results")
        shown = [each.body for each in tab.screen.all("html")]
    if not any("<h2>Quizzes</h2>" in each for each in shown):
        raise RuntimeError("The page does not show the results.")


def _answer(server: Server) -> None:
    """Let a new learner answer one item."""
    with Tab(server.url, new_cookie(server.url)) as tab:
        tab.open("quiz", QUIZ)
        for _, take in islice(quiz_steps(tab), 3):
            take()
