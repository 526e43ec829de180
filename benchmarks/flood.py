"""What a browser that sends messages without end costs the others: `python -m benchmarks.flood`.

Printed is how long another learner waits for a page, in milliseconds, and how many messages and
runs of the page the server took from the flood in a second.
"""

import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Annotated

import typer
from websockets.exceptions import ConnectionClosed

from tests.browser.conftest import Server
from tests.hostile_tab import HostileTab, rerun
from tests.tab import Tab, new_cookie


class Flood:
    """Browsers that send the same message as fast as the server takes it."""

    def __init__(self, url: str, sockets: int) -> None:
        self.sent = self.runs = 0
        self._is_over = threading.Event()
        cookie = new_cookie(url)
        self._tabs = [HostileTab(url, cookie) for _ in range(sockets)]
        threads = [(self._send, tab) for tab in self._tabs] + [
            (self._read, tab) for tab in self._tabs
        ]
        self._threads = [threading.Thread(target=act, args=(tab,)) for act, tab in threads]
        for each in self._threads:
            each.start()

    def end(self) -> None:
        """Send no more."""
        self._is_over.set()
        for tab in self._tabs:
            tab.close()
        for each in self._threads:
            each.join()

    def _send(self, tab: HostileTab) -> None:
        message = rerun("quiz").SerializeToString()
        try:
            while not self._is_over.is_set():
                tab.send(message)
                self.sent += 1
        except ConnectionClosed:
            return

    def _read(self, tab: HostileTab) -> None:
        while not self._is_over.is_set() and not tab.is_closed:
            self.runs += sum(kind == "new_session" for kind in tab.kinds(quiet=0.2))


def waits(tab: Tab, pages: int) -> list[float]:
    """How long each of these pages takes, in milliseconds."""
    found = []
    for _ in range(pages):
        began = time.perf_counter()
        tab.open("quiz")
        found.append(1000 * (time.perf_counter() - began))
        time.sleep(0.1)
    return found


def main(
    pages: Annotated[int, typer.Option(help="How many pages the other learner opens.")] = 30,
    sockets: Annotated[int, typer.Option(help="How many tabs send without end.")] = 1,
) -> None:
    """Measure a quiet server and a flooded one."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            with Tab(server.url, new_cookie(server.url)) as tab:
                waits(tab, 3)
                _print("quiet", waits(tab, pages))
                flood, began = Flood(server.url, sockets), time.perf_counter()
                time.sleep(2)
                _print("flooded", waits(tab, pages))
                seconds = time.perf_counter() - began
                flood.end()
                sent, runs = flood.sent / seconds, flood.runs / seconds
                typer.echo(f"{sent:,.0f} messages and {runs:,.1f} runs a second")
        finally:
            server.stop()


def _print(name: str, found: list[float]) -> None:
    typer.echo(f"{name:8} median {statistics.median(found):6.0f} ms  longest {max(found):6.0f} ms")


if __name__ == "__main__":
    typer.run(main)
