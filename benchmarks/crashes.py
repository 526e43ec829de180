"""Answers lost when the server is killed: `python -m benchmarks.crashes --trials 1000`.

In each trial a process goes on where a learner was, one step after the other, and says so
before and after each call of the store. It is killed with SIGKILL at a random moment; then
the store is opened again and compared, step by step, moment by moment, with what had been
acknowledged by then. One step more may be there: it was on disk before it could be
acknowledged. Anything else counts as lost. A power cut is not tried: it takes a machine.
"""

import json
import os
import random
import signal
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from benchmarks.steps import expected, steps
from sourcebook.store import Store

BEFORE, AFTER = b"<", b">"
TRIALS_PER_LEARNER = 20
LONGEST_LIFE = 0.4
"""Seconds after its birth at which a process is killed at the latest."""


class Tally(NamedTuple):
    """What came of some trials; `caught` are kills with a step on disk but not acknowledged."""

    trials: int = 0
    inside: int = 0
    caught: int = 0
    acknowledged: int = 0
    lost: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(mine + its for mine, its in zip(self, other, strict=True)))

    def __str__(self) -> str:
        share = self.lost / self.acknowledged if self.acknowledged else 0
        return (
            f"{self.trials:,} kills, {self.inside:,} of them inside a call of the store; "
            f"{self.caught:,} left one step that was on disk but not yet acknowledged\n"
            f"{self.acknowledged:,} steps acknowledged, {self.lost:,} lost (ratio {share:g})"
        )


def main(
    trials: Annotated[int, typer.Option(help="How often a process is killed.")] = 1000,
    seed: Annotated[int, typer.Option(help="Chooses the moments of the kills.")] = 1,
) -> None:
    """Kill, reopen, compare; exit with status 1 if anything acknowledged is lost."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        rng = random.Random(seed)  # noqa: S311  # No secret.
        tally = run(Path(folder), trials, rng)
    typer.echo(tally)
    typer.echo(f"in {time.monotonic() - began:.0f} seconds")
    raise typer.Exit(code=1 if tally.lost else 0)


def run(folder: Path, trials: int, rng: random.Random) -> Tally:
    """What came of this many trials on one database; the first loss ends them."""
    database = folder / "sourcebook.db"
    Store.open(_url(database)).close()
    tally = Tally()
    stopped_at: dict[str, int] = {}
    for trial in range(trials):
        if trial % TRIALS_PER_LEARNER == 0:
            learner, done = f"{trial:064x}", 0
        found, done = _trial(database, learner, done, rng.uniform(0, LONGEST_LIFE))
        tally = tally.plus(found)
        stopped_at[learner] = done
        if found.lost:
            break
    if tally.lost:
        return tally
    # Nor may what was there after one kill be gone after all the others.
    gone = (_missing(database, learner, done) for learner, done in stopped_at.items())
    return tally.plus(Tally(lost=sum(gone)))


def _trial(database: Path, learner: str, done: int, life: float) -> tuple[Tally, int]:
    """What came of one kill, and how many steps of the learner are in the database by then."""
    said = _said_by_the_killed(lambda say: _go_on(database, learner, done, say), life)
    acknowledged = said.count(AFTER)
    known = done + acknowledged
    found = read(database, learner)
    caught = found == expected(learner, known + 1)
    lost = 0 if caught else _missing(database, learner, known)
    inside = said.count(BEFORE) > acknowledged
    return Tally(1, inside, caught, acknowledged, lost), known + caught


def _said_by_the_killed(live: Callable[[Callable[[bytes], object]], None], life: float) -> bytes:
    """What a process wrote to its pipe from its birth to its violent end."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        # Whatever happens, the child must never go on with the work of its parent.
        try:
            os.close(ear)
            live(lambda word: os.write(mouth, word))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(mouth)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with open(ear, "rb") as pipe:
        said = pipe.read()
    if not os.WIFSIGNALED(status):
        raise SystemExit("A process ended by itself: see its traceback above.")
    return said


def _go_on(database: Path, learner: str, done: int, say: Callable[[bytes], object]) -> None:
    store = Store.open(_url(database))
    for step in islice(steps(learner), done, None):
        say(BEFORE)
        step.take(store)
        say(AFTER)


def _missing(database: Path, learner: str, done: int) -> int:
    """How many facts are not in the database as they were acknowledged, or never were said."""
    found, known = read(database, learner), expected(learner, done)
    return sum(found.get(where) != known.get(where) for where in found.keys() | known.keys())


def read(database: Path, learner: str) -> dict[str, object]:
    """The facts on a learner as they stand in the database, whose file must be whole.

    The store is opened first, as after a crash, and must be able to load every attempt; then
    the tables are read as they are.
    """
    with closing(Store.open(_url(database))) as store:
        loaded = store.attempts.of_learner(learner)
    with closing(sqlite3.connect(database)) as connection:
        (whole,) = connection.execute("PRAGMA integrity_check").fetchone()
        facts = dict(_facts(connection, learner))
    if whole != "ok" or len(loaded) != sum(where.endswith("started") for where in facts):
        facts["file"] = whole
    return facts


def _facts(connection: sqlite3.Connection, learner: str) -> Iterator[tuple[str, object]]:
    attempts = connection.execute(
        "SELECT id, quiz_id, finished_at FROM attempt WHERE learner_id = ? ORDER BY started_at",
        [learner],
    ).fetchall()
    for number, (attempt_id, quiz_id, finished_at) in enumerate(attempts):
        (items,) = connection.execute(
            "SELECT count(*) FROM pinned_item WHERE attempt_id = ?", [attempt_id]
        ).fetchone()
        yield f"{number}.started", [quiz_id, items]
        if finished_at:
            yield f"{number}.finished", finished_at
        for row in connection.execute(
            "SELECT number, place, kind, at, body FROM event WHERE attempt_id = ?", [attempt_id]
        ):
            yield f"{number}.event{row[0]}", [*row[1:4], _told(json.loads(row[4]))]
        for row in connection.execute(
            "SELECT place, text FROM draft WHERE attempt_id = ?", [attempt_id]
        ):
            yield f"{number}.draft{row[0]}", row[1]


def _told(body: dict[str, object]) -> dict[str, object]:
    """What an event tells, but for what is empty, who marked it and the corrected item."""
    return {
        name: value
        for name, value in body.items()
        if value not in (None, {}) and name not in ("item", "by", "second")
    }


def _url(database: Path) -> str:
    return f"sqlite:///{database}"


if __name__ == "__main__":
    typer.run(main)
