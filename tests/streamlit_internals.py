"""What the tests and the benchmarks use of Streamlit's private surface, in one place.

A newer Streamlit may change any of it; tests/browser/streamlit_contract/ says which.
"""

from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from streamlit.web.cli import main as streamlit_command

__all__ = [
    "PROTOCOL",
    "SOCKET",
    "BackMsg",
    "Element",
    "ForwardMsg",
    "WidgetState",
    "allow_another_runtime",
    "elements",
    "follow_the_app",
    "is_end_of_run",
    "run_of_page",
    "streamlit_command",
    "tab_at",
]

SOCKET, PROTOCOL = "/_stcore/stream", "streamlit"
"""The address and the subprotocol of the websocket that Streamlit's front end opens."""


def tab_at(script: Path, url_path: str) -> AppTest:
    """A tab of the app in this script that is about to open a page."""
    tab = AppTest.from_file(script, default_timeout=30)
    # Without the search of every installed package for components: there are none.
    tab._bidi_component_manager = BidiComponentManager()
    tab._page_hash = calc_hash(url_path)
    return tab


def follow_the_app(tab: AppTest) -> None:
    """From here on the tab is at the page to which the app sends it."""
    tab._page_hash = ""


def elements(tab: AppTest) -> list[Any]:
    """The messages of all elements of a tab."""
    return [getattr(node, "proto", None) for node in tab._tree]


def allow_another_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this test start a server: Streamlit keeps the one of a process after its end."""
    monkeypatch.setattr(Runtime, "_instance", None)


def run_of_page(url_path: str) -> bytes:
    """The message by which a browser asks for a run of a page."""
    message = BackMsg()
    message.rerun_script.page_script_hash = calc_hash(url_path)
    return bytes(message.SerializeToString())


def is_end_of_run(message: ForwardMsg) -> bool:
    """Whether this is the last message of a run."""
    return message.WhichOneof("type") == "script_finished"
