"""The pages, and how one gets to another."""

import streamlit as st

from sourcebook.content.faults import list_some
from sourcebook.model.course import Course
from sourcebook.pages.shared import markup, panel
from sourcebook.pages.shared.page_address import PAGE, address
from sourcebook.pages.shared.panel import Finder
from sourcebook.pages.streamlit_internals.page_parts import is_drawn_alone

PAGES = "sourcebook_pages"
"""Where a run keeps its pages, by the last part of their address."""

_TITLE = "title-of-tab"


def go(url_path: str, /, **params: str) -> None:
    """Lead to a page of the app, with these query parameters; for the action of a button.

    On the page itself only the address changes, which needs no run of its own.
    """
    if url_path == st.session_state[PAGE]:
        st.query_params.from_dict(params)
    else:
        st.switch_page(st.session_state[PAGES][url_path], query_params=params)


def stray_parts(*known: str) -> str:
    """What to say of query parameters that the page on the screen does not have; empty for none."""
    stray = [
        f"‘{markup.literal(each[:60])}’"
        for each in st.query_params
        if each not in (*known, panel.PARAMETER)
    ]
    if not stray:
        return ""
    own = list_some([f"‘{each}’" for each in known], "and")
    return f"This address is wrong: it has {', '.join(stray[:3])}, and this page expects {own}."


def name_page(*titles: str) -> None:
    """Set the title of the browser's tab: what is shown, and what it belongs to."""
    title = " · ".join((*titles, "Sourcebook"))
    # A part of the page that is drawn again leaves the title as it is.
    if not (is_drawn_alone() and st.session_state.get(_TITLE) == title):
        st.set_page_config(page_title=title)
        st.session_state[_TITLE] = title


def draw_panel(course: Course, find: Finder | None = None, *, is_last: bool = False) -> None:
    """Draw the panel with the proof just asked for; `find` knows those that are no passages.

    `is_last` says that nothing which can be seen comes below it.
    """
    panel.draw(course, address(without=panel.PARAMETER), find, is_last=is_last)
