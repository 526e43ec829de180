"""The address of the page on the screen."""

from urllib.parse import urlencode

import streamlit as st

from sourcebook.pages.streamlit_internals.addresses import in_app

PAGE = "sourcebook_page"
"""Where a run keeps the last part of the address of the page it draws."""


def address(*, without: str = "", **more: str) -> str:
    """The address of the page on the screen, from the host on, changed in one part or in more."""
    known = {name: each for name, each in st.query_params.to_dict().items() if name != without}
    params = urlencode(known | more, safe=":,")
    return in_app(f"/{st.session_state[PAGE]}{'?' if params else ''}{params}")
