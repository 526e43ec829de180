"""Who is here: the learner of this run, her clock, and the pages she can go to.

Nothing durable is kept in `session_state`: after a restart a browser comes back with the
values of its widgets and an empty state, so every run starts from cookie, address and store.
"""

import hashlib
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from sourcebook.pages.middleware import cookie_name, valid_token
from sourcebook.settings import settings


def cookie() -> str | None:
    """The learner's cookie as the browser sent it, None where it sent none of ours."""
    return valid_token(st.context.cookies.get(cookie_name(https=settings().https)))


def learner_id() -> str | None:
    """The id of the learner in the store: a hash, so that the store opens no account."""
    token = cookie()
    return hashlib.sha256(token.encode()).hexdigest() if token else None


def forget_another_learner(learner: str | None) -> None:
    """Empty the session where it was another learner's: a socket can be resumed by anyone."""
    if st.session_state.get("learner", learner) != learner:
        st.session_state.clear()
    st.session_state["learner"] = learner


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def local_time(moment: datetime) -> str:
    """A moment as the learner's clock shows it, such as `23 November 2022, 14:05`."""
    local = moment.astimezone(_zone())
    return f"{local.day} {local:%B %Y, %H:%M}"


def clock_time(moment: datetime) -> str:
    """The time of day of a moment as the learner's clock shows it, such as `14:05:09`."""
    return f"{moment.astimezone(_zone()):%H:%M:%S}"


def _zone() -> tzinfo:
    name = st.context.timezone
    try:
        return ZoneInfo(name) if isinstance(name, str) else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
