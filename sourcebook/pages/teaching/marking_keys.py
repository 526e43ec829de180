"""The keys of the marking page, which its script listens to."""

from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.streamlit_internals.scripts import script
from sourcebook.pages.teaching.mark_comments import LETTERS

_keys: Any = st.components.v2.component(
    "sourcebook_marking_keys", js=script(Path(__file__).with_suffix(".js"))
)


def use(scope: str) -> None:
    """Let keys use the fields, buttons and links in the container with this key."""
    letters = {letter: f"insert-{letter}" for letter in LETTERS}
    _keys(key="marking-keys", data={"scope": scope, "letters": {**letters, "u": "undo-mark"}})
