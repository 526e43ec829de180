"""What a whole school costs one server: `python -m benchmarks.school`.

Without a command, learners answer the items of real quizzes at once, and as many people click on
a bare page in turn. The server has a core of its own, and the clients another one. Commands measure
other moments of a school's day. Needs Linux.
"""

from typing import Annotated

import typer

from benchmarks import checking, slow_line, statistics
from benchmarks.processes import machine
from benchmarks.school import first_visits, memory, quizzes, r_alpha, results, starts
from benchmarks.school.learners import Clicker, Learner, PromptClicker, PromptLearner, Rhythm
from benchmarks.school.load import Plan
from sourcebook import analysis

NUMBERS = [50, 100, 150, 200, 300]

app = typer.Typer(help=__doc__, invoke_without_command=True, add_completion=False)


@app.callback()
def main(
    context: typer.Context,
    learners: Annotated[
        list[int] | None, typer.Option(help="How many at once; may be given several times.")
    ] = None,
    seconds: Annotated[float, typer.Option(help="How long each number is measured.")] = 30,
    think: Annotated[float, typer.Option(help="Seconds from one answer to the next.")] = 5,
    pause: Annotated[float, typer.Option(help="Seconds from an answer to the next item.")] = 0.5,
    prompt: Annotated[
        bool, typer.Option("--prompt", help="Send each choice by itself, as a browser does.")
    ] = False,
) -> None:
    """Learners who answer at once; exit with status 1 if an answer is lost or doubled.

    Printed are the seconds from an answer to its feedback, the share of the server's core that
    the server and others used, the share of the client's core, and the CPU time and bytes of a
    click. The time in which all begin, one after the other, is not counted.
    """
    typer.echo(machine())
    if context.invoked_subcommand:
        return
    rhythm = Rhythm(think, pause)
    plans = [Plan(each, seconds, rhythm) for each in learners or NUMBERS]
    people = (PromptLearner, PromptClicker) if prompt else (Learner, Clicker)
    comparison = quizzes.compare(*people, plans)
    typer.echo(comparison)
    raise typer.Exit(code=1 if comparison.lost or comparison.doubled else 0)


@app.command("lesson")
def lesson_command(
    people: Annotated[int, typer.Option(help="How many open it.")] = 30,
    within: Annotated[float, typer.Option(help="Seconds within which they come.")] = 10,
) -> None:
    """A class whose browsers are empty opens the same lesson."""
    first_visits.compare(people, within)


@app.command("memory")
def memory_command(
    learners: Annotated[int, typer.Option(help="How many are connected.")] = 100,
    wait: Annotated[float, typer.Option(help="Seconds after they have left.")] = 130,
) -> None:
    """The memory of idle learners, and what is left of it after they have left."""
    memory.idle(learners, wait)


@app.command("soak")
def soak_command(
    views: Annotated[int, typer.Option(help="How many pages are opened.")] = 10_000,
) -> None:
    """The memory after each tenth of many page views; it has to stay flat."""
    memory.soak(views)


@app.command("first-visit")
def first_visit_command() -> None:
    """A first visit in an empty browser on a line of 400 kbit/s."""
    slow_line.main(url="", kbits=400, latency=400)


@app.command("start")
def start_command(
    times: Annotated[int, typer.Option(help="How often each server is started.")] = 5,
) -> None:
    """How long the server takes to start."""
    starts.compare(times)


@app.command("check")
def check_command() -> None:
    """The check of this course, and of 1,000 and 10,000 items."""
    checking.main()


@app.command("statistics")
def statistics_command(
    attempts: Annotated[int, typer.Option(help="How many attempts are made up.")] = 20_000,
    items: Annotated[int, typer.Option(help="How many items the quiz has.")] = 50,
) -> None:
    """Item statistics, beside other implementations."""
    statistics.main(responses=attempts * items, items=items)
    r_alpha.compare(analysis.score_matrix(statistics.made_up(attempts, items)))


@app.command("results")
def results_command(
    learners: Annotated[
        list[int] | None, typer.Option(help="How many there are; may be given several times.")
    ] = None,
) -> None:
    """The CPU time of the page Results, for 120 and 2,000 learners."""
    for each in learners or [120, 2000]:
        results.measure(each)


if __name__ == "__main__":
    app()
