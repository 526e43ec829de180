"""The benchmark of a whole school, on a small scale: it runs, and it notices a lost answer."""

import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.school import r_alpha
from benchmarks.school.acknowledged import Comparison, compared, steps_in
from benchmarks.school.learners import Learner, Meter, PromptLearner, Rhythm
from tests.browser.conftest import Server
from tests.own_loop import run_alone

ROOT = Path(__file__).parents[1]
QUICK = Rhythm(think=0, pause=0)

TO_BEGIN = 2
"""Clicks until the first item of a quiz is shown."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose learners have answered nothing yet."""
    server = Server(tmp_path_factory.mktemp("school"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def meter(server: Server) -> Meter:
    """What two learners have seen who took the first three steps of a quiz each."""
    meter = Meter(is_on=True)
    for number in range(2):
        run_alone(steps(Learner(server.url, number, meter, QUICK), 3))
    return meter


async def steps(learner: Learner, count: int) -> None:
    """Begin a quiz and take the first steps in it."""
    await learner.begin()
    for _ in range(count):
        await learner.go_on()
    await learner.leave()


def execute(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def in_words(found: str) -> list[str]:
    """The names of the servers in the rows of a table, from above."""
    return re.findall(r"^ +\d+  (app|bare|ratio) ", found, re.M)


def test_each_answer_that_was_shown_is_in_the_database_once(server: Server, meter: Meter) -> None:
    found = compared(server.database, meter.acknowledged, meter.unsure)

    assert meter.failures == {}
    assert found == Comparison(meter.acknowledged.total(), lost=0, doubled=0)
    # A right answer may ask for its proof next, which takes one of the three steps.
    assert 2 <= found.acknowledged == len(meter.waits) <= 4


def test_a_lost_answer_and_a_doubled_one_are_found_out(server: Server, meter: Meter) -> None:
    copy = server.data / "copy.db"
    with (
        closing(sqlite3.connect(server.database)) as whole,
        closing(sqlite3.connect(copy)) as other,
    ):
        whole.backup(other)
    kept, lost, *_ = steps_in(copy)

    execute(
        copy,
        f"DELETE FROM event WHERE attempt_id = '{lost.attempt_id}' AND place = {lost.place}",
        "INSERT INTO event SELECT attempt_id, number + 1000, place, kind, at, body FROM event "
        f"WHERE attempt_id = '{kept.attempt_id}' AND place = {kept.place}",
    )

    missing, twice = meter.acknowledged[lost], meter.acknowledged[kept]
    found = compared(copy, meter.acknowledged, meter.unsure)
    assert (found.lost, found.doubled) == (missing, twice)


def test_a_step_without_feedback_may_be_in_the_database_or_not(
    server: Server, meter: Meter
) -> None:
    seen = meter.acknowledged.copy()
    step, times = seen.popitem()
    unsure = Counter({step: times})

    assert compared(server.database, seen, unsure).doubled == 0
    assert compared(server.database, seen, Counter()).doubled == times


@pytest.mark.parametrize(("kind", "clicks"), [(Learner, 1), (PromptLearner, 2)])
def test_a_choice_is_sent_with_the_answer_or_by_itself(
    server: Server, kind: type[Learner], clicks: int
) -> None:
    meter = Meter(is_on=True)

    run_alone(steps(kind(server.url, 0, meter, QUICK), 1))

    assert meter.clicks == TO_BEGIN + clicks


def test_the_app_and_a_bare_page_stand_side_by_side() -> None:
    short = ["--learners", "2", "--seconds", "5", "--think", "1", "--pause", "0.2"]
    command = [sys.executable, "-m", "benchmarks.school", *short]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert in_words(done.stdout) == ["app", "bare", "ratio"]
    assert re.search(r"^[1-9][0-9]* acknowledged, 0 lost, 0 doubled$", done.stdout, re.M)


@pytest.mark.parametrize(
    ("arguments", "first", "lines"),
    [
        ("lesson --people 2 --within 1", r"2 first visits within 1 s", 3),
        ("memory --learners 2 --wait 0", r"nobody, after three visitors +[0-9.]+ MB", 5),
        ("soak --views 20", r" +2 views +[0-9.]+ MB", 10),
        ("start --times 1", r"start of app +[0-9.]+ s, +[0-9.]+ s of CPU", 2),
        ("results --learners 4", r"4 learners, [1-9][0-9]* attempts", 5),
        ("statistics --attempts 100 --items 4", r"400 responses, 100 attempts at 4 items", 7),
    ],
)
def test_each_command_prints_what_it_measures(arguments: str, first: str, lines: int) -> None:
    command = [sys.executable, "-m", "benchmarks.school", *arguments.split()]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    machine, *told = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Python {sys.version_info.major}." in machine
    assert re.fullmatch(first, told[0])
    assert len(told) == lines


def test_alpha_is_compared_with_that_of_r(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two items on which all agree have an alpha of 1; this R says 0.5 after two seconds."""
    program = tmp_path / "Rscript"
    program.write_text("#!/bin/sh\necho 0.5 2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    r_alpha.compare(pd.DataFrame({"one": [0.0, 1.0], "other": [0.0, 1.0]}))

    assert capsys.readouterr().out == "psych::alpha     2.000 s  apart 5e-01\n"


def test_without_r_nothing_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    r_alpha.compare(pd.DataFrame({"one": [0.0, 1.0]}))

    assert capsys.readouterr().out == "psych::alpha  R is not installed\n"
