"""Me: a learner's name, her other browsers, her class, and everything that is kept of her."""

import streamlit as st

from sourcebook.model.learners import LONGEST_NAME, Learner, tidy_name
from sourcebook.pages import here
from sourcebook.pages.identity import handover, school
from sourcebook.pages.me import browsers, classes, own_data
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.process import library, store


def show() -> None:
    """Draw the page."""
    course, learner_id = library().course(), here.learner_id()
    name_page("Me")
    with st.container(key="me"):
        st.html(f"<h1>Me</h1><p class='lead'>{_who_is_here()}</p>")
        handover.say_if_it_failed()
        if here.credential() is None:
            here.ask_who("So that nobody else sees your work, this page asks who you are.")
            return
        learner = store().learner(learner_id) if learner_id else None
        classes.invitation(learner)
        _name(learner)
        classes.show(learner)
        if school.is_in_use():
            browsers.log_out(learner)
        else:
            browsers.show(learner)
        own_data.show(learner, course)
        st.html("<p class='meta'><a data-in-app='1' href='/teach'>For teachers</a></p>")
    follow_links("me", course)


def _who_is_here() -> str:
    if school.is_in_use():
        return "Your work is kept under your school account. Nobody else opens it."
    return (
        "Nobody has to sign in. What you answer is kept under a number that only this browser "
        "knows. All that follows is up to you."
    )


def _name(learner: Learner | None) -> None:
    st.html(
        "<h2>Your name</h2><p>It stands on your <a data-in-app='1' href='/certificate'>certificate"
        "</a>. If you join a class, your teacher sees it beside your work. Nobody else does.</p>"
    )
    with st.form("name", border=False):
        typed = st.text_input(
            "Name",
            value=(learner.name or "") if learner else "",
            max_chars=LONGEST_NAME,
            placeholder="None",
            autocomplete="name",
            key="my-name",
        )
        kept = st.form_submit_button("Keep this name")
    if kept and (learner_id := here.enrol()):
        name = tidy_name(typed or "")
        store().rename(learner_id, name)
        st.success("Kept." if name else "You have no name here now.")
