"""What a page and a click cost the server: `python -m benchmarks.pages`.

Beside the app stands a server with a bare Streamlit page and the same settings; their runs
alternate. Printed are means over all rounds:
how often the script runs, the bytes that the server sends (compressed, and unpacked), and its CPU
time. The time that a
message takes on its way is not in it. In each round a new learner looks at some pages and takes a
quiz; the first round warms up and does not count. Needs Linux, for the clock of another process.
"""

import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import mean
from typing import Annotated, NamedTuple

import typer

from benchmarks.processes import cpu_seconds
from tests.browser.conftest import ROOT, Server
from tests.tab import Reply, Tab, new_cookie, quiz_steps

BARE = "import streamlit as st\nst.markdown('One line of text.')\nst.button('Go')\n"
PAGES = ("course", "lesson", "quiz", "scores", "sources")
QUIZ = "quiz=yerevan-summit-quiz"


class BareServer(Server):
    """A Streamlit server with one line of text and a button, configured like the app."""

    script_text = BARE

    def start(self) -> None:
        """Start it and wait until it answers."""
        script = self.data / "bare.py"
        script.write_text(self.script_text)
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        address = ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen([*command, *address], cwd=ROOT, stdout=log, stderr=log)
        self.wait("/_stcore/health")


class Cost(NamedTuple):
    """What one step of a learner cost, and a click on the bare page right after it."""

    reply: Reply
    seconds: float
    bare_seconds: float


def measure(app: Server, bare: Server, *, rounds: int) -> dict[str, list[Cost]]:
    """The costs of each step, by its name."""
    costs: dict[str, list[Cost]] = defaultdict(list)
    with Tab(bare.url) as other:
        other.open()
        for number in range(rounds + 1):
            with Tab(app.url, new_cookie(app.url)) as tab:
                for name, take in _steps(tab):
                    reply, seconds = _timed(app, take)
                    _, bare_seconds = _timed(bare, lambda: other.click("Go"))
                    if number:
                        costs[name].append(Cost(reply, seconds, bare_seconds))
    return costs


def _steps(tab: Tab) -> Iterator[tuple[str, Callable[[], Reply]]]:
    for page in PAGES:
        yield f"page {page}", partial(tab.open, "" if page == "course" else page)
    tab.open("quiz", QUIZ)
    yield from quiz_steps(tab)


def _timed(server: Server, take: Callable[[], Reply]) -> tuple[Reply, float]:
    """The reply, and the CPU seconds of all threads of the server's process."""
    if server.process is None:
        raise RuntimeError("The server is not running.")
    began = cpu_seconds(server.process.pid)
    reply = take()
    return reply, cpu_seconds(server.process.pid) - began


def report(costs: dict[str, list[Cost]]) -> Iterator[str]:
    """A line for each step."""
    for name, each in costs.items():
        replies = [cost.reply for cost in each]
        own = 1000 * mean(cost.seconds for cost in each)
        bare = 1000 * mean(cost.bare_seconds for cost in each)
        yield (
            f"{name:12} {mean(reply.runs for reply in replies):4.2f} runs  "
            f"{mean(reply.size for reply in replies):7,.0f} bytes, "
            f"at most {max(reply.size for reply in replies):7,}, "
            f"unpacked {mean(reply.messages_size for reply in replies):7,.0f}  "
            f"CPU {own:5.1f} ms, bare {bare:4.1f} ms, ratio {own / bare:4.1f}"
        )


def main(
    rounds: Annotated[int, typer.Option(help="How many learners take the quiz.")] = 5,
) -> None:
    """Start both servers, measure, and stop them."""
    with tempfile.TemporaryDirectory() as folder:
        app, bare = Server(Path(folder) / "app"), BareServer(Path(folder))
        app.start()
        bare.start()
        try:
            typer.echo("\n".join(report(measure(app, bare, rounds=rounds))))
        finally:
            app.stop()
            bare.stop()


if __name__ == "__main__":
    typer.run(main)
