"""The script that Streamlit runs for every page: style, navigation, and the page asked for."""

from pathlib import Path

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages import course, here, lesson, quiz, scores, sources
from sourcebook.pages.navigation import PAGES

_HERE = Path(__file__).parent

st.set_page_config(page_icon=str(_HERE / "icon.png"), layout="centered")
here.forget_another_learner(here.learner_id())
st.html(_HERE / "style.css")

_pages = {
    "": st.Page(course.show, title="Course", url_path="course", default=True),
    "lesson": st.Page(lesson.show, title="Lesson", url_path="lesson"),
    "quiz": st.Page(quiz.show, title="Quiz", url_path="quiz"),
    "scores": st.Page(scores.show, title="My scores", url_path="scores"),
    "sources": st.Page(sources.show, title="Sources", url_path="sources"),
}
st.session_state[PAGES] = _pages
_page = st.navigation(list(_pages.values()), position="top")
try:
    _page.run()
except SourcebookError as slip:
    st.error(str(slip), icon="⚠️")
