"""What stands on a page that could not be drawn to its end, and how the reader goes on."""

import re
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException

from sourcebook.errors import SourcebookError, StoreError

_FIELD = re.compile(r"[0-9a-f]{32}-\d+-.+|field-.+")
"""The key of a field of an item, which begins with attempt and place, or of a task of a lesson."""


def show(error: SourcebookError) -> None:
    """Draw what is wrong; if it is the database, a button that draws the page again."""
    # For a page that failed before it had a heading; style.css hides it under another one.
    st.html("<h1 class='in-need'>This page cannot be shown just now</h1>")
    st.error(str(error))
    if isinstance(error, StoreError):
        _keep_fields()
        st.button("Try again", key="try-again")


def _keep_fields() -> None:
    """Keep what is filled in at an item or a task.

    Streamlit forgets the value of a field that a run does not draw, unless it is set in that run;
    it refuses to set one that was drawn.
    """
    for key, value in st.session_state.items():
        if isinstance(key, str) and _FIELD.fullmatch(key):
            with suppress(StreamlitAPIException):
                st.session_state[key] = value
