"""The messages of a browser: which are taken, how many at once, and what closes its sockets."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec

import pytest
from starlette.types import Message, Receive, Scope, Send

from sourcebook.pages.network import messages
from sourcebook.pages.network.messages import MOST_AT_ONCE, MOST_SOCKETS, MessageGate
from sourcebook.pages.streamlit_internals.messages import LONGEST_ADDRESS, MOST_FILES, MOST_PARTS
from tests.own_loop import run_alone
from tests.streamlit_internals import BackMsg

COOKIE = "sourcebook_learner"
CLOSED = {"type": "websocket.close", "code": 1008}


class Waits:
    """How often a browser had to wait; after the first time it goes away."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        raise TimeoutError


class Socket:
    """A websocket with these messages, behind a gate; what the app takes and the browser gets."""

    def __init__(self, *messages: bytes | str, cookie: str = "a", host: str = "192.0.2.1") -> None:
        self.sent: list[Message] = []
        self.taken: list[Message] = []
        self._messages: list[Message] = [{"type": "websocket.connect"}]
        for each in messages:
            key = "text" if isinstance(each, str) else "bytes"
            self._messages.append({"type": "websocket.receive", key: each})
        self._messages.append({"type": "websocket.disconnect", "code": 1000})
        cookies = [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []
        self.scope: Scope = {"type": "websocket", "headers": cookies, "client": (host, 1)}

    async def receive(self) -> Message:
        return self._messages.pop(0)

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    async def app(self, _: Scope, receive: Receive, send: Send) -> None:
        while not self.taken or self.taken[-1]["type"] != "websocket.disconnect":
            self.taken.append(await receive())
        await send({"type": "websocket.send", "bytes": b"The end."})

    async def goes_through(self, gate: MessageGate) -> "Socket":
        gate.app = self.app
        await gate(self.scope, self.receive, self.send)
        return self

    @property
    def received(self) -> list[bytes]:
        return [each["bytes"] for each in self.taken if each["type"] == "websocket.receive"]


P = ParamSpec("P")


def in_own_loop(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """The test as one that pytest runs by itself."""

    @wraps(test)
    def run(*args: P.args, **named: P.kwargs) -> None:
        run_alone(test(*args, **named))

    return run


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def gate(waits: Waits) -> MessageGate:
    return MessageGate(_nothing, cookie=COOKIE, sleep=waits.sleep)


async def _nothing(*_: object) -> None:
    """No app yet: each socket brings its own."""


def message(change: Callable[[BackMsg], object]) -> bytes:
    """A message with one change."""
    made = BackMsg()
    change(made)
    return bytes(made.SerializeToString())


def _with_parts(made: BackMsg, number: int) -> None:
    for _ in range(number):
        made.rerun_script.widget_states.widgets.add(id="a", bool_value=True)


RUN = message(lambda each: each.rerun_script.SetInParent())
NEEDED = [
    RUN,
    message(lambda each: setattr(each, "stop_script", True)),
    message(lambda each: setattr(each, "app_heartbeat", True)),
    message(lambda each: each.file_urls_request.file_names.extend(["list.csv"] * MOST_FILES)),
    message(lambda each: _with_parts(each, MOST_PARTS)),
    message(lambda each: setattr(each.rerun_script, "fragment_id", "a")),
]
UNNEEDED = {
    "the caches of the server": message(lambda each: setattr(each, "clear_cache", True)),
    "its changed files": message(lambda each: setattr(each, "load_git_info", True)),
    "its eye on files": message(lambda each: setattr(each, "set_run_on_save", True)),
    "its end": message(lambda each: setattr(each, "debug_shutdown_runtime", True)),
    "the end of the socket": message(
        lambda each: setattr(each, "debug_disconnect_websocket", True)
    ),
    "an operation": message(lambda each: each.backend_operation_request.SetInParent()),
    "nothing": b"",
}
UNREADABLE: dict[str, bytes | str] = {
    "no message": b"\xff" * 9,
    "half a message": NEEDED[3][:-3],
    "a text": "rerun",
    "too many fields": message(lambda each: _with_parts(each, MOST_PARTS + 1)),
    "too many names": message(
        lambda each: each.rerun_script.cached_message_hashes.extend(["a"] * (MOST_PARTS + 1))
    ),
    "a long address": message(
        lambda each: setattr(each.rerun_script, "query_string", "a" * (LONGEST_ADDRESS + 1))
    ),
    "too many files": message(
        lambda each: each.file_urls_request.file_names.extend(["a"] * (MOST_FILES + 1))
    ),
}


@in_own_loop
async def test_what_the_pages_need_is_taken_in_its_order(gate: MessageGate) -> None:
    socket = await Socket(*NEEDED).goes_through(gate)

    assert socket.received == NEEDED
    assert [each["type"] for each in socket.sent] == ["websocket.send"]


@in_own_loop
@pytest.mark.parametrize("raw", UNNEEDED.values(), ids=UNNEEDED.keys())
async def test_what_no_page_needs_is_left_out(gate: MessageGate, raw: bytes) -> None:
    socket = await Socket(raw, RUN).goes_through(gate)

    assert socket.received == [RUN]


@in_own_loop
@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_what_no_browser_sends_closes_the_socket(gate: MessageGate, raw: bytes | str) -> None:
    socket = await Socket(raw, RUN).goes_through(gate)

    assert socket.received == []
    assert socket.sent == [CLOSED]


@in_own_loop
async def test_a_browser_that_sends_without_end_waits(gate: MessageGate, waits: Waits) -> None:
    # One less, because the beginning of a socket counts.
    await Socket(*[RUN] * (MOST_AT_ONCE - 1)).goes_through(gate)

    with pytest.raises(TimeoutError):
        await Socket(RUN).goes_through(gate)

    assert len(waits.seconds) == 1
    assert 0 < waits.seconds[0] <= 5


@in_own_loop
async def test_another_browser_does_not_wait(gate: MessageGate) -> None:
    await Socket(*[RUN] * (MOST_AT_ONCE - 1)).goes_through(gate)

    other = await Socket(RUN, cookie="b").goes_through(gate)

    assert other.received == [RUN]


@in_own_loop
async def test_browsers_without_a_cookie_count_by_their_address(gate: MessageGate) -> None:
    await Socket(*[RUN] * (MOST_AT_ONCE - 1), cookie="").goes_through(gate)

    other = await Socket(RUN, cookie="", host="192.0.2.2").goes_through(gate)

    assert other.received == [RUN]
    with pytest.raises(TimeoutError):
        await Socket(RUN, cookie="").goes_through(gate)


@in_own_loop
async def test_a_browser_has_some_sockets_at_a_time(gate: MessageGate) -> None:
    refused = Socket(RUN)

    async def open_one_more(left: int) -> None:
        async def app(*_: object) -> None:
            if left:
                await open_one_more(left - 1)
            else:
                await refused.goes_through(gate)

        gate.app = app
        await gate(refused.scope, refused.receive, refused.send)

    await open_one_more(MOST_SOCKETS - 1)

    assert refused.sent == [CLOSED]
    assert refused.taken == []
    assert (await Socket(RUN).goes_through(gate)).received == [RUN]


@in_own_loop
async def test_browsers_that_have_gone_are_forgotten(
    gate: MessageGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_MANY_BROWSERS", 2)
    monkeypatch.setattr(messages, "_SECONDS", 0)

    for number in range(9):
        await Socket(RUN, cookie=f"browser {number}").goes_through(gate)

    assert len(gate._taken) <= 2
