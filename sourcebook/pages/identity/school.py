"""The school's own login (OpenID Connect), if `[auth]` in Streamlit's secrets names one.

Then a learner is known by their school account, and no longer by the browser's cookie.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from sourcebook.model.learners import tidy_name
from sourcebook.pages.identity import logins, providers
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.page_address import address
from sourcebook.pages.streamlit_internals import routes
from sourcebook.pages.streamlit_internals.addresses import in_app
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
    """The hash of the account that is logged in; None without one.

    An account is an issuer together with a subject. Email addresses do not count: they may change
    hands.
    """
    issuer, subject = _claim("iss"), _claim("sub")
    if not (st.user.get("is_logged_in") and issuer and subject):
        return None
    return None if logins.has_ended(st.context.cookies) else hashed(f"{issuer}\n{subject}")


def name() -> str | None:
    """The name that the school's account gives."""
    return tidy_name(_claim("name"))


def ask_to_log_in(why: str, *, browser: str | None) -> None:
    """Draw why a login is needed, and its buttons, which lead back to this page.

    `browser` is the hash of the learner's cookie; without one, the learner comes back to the first
    page.
    """
    has_failed = st.query_params.get("login") == "failed"
    if has_failed:
        st.warning(
            "You are not logged in: it was stopped, or the school’s login does not answer. "
            "Nothing is lost. Try again, or ask your teacher."
        )
    st.html(Markup("<p>{}</p>").format(why))
    for provider in providers.names():
        account_name = (
            "your school account" if provider == "default" else markup.literal(provider.title())
        )
        if st.button(f"Log in with {account_name}", type="primary", key=f"log-in-{provider}"):
            if browser and not has_failed:
                logins.remember(browser, address())
            st.login(provider)


def log_out() -> None:
    """Log out here, in all tabs of this browser, and at the school."""
    logins.end(st.context.cookies)
    _leave(key="leave-school", data={"path": in_app(routes.LOGOUT), "home": in_app("/")})


def _claim(name: str) -> str:
    value = st.user.get(name)
    return value if isinstance(value, str) else ""
