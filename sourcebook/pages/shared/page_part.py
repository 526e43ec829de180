"""A part of a page that is drawn by itself when something in it is clicked."""

from collections.abc import Callable

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages.shared import current_learner, measures
from sourcebook.pages.streamlit_internals.kept_values import bring_back_values
from sourcebook.pages.streamlit_internals.page_parts import begins_run


@st.fragment
def draw_part(draw: Callable[[], None]) -> None:
    """Draw a part such that a click in it draws this part again, and nothing around it.

    `draw` saves what it has to save; it asks nothing of the browser and announces nothing. If it
    fails by itself, the whole page runs, fails as well, and says why.
    """
    if not begins_run():
        draw()
        return
    begin_part()
    try:
        with measures.PAGE_SECONDS.time():
            draw()
    except SourcebookError:
        st.rerun()


def draw_page() -> None:
    """Draw the whole page if this run draws a part of it alone: more has changed than the part."""
    if begins_run():
        st.rerun()


def begin_part() -> None:
    """Begin a run that draws a part of a page: what else the run of the whole page does first."""
    if current_learner.has_changed():
        # The run of the whole page empties the session.
        st.rerun()
    bring_back_values()
    measures.note_active(current_learner.credential_of_session())
