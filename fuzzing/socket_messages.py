"""What browsers send over their websocket: the gate in front of it, and the states of fields."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # No types.
from starlette.types import Message, Receive, Scope, Send

from sourcebook.model.attempts import LONGEST_TEXT
from sourcebook.pages.network.messages import MessageGate
from sourcebook.pages.quiz import browser_fields
from sourcebook.pages.streamlit_internals.messages import (
    LONGEST_ADDRESS,
    MOST_FILES,
    MOST_PARTS,
)
from tests.streamlit_internals import BackMsg

_TEXTS = ("a", "b", "c")
_ORDERS = {(), *permutations(_TEXTS)}


def message(raw: bytes) -> None:
    """A click is passed on as it is; what cannot be read or asks too much closes the socket."""
    # After a test with a browser this thread has a loop already.
    with ThreadPoolExecutor(1) as threads:
        passed_on, codes = threads.submit(asyncio.run, _passed_on(raw)).result()
    read = _read(raw)
    assert codes == ([] if read and _is_bounded(read) else [1008])
    is_click = codes == [] and read.HasField("rerun_script")
    assert passed_on in ([[raw]] if is_click else [[], [raw]])
    if is_click:
        for field in read.rerun_script.widget_states.widgets:
            _expect_state(field.json_value)


async def _passed_on(raw: bytes) -> tuple[list[bytes], list[int]]:
    """What the app inside is given of a message, and the codes that close its socket."""
    coming: list[Message] = [
        {"type": "websocket.disconnect", "code": 1000},
        {"type": "websocket.receive", "bytes": raw},
        {"type": "websocket.connect"},
    ]
    taken: list[bytes] = []
    codes: list[int] = []

    async def receive() -> Message:
        return coming.pop()

    async def send(message: Message) -> None:
        codes.append(message["code"])

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (came := await receive())["type"] != "websocket.disconnect":
            if came["type"] == "websocket.receive":
                taken.append(came["bytes"])

    scope: Scope = {"type": "websocket", "headers": [], "client": ("203.0.113.7", 1)}
    await MessageGate(app, cookie="learner")(scope, receive, send)
    return taken, codes


def _read(raw: bytes) -> Any:
    """The message as Streamlit reads it, or None."""
    found = BackMsg()
    try:
        found.ParseFromString(raw)
    except DecodeError:
        return None
    return found


def _is_bounded(read: Any) -> bool:
    asked, files = read.rerun_script, read.file_urls_request.file_names
    parts = (asked.widget_states.widgets, asked.cached_message_hashes)
    names = (asked.query_string, asked.page_name, asked.page_script_hash, asked.fragment_id)
    return (
        all(len(each) <= MOST_PARTS for each in parts)
        and all(len(each) <= LONGEST_ADDRESS for each in names)
        and len(files) <= MOST_FILES
    )


def _expect_state(written: str) -> None:
    """The state of a field with browser code is an order or a text that can be kept, or nothing."""
    try:
        state = json.loads(written)
    except (ValueError, RecursionError):
        return
    assert browser_fields._order_in(state, _TEXTS) in _ORDERS
    if sent := browser_fields._sent_in(state):
        assert len(sent[0]) <= LONGEST_TEXT
        sent[0].encode()
