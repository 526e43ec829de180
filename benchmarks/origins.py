"""How long others wait while foreign sockets are refused: `python -m benchmarks.origins`.

The app is started as `streamlit run app.py` does it. /healthz is asked by itself, then each time
right behind many sockets that try to open at the same moment for a page of another site. Exits
with status 1 if the answer then comes 0.1 s later, in the median of all rounds, as other programs
on the machine delay some of them; or if a socket opened.
"""

import socket
import tempfile
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from tests.browser.conftest import Server

ROUNDS = 20
MOST_DELAY = 0.1
"""Seconds."""

_OPENING = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://evil.example\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def main(
    sockets: Annotated[int, typer.Option(help="How many sockets try to open at once.")] = 50,
) -> None:
    """Measure, print, and judge."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            alone = [_wait(server) for _ in range(ROUNDS)]
            rounds = [_behind(server, sockets) for _ in range(ROUNDS)]
        finally:
            server.stop()
    behind = [wait for wait, _ in rounds]
    delay, opened = median(behind) - median(alone), sum(sockets - each for _, each in rounds)
    typer.echo(
        f"{ROUNDS} times {sockets} sockets with a foreign origin, {opened} opened\n"
        f"/healthz by itself: {median(alone):.3f} s, at most {max(alone):.3f} s\n"
        f"/healthz behind the sockets: {median(behind):.3f} s, at most {max(behind):.3f} s\n"
        f"delay {max(delay, 0):.3f} s, at most {MOST_DELAY} s allowed"
    )
    raise typer.Exit(code=1 if delay > MOST_DELAY or opened else 0)


def _behind(server: Server, sockets: int) -> tuple[float, int]:
    """Seconds until /healthz has answered behind so many sockets, and how many were refused."""
    address = ("127.0.0.1", server.port)
    with ExitStack() as stack:
        tries = [stack.enter_context(socket.create_connection(address)) for _ in range(sockets)]
        for each in tries:
            each.sendall(_OPENING.format(port=server.port).encode())
        wait = _wait(server)
        answers = [each.recv(100) for each in tries]
    return wait, sum(answer.startswith(b"HTTP/1.1 403") for answer in answers)


def _wait(server: Server) -> float:
    """Seconds until /healthz has answered."""
    began = time.monotonic()
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=120)) as connection:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    return time.monotonic() - began


if __name__ == "__main__":
    typer.run(main)
