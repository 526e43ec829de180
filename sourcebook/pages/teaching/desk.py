"""The teacher's desk: links to the teacher's pages, the faults of the course, and logging out."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from sourcebook.content.faults import Fault, has_errors
from sourcebook.errors import TeacherError
from sourcebook.model.learners import LONGEST_NAME
from sourcebook.model.teachers import UPGRADED_NAME, Teacher
from sourcebook.pages.identity import handover, school
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching import desk_cards, sign_in
from sourcebook.pages.teaching.current_teacher import note, teacher
from sourcebook.pages.teaching.editor.open_file import files_to_edit

ADDRESS, TITLE = "teach", "Teacher’s desk"
_NOTED = "desk-noted"
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    course = library().course()
    name_page(TITLE)
    with st.container(key="desk"):
        st.html(_html.head(TITLE))
        handover.say_if_it_failed()
        faults = library().faults()
        slot = st.empty()
        slot.html(desk_cards.cards(desk_cards.known_lines(faults)))
        st.html(_faults(faults))
        st.html("<h2>The door</h2>")
        if school.is_in_use():
            st.html("<p>Your school account opens it.</p>")
            _note_opened()
        else:
            _rename(teacher())
            _change_password(teacher())
        if st.button("Log out", key="close-desk"):
            _leave()
        # Last, so that all else is there while they are counted.
        slot.html(desk_cards.cards(desk_cards.lines(desk_cards.counts(), faults)))
    draw_panel(course)


def _faults(faults: tuple[Fault, ...]) -> Markup:
    """The faults of the course, file by file, each file with a link to edit it."""
    files = [
        (path, _address(path), [fault for fault in faults if fault.path == path])
        for path in dict.fromkeys(fault.path for fault in faults)
    ]
    return _html.course(files, has_errors(faults))


def _address(path: str) -> str:
    """The address at which a file is edited; empty if it cannot be edited here."""
    return in_app(f"/edit?{urlencode({'file': path})}") if path in files_to_edit() else ""


def _rename(own: Teacher) -> None:
    st.html(_html.own_name(own.name, own.name == UPGRADED_NAME))
    with st.expander("Change your name"), st.form("change-name", border=False):
        typed = st.text_input(
            "Your name",
            value=own.name,
            max_chars=LONGEST_NAME,
            autocomplete="username",
            key="own-name",
        )
        sent = st.form_submit_button("Keep this name")
    if not sent:
        return
    try:
        name = store().teachers.rename(own.id, typed or "", now=clock.now())
    except TeacherError as refusal:
        st.warning(literal(str(refusal)))
        return
    say(f"Your name is “{name}” now. You open the desk with it.")
    st.rerun()


def _change_password(own: Teacher) -> None:
    with st.expander("Change the password"):
        st.html("<p>In every other browser of yours, the desk then closes.</p>")
        with st.form("change-password", border=False):
            former = st.text_input(
                "Password until now",
                type="password",
                autocomplete="current-password",
                key="former-password",
            )
            password = sign_in.ask_new_password("change-password")
        browser = current_learner.browser()
        if not (password and browser):
            return
        if sign_in.with_password(own.name, former or ""):
            store().teachers.change_password(own.id, password, now=clock.now())
            handover.open_desk(browser, own.id, next_path=in_app(f"/{ADDRESS}"))
        else:
            st.warning("This is not your password until now. Type it again.")


def _note_opened() -> None:
    """Keep in the log, once in each tab, that a school account opened the desk."""
    if not st.session_state.get(_NOTED):
        st.session_state[_NOTED] = True
        note("opened")


def _leave() -> None:
    browser = current_learner.browser()
    if school.is_in_use():
        school.log_out()
    elif browser:
        handover.close_desk(browser, next_path=in_app("/"))
