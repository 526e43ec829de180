"""The bar over every page: the name of the course, its few rooms, and where one is.

It takes the place of Streamlit's own bar, which hides all rooms behind an arrow on a phone.
"""

from collections.abc import Iterable
from html import escape

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.pages.shared.navigation import PAGE, follow_links
from sourcebook.pages.teaching import desk, teacher_pages

_ROOMS = {
    "": "Course",
    "quiz": "Quizzes",
    "sources": "Sources",
    "scores": "My scores",
    "me": "Me",
}
"""What a learner chooses from; a room that is not named here is reached from one of them."""

_WITHIN = {"lesson": "", "certificate": "scores"}
"""The room in which a page without a place in the bar is."""


def draw(course: Course, *, has_desk: bool) -> None:
    """Draw the bar, and for a teacher among her pages a second row; follow what is clicked."""
    page = st.session_state[PAGE]
    teaching = [
        (desk.ADDRESS, "Desk"),
        *((each.url_path, each.title) for each in teacher_pages.PAGES),
    ]
    is_teaching = has_desk and page in dict(teaching)
    rooms = list(_ROOMS.items())
    if has_desk:
        rooms.append((desk.ADDRESS, desk.TITLE))
    second = _links("Teacher’s pages", teaching, page) if is_teaching else ""
    current = desk.ADDRESS if is_teaching else _WITHIN.get(page, page)
    with st.container(key="masthead"):
        st.html(
            "<header class='masthead'><a class='skip' data-in-app='1' href='#page'>Skip to the page"
            "</a><a class='wordmark' data-in-app='1' href='/'>Sourcebook</a>"
            f"{_links('Sourcebook', rooms, page, current)}{second}</header>"
        )
    follow_links("masthead", course)


def _links(name: str, rooms: Iterable[tuple[str, str]], page: str, current: str = "") -> str:
    links = "".join(
        f"<li><a data-in-app='1' href='/{path}'{_mark(path, page, current)}>{escape(title)}</a>"
        "</li>"
        for path, title in rooms
    )
    return f"<nav aria-label='{name}'><ul>{links}</ul></nav>"


def _mark(path: str, page: str, current: str) -> str:
    """`page` for the page itself, `true` for the room that it is in."""
    if path == page:
        return " aria-current='page'"
    return " aria-current='true'" if path == current else ""
