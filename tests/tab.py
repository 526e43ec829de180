"""A browser tab without the browser: it fills in fields, clicks, and counts what comes back.

It speaks to the app's socket as the front end of Streamlit does; `Screen` holds what it shows.
"""

import socket
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any, NamedTuple, Self
from urllib.parse import SplitResult, urlsplit

from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.screen import Screen
from tests.streamlit_internals import PROTOCOL, SOCKET


class Reply(NamedTuple):
    """What the server sent after one message of the tab."""

    runs: int
    size: int
    """Bytes on the wire, where the messages are compressed."""
    messages_size: int
    """Bytes of the messages themselves."""


class Tab:
    """A tab of a browser that has the cookie of a learner, or none.

    It waits for each message for at most `timeout` seconds. `session` names the session of a tab
    that was connected before, which then goes on.
    """

    def __init__(
        self, url: str, cookie: str = "", *, timeout: float = 60, session: str = ""
    ) -> None:
        self._timeout = timeout
        self._wire = _CountingSocket(urlsplit(url))
        names = [PROTOCOL, "none", session] if session else [PROTOCOL]
        connection = connect(
            f"{url.replace('http', 'ws', 1)}{SOCKET}",
            sock=self._wire,
            subprotocols=[Subprotocol(each) for each in names],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
        )
        self._stack = ExitStack()
        self._socket = self._stack.enter_context(connection)
        self.screen = Screen()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; what the tab shows stays."""
        self._stack.close()

    def open(self, page: str = "", query: str = "") -> Reply:
        """Show a page as it is after a link, with the part of its address behind the `?`."""
        return self._send(self.screen.opening(page, query))

    def click(self, label: str) -> Reply:
        """Press the button with this label."""
        return self._send(self.screen.pressing(label))

    def set(self, element_id: str, **value: Any) -> Reply:
        """Fill in a field: `string_value="…"`, or `bool_value=True`."""
        return self._send(self.screen.filling_in(element_id, **value))

    def buttons(self) -> list[str]:
        """The labels of all buttons on the screen."""
        return self.screen.buttons()

    def fields(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The fields of an item on the screen, each with its id and a value that fits it."""
        return self.screen.fields()

    def _send(self, message: bytes) -> Reply:
        self._socket.send(message)
        size, is_last = 0, False
        before = self._wire.received
        while not is_last:
            received = self._socket.recv(timeout=self._timeout, decode=False)
            size += len(received)
            is_last = self.screen.take(received)
        return Reply(self.screen.runs, self._wire.received - before, size)


class _CountingSocket(socket.socket):
    """A socket to a server that counts the bytes that it receives."""

    def __init__(self, url: SplitResult) -> None:
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self.received = 0
        self.connect((url.hostname, url.port))

    def recv(self, *size: int) -> bytes:
        """The next bytes."""
        found = super().recv(*size)
        self.received += len(found)
        return found


def new_cookie(url: str) -> str:
    """The cookie that a first visit brings, as a browser sends it back."""
    request = urllib.request.Request(url, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request) as response:
        return str(response.headers["set-cookie"]).partition(";")[0]


def quiz_steps(tab: Tab) -> Iterator[tuple[str, Callable[[], Reply]]]:
    """The steps from the beginning of a quiz to its result, each to be taken before the next.

    An item whose answer needs browser code is skipped. A second try is not made.
    """
    yield "Start", lambda: tab.click("Start the quiz")
    while not (ends := [each for each in tab.buttons() if each.startswith("Finish")]):
        if "Next item" in tab.buttons():
            yield "Next", lambda: tab.click("Next item")
        elif "Show the solution" in tab.buttons():
            yield "Solve", lambda: tab.click("Show the solution")
        elif fields := list(tab.fields()):
            yield from _answered(tab, fields)
        else:
            yield "Skip", lambda: tab.click("Skip for now")
    yield "Finish", lambda: tab.click(ends[0])


def _answered(
    tab: Tab, fields: list[tuple[str, dict[str, Any]]]
) -> Iterator[tuple[str, Callable[[], Reply]]]:
    for element_id, value in fields:
        yield "Fill in", partial(tab.set, element_id, **value)
    proves = "This passage proves it"
    if proves in tab.buttons():
        yield "Prove", lambda: tab.click(proves)
    else:
        yield "Check", lambda: tab.click("Check my answer")
