"""Small pieces of browser code: links that stay in the app, the focus, the Enter key.

The code is the same at each run, so it is sent once, by a component. What a run asks of it is sent
separately, all at once at its end, in a hidden element: a component costs the server four times as
much in each run. Without these scripts every link still works, as an ordinary one.
"""

import re
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__).parent

_code: Any = st.components.v2.component("sourcebook_links", js=script(_HERE / "links.js"))

_REQUESTS = Markup("<span hidden data-requests='{}'></span>")
_ASKED, _CODE_SENT_BY = "asked-of-browser", "code-sent-by"


def forget_requests() -> None:
    """Forget what a run asked that ended early; begins each run."""
    st.session_state.pop(_ASKED, None)


def begin_requests() -> str:
    """Bring the code to a new tab; begins each run of a whole page, and returns its connection.

    The code works on when its component is gone, so later runs do without it. After the connection
    was lost nobody knows what of the first run has arrived, so the code is brought again.
    """
    forget_requests()
    # A browser makes a new key for each connection.
    connection = st.context.headers.get("Sec-WebSocket-Key", "")
    if st.session_state.get(_CODE_SENT_BY) == connection:
        # What comes below keeps its number among the elements of the page.
        st.empty()
    else:
        _code(key="links", data={"home": in_app("/")})
    return connection


def ask_browser(kind: str, **data: object) -> None:
    """Ask a script of this tab for something, once in a run; `requests.js` says how it answers."""
    st.session_state.setdefault(_ASKED, {})[kind] = data


def send_requests() -> None:
    """Send what the run has asked of the browser; ends each run."""
    if asked := st.session_state.pop(_ASKED, None):
        # Its JSON has no < or >, so the browser's filter of HTML keeps it, whatever the text in it.
        st.html(_REQUESTS.format(htmlsafe_json_dumps(asked)))


def note_code_is_sent(connection: str) -> None:
    """Let later runs of this connection do without the code; ends each run of a whole page."""
    st.session_state[_CODE_SENT_BY] = connection


def press_on_enter(scope: str, button: str, *, keyboard: str = "text") -> None:
    """Let the Enter key press a button from the one-line fields in the container with it.

    `keyboard` is what a phone shows for them: `text`, or `decimal` for numbers.
    """
    ask_browser("enter", scope=scope, button=button, keyboard=keyboard)


def use_item_keys(scope: str, button: str) -> None:
    """Let 1 to 9 choose an option in the container with this key, and Enter press its button."""
    ask_browser("keys", scope=scope, button=button)


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
