"""How many messages of one browser the server takes, and which: it bounds what one can cost all.

Streamlit takes messages as fast as they come, and the one event loop of the server does nothing
else meanwhile. Here a message that comes too soon waits, and so do those behind it: the browser's
own. Nothing is lost, so a person who clicks fast notices at most a delay.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from time import time

import anyio
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.streamlit_internals import messages

_SECONDS = 5
MOST_AT_ONCE = 100
"""Messages of one browser that are taken at once within five seconds."""

MOST_SOCKETS = 40
"""Sockets of one browser at a time: a tab has one, and each costs the server memory."""

_RATE = RateLimitItemPerSecond(MOST_AT_ONCE, _SECONDS)
_SHORTEST_WAIT = 0.02

_VIOLATION = 1008
"""The code that closes a websocket which sent what no browser sends."""

Sleep = Callable[[float], Awaitable[None]]


class MessageGate:
    """Passes on the messages that the pages need, in their order, and not too many at once."""

    def __init__(self, app: ASGIApp, *, cookie: str, sleep: Sleep = anyio.sleep) -> None:
        self.app, self._cookie, self._sleep = app, cookie, sleep
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a websocket gets its messages through this gate."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        browser = self._browser(scope)
        if self._open[browser] >= MOST_SOCKETS:
            await send({"type": "websocket.close", "code": _VIOLATION})
            return
        self._open[browser] += 1
        try:
            await self._pass_on(browser, scope, receive, send)
        finally:
            self._open -= Counter([browser])

    async def _pass_on(self, browser: str, scope: Scope, receive: Receive, send: Send) -> None:
        is_closed = False

        async def receive_in_turn() -> Message:
            nonlocal is_closed
            while True:
                message = await receive()
                if message["type"] != "websocket.disconnect":
                    await self._wait_for_turn(browser)
                match _kind_of(message):
                    case "needed":
                        return message
                    case "unreadable":
                        is_closed = True
                        await send({"type": "websocket.close", "code": _VIOLATION})
                        return {"type": "websocket.disconnect", "code": _VIOLATION}

        async def send_if_open(message: Message) -> None:
            if not is_closed:
                await send(message)

        await self.app(scope, receive_in_turn, send_if_open)

    def _browser(self, scope: Scope) -> str:
        """What the messages of a browser are counted by: its cookie, else its address."""
        connection = HTTPConnection(scope)
        address = connection.client.host if connection.client else ""
        return connection.cookies.get(self._cookie) or address

    async def _wait_for_turn(self, browser: str) -> None:
        while not self._limiter.hit(_RATE, browser):
            free_at = self._limiter.get_window_stats(_RATE, browser).reset_time
            await self._sleep(max(free_at - time(), _SHORTEST_WAIT))


def _kind_of(message: Message) -> messages.Kind:
    """What a message is; the beginning and the end of a socket are needed, a text is unreadable."""
    if message["type"] != "websocket.receive":
        return "needed"
    raw = message.get("bytes")
    return "unreadable" if raw is None else messages.kind_of(raw)
