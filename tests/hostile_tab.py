"""A tab that sends what no browser sends, and keeps all that comes back."""

from collections.abc import Iterator
from contextlib import ExitStack

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.streamlit_internals import PROTOCOL, SOCKET, BackMsg, ForwardMsg


def rerun(page: str = "", query: str = "") -> BackMsg:
    """The message by which a browser asks for a run of a page."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    return message


class HostileTab:
    """A socket to the app with the cookie of a learner, or with none."""

    def __init__(self, url: str, cookie: str = "") -> None:
        self._stack = ExitStack()
        connection = connect(
            f"{url.replace('http', 'ws', 1)}{SOCKET}",
            subprotocols=[Subprotocol(PROTOCOL)],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
            # A server that makes this tab wait answers its pings late.
            ping_interval=None,
            close_timeout=1,
        )
        self._socket = self._stack.enter_context(connection)
        self.is_closed = False
        self.received: list[bytes] = []

    def send(self, raw: bytes | str) -> None:
        """Send bytes, or a text; raises ConnectionClosed if the server has closed the socket."""
        self._socket.send(raw)

    def kinds(self, *, quiet: float) -> Iterator[str | None]:
        """What comes until it is quiet for so many seconds: the kind of each message."""
        while True:
            try:
                raw = self._socket.recv(timeout=quiet, decode=False)
            except TimeoutError:
                return
            except ConnectionClosed:
                self.is_closed = True
                return
            self.received.append(raw)
            yield ForwardMsg.FromString(raw).WhichOneof("type")

    def close(self) -> None:
        """Close the socket."""
        self._stack.close()
