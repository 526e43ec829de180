"""Values of fields that a run does not draw, which Streamlit would forget."""

import re
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException

_KEPT = "kept-values"


def keep_values(keys: re.Pattern[str]) -> None:
    """Keep what is in the fields whose keys match; `bring_back_values` has to follow.

    Streamlit keeps the value of a field that it does not draw if the value is set in that run; it
    refuses to set that of a field which it has drawn, and never has to.
    """
    for key, value in st.session_state.items():
        if isinstance(key, str) and keys.fullmatch(key):
            with suppress(StreamlitAPIException):
                st.session_state[key] = value
                st.session_state.setdefault(_KEPT, []).append(key)


def bring_back_values() -> None:
    """Show kept values in their fields; to be called in each run before a field is drawn.

    Streamlit tells a browser the value of a field only if it was set in the same run.
    """
    for key in st.session_state.pop(_KEPT, ()):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
