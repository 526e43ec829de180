"""The size of the text, and light or dark, which only this browser keeps; no run is needed."""

from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.display import TEXT_SIZES
from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__)
_html = Macros(__file__)

_settings: Any = st.components.v2.component(
    "sourcebook_display_settings",
    html=_html.fields(TEXT_SIZES),
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=script(_HERE.with_suffix(".js")),
)


def show() -> None:
    """Draw the buttons to choose with."""
    st.html(_html.heading())
    _settings(key="display-settings")
