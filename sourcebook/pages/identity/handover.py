"""A browser changes hands: it gets a new cookie for a ticket, with the rights of the ticket.

A page can set no cookie, so it sends the browser a ticket, and the browser brings it back to a
route that can. The ticket is good once, for five minutes, with the cookie it was made for.
"""

from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sourcebook.errors import StoreError
from sourcebook.pages.identity.cookies import cookie_header, cookie_name
from sourcebook.pages.identity.tokens import new_token, valid_token
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.scripts import script
from sourcebook.settings import settings
from sourcebook.store import hashed

_PATH, _TICKET = "/learner/handover", "x-sourcebook-ticket"

_handover: Any = st.components.v2.component(
    "sourcebook_handover", js=script(Path(__file__).with_suffix(".js"))
)
_KEY = "handover"


def give_browser(
    browser: str,
    learner_id: str | None,
    *,
    next_path: str,
    bring_along: bool = False,
    said: str = "",
) -> None:
    """Connect this browser with a learner, or with none yet, and then show another page.

    `next_path` is the address of that page, from the host on. `said` is shown and read aloud there.
    """
    ticket = store().learners.offer_browser(
        browser, learner_id, now=clock.now(), bring_along=bring_along
    )
    _send(ticket, next_path, said)


def open_desk(browser: str, teacher_id: str, *, next_path: str) -> None:
    """Open the desk to a teacher in this browser, under a new cookie, and then show a page."""
    ticket = store().learners.offer_renewal(browser, now=clock.now(), opens_desk_to=teacher_id)
    _send(ticket, next_path)


def close_desk(browser: str, *, next_path: str) -> None:
    """Close the desk in this browser at once, give it a new cookie, and then show a page."""
    store().teachers.end_session(browser)
    _send(
        store().learners.offer_renewal(browser, now=clock.now()), next_path, "The desk is closed."
    )


def _send(ticket: str, next_path: str, said: str = "") -> None:
    data = {
        "ticket": ticket,
        "path": in_app(_PATH),
        "header": _TICKET,
        "next": next_path,
        "home": in_app("/"),
        "said": said,
    }
    _handover(key=_KEY, data=data, on_failed_change=lambda: None)


def say_if_it_failed() -> None:
    """Draw a warning if the browser could not hand in its ticket just now."""
    state = st.session_state.get(_KEY)
    if state and state.get("failed"):
        st.warning("The server could not be reached, and nothing has changed. Do it again.")


def hand_over(request: Request) -> Response:
    """Take a ticket from a browser and give it the cookie that goes with it.

    The ticket comes in a header, which no form and no link of another site can send.
    """
    https = settings().https
    former = valid_token(request.cookies.get(cookie_name(https=https)))
    ticket = request.headers.get(_TICKET, "")
    try:
        token = new_token()
        taken = former is not None and store().learners.redeem(
            ticket, browser=hashed(former), renewed=hashed(token), now=clock.now()
        )
    except StoreError as error:
        return PlainTextResponse(str(error), status_code=503)
    if not taken:
        return PlainTextResponse("This ticket is used up or not yours.", status_code=403)
    headers = {"cache-control": "no-store", "clear-site-data": '"cache"'}
    answer = Response(status_code=204, headers=headers)
    answer.headers.append("set-cookie", cookie_header(token, https=https))
    return answer


ROUTE = Route(_PATH, hand_over, methods=["POST"])
