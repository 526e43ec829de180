"""The foot of every page: the list of keys, which also opens with the key “?”."""

import streamlit as st

from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def draw() -> None:
    """Draw the foot."""
    with st.container(key="page-foot"):
        st.html(_html.foot())
