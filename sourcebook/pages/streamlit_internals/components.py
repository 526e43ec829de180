"""Small pieces of browser code: links that stay in the app, focus where work goes on, Enter.

The first also keeps the browser’s history, one step for each page, and where each page stood.

Without them every link still works, as an ordinary one.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__).parent

_links: Any = st.components.v2.component("sourcebook_links", js=script(_HERE / "links.js"))
_focus: Any = st.components.v2.component("sourcebook_focus", js=script(_HERE / "focus.js"))
_enter: Any = st.components.v2.component("sourcebook_enter", js=script(_HERE / "enter.js"))


def press_on_enter(scope: str, button: str) -> None:
    """Let the Enter key press a button from the one-line fields in the container with it."""
    _enter(key="enter", data={"scope": scope, "button": button})


def followed_link(scope: str) -> str | None:
    """The address of the link just followed inside the container with this key, else None."""
    result = _links(key=f"links-{scope}", data={"scope": scope}, on_followed_change=lambda: None)
    return result.followed if isinstance(result.followed, str) else None


def move_focus(target: str, moment: str, *, block: str = "start") -> None:
    """Bring the element with this HTML id into view and focus it, once per moment."""
    _focus(key="focus", data={"target": target, "moment": moment, "block": block})
