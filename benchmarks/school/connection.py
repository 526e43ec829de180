"""A tab among hundreds in one process: it waits for its reply, and the others go on meanwhile."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, NamedTuple, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.screen import Screen
from tests.streamlit_internals import PROTOCOL, SOCKET, Element
from tests.tab import new_cookie

LONGEST_WAIT = 120
"""Seconds after which a reply counts as missing."""

Shows = Callable[[Element], bool]


class Reply(NamedTuple):
    """What came back for one message of the tab, and when: seconds of `time.monotonic`."""

    began: float
    shown: float | None
    """When what was waited for had come, if it came."""
    ended: float
    size: int
    """Bytes on the wire."""


class Connection:
    """A tab of a browser of its own."""

    def __init__(self, socket: "_Counted") -> None:
        self._socket = socket
        self.screen = Screen()

    @classmethod
    async def opened(cls, url: str, *, cookie: str | None = None) -> Self:
        """A new connection; without a cookie, that of a browser on its first visit."""
        if cookie is None:
            cookie = await asyncio.to_thread(new_cookie, url)
        socket = await connect(
            f"{url.replace('http', 'ws', 1)}{SOCKET}",
            subprotocols=[Subprotocol(PROTOCOL)],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
            open_timeout=LONGEST_WAIT,
            ping_interval=None,
            proxy=None,
            create_connection=_Counted,
        )
        if not isinstance(socket, _Counted):
            raise TypeError("The connection does not count its bytes.")
        return cls(socket)

    async def close(self) -> None:
        """Leave as a browser does when its tab is closed."""
        await self._socket.close()

    async def open(self, page: str = "", query: str = "", *, shows: Shows) -> Reply:
        """Show a page as it is after a link."""
        return await self._send(self.screen.opening(page, query), shows)

    async def press(self, label: str, *, shows: Shows) -> Reply:
        """Press the button with this label."""
        return await self._send(self.screen.pressing(label), shows)

    async def fill_in(self, element_id: str, value: dict[str, Any], *, shows: Shows) -> Reply:
        """Fill in a field."""
        return await self._send(self.screen.filling_in(element_id, **value), shows)

    async def _send(self, message: bytes, shows: Shows) -> Reply:
        async with asyncio.timeout(LONGEST_WAIT):
            return await self._answered(message, shows)

    async def _answered(self, message: bytes, shows: Shows) -> Reply:
        before, began = self._socket.came, time.monotonic()
        shown, seen, is_last = None, None, False
        await self._socket.send(message)
        while not is_last:
            is_last = self.screen.take(await self._socket.recv(decode=False))
            newest = self.screen.elements[-1] if self.screen.elements else None
            if newest is not seen and newest is not None:
                seen = newest
                shown = shown or (time.monotonic() if shows(newest) else None)
        return Reply(began, shown, time.monotonic(), self._socket.came - before)


class _Counted(ClientConnection):
    """A connection that counts the bytes that come to it."""

    came = 0

    def data_received(self, data: bytes) -> None:
        self.came += len(data)
        super().data_received(data)
