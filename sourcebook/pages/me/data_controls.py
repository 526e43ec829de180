"""All data that is kept of a learner: download it as one file, or delete it."""

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.model.learners import Learner
from sourcebook.pages.identity import school
from sourcebook.pages.identity.handover import give_browser
from sourcebook.pages.me.data_export import takeaway
from sourcebook.pages.shared import clock, current_learner, downloads
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app

_html = Macros(__file__)


def show(learner: Learner | None, course: Course) -> None:
    """Draw both, or say that there is nothing yet."""
    st.html("<h2>Your data</h2>")
    if learner is None:
        st.html("<p>Nothing is kept of you yet.</p>")
        return
    st.html(
        "<p>One file holds everything that is kept: your name, classes, lessons opened and "
        "read, every answer with its score and its time, and your notes. Any browser shows it.</p>"
    )
    zone = clock.zone()
    downloads.offer(
        "Download all that is kept of me",
        name="sourcebook-my-data.html",
        kind="text/html",
        make=lambda: takeaway(store(), learner.id, course, zone=zone, now=clock.now()).encode(),
        key="take-away",
    )
    with st.container(key="danger"):
        _delete(learner)


def _delete(learner: Learner) -> None:
    st.html(_html.delete())
    with st.form("delete", border=False):
        meant = st.checkbox("Yes, delete all that is kept of me", key="delete-meant")
        sent = st.form_submit_button("Delete everything")
    if sent and not meant:
        st.warning("Tick the box first, if you mean it.")
    elif sent:
        store().learners.delete(learner.id)
        browser = current_learner.browser()
        if school.is_in_use() or not browser:
            st.rerun()
        give_browser(
            browser, None, next_path=in_app("/"), said="All that was kept of you is deleted."
        )
