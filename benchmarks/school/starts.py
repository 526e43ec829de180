"""How long the app takes to start, beside a bare page that is started in turn."""

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import typer

from benchmarks.processes import cpu_seconds
from benchmarks.school.learners import BarePage
from tests.browser.conftest import Server


class Start(NamedTuple):
    """Seconds until a server answered, in steps of a tenth, and its CPU seconds by then."""

    seconds: float
    cpu: float


def compare(times: int) -> None:
    """Print the medians for the app and the bare page."""
    app, bare = [], []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            app.append(_started(Server(Path(folder) / "app")))
            bare.append(_started(BarePage(Path(folder))))
    for name, starts in (("app", app), ("bare", bare)):
        seconds, cpu = (median(each) for each in zip(*starts, strict=True))
        typer.echo(f"start of {name:5} {seconds:5.1f} s, {cpu:5.2f} s of CPU")


def _started(server: Server) -> Start:
    began = time.monotonic()
    try:
        server.start()
        took = time.monotonic() - began
        return Start(took, cpu_seconds(server.process.pid) if server.process else 0)
    finally:
        server.stop()
