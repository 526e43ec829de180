"""A server that is stopped, or that cannot start: what it leaves and what it says. No browser."""

import os
import shutil
import signal
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.conftest import ROOT, Server
from tests.streamlit_internals import PROTOCOL, SOCKET, ForwardMsg, is_end_of_run, run_of_page


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server with the real course."""
    made = Server(tmp_path / "data")
    made.is_copy = False
    made.start()
    yield made
    made.kill()


def opened(server: Server) -> ClientConnection:
    """A socket as a browser opens it after its first page, with the cookie that came with it."""
    first = urllib.request.Request(server.url, headers={"accept": "text/html"})
    with urllib.request.urlopen(first) as page:
        cookie = page.headers["set-cookie"].partition(";")[0]
    return connect(
        server.url.replace("http", "ws") + SOCKET,
        subprotocols=[Subprotocol(PROTOCOL)],
        origin=Origin(server.url),
        additional_headers={"cookie": cookie},
    )


def open_lesson(socket: ClientConnection) -> None:
    """Open the first lesson as a browser does, up to the end of the run."""
    socket.send(run_of_page("lesson"))
    has_ended = False
    while not has_ended:
        received = socket.recv(timeout=30)
        assert isinstance(received, bytes)
        has_ended = is_end_of_run(ForwardMsg.FromString(received))


def readings(file: Path) -> int:
    """How many lessons were opened, according to a database file alone."""
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM reading").fetchone()[0])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_server_leaves_one_complete_file(
    server: Server, tmp_path: Path, how: signal.Signals
) -> None:
    """It is stopped while a page is open, by the system or by Ctrl+C."""
    with opened(server) as socket:
        open_lesson(socket)
        server._end(how)

    copy = shutil.copy(server.database, tmp_path / "copy.db")
    assert [each.name for each in server.data.glob("sourcebook.db*")] == ["sourcebook.db"]
    assert readings(Path(copy)) == 1


def start_in_vain(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a server says that cannot start."""
    command = [*Server.command(), "--server.address", "127.0.0.1", "--server.port", "0"]
    settings = os.environ | {"SOURCEBOOK_DATA": str(data)} | environment
    return subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60
    )


def test_a_damaged_database_is_named_with_the_way_out(tmp_path: Path) -> None:
    file = tmp_path / "sourcebook.db"
    file.write_bytes(b"This is a letter, not a database." * 200)

    done = start_in_vain(tmp_path)

    assert done.returncode != 0
    assert (
        f"Sourcebook cannot start. '{file}' is damaged or is no database (file is not a "
        "database). Restore a backup with 'sourcebook restore FILE'; this keeps the damaged file "
        "beside the new one."
    ) in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_database_that_is_damaged_further_in_is_found_at_the_start(server: Server) -> None:
    server.stop()
    raw = server.database.read_bytes()
    server.database.write_bytes(raw[:40960] + b"\xff" * 4096 + raw[45056:])

    done = start_in_vain(server.data)

    assert done.returncode != 0
    assert f"Sourcebook cannot start. '{server.database}' is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_none_is_named_without_a_trace(tmp_path: Path) -> None:
    done = start_in_vain(tmp_path, SOURCEBOOK_DATABASE_URL="data/sourcebook.db")

    assert done.returncode != 0
    assert "Sourcebook cannot start. SOURCEBOOK_DATABASE_URL is not a database" in done.stderr
    assert "Traceback" not in done.stderr
