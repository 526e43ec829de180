"""The current learner: who the browser or the school login says they are.

Nothing durable is kept in `session_state`: after a restart a browser comes back with the
values of its widgets and an empty state, so every run starts from cookie, address and store.
"""

import streamlit as st
from starlette.requests import HTTPConnection

from sourcebook.pages.identity import school
from sourcebook.pages.identity.cookies import cookie_name
from sourcebook.pages.identity.tokens import valid_token
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.settings import settings
from sourcebook.store import hashed


def cookie() -> str | None:
    """The learner's cookie from the browser; None without a valid one."""
    return valid_token(st.context.cookies.get(cookie_name(https=settings().https)))


def browser() -> str | None:
    """The hash of the learner's cookie, by which the store knows this browser."""
    token = cookie()
    return hashed(token) if token else None


def browser_of(request: HTTPConnection) -> str | None:
    """The hash of the learner's cookie in a request, outside of a run of a page."""
    token = valid_token(request.cookies.get(cookie_name(https=settings().https)))
    return hashed(token) if token else None


def credential() -> str | None:
    """The learner's credential: the school account if the school has a login, else the browser."""
    return school.account() if school.is_in_use() else browser()


def learner_id() -> str | None:
    """The current learner's id; None before their first answer or lesson is saved."""
    known_by = credential()
    return store().learners.with_credential(known_by) if known_by else None


def get_or_create_learner() -> str | None:
    """The current learner's id; the learner is created on first use.

    None without a credential: cookies are blocked, or nobody is logged in.
    """
    known_by = credential()
    if known_by is None:
        return None
    if school.is_in_use():
        return store().learners.get_or_create(
            known_by, now=clock.now(), kind="account", name=school.name()
        )
    return store().learners.get_or_create(known_by, now=clock.now())


def forget_another_learner() -> None:
    """Empty the session if it was another learner's: anyone can resume a socket."""
    known_by = credential()
    if st.session_state.get("credential", known_by) != known_by:
        st.session_state.clear()
    st.session_state["credential"] = known_by


def credential_of_session() -> str | None:
    """The credential that this run began with, without another look at the cookie."""
    found: str | None = st.session_state.get("credential")
    return found


def has_changed() -> bool:
    """Whether the session belongs to another learner than the one in this browser now."""
    known_by = credential()
    return bool(st.session_state.get("credential", known_by) != known_by)


def explain_no_learner(why: str) -> None:
    """Draw what to do if nobody knows who the learner is; `why` is our own text."""
    if school.is_in_use():
        school.ask_to_log_in(why, browser=browser())
    else:
        st.html("<p>What belongs here cannot be shown: see the note at the top of this page.</p>")


def warn_without_cookie() -> None:
    """Draw what does not work in a browser that sends no cookie, and what to do about it.

    Cookies are blocked, or were deleted while the page was open; then loading it again helps.
    """
    if cookie() is None:
        st.warning(
            "This browser keeps no cookie for this course, so nothing can be saved: no answers, "
            "no scores, no lessons read. You can read the lessons and the sources. To save your "
            "work, load this page again. If this note stays, allow cookies for this site in the "
            "settings of the browser, or use another browser."
        )
