"""The pages that Streamlit is given in each run, and what each address shows."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from sourcebook.pages.entry import first_page, page_body
from sourcebook.pages.me import certificate
from sourcebook.pages.me import me_page as me
from sourcebook.pages.quiz import quiz_page as quiz
from sourcebook.pages.reading import lesson_page, sources_page
from sourcebook.pages.scores import scores_page as scores
from sourcebook.pages.shared.navigation import PAGES
from sourcebook.pages.streamlit_internals import addresses
from sourcebook.pages.teaching import desk, sign_in, teacher_pages

_IS_OPEN = "has-open-desk"

_BY_THEMSELVES = {
    "lesson": page_body.by_itself(lesson_page.show),
    "quiz": page_body.by_itself(quiz.show),
}
"""The bodies of the pages on which learners click again and again."""

_DESK = teacher_pages.TeacherPage(desk.ADDRESS, desk.TITLE, "", desk.show)


def pages(*, is_open: bool) -> Mapping[str, st.Page]:
    """All pages, by the last part of their address; `is_open` says whether the desk is.

    A session keeps its pages from run to run. They belong to it alone, because a page
    notes whether it may be drawn in this run.
    """
    if st.session_state.get(_IS_OPEN) is not is_open:
        st.session_state[PAGES] = _for_learners() | _for_teachers(is_open=is_open)
        st.session_state[_IS_OPEN] = is_open
    found: Mapping[str, st.Page] = st.session_state[PAGES]
    return found


def is_for_teachers(url_path: str) -> bool:
    """Whether a page shows the sign-in page to all but teachers."""
    return url_path in addresses.TEACHERS


def is_drawn_by_itself(url_path: str) -> bool:
    """Whether a click on a page draws its body only; such a body also sends its own requests."""
    return url_path in _BY_THEMSELVES


def _for_learners() -> dict[str, st.Page]:
    return {
        "": st.Page(first_page.show, title="Course", url_path="course", default=True),
        "lesson": st.Page(_BY_THEMSELVES["lesson"], title="Lesson", url_path="lesson"),
        "quiz": st.Page(_BY_THEMSELVES["quiz"], title="Quiz", url_path="quiz"),
        "scores": st.Page(scores.show, title="My scores", url_path="scores"),
        "sources": st.Page(sources_page.show, title="Sources", url_path="sources"),
        "me": st.Page(me.show, title="Me", url_path="me"),
        # Learners reach it from the place where they finish, so the bar need not list it.
        "certificate": st.Page(
            certificate.show, title="Certificate", url_path="certificate", visibility="hidden"
        ),
    }


def _for_teachers(*, is_open: bool) -> dict[str, st.Page]:
    every = (_DESK, *teacher_pages.PAGES, *teacher_pages.INNER)
    return {each.url_path: _open_page(each) if is_open else _closed_page(each) for each in every}


def _open_page(page: teacher_pages.TeacherPage) -> st.Page:
    # The desk leads to all others, so that the bar stays short.
    visibility: Literal["visible", "hidden"] = "visible" if page is _DESK else "hidden"
    return st.Page(page.show, title=page.title, url_path=page.url_path, visibility=visibility)


def _closed_page(page: teacher_pages.TeacherPage) -> st.Page:
    # Each address shows the same sign-in page, which reveals nothing.
    return st.Page(sign_in.show, title=sign_in.TITLE, url_path=page.url_path, visibility="hidden")
