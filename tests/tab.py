"""A browser tab without the browser: it fills in fields, clicks, and counts what comes back.

It speaks to the app's socket as the front end of Streamlit 1.67 does. It keeps the messages that
the server may refer to later, and with each click it sends the values of all fields on the screen.
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

from tests.streamlit_internals import (
    PROTOCOL,
    SOCKET,
    BackMsg,
    Element,
    ForwardMsg,
    WidgetState,
    is_end_of_run,
)

_FINISHED = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY


class Reply(NamedTuple):
    """What the server sent after one message of the tab."""

    runs: int
    size: int
    """Bytes on the wire, where the messages are compressed."""
    messages_size: int
    """Bytes of the messages themselves."""


class Tab:
    """A tab of a browser that has the cookie of a learner, or none."""

    def __init__(self, url: str, cookie: str = "") -> None:
        self._wire = _CountingSocket(urlsplit(url))
        connection = connect(
            f"{url.replace('http', 'ws', 1)}{SOCKET}",
            sock=self._wire,
            subprotocols=[Subprotocol(PROTOCOL)],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
        )
        self._stack = ExitStack()
        self._socket = self._stack.enter_context(connection)
        self._cached: dict[str, ForwardMsg] = {}
        self._last_used: dict[str, int] = {}
        self._runs_so_far = self._longest_age = 0
        self._values: dict[str, WidgetState] = {}
        self._page_script = ""
        self.query = ""
        self.elements: list[Element] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(self, page: str = "", query: str = "") -> Reply:
        """Show a page as it is after a link, with the part of its address behind the `?`."""
        message = BackMsg()
        message.rerun_script.page_name = page
        self.query, self._page_script = query, ""
        return self._send(message)

    def click(self, label: str) -> Reply:
        """Press the button with this label."""
        pressed = next(each for each in self._all("button") if each.label == label)
        return self._send_with(WidgetState(id=pressed.id, trigger_value=True))

    def set(self, element_id: str, **value: Any) -> Reply:
        """Fill in a field: `string_value="…"`, or `bool_value=True`."""
        self._values[element_id] = WidgetState(id=element_id, **value)
        return self._send_with()

    def buttons(self) -> list[str]:
        """The labels of all buttons on the screen."""
        return [each.label for each in self._all("button")]

    def fields(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The fields of an item on the screen, each with its id and a value that fits it."""
        for radio in self._all("radio"):
            if not radio.id.endswith(("-confidence", "-source")):
                yield radio.id, {"string_value": radio.options[0]}
        for typed in self._all("text_input"):
            yield typed.id, {"string_value": "7"}
        for box in self._all("checkbox")[:1]:
            yield box.id, {"bool_value": True}

    def _all(self, kind: str) -> list[Any]:
        return [getattr(each, kind) for each in self.elements if each.WhichOneof("type") == kind]

    def _send_with(self, *pressed: WidgetState) -> Reply:
        message = BackMsg()
        message.rerun_script.widget_states.widgets.extend([*self._values.values(), *pressed])
        return self._send(message)

    def _send(self, message: BackMsg) -> Reply:
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self._page_script
        message.rerun_script.cached_message_hashes.extend(self._cached)
        self._socket.send(message.SerializeToString())
        runs, size, is_finished = 0, 0, False
        before = self._wire.received
        while True:
            received = self._socket.recv(timeout=60, decode=False)
            found = ForwardMsg.FromString(received)
            kind = found.WhichOneof("type")
            runs, size = runs + (kind == "new_session"), size + len(received)
            self._take(found, kind)
            # A run that was ended by another one has an end, too.
            is_finished |= is_end_of_run(found) and found.script_finished == _FINISHED
            if is_finished and kind == "session_status_changed":
                self._forget()
                return Reply(runs, self._wire.received - before, size)

    def _take(self, message: ForwardMsg, kind: str | None) -> None:
        if message.metadata.cacheable:
            self._cached[message.hash] = message
            self._last_used[message.hash] = self._runs_so_far
        match kind:
            case "new_session":
                self.elements = []
                self._longest_age = message.new_session.config.max_cached_message_age
            case "navigation":
                self._page_script = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                self._last_used[message.ref_hash] = self._runs_so_far
                self.elements.append(self._cached[message.ref_hash].delta.new_element)
            case "delta" if message.delta.HasField("new_element"):
                self.elements.append(message.delta.new_element)

    def _forget(self) -> None:
        """Drop old messages and the values of fields that are gone, as the front end does."""
        self._runs_so_far += 1
        for name, last_used in list(self._last_used.items()):
            if self._runs_so_far - last_used > self._longest_age:
                del self._cached[name], self._last_used[name]
        shown = {_id_of(each) for each in self.elements}
        self._values = {name: each for name, each in self._values.items() if name in shown}


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


def _id_of(element: Element) -> str:
    kind = element.WhichOneof("type")
    return str(getattr(getattr(element, kind), "id", "")) if kind else ""
