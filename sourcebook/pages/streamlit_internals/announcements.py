"""What a screen reader announces, and the focus, which is never lost.

A change is read aloud only in a region that was there before, and Streamlit puts new elements in
the place of old ones; so each browser tab has one region of its own outside all pages. A screen
reader also reads what gets the focus (a verdict, the next item), so that is not announced.
"""

import time

import streamlit as st

from sourcebook.pages.streamlit_internals.components import ask_browser

_NEWS, _TOLD, _KNOWN = "attention-news", "attention-told", "attention-known"


def say(text: str) -> None:
    """Have a sentence read aloud once this run, or the next one that it starts, is drawn."""
    st.session_state.setdefault(_NEWS, []).append(text)


def say_change(text: str, *, of: str, state: object = None) -> None:
    """Have a sentence read aloud if it differs from the last one in this tab.

    `of` names its subject. If the same words can be news, `state` names what they depend on. The
    first sentence on a page is not announced, because a reader who comes to it reads it anyway.
    """
    known = st.session_state.setdefault(_KNOWN, {})
    before, known[of] = known.get(of), (text, state)
    if before is not None and before != known[of] and text:
        say(text)


def announce() -> None:
    """Announce what a run had to say; ends each run, before its requests are sent."""
    if news := st.session_state.pop(_NEWS, None):
        # The moment distinguishes words that are announced again from words that are only redrawn.
        st.session_state[_TOLD] = {"said": " ".join(news), "moment": time.monotonic_ns()}
    if told := st.session_state.get(_TOLD):
        ask_browser("say", **told)
