"""What a screen reader says unasked, and the keyboard's place, which is never lost.

A change is read aloud only in a region that was there before, and Streamlit puts new elements in
the place of old ones; so each browser tab has one region of its own outside all pages. What takes
the focus (a verdict, the next item) is read by that, and is not said here as well.
"""

import time
from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.pages.streamlit_internals.components import ask_browser
from sourcebook.pages.streamlit_internals.scripts import script

_NEWS, _TOLD, _KNOWN = "attention-news", "attention-told", "attention-known"

_attention: Any = st.components.v2.component(
    "sourcebook_attention", js=script(Path(__file__).with_suffix(".js"))
)


def say(text: str) -> None:
    """Have a sentence read aloud once this run is drawn, or the one that it leads to."""
    st.session_state.setdefault(_NEWS, []).append(text)


def say_change(text: str, *, of: str, state: object = None) -> None:
    """Have a sentence read aloud when it is another one than this tab last knew.

    `of` names what it tells of, and `state` what it depends on where the same words can be news.
    Whoever comes to a page reads it anyway, so what is found there at first is not said.
    """
    known = st.session_state.setdefault(_KNOWN, {})
    before, known[of] = known.get(of), (text, state)
    if before is not None and before != known[of] and text:
        say(text)


def attend() -> None:
    """Have everything said that a run had to say, and look after the focus; ends each run."""
    if news := st.session_state.pop(_NEWS, None):
        # The moment tells the same words said again from words that are only drawn again.
        st.session_state[_TOLD] = {"said": " ".join(news), "moment": time.monotonic_ns()}
    _attention(key="attention")
    if told := st.session_state.get(_TOLD):
        ask_browser("say", **told)
