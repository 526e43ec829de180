"""The body of a page: all between the bar at the top and the foot.

A body can be drawn by itself: a click in it then draws the body, and not the bar, the foot and the
navigation. This saves the server 1.7 ms.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages.entry import failed_page
from sourcebook.pages.shared import buttons, measures
from sourcebook.pages.shared.page_part import begin_part
from sourcebook.pages.streamlit_internals import announcements, components
from sourcebook.pages.streamlit_internals.page_parts import is_drawn_alone

Show = Callable[[], None]


def by_itself(show: Show) -> Show:
    """The body of a page such that a click in it draws this body and nothing else of the page."""

    def draw() -> None:
        _draw_by_itself(show)

    return draw


@st.fragment
def _draw_by_itself(show: Show) -> None:
    if not is_drawn_alone():
        _draw(show)
        return
    begin_part()
    components.forget_requests()
    with measures.PAGE_SECONDS.time():
        _draw(show)


def _draw(show: Show) -> None:
    with errors_shown():
        show()
        buttons.raise_error_of_action()
    end()


@contextmanager
def errors_shown() -> Iterator[None]:
    """If the lines below it fail, draw what went wrong and how to go on."""
    try:
        yield
    except SourcebookError as error:
        measures.PAGE_ERRORS.labels("explained").inc()
        # What came of a click says more than why the page cannot be drawn.
        failed_page.show(buttons.take_error_of_action() or error)


def end() -> None:
    """Announce what the run had to say, and send what it asked of the browser."""
    announcements.announce()
    components.send_requests()
