"""The body of a page: all between the bar at the top and the foot.

What is drawn of a page whose body stands for itself is its body alone when something in it is
clicked: bar, foot and navigation stay as they are, which spares the server a fifth of the work.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages.entry import failed_page
from sourcebook.pages.shared import buttons, current_learner, measures
from sourcebook.pages.streamlit_internals import announcements, components
from sourcebook.pages.streamlit_internals.kept_values import bring_back_values
from sourcebook.pages.streamlit_internals.page_parts import is_drawn_alone

Show = Callable[[], None]


def by_itself(show: Show) -> Show:
    """The same body, drawn again without the rest of its page when something in it is clicked."""

    def draw() -> None:
        _draw_by_itself(show)

    return draw


@st.fragment
def _draw_by_itself(show: Show) -> None:
    if not is_drawn_alone():
        _draw(show)
        return
    if current_learner.has_changed():
        # The run of the whole page empties the session.
        st.rerun()
    components.forget_requests()
    bring_back_values()
    measures.note_active(current_learner.credential_of_session())
    with measures.PAGE_SECONDS.time():
        _draw(show)


def _draw(show: Show) -> None:
    with errors_shown():
        show()
        buttons.raise_error_of_action()
    end()


@contextmanager
def errors_shown() -> Iterator[None]:
    """Draw what is wrong in the place of what cannot be drawn."""
    try:
        yield
    except SourcebookError as error:
        measures.PAGE_ERRORS.labels("explained").inc()
        # What came of a click says more than why the page cannot be drawn.
        failed_page.show(buttons.take_error_of_action() or error)


def end() -> None:
    """Announce what is to be announced, and send what was asked of the browser."""
    announcements.announce()
    components.send_requests()
