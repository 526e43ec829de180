"""A course file as text: typed, kept as a draft at once, its faults at their lines, a preview."""

from typing import Literal

import streamlit as st

from sourcebook.errors import StoreError
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor import preview, text_field
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    author,
    checked,
    faults_elsewhere,
    faults_in_the_way,
    open_file,
    replace_text,
    text_of_tab,
)
from sourcebook.pages.teaching.editor.quotation_list import draw_listing
from sourcebook.pages.teaching.editor.save_bar import bar, fault_list
from sourcebook.pages.teaching.editor.text_field import Sent, Shown

Fate = Literal["kept", "stale", "lost"]
"""What became of a text that was sent: stored, older than another tab's, or not stored."""

_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw the text with its faults, and beside it what a learner sees of it."""
    key = _key(opened)
    newest = text_field.sent(key)
    fate = _result_of(opened.path, key, newest)
    is_stale = fate == "stale"
    opened = open_file(opened.path)
    opened = bar(opened, asked=text_field.asks_to_save(key) and not is_stale)
    if is_stale and newest:
        _choose_tab(opened, newest)
    draft = checked(opened)
    faults = faults_in_the_way(opened, draft)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        shown = Shown(
            label=opened.path,
            text=newest.text if newest else opened.text,
            number=opened.number,
            based_on=opened.based_on,
            tab=opened.tab,
            state="Saved" if opened.is_saved else "Draft kept",
            stale=is_stale,
            kept=newest.turn if newest and fate == "kept" else 0,
            faults=faults,
            item_lines=preview.item_lines(opened, draft),
        )
        after = text_field.edit_text(key, shown)
        for number, each in enumerate(faults):
            draw_listing(each, draft, key=f"text-{number}")
        if elsewhere := faults_elsewhere(opened, draft):
            st.html(_html.faults_elsewhere(fault_list(elsewhere)))
    with right:
        preview.show(opened, draft, line=text_field.caret_line(key))
    if after != newest:
        # After a restart the browser's text is known only once the field is drawn.
        st.rerun()


def _key(opened: OpenFile) -> str:
    """The key of the field: it changes when the app replaces the text.

    A text from another tab is shown here only if nothing was typed in this one.
    """
    field = text_of_tab(opened)
    field.follow(opened.replaced, has_news=text_field.sent(field.key) is not None)
    return field.key


def _result_of(path: str, key: str, newest: Sent | None) -> Fate:
    """What became of the text that this tab sent last; a text is kept once."""
    if newest is None:
        return "kept"
    sent, last = (newest.tab, newest.turn), f"fate-{key}"
    found: tuple[tuple[str, int], Fate] | None = st.session_state.get(last)
    if found is None or found[0] != sent:
        found = sent, _save_draft(path, newest)
        st.session_state[last] = found
    return found[1]


def _save_draft(path: str, newest: Sent) -> Fate:
    """Store a text, unless another tab has stored a newer one."""
    try:
        kept = store().revisions.keep_typed(
            path,
            author(),
            newest.text,
            based_on=newest.based_on,
            tab=newest.tab,
            number=newest.number,
            now=clock.now(),
        )
    except StoreError as failure:
        # The field is still drawn, and sends its text again and again.
        st.error(f"Your text is not kept: {failure} Leave this page open; it tries again.")
        return "lost"
    return "kept" if kept else "stale"


def _choose_tab(opened: OpenFile, newest: Sent) -> None:
    """Draw the choice between this tab's text and that of another tab."""
    st.warning("This file was written on in another tab. What you type here is not kept.")
    with st.container(horizontal=True, key="two-tabs"):
        if st.button("Show the other text", key=f"other-{opened.path}"):
            replace_text(opened, opened.text)
            st.rerun()
        if st.button("Keep this text instead", key=f"this-{opened.path}"):
            replace_text(opened, newest.text, based_on=newest.based_on)
            st.rerun()
