"""The foot of every page: the list of keys, which also opens with the key “?”."""

import streamlit as st

from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def draw(path: str) -> None:
    """Draw the foot of the page at this path, with the keys that it has."""
    st.html(_html.foot(path))
