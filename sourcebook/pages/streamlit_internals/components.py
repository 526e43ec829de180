"""Small pieces of browser code: links that stay in the app, the focus, the Enter key.

The first also keeps the browser’s history, one step for each page, with the scroll position. Its
code is the same at each run, so it is sent once; the requests of a run are sent separately. Without
these scripts every link still works, as an ordinary one.
"""

import re
from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__).parent

_links: Any = st.components.v2.component("sourcebook_links", js=script(_HERE / "links.js"))
_request: Any = st.components.v2.component("sourcebook_request", js=script(_HERE / "request.js"))


def ask_browser(kind: str, **data: object) -> None:
    """Ask a script of this tab for something; `tab.js` says how it answers."""
    _request(key=f"ask-{kind}", data={"kind": kind, **data})


def press_on_enter(scope: str, button: str, *, keyboard: str = "text") -> None:
    """Let the Enter key press a button from the one-line fields in the container with it.

    `keyboard` is what a phone shows for them: `text`, or `decimal` for numbers.
    """
    ask_browser("enter", scope=scope, button=button, keyboard=keyboard)


def use_item_keys(scope: str, button: str) -> None:
    """Let 1 to 9 choose an option in the container with this key, and Enter press its button."""
    ask_browser("keys", scope=scope, button=button)


def watch_links(scope: str) -> None:
    """Let the links inside the container with this key stay in the app."""
    _links(key=f"links-{scope}", data={"scope": scope, "home": in_app("/")})


def move_focus(target: str, moment: str, *, block: str = "start", view: str = "") -> None:
    """Focus the element with this HTML id, and bring it into view, once per moment.

    With `view` it is the element with this id that is brought into view.
    """
    ask_browser("focus", target=target, moment=moment, block=block, view=view or target)


def focus_field(key: str, moment: str) -> None:
    """Focus the first field whose key is this one or begins with it, once per moment.

    What it is folded away in is opened.
    """
    # Streamlit writes a key into the page with hyphens for most signs.
    ask_browser("field", field=re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip()), moment=moment)


def turn_steps(scope: str, back: str, on: str) -> None:
    """Let the arrow keys press the buttons with these keys in the container with that one."""
    ask_browser("turn", scope=scope, back=back, on=on)
