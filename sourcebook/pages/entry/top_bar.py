"""The bar over every page: the name of the course, its main pages, and the current one.

It takes the place of Streamlit's own bar, which hides all pages behind an arrow on a phone.
"""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from sourcebook.pages.shared.page_address import PAGE
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import desk, teacher_pages

_html = Macros(__file__)

_NAME = "Sourcebook"
_ROOMS = {
    "": "Course",
    "quiz": "Quizzes",
    "sources": "Sources",
    "scores": "My scores",
    "me": "Me",
}
"""The pages in the bar; all others are reached from these."""

_WITHIN = {
    "lesson": "",
    "certificate": "scores",
    "learner": "class",
    "understood": "results",
    "regrade": "results",
}
"""The page in the bar to which a page without a place there belongs."""


def draw(*, has_desk: bool) -> None:
    """Draw the bar, and for a teacher on their pages a second row."""
    page = st.session_state[PAGE]
    teaching = [
        (desk.ADDRESS, "Desk"),
        *((each.url_path, each.title) for each in teacher_pages.PAGES),
    ]
    inner = [each.url_path for each in teacher_pages.INNER]
    is_teaching = has_desk and page in (*dict(teaching), *inner)
    rooms = list(_ROOMS.items())
    if has_desk:
        rooms.append((desk.ADDRESS, desk.TITLE))
    current = desk.ADDRESS if is_teaching else _WITHIN.get(page, page)
    rows = [(_NAME, _marked(rooms, page, current))]
    if is_teaching:
        rows.append(("Teacher’s pages", _marked(teaching, page, _WITHIN.get(page, page))))
    with st.container(key="masthead"):
        st.html(_html.bar(rows))


def for_learners(page: str) -> Markup:
    """The bar on a page for learners, such as `lesson`, as it is for everyone."""
    return _html.bar([(_NAME, _marked(_ROOMS.items(), page, _WITHIN.get(page, page)))])


def _marked(
    rooms: Iterable[tuple[str, str]], page: str, current: str = ""
) -> list[tuple[str, str, str]]:
    """Each page with its `aria-current`: `page` for itself, `true` for a page below it."""
    marks = {current: "true", page: "page"}
    return [(path, title, marks.get(path, "")) for path, title in rooms]
