"""A learner's classes: joining one by a teacher's link or code, and leaving it."""

import streamlit as st
from markupsafe import Markup

from sourcebook.model.learners import LONGEST_NAME, Classroom, Learner, tidy_name
from sourcebook.pages.identity import guard
from sourcebook.pages.shared import clock, current_learner, markup
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say

NAME_FIELD = "my-name"
"""The key of the field for the learner's name on the page Me."""

_DOOR = "class code"
_html = Macros(__file__)


def invitation(learner: Learner | None) -> None:
    """Draw the question whether to join the class that the address names, if it names one."""
    code = st.query_params.get("join", "")
    room = _class_with(code) if code else None
    if room is None:
        # Drawn again, the page would try the same wrong code again, and count it.
        st.query_params.pop("join", None)
        return
    if learner and room in store().classes.of_learner(learner.id):
        notice = Markup("<p class='notice'>You are in the class “{}”.</p>")
        st.html(notice.format(room.name))
        return
    st.html(_html.invitation(room))
    with st.form("join-with-name", border=False):
        typed = st.text_input(
            "Your name, as your teacher knows you",
            value=(learner.name or "") if learner else "",
            max_chars=LONGEST_NAME,
            autocomplete="name",
            key="join-name",
        )
        with st.container(horizontal=True):
            joins = st.form_submit_button("Join the class", type="primary", key="join")
            joins_without = st.form_submit_button("Join without a name", key="join-without-name")
            not_now = st.form_submit_button("Not now", type="tertiary", key="not-now")
    name = tidy_name(typed or "")
    if joins and name is None:
        st.warning("Type your name first, so that your teacher knows whose work is yours.")
    elif joins or joins_without:
        _join(room, name if joins else None)
    elif not_now:
        del st.query_params["join"]
        st.rerun()


def _join(room: Classroom, name: str | None) -> None:
    learner_id = current_learner.get_or_create_learner()
    if learner_id is None:
        return
    if name:
        store().learners.rename(learner_id, name)
        # The field further down shows it, too.
        st.session_state[NAME_FIELD] = name
    store().classes.join(learner_id, room.id, now=clock.now())
    say(f"You are in the class “{room.name}”.")
    st.rerun()


def show(learner: Learner | None) -> None:
    """Draw the learner's classes and a field for the code of another one."""
    st.html("<h2>Your class</h2>")
    rooms = store().classes.of_learner(learner.id) if learner else ()
    if learner and rooms:
        st.html(_html.memberships(rooms, store().learners.number_of(learner.id)))
        for room in rooms:
            _offer_to_leave(room, learner)
    else:
        st.html("<p>You are in no class. Your teacher has a link or a code to join one.</p>")
    with st.form("join-class", border=False):
        typed = st.text_input(
            "Class code",
            max_chars=40,
            placeholder="XXXX-XXXX",
            autocomplete="off",
            key="class-code",
        )
        sent = st.form_submit_button("Look for the class")
    if sent and (found := _class_with(typed or "")):
        st.query_params["join"] = found.code
        st.rerun()


def _offer_to_leave(room: Classroom, learner: Learner) -> None:
    label = f"Leave the class “{markup.literal(room.name)}”"
    if st.button(label, key=f"leave-{room.id}"):
        store().classes.leave(learner.id, room.id)
        say(f"You have left the class “{room.name}”.")
        st.query_params.pop("join", None)
        st.rerun()


def _class_with(code: str) -> Classroom | None:
    """The class with this code; says so if there is none."""
    room = store().classes.with_code(code)
    if room is None:
        guard.wrong_code(_DOOR)
        st.warning("There is no class with this code. Check it with your teacher.")
    return room
