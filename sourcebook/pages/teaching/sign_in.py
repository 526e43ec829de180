"""Sign-in to the teacher's pages: who may see them, and what all others see.

With a school's login an account opens it. Else a name and a password do, which are set once by a
link: the first one stands on the console when the server starts, all others come from colleagues.
"""

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import TeacherError
from sourcebook.model.learners import LONGEST_NAME
from sourcebook.model.passwords import LONGEST_PASSWORD, password_problem, tidy_password
from sourcebook.model.teachers import Invitation, Teacher
from sourcebook.pages.identity import guard, handover, school
from sourcebook.pages.network.listening import own_address, say
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.page_address import address
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import current_teacher
from sourcebook.settings import settings

TITLE = "For teachers"
"""The title of every teacher's page before sign-in."""

_LINK = "teacher link"
_html = Macros(__file__)


def is_open() -> bool:
    """Whether the teacher's pages are open to this browser now; looked up at every call."""
    return current_teacher.current() is not None


def who() -> str:
    """The name of the teacher who works at the desk, for the history of a file."""
    teacher = current_teacher.current()
    return teacher.name if teacher else current_teacher.NAMELESS


def show() -> None:
    """Draw the sign-in page."""
    name_page(TITLE)
    with st.container(key="door"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        handover.say_if_it_failed()
        browser, token = current_learner.browser(), st.query_params.get("token")
        if school.is_in_use():
            _ask_for_account()
        elif browser is None:
            current_learner.explain_no_learner("So that the teacher’s desk opens to nobody else.")
        elif token and (invitation := _invitation(token)):
            _join(browser, token, invitation)
        else:
            _password(browser)
    draw_panel(library().course())


def announce() -> None:
    """Say on the console how to open the door for the first time; each start makes a new link."""
    if school.is_in_use():
        if not (settings().teachers or settings().teacher_claim):
            say("Nobody opens the teacher’s desk: name the teachers in SOURCEBOOK_TEACHERS.")
    elif not store().teachers.has_password():
        link = f"{own_address()}/teach?token={store().teachers.new_link(now=clock.now())}"
        say(f"To open the teacher’s desk, set your name and password here within a day:\n{link}")


def ask_new_password(key: str) -> str | None:
    """Draw, inside a form, the fields for a new password; its value once both agree.

    Says what is wrong with what was typed; `key` is the form's own.
    """
    password, again = (
        st.text_input(
            label,
            type="password",
            max_chars=LONGEST_PASSWORD,
            autocomplete="new-password",
            key=f"{key}-{name}",
        )
        for name, label in (("new", "New password"), ("again", "The same once more"))
    )
    if not st.form_submit_button("Set the password", type="primary"):
        return None
    if objected := password_problem(password or ""):
        st.warning(objected)
    elif tidy_password(password or "") != tidy_password(again or ""):
        st.warning("The two are not the same. Type both again.")
    else:
        return password
    return None


def with_password(name: str, typed: str) -> Teacher | None:
    """The teacher with this name and password; says so if there is none."""
    browser, teachers = current_learner.browser(), store().teachers
    was_open_here = browser is not None and teachers.had_session(browser)
    with st.spinner("Checking the password …"):
        return guard.try_password(
            lambda: teachers.with_password(name, typed),
            was_open_here=was_open_here,
            note=lambda: _note_failure(name),
        )


def _note_failure(name: str) -> None:
    # Only a name that is known, because people type their password in a wrong field.
    known = store().teachers.named(name)
    store().log.note("failed", known.name if known else "", who=None, now=clock.now())


def _ask_for_account() -> None:
    if school.account() is None:
        current_learner.explain_no_learner("The teacher’s desk opens to the accounts of teachers.")
    else:
        st.html(
            "<p>Your account is not a teacher’s here. Those who run this site can change that.</p>"
        )


def _invitation(token: str) -> Invitation | None:
    """The invitation of a link; says so if it is not valid."""
    if found := store().teachers.invitation(token, now=clock.now()):
        return found
    # Drawn again, the page would try the same wrong link again, and count it.
    del st.query_params["token"]
    guard.wrong_code(_LINK)
    st.warning(
        "This link has been used or withdrawn, or is more than a day old, or a newer one "
        "replaced it. Ask for a new one."
    )
    return None


def _join(browser: str, token: str, invitation: Invitation) -> None:
    """Draw the form behind a link: a name, unless the teacher is known, and a password."""
    is_new = invitation.teacher_id is None
    st.html(_html.joining(invitation, is_new))
    name = invitation.name
    with st.form("first-password", border=False):
        if is_new:
            name = st.text_input(
                "Your name",
                value=invitation.name,
                max_chars=LONGEST_NAME,
                autocomplete="username",
                key="first-name",
            )
        password = ask_new_password("first-password")
    if password is None:
        return
    try:
        teacher = store().teachers.accept(token, name or "", password, now=clock.now())
    except TeacherError as refusal:
        st.warning(literal(str(refusal)))
        return
    handover.open_desk(browser, teacher.id, next_path=_without_token())


def _password(browser: str) -> None:
    st.html(
        "<p class='lead'>Your name and your password open the teacher’s desk. Learners need "
        "none.</p>"
    )
    with st.form("password", border=False):
        name = st.text_input(
            "Your name", max_chars=LONGEST_NAME, autocomplete="username", key="name-typed"
        )
        typed = st.text_input(
            "Password",
            type="password",
            max_chars=LONGEST_PASSWORD,
            autocomplete="current-password",
            key="password-typed",
        )
        sent = st.form_submit_button("Open the desk", type="primary")
    if sent:
        if teacher := with_password(name or "", typed or ""):
            current_teacher.note("opened", by=teacher)
            handover.open_desk(browser, teacher.id, next_path=_without_token())
        else:
            st.warning("This name and this password do not belong together. Type both again.")
    st.html(_html.no_password())


def _without_token() -> str:
    st.query_params.pop("token", None)
    return address()
