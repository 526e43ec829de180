"""Real servers as the network sees them: who gets in, who is believed, and whom they ask."""

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.conftest import Server
from tests.streamlit_internals import PROTOCOL, SOCKET, BackMsg, ForwardMsg

# Notes every look-up of a name and every connection that the process begins.
_WATCH = """
import json, sys
def note(event, details):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        with open({log!r}, "a") as log:
            log.write(json.dumps([event, str(details[-1] if "connect" in event else details)]))
            log.write("\\n")
sys.addaudithook(note)
"""

_THIS_MACHINE = "None"
"""How Streamlit 1.67 names a visitor from the machine itself."""


@contextmanager
def started(server: Server) -> Iterator[Server]:
    """A server that runs as long as it is needed."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def socket(server: Server, origin: str | None, **headers: str) -> ClientConnection:
    """A socket as Streamlit's front end opens it, for a page of this origin."""
    return connect(
        f"ws://127.0.0.1:{server.port}{SOCKET}",
        origin=Origin(origin) if origin else None,
        subprotocols=[Subprotocol(PROTOCOL)],
        additional_headers=headers,
        open_timeout=10,
    )


def refused(server: Server, origin: str) -> int:
    """The status with which a socket for a page of this origin is refused."""
    with pytest.raises(InvalidStatus) as answer, socket(server, origin):
        pass
    return answer.value.response.status_code


def visitor_seen(server: Server, headers: Mapping[str, str]) -> str:
    """Whom a page takes the visitor for who comes with these headers."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    with socket(server, server.url, **headers) as opened:
        opened.send(message.SerializeToString())
        while True:
            received = ForwardMsg.FromString(opened.recv(timeout=20))
            if found := re.search(r"Visitor ([^<]+)", received.delta.new_element.html.body):
                return found[1]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server, and the file that notes whom it asks for anything."""
    folder = tmp_path_factory.mktemp("watched")
    log = folder / "asked"
    (folder / "sitecustomize.py").write_text(_WATCH.format(log=str(log)))
    server = Server(folder / "data")
    # Only a new process reads sitecustomize.
    server.is_copy = False
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    server.environment["PYTHONPATH"] = os.pathsep.join(paths)
    with started(server):
        yield server, log


def test_sockets_from_other_places_are_refused_and_nobody_outside_is_asked(
    watched: tuple[Server, Path],
) -> None:
    server, log = watched
    origins = ["http://evil.example", f"http://127.0.0.1:{server.port + 1}", "null"]

    statuses = [refused(server, origin) for origin in origins]
    with socket(server, server.url), socket(server, None):
        pass

    asked = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    assert statuses == [403, 403, 403]
    assert [each for each in asked if "127.0.0.1" not in each[1]] == []


def test_a_socket_under_an_unknown_name_is_refused(watched: tuple[Server, Path]) -> None:
    server, _ = watched
    rebound = f"http://evil.example:{server.port}"

    request = urllib.request.Request(f"{server.url}/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as page:
        urllib.request.urlopen(request, timeout=5)

    assert page.value.code == 421
    assert "SOURCEBOOK_PUBLIC_URL" in page.value.read().decode()
    assert refused(server, rebound) == 403


def test_the_server_tells_outsiders_nothing_of_itself(watched: tuple[Server, Path]) -> None:
    server, _ = watched

    with pytest.raises(urllib.error.HTTPError) as metrics:
        urllib.request.urlopen(f"{server.url}/_stcore/metrics", timeout=5)
    with urllib.request.urlopen(f"{server.url}/_stcore/host-config", timeout=5) as answer:
        config = json.load(answer)

    assert metrics.value.code == 404
    assert config["allowedOrigins"] == []


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        ("", _THIS_MACHINE),
        ("127.0.0.1", "203.0.113.7"),
        ("127.0.0.0/8, 203.0.113.7", "198.51.100.9"),
    ],
)
def test_only_a_proxy_that_is_named_says_for_whom_it_asks(
    tmp_path: Path, proxies: str, seen: str
) -> None:
    server = Server(tmp_path / "data")
    server.arguments = ("run", "tests/browser/visitors/app.py")
    server.environment["SOURCEBOOK_PROXY"] = proxies
    forwarded = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7", "X-Forwarded-Proto": "http"}

    with started(server):
        assert visitor_seen(server, forwarded) == seen
