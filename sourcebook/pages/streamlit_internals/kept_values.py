"""Values of fields that a run does not draw, which Streamlit would forget."""

import re
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException


def keep_values(keys: re.Pattern[str]) -> None:
    """Keep what is in the fields whose keys match.

    Streamlit keeps the value of a field that it does not draw if the value is set in that run; it
    refuses to set that of a field which it has drawn, and never has to.
    """
    for key, value in st.session_state.items():
        if isinstance(key, str) and keys.fullmatch(key):
            with suppress(StreamlitAPIException):
                st.session_state[key] = value
