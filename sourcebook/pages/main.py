"""The script that Streamlit runs for every page: style, navigation, and the page asked for."""

from pathlib import Path

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages import attention, course, here, masthead
from sourcebook.pages.me import certificate
from sourcebook.pages.me import page as me
from sourcebook.pages.navigation import PAGE, PAGES
from sourcebook.pages.process import library
from sourcebook.pages.quiz import page as quiz
from sourcebook.pages.reading import lesson, sources
from sourcebook.pages.scores import page as scores
from sourcebook.pages.teaching import desk, door, files, index

_HERE = Path(__file__).parent

st.set_page_config(page_icon=str(_HERE / "icon.png"), layout="centered")
here.forget_another_learner()
_open = door.is_open()

_pages = {
    "": st.Page(course.show, title="Course", url_path="course", default=True),
    "lesson": st.Page(lesson.show, title="Lesson", url_path="lesson"),
    "quiz": st.Page(quiz.show, title="Quiz", url_path="quiz"),
    "scores": st.Page(scores.show, title="My scores", url_path="scores"),
    "sources": st.Page(sources.show, title="Sources", url_path="sources"),
    "me": st.Page(me.show, title="Me", url_path="me"),
    # Reached from where a learner has just finished, not one more thing to choose from.
    "certificate": st.Page(
        certificate.show, title="Certificate", url_path="certificate", visibility="hidden"
    ),
}
_desk = index.TeacherPage(desk.ADDRESS, desk.TITLE, "", desk.show)
_teaching = {
    # The desk leads to all others, so that the bar stays short.
    each.url_path: st.Page(
        each.show,
        title=each.title,
        url_path=each.url_path,
        visibility="visible" if each is _desk else "hidden",
    )
    if _open
    # At each address stands the closed door, and says nothing of what is behind it.
    else st.Page(door.show, title=door.TITLE, url_path=each.url_path, visibility="hidden")
    for each in (_desk, *index.PAGES)
}
st.session_state[PAGES] = _pages | _teaching
_page = st.navigation([*_pages.values(), *_teaching.values()], position="hidden")
st.session_state[PAGE] = _page.url_path
try:
    masthead.draw(library().course(), has_desk=_open)
    here.warn_without_cookie()
    if _open and _page.url_path in _teaching:
        files.warn_of_invented()
    _page.run()
except SourcebookError as slip:
    # For a page that failed before it had a heading; style.css hides it under another one.
    st.html("<h1 class='in-need'>This page cannot be shown just now</h1>")
    st.error(str(slip))
attention.attend()
