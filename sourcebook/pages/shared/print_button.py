"""The button that prints the page on the screen; on paper it is not there."""

from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.shared.buttons import ButtonType
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__)
_html = Macros(__file__)

_print: Any = st.components.v2.component(
    "sourcebook_print",
    html=_html.button(),
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=script(_HERE.with_suffix(".js")),
)


def draw(*, type: ButtonType = "secondary") -> None:
    """Draw the button; a browser that cannot print says so instead."""
    with st.container(key="print"):
        _print(key="print-button", data={"type": type})
