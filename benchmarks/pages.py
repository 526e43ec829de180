"""What a page costs the server, against a bare Streamlit page: `python -m benchmarks.pages`.

Both servers run side by side with the same configuration; their reruns alternate, so that
a busy machine slows both. Printed are medians, and the median ratio of the pairs.
"""

import asyncio
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typer
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.conftest import ROOT, Server
from tests.streamlit_internals import BackMsg, ForwardMsg

BARE = "import streamlit as st\nst.markdown('One line of text.')\n"
PAGES = ("course", "lesson", "quiz", "scores", "sources")


class BareServer(Server):
    """A Streamlit server with one line of text, configured like the app."""

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


class Session:
    """One browser's socket, without the browser."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    @classmethod
    async def open(cls, server: Server) -> "Session":
        """A session with a socket of its own."""
        address = re.sub("^http", "ws", server.url) + "/_stcore/stream"
        protocols = [Subprotocol("streamlit")]
        return cls(await connect(address, subprotocols=protocols, max_size=None, compression=None))

    async def rerun(self, page: str) -> tuple[float, int]:
        """Seconds and bytes of one run of a page."""
        message = BackMsg()
        message.rerun_script.page_name = page
        began, size = time.perf_counter(), 0
        await self.connection.send(message.SerializeToString())
        while True:
            received = await self.connection.recv(decode=False)
            size += len(received)
            if ForwardMsg.FromString(received).WhichOneof("type") == "script_finished":
                return time.perf_counter() - began, size


async def measure(app: Server, bare: Server) -> None:
    """Measure every page against the bare one and print a row for each."""
    for page in PAGES:
        ours, theirs = await Session.open(app), await Session.open(bare)
        typer.echo(await _row(page, ours, theirs))


async def _row(page: str, ours: Session, theirs: Session, *, pairs: int = 60) -> str:
    path = "" if page == "course" else page
    for _ in range(5):
        await ours.rerun(path)
        await theirs.rerun("")
    runs = [(await ours.rerun(path), await theirs.rerun("")) for _ in range(pairs)]
    own = statistics.median(mine[0] for mine, _ in runs) * 1000
    base = statistics.median(bare[0] for _, bare in runs) * 1000
    ratio = statistics.median(mine[0] / bare[0] for mine, bare in runs)
    size = runs[-1][0][1]
    return f"{page:8} {own:6.1f} ms  bare {base:5.1f} ms  ratio {ratio:5.2f}  {size:6,} bytes"


def main() -> None:
    """Start both servers, measure, and stop them."""
    with tempfile.TemporaryDirectory() as folder:
        app, bare = Server(Path(folder) / "app"), BareServer(Path(folder))
        app.start()
        bare.start()
        try:
            asyncio.run(measure(app, bare))
        finally:
            app.stop()
            bare.stop()


if __name__ == "__main__":
    main()
