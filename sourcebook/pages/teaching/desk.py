"""The teacher's desk: where her pages are, what is wrong with the course, and the way out."""

from html import escape

import streamlit as st

from sourcebook.content.faults import Fault, has_errors
from sourcebook.pages import here
from sourcebook.pages.identity import handover, school
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.teaching import door, index

ADDRESS, TITLE = "teach", "Teacher’s desk"


def show() -> None:
    """Draw the page."""
    course = library().course()
    name_page(TITLE)
    with st.container(key="desk"):
        st.html(f"<h1>{TITLE}</h1><p class='lead'>What stands here, no learner sees.</p>")
        handover.say_if_it_failed()
        st.html(_pages() + _faults(library().faults()))
        st.html("<h2>The door</h2>")
        if school.is_in_use():
            st.html("<p>Your school account opens it.</p>")
        else:
            _change_password()
        if st.button("Log out", key="close-desk"):
            _leave()
    follow_links("desk", course)


def _pages() -> str:
    rows = (
        f"<li><a data-in-app='1' href='/{page.url_path}'>{escape(page.title)}</a>: "
        f"{escape(page.purpose)}</li>"
        for page in index.PAGES
    )
    return f"<ul>{''.join(rows)}</ul>" if index.PAGES else ""


def _faults(faults: tuple[Fault, ...]) -> str:
    if not faults:
        return "<h2>The course</h2><p>Its files have no faults.</p>"
    seen = (
        "Until the errors are mended, learners see those files as they last were without one."
        if has_errors(faults)
        else "Learners see the course as it is."
    )
    rows = "".join(
        f"<li><code>{escape(fault.path)}:{fault.spot.line}:{fault.spot.column}</code>: "
        f"{escape(fault.severity)}: {escape(f'{fault.message} {fault.hint}'.strip())}</li>"
        for fault in faults
    )
    return f"<h2>The course</h2><p>{seen}</p><ul class='faults'>{rows}</ul>"


def _change_password() -> None:
    with st.expander("Change the password"):
        st.html("<p>In every other browser, the desk then closes.</p>")
        with st.form("change-password", border=False):
            former = st.text_input(
                "Password until now",
                type="password",
                autocomplete="current-password",
                key="former-password",
            )
            password = door.ask_new_password("change-password")
        browser = here.browser()
        if password and browser and door.is_password(former or ""):
            store().change_password(password, now=here.now())
            handover.open_desk(browser, next_path=f"/{ADDRESS}")


def _leave() -> None:
    browser = here.browser()
    if school.is_in_use():
        school.log_out()
    elif browser:
        handover.close_desk(browser, next_path="/")
