"""How many messages of one browser the server takes, and which: it bounds what one can cost all.

Streamlit takes messages as fast as they come, and the one event loop of the server does nothing
else meanwhile. Here a message that comes too soon waits, and so do those behind it: the browser's
own. Nothing is lost, so a person who clicks fast notices at most a delay.
"""

from collections import Counter, deque
from collections.abc import Awaitable, Callable
from time import monotonic

import anyio
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.streamlit_internals import messages

_SECONDS = 5
MOST_AT_ONCE = 100
"""Messages of one browser that are taken at once within five seconds."""

MOST_SOCKETS = 40
"""Sockets of one browser at a time: a tab has one, and each costs the server memory."""

_SHORTEST_WAIT = 0.02

_MANY_BROWSERS = 1_000
"""So many are known before those that have sent nothing for a while are forgotten."""

_VIOLATION = 1008
"""The code that closes a websocket which sent what no browser sends."""

Sleep = Callable[[float], Awaitable[None]]


class MessageGate:
    """Passes on the messages that the pages need, in their order, and not too many at once."""

    def __init__(self, app: ASGIApp, *, cookie: str, sleep: Sleep = anyio.sleep) -> None:
        self.app, self._cookie, self._sleep = app, cookie, sleep
        # A library for this starts a thread for each message.
        self._taken: dict[str, deque[float]] = {}
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
            if len(self._taken) > _MANY_BROWSERS:
                self._forget_quiet_ones()

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
        while wait := self._take(browser):
            await self._sleep(max(wait, _SHORTEST_WAIT))

    def _take(self, browser: str) -> float:
        """Count a message, and return 0; or the seconds until one may be taken again."""
        now, taken = monotonic(), self._taken.setdefault(browser, deque())
        while taken and taken[0] <= now - _SECONDS:
            taken.popleft()
        if len(taken) >= MOST_AT_ONCE:
            return taken[0] + _SECONDS - now
        taken.append(now)
        return 0

    def _forget_quiet_ones(self) -> None:
        since = monotonic() - _SECONDS
        self._taken = {
            browser: taken
            for browser, taken in self._taken.items()
            if self._open[browser] or taken[-1] > since
        }


def _kind_of(message: Message) -> messages.Kind:
    """What a message is; the beginning and the end of a socket are needed, a text is unreadable."""
    if message["type"] != "websocket.receive":
        return "needed"
    raw = message.get("bytes")
    return "unreadable" if raw is None else messages.kind_of(raw)
