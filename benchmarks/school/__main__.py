"""What a whole school costs one server: `python -m benchmarks.school`.

Learners answer the items of real quizzes at once, and as many people click on a bare page in turn.
The server has a core of its own, and the clients another one. Commands measure other moments of
a school's day. Needs Linux.
"""

from typing import Annotated

import typer

from benchmarks.processes import machine
from benchmarks.school import quizzes
from benchmarks.school.learners import Clicker, Learner, PromptClicker, PromptLearner, Rhythm
from benchmarks.school.load import Plan

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


if __name__ == "__main__":
    app()
