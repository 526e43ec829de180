"""Learners who answer quizzes at once, beside as many people at a bare page, and what it costs."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import typer
import uvloop

from benchmarks.processes import cores, on_core
from benchmarks.school.acknowledged import Comparison, compared
from benchmarks.school.learners import BarePage, Step
from benchmarks.school.load import Load, Meets, Plan, measured
from tests.browser.conftest import Server

_HEAD = (
    f"{'people':>6}  {'server':6}{'answers':>9}{'median':>10}{'p95':>10}{'core':>7}{'others':>8}"
    f"{'client':>8}{'CPU/click':>11}{'bytes/click':>13}"
)
MOST_OF_CLIENT = 0.8
"""The share of its core above which the client, too, keeps people waiting."""

MOST_OF_OTHERS = 0.1
"""The share of the server's core above which others keep people waiting."""


class Side(NamedTuple):
    """A server and its core, how people use it, and its name in the table."""

    name: str
    server: Server
    core: int
    meets: Meets


def compare(learner: Meets, clicker: Meets, plans: list[Plan]) -> Comparison:
    """Print a table with a row for each plan and server; whether an answer was lost at the end."""
    acknowledged: Counter[Step] = Counter()
    unsure: Counter[Step] = Counter()
    typer.echo(_HEAD)
    with both() as (app, bare, core):
        for plan in plans:
            found = [_loaded(Side("app", app, core, learner), plan)]
            found += [_loaded(Side("bare", bare, core, clicker), plan)]
            _echo_ratio(plan, *found)
            acknowledged += found[0].meter.acknowledged
            unsure += found[0].meter.unsure
        return compared(app.database, acknowledged, unsure)


@contextmanager
def both() -> Iterator[tuple[Server, Server, int]]:
    """The app and a server with a bare page, and their core; this process is on another one."""
    with tempfile.TemporaryDirectory() as folder:
        app, bare = Server(Path(folder) / "app"), BarePage(Path(folder))
        with on_one_core(app, bare) as core:
            yield app, bare, core


@contextmanager
def on_one_core(*servers: Server) -> Iterator[int]:
    """Start these servers on one core, which is given back, and keep this process on another."""
    server_core, own_core = cores()
    try:
        with on_core(server_core):
            for each in servers:
                each.start()
        with on_core(own_core):
            yield server_core
    finally:
        for each in servers:
            each.stop()


def _loaded(side: Side, plan: Plan) -> Load:
    load = uvloop.run(measured(side.server, side.core, side.meets, plan))
    typer.echo(_row(side.name, plan, load))
    for failure, times in load.meter.failures.items():
        typer.echo(f"{'':8}{times} gave up: {failure}")
    if load.client / load.seconds > MOST_OF_CLIENT:
        typer.echo(f"{'':8}The client's core is full: the waiting times are the client's, too.")
    if (load.core - load.server) / load.seconds > MOST_OF_OTHERS:
        typer.echo(f"{'':8}Others use the server's core: the waiting times are theirs, too.")
    return load


def _row(name: str, plan: Plan, load: Load) -> str:
    meter, others = load.meter, max(load.core - load.server, 0)
    if not meter.waits:
        return f"{plan.people:6}  {name:6}        0  No answer was given and shown in time."
    return (
        f"{plan.people:6}  {name:6}{len(meter.waits):9,}"
        f"{1e3 * load.median:7,.0f} ms{1e3 * load.p95:7,.0f} ms"
        f"{load.server / load.seconds:7.0%}{others / load.seconds:8.0%}"
        f"{load.client / load.seconds:8.0%}"
        f"{1e3 * load.cpu_per_click:8.1f} ms{meter.size / meter.clicks:13,.0f}"
    )


def _echo_ratio(plan: Plan, app: Load, bare: Load) -> None:
    if app.meter.waits and bare.meter.waits:
        typer.echo(
            f"{plan.people:6}  {'ratio':6}{'':9}{app.median / bare.median:10.1f}"
            f"{app.p95 / bare.p95:10.1f}{app.server / bare.server:7.1f}{'':16}"
            f"{app.cpu_per_click / bare.cpu_per_click:11.1f}"
            f"{_bytes_per_click(app) / _bytes_per_click(bare):13.0f}"
        )


def _bytes_per_click(load: Load) -> float:
    return load.meter.size / load.meter.clicks
