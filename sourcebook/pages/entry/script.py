"""The script that Streamlit runs for every page: style, navigation, and the page asked for."""

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages.entry import failed_page, first_page, foot, top_bar
from sourcebook.pages.me import certificate
from sourcebook.pages.me import me_page as me
from sourcebook.pages.quiz import quiz_page as quiz
from sourcebook.pages.reading import lesson_page, sources_page
from sourcebook.pages.scores import scores_page as scores
from sourcebook.pages.shared import buttons, current_learner, measures
from sourcebook.pages.shared.navigation import PAGES
from sourcebook.pages.shared.page_address import PAGE
from sourcebook.pages.streamlit_internals import announcements, components
from sourcebook.pages.streamlit_internals.kept_values import bring_back_values
from sourcebook.pages.teaching import desk, result_files, sign_in, teacher_pages

current_learner.forget_another_learner()
bring_back_values()
_open = sign_in.is_open()

_pages = {
    "": st.Page(first_page.show, title="Course", url_path="course", default=True),
    "lesson": st.Page(lesson_page.show, title="Lesson", url_path="lesson"),
    "quiz": st.Page(quiz.show, title="Quiz", url_path="quiz"),
    "scores": st.Page(scores.show, title="My scores", url_path="scores"),
    "sources": st.Page(sources_page.show, title="Sources", url_path="sources"),
    "me": st.Page(me.show, title="Me", url_path="me"),
    # Learners reach it from the place where they finish, so the bar need not list it.
    "certificate": st.Page(
        certificate.show, title="Certificate", url_path="certificate", visibility="hidden"
    ),
}
_desk = teacher_pages.TeacherPage(desk.ADDRESS, desk.TITLE, "", desk.show)
_teaching = {
    # The desk leads to all others, so that the bar stays short.
    each.url_path: st.Page(
        each.show,
        title=each.title,
        url_path=each.url_path,
        visibility="visible" if each is _desk else "hidden",
    )
    if _open
    # Each address shows the same sign-in page, which reveals nothing.
    else st.Page(sign_in.show, title=sign_in.TITLE, url_path=each.url_path, visibility="hidden")
    for each in (_desk, *teacher_pages.PAGES, *teacher_pages.INNER)
}
st.session_state[PAGES] = _pages | _teaching
_page = st.navigation([*_pages.values(), *_teaching.values()], position="hidden")
st.session_state[PAGE] = _page.url_path
components.begin_requests()
measures.note_active(current_learner.credential_of_session())
try:
    with measures.PAGE_SECONDS.time():
        top_bar.draw(has_desk=_open)
        current_learner.warn_without_cookie()
        if _open and _page.url_path in _teaching:
            result_files.warn_of_invented()
        _page.run()
        buttons.raise_error_of_action()
except SourcebookError as error:
    measures.PAGE_ERRORS.labels("explained").inc()
    # What came of a click says more than why the page cannot be drawn.
    failed_page.show(buttons.take_error_of_action() or error)
foot.draw(_page.url_path if _open or _page.url_path not in _teaching else "")
announcements.announce()
components.send_requests()
