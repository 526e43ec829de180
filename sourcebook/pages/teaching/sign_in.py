"""Sign-in to the teacher's pages: who may see them, and what all others see.

With a school's login an account opens it. Else a password does, which is set once by a link that
the console prints when the server starts.
"""

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import StoreError
from sourcebook.model.passwords import LONGEST_PASSWORD, password_problem, tidy_password
from sourcebook.pages.identity import guard, handover, school
from sourcebook.pages.network.listening import own_address, say
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.navigation import follow_links, name_page
from sourcebook.pages.shared.page_address import address
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.settings import settings

TITLE = "For teachers"
"""The title of every teacher's page before sign-in."""

_LINK = "teacher link"
_html = Macros(__file__)


def is_open() -> bool:
    """Whether the teacher's pages are open to this browser now; looked up at every call."""
    if school.is_in_use():
        return school.account() is not None and _teaches()
    try:
        browser = current_learner.browser()
        return browser is not None and store().teachers.has_session(browser, now=clock.now())
    except StoreError:
        # If the database does not answer, the desk stays closed.
        return False


def who() -> str:
    """Who works at the desk, for the history of a file: the account's name, or “the teacher”."""
    return (school.name() if school.is_in_use() else None) or "the teacher"


def has_no_name() -> bool:
    """Whether nobody knows which teacher works at the desk, because all share one password."""
    return not (school.is_in_use() and school.name())


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
        elif token and _is_link(token):
            _first_password(browser, token)
        else:
            _password(browser)
    follow_links("door", library().course())


def announce() -> None:
    """Say on the console how to open the door for the first time; each start makes a new link."""
    if school.is_in_use():
        if not (settings().teachers or settings().teacher_claim):
            say("Nobody opens the teacher’s desk: name the teachers in SOURCEBOOK_TEACHERS.")
    elif not store().teachers.has_password():
        link = f"{own_address()}/teach?token={store().teachers.new_link(now=clock.now())}"
        say(f"To open the teacher’s desk, set its password here, once, within a day:\n{link}")


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


def is_password(typed: str) -> bool:
    """Whether this is the password; says so if it is not."""
    browser = current_learner.browser()
    was_open_here = browser is not None and store().teachers.had_session(browser)
    with st.spinner("Checking the password …"):
        fits = guard.try_password(
            lambda: store().teachers.is_password(typed), was_open_here=was_open_here
        )
    if not fits:
        st.warning("This is not the password.")
    return fits


def _teaches() -> bool:
    return _has_teachers_address() or _has_teachers_claim()


def _has_teachers_address() -> bool:
    mail = st.user.get("email")
    # Some providers write true as a text, and some do not send it.
    is_hers = str(st.user.get("email_verified", True)).casefold() == "true"
    return isinstance(mail, str) and is_hers and mail.strip().casefold() in settings().teachers


def _has_teachers_claim() -> bool:
    wanted = settings().teacher_claim
    if wanted is None:
        return False
    name, value = wanted
    claimed = st.user.get(name)
    return value in (claimed if isinstance(claimed, list | tuple) else [claimed])


def _ask_for_account() -> None:
    if school.account() is None:
        current_learner.explain_no_learner("The teacher’s desk opens to the accounts of teachers.")
    else:
        st.html(
            "<p>Your account is not a teacher’s here. Those who run this site can change that.</p>"
        )


def _is_link(token: str) -> bool:
    if store().teachers.has_link(token, now=clock.now()):
        return True
    # Drawn again, the page would try the same wrong link again, and count it.
    del st.query_params["token"]
    guard.wrong_code(_LINK)
    st.warning("This link has been used, or is more than a day old, or a newer one replaced it.")
    return False


def _first_password(browser: str, token: str) -> None:
    st.html(
        "<p class='lead'>Set the password that opens the teacher’s desk from now on. All who teach "
        "here share it.</p>"
    )
    with st.form("first-password", border=False):
        password = ask_new_password("first-password")
    if password is None:
        return
    if store().teachers.set_first_password(password, token=token, now=clock.now()):
        handover.open_desk(browser, next_path=_without_token())
    else:
        st.warning("Meanwhile this link was used in another browser.")


def _password(browser: str) -> None:
    st.html("<p class='lead'>A password opens the teacher’s desk. Learners need none.</p>")
    with st.form("password", border=False, clear_on_submit=True):
        typed = st.text_input(
            "Password",
            type="password",
            max_chars=LONGEST_PASSWORD,
            autocomplete="current-password",
            key="password-typed",
        )
        sent = st.form_submit_button("Open the desk", type="primary")
    if sent and is_password(typed or ""):
        handover.open_desk(browser, next_path=_without_token())
    st.html(_html.no_password())


def _without_token() -> str:
    st.query_params.pop("token", None)
    return address()
