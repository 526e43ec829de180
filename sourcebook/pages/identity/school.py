"""The school's own login (OpenID Connect), where `[auth]` in Streamlit's secrets names one.

Then an account of the school says who a learner is, and the browser's cookie no longer does.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from sourcebook.model.learners import tidy_name
from sourcebook.pages.identity import logins, providers
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.navigation import address
from sourcebook.pages.streamlit_internals import routes
from sourcebook.pages.streamlit_internals.scripts import script
from sourcebook.store import hashed

_leave: Any = st.components.v2.component(
    "sourcebook_leave", js=script(Path(__file__).with_name("leave.js"))
)


@cache
def is_in_use() -> bool:
    """Whether the secrets of this process have a section `[auth]`."""
    return providers.section() is not None


def account() -> str | None:
    """The hash of the account that is logged in, None for no one.

    An account is a subject of one issuer; neither alone, nor an address that may change hands.
    """
    issuer, subject = _claim("iss"), _claim("sub")
    if not (st.user.get("is_logged_in") and issuer and subject):
        return None
    return None if logins.has_ended(st.context.cookies) else hashed(f"{issuer}\n{subject}")


def name() -> str | None:
    """The name that the school's account gives."""
    return tidy_name(_claim("name"))


def ask_to_log_in(why: str, *, browser: str | None) -> None:
    """Draw what a login is needed for, and the buttons that lead to it and back to this page.

    `browser` is the hash of the learner's cookie; without one she comes back to the first page.
    """
    has_failed = st.query_params.get("login") == "failed"
    if has_failed:
        st.warning(
            "You are not logged in: it was stopped, or the school’s login does not answer. "
            "Nothing is lost. Try again, or ask your teacher."
        )
    st.html(Markup("<p>{}</p>").format(why))
    for provider in providers.names():
        whose = "your school account" if provider == "default" else markup.literal(provider.title())
        if st.button(f"Log in with {whose}", type="primary", key=f"log-in-{provider}"):
            if browser and not has_failed:
                logins.remember(browser, address())
            st.login(provider)


def log_out() -> None:
    """Log out here, in all tabs of this browser, and at the school."""
    logins.end(st.context.cookies)
    _leave(key="leave-school", data={"path": routes.LOGOUT})


def _claim(name: str) -> str:
    value = st.user.get(name)
    return value if isinstance(value, str) else ""
