"""Downloads: each file is made when its link is followed, for the browser that got the link.

A file that Streamlit serves is open to everybody who knows its address, without a cookie.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_urlsafe
from weakref import WeakValueDictionary

import streamlit as st
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sourcebook.errors import SourcebookError
from sourcebook.pages.identity import logins
from sourcebook.pages.shared import current_learner
from sourcebook.pages.streamlit_internals.addresses import in_app

_ENDED = "This download has ended, or it is not yours. Load its page again."


@dataclass(frozen=True, eq=False)
class _Offer:
    """A file that can be fetched, by one browser as long as the same login is in it."""

    browser: str
    login: str | None
    name: str
    kind: str
    make: Callable[[], bytes]


_offers: WeakValueDictionary[str, _Offer] = WeakValueDictionary()
"""By the last part of the address. An offer ends with the session of its page."""


def offer(label: str, *, name: str, kind: str, make: Callable[[], bytes], key: str) -> None:
    """Draw a link that downloads a file, which is made when somebody follows it.

    `kind` is a media type. `make` runs outside of a run of the page, and may raise
    SourcebookError with words for the reader. Draws nothing for a browser without a cookie.
    """
    browser = current_learner.browser()
    if browser is None:
        return
    token = st.session_state.setdefault(f"download-{key}", token_urlsafe(16))
    made = _Offer(browser, logins.login_of(st.context.cookies), name, kind, make)
    st.session_state[f"offer-{key}"] = _offers[token] = made
    link = Markup("<a class='button' href='{}' download='{}'>{}</a>")
    with st.container(key=key):
        st.html(link.format(in_app(f"/downloads/{token}"), name, label))


def fetch(request: Request) -> Response:
    """The file behind a link, for the browser that the link was drawn for."""
    offered, browser = (
        _offers.get(request.path_params["token"]),
        current_learner.browser_of(request),
    )
    if offered is None or browser is None or not _is_for(offered, browser, request):
        return PlainTextResponse(_ENDED, status_code=404)
    try:
        data = offered.make()
    except SourcebookError as fault:
        return PlainTextResponse(str(fault), status_code=403)
    headers = {
        "content-disposition": f'attachment; filename="{offered.name}"',
        "cache-control": "no-store",
    }
    return Response(data, media_type=offered.kind, headers=headers)


def _is_for(offered: _Offer, browser: str, request: Request) -> bool:
    same_login = offered.login == logins.login_of(request.cookies)
    has_ended = logins.has_ended(request.cookies)
    return compare_digest(offered.browser, browser) and same_login and not has_ended


ROUTE = Route("/downloads/{token}", fetch, methods=["GET"])
