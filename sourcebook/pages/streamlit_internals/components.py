"""Small pieces of browser code: links that stay in the app, focus where work goes on, Enter.

The first also keeps the browser’s history, one step for each page, and where each page stood. Its
code is the same at each run, so it is sent once; what a run asks for is sent apart from it.

Without them every link still works, as an ordinary one.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__).parent

_links: Any = st.components.v2.component("sourcebook_links", js=script(_HERE / "links.js"))
_request: Any = st.components.v2.component("sourcebook_request", js=script(_HERE / "request.js"))


def ask_browser(kind: str, **data: object) -> None:
    """Ask a script of this tab for something; `tab.js` says how it answers."""
    _request(key=f"ask-{kind}", data={"kind": kind, **data})


def press_on_enter(scope: str, button: str) -> None:
    """Let the Enter key press a button from the one-line fields in the container with it."""
    ask_browser("enter", scope=scope, button=button)


def followed_link(scope: str) -> str | None:
    """The address of the link just followed inside the container with this key, else None."""
    result = _links(key=f"links-{scope}", data={"scope": scope}, on_followed_change=lambda: None)
    return result.followed if isinstance(result.followed, str) else None


def move_focus(target: str, moment: str, *, block: str = "start") -> None:
    """Bring the element with this HTML id into view and focus it, once per moment."""
    ask_browser("focus", target=target, moment=moment, block=block)
