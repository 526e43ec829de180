"""What stands on a page that could not be drawn to its end, and how the reader goes on."""

import re

import streamlit as st

from sourcebook.errors import SourcebookError, StoreError
from sourcebook.pages.streamlit_internals.kept_values import keep_values

_FIELDS = re.compile(r"[0-9a-f]{32}-\d+-.+|field-.+")
"""The keys of fields of an item, which begin with attempt and place, and of tasks of a lesson."""


def show(error: SourcebookError) -> None:
    """Draw what is wrong; if it is the database, a button that draws the page again."""
    # For a page that failed before it had a heading; style.css hides it under another one.
    st.html("<h1 class='in-need'>This page cannot be shown just now</h1>")
    st.error(str(error))
    if isinstance(error, StoreError):
        # What is filled in is in the fields again when the page can be drawn.
        keep_values(_FIELDS)
        st.button("Try again", key="try-again")
