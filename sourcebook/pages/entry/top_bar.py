"""The bar over every page: the name of the course, its few rooms, and where one is.

It takes the place of Streamlit's own bar, which hides all rooms behind an arrow on a phone.
"""

from collections.abc import Iterable

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.pages.shared.navigation import PAGE, follow_links
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import desk, teacher_pages

_html = Macros(__file__)

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
    """Draw the bar, and for a teacher on their pages a second row; follow what is clicked."""
    page = st.session_state[PAGE]
    teaching = [
        (desk.ADDRESS, "Desk"),
        *((each.url_path, each.title) for each in teacher_pages.PAGES),
    ]
    is_teaching = has_desk and page in dict(teaching)
    rooms = list(_ROOMS.items())
    if has_desk:
        rooms.append((desk.ADDRESS, desk.TITLE))
    current = desk.ADDRESS if is_teaching else _WITHIN.get(page, page)
    rows = [("Sourcebook", _marked(rooms, page, current))]
    if is_teaching:
        rows.append(("Teacher’s pages", _marked(teaching, page)))
    with st.container(key="masthead"):
        st.html(_html.bar(rows))
    follow_links("masthead", course)


def _marked(
    rooms: Iterable[tuple[str, str]], page: str, current: str = ""
) -> list[tuple[str, str, str]]:
    """Each room with its mark: `page` for the page itself, `true` for the room that it is in."""
    marks = {current: "true", page: "page"}
    return [(path, title, marks.get(path, "")) for path, title in rooms]
