"""Answers lost when a server or the database goes: `python -m benchmarks.replicas --learners 200`.

Learners answer a quiz at several servers behind nginx, with one PostgreSQL. After a quarter of
their answers one server is killed with SIGKILL. After half of them the database is stopped as a
crash stops it, stays away for some seconds, and is started again. At the end each confirmed answer
must be in the database once. It needs nginx.
"""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from tests.replicas.learners import Group, Tally
from tests.replicas.site import Site, site

LONGEST_SECONDS = 1800


def main(
    learners: Annotated[int, typer.Option(help="How many learners answer at once.")] = 200,
    answers: Annotated[int, typer.Option(help="How many answers each of them gives.")] = 6,
    replicas: Annotated[int, typer.Option(help="How many servers there are.")] = 2,
    outage: Annotated[float, typer.Option(help="Seconds without a database.")] = 8.0,
) -> None:
    """Kill, stop, start, compare; exit with status 1 if an answer is lost or doubled."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if nginx is None:
        raise SystemExit("No nginx is installed: apt-get install nginx-light")
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        site(Path(folder) / "site", nginx=nginx, replicas=replicas) as made,
    ):
        tally, said, statuses = run(made, learners=learners, answers=answers, outage=outage)
    typer.echo(tally)
    typer.echo(f"/healthz before, during and after the outage: {statuses}")
    for each in sorted(said):
        typer.echo(f"a page said: {each}")
    typer.echo(f"in {time.monotonic() - began:.0f} seconds")
    raise typer.Exit(code=1 if tally.lost or tally.doubled or tally.unfinished else 0)


def run(
    made: Site, *, learners: int, answers: int, outage: float
) -> tuple[Tally, set[str], tuple[int, int, int]]:
    """What came of it, what pages said, and /healthz before, during and after the outage."""
    group = Group(made, learners=learners, wanted=answers, seconds=LONGEST_SECONDS)
    group.wait_for(1 / 4)
    made.servers[0].kill()
    group.wait_for(1 / 2)
    before = made.health()
    made.database.stop("immediate")
    time.sleep(outage)
    during = made.health()
    made.database.start()
    tally = group.tally()
    return tally, group.errors(), (before, during, made.health())


if __name__ == "__main__":
    typer.run(main)
