"""Choices among options whose names may change while one of them is chosen.

A browser knows an option by its name. So a field with other names is another field, which begins
with what was chosen last.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import streamlit as st


def last_choice(key: str, options: Sequence[Any], names: Sequence[str]) -> tuple[int, str]:
    """The place of the option chosen last, else 0, and the key of a field with these names."""
    last = st.session_state.get(_session_key(key))
    place = options.index(last) if last in options else 0
    digest = sha256("\n".join(names).encode()).hexdigest()
    return place, f"{key}-{digest[:12]}"


def keep_choice(key: str, option: object) -> None:
    """Note what is chosen, for a field that has other names in the next run."""
    st.session_state[_session_key(key)] = option


def _session_key(key: str) -> str:
    return f"chosen-{key}"
