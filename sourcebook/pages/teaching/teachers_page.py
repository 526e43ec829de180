"""The teachers: who they are, invitations to become one, and shutting one out."""

from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import TeacherError
from sourcebook.model.learners import LONGEST_NAME
from sourcebook.model.teachers import Invitation, Teacher
from sourcebook.pages.identity import school
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching.class_data import site
from sourcebook.pages.teaching.class_sharing import choose_colleague, colleagues_of
from sourcebook.pages.teaching.current_teacher import teacher

TITLE = "Teachers"
PURPOSE = "Who opens this desk: invite a colleague, or shut one out."

_LINK: Final = "invitation-link"
"""Where the session keeps the link just made, with the name it is for, until the next action."""

_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    own, everybody = teacher(), store().teachers.everybody()
    with st.container(key="teachers"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        active = [each for each in everybody if _opens(each)]
        st.html(_html.listed(active, own, school.is_in_use()))
        if not school.is_in_use():
            _invite(own)
            _withdraw(own, store().teachers.invitations(now=clock.now()))
        _shut_out(own, active)
        _let_in(own, [each for each in everybody if each.is_shut_out])
    draw_panel(library().course())


def _opens(each: Teacher) -> bool:
    return not each.is_shut_out and each.has_account == school.is_in_use()


def _invite(own: Teacher) -> None:
    st.html(_html.invite())
    with st.form("invite", border=False, clear_on_submit=True):
        typed = st.text_input("For whom", max_chars=LONGEST_NAME, key="invite-name")
        sent = st.form_submit_button("Make the link", type="primary")
    if sent:
        _make_link(own, typed or "")
    if made := st.session_state.pop(_LINK, None):
        name, link = made
        st.html(_html.link(name))
        st.code(link, language=None, wrap_lines=True)


def _make_link(own: Teacher, name: str, *, former: Teacher | None = None) -> None:
    """Make a link and keep it for the next run, which shows it once."""
    try:
        token = store().teachers.invite(
            name, by=own.id, teacher_id=former.id if former else None, now=clock.now()
        )
    except TeacherError as refusal:
        st.warning(literal(str(refusal)))
        return
    st.session_state[_LINK] = (name, f"{site()}/teach?token={token}")
    say(f"The link for {name} is made.")
    st.rerun()


def _withdraw(own: Teacher, invitations: tuple[Invitation, ...]) -> None:
    if not invitations:
        return
    rows = [(each, clock.local_time(each.expires_at)) for each in invitations]
    st.html(_html.invitations(rows))
    with st.form("withdraw", border=False):
        chosen = st.selectbox(
            "Link",
            invitations,
            index=None,
            format_func=lambda each: each.name or "from the console",
            placeholder="None chosen",
            key="withdrawn",
        )
        sent = st.form_submit_button("Withdraw the link")
    if sent and chosen is None:
        st.warning("Choose a link first.")
    elif sent and chosen:
        try:
            store().teachers.withdraw(chosen.id, by=own.id, now=clock.now())
        except TeacherError as refusal:
            st.warning(literal(str(refusal)))
            return
        say("The link is withdrawn. It opens nothing any more.")
        st.rerun()


def _shut_out(own: Teacher, active: list[Teacher]) -> None:
    if len(active) < 2:
        st.html(_html.last_one())
        return
    st.html(_html.shut_out())
    leaving = choose_colleague(active, key="leaving", label="Who leaves")
    if leaving is None:
        return
    rooms, heir = store().classes.owned_by(leaving.id), None
    if rooms:
        st.html(_html.classes(leaving, rooms))
        heir = choose_colleague(colleagues_of(leaving), key="heir", label="Who gets the classes")
    meant = st.checkbox(f"Yes, shut out {literal(leaving.name)}", key=f"meant-{leaving.id}")
    if not st.button("Shut out", key="shut-out"):
        return
    if not meant:
        st.warning("Tick the box first, if you mean it.")
        return
    try:
        store().teachers.shut_out(
            leaving.id, by=own.id, classes_to=heir.id if heir else None, now=clock.now()
        )
    except TeacherError as refusal:
        st.warning(literal(str(refusal)))
        return
    say(f"The desk is closed to {leaving.name}.")
    st.session_state.pop("leaving", None)
    st.rerun()


def _let_in(own: Teacher, shut_out: list[Teacher]) -> None:
    same_way = [each for each in shut_out if each.has_account == school.is_in_use()]
    if not same_way:
        return
    days = [
        (each, f"{clock.day(each.shut_out_at):%-d %B %Y}") for each in same_way if each.shut_out_at
    ]
    st.html(_html.let_in(days, school.is_in_use()))
    with st.form("let-in", border=False):
        chosen = choose_colleague(same_way, key="let-in-who", label="Who comes back")
        sent = st.form_submit_button("Let in again")
    if sent and chosen is None:
        st.warning("Choose somebody first.")
    elif sent and chosen and school.is_in_use():
        store().teachers.let_in(chosen.id, by=own.id, now=clock.now())
        say(f"The desk is open to {chosen.name} again.")
        st.rerun()
    elif sent and chosen:
        _make_link(own, chosen.name, former=chosen)
