"""The cookie of a learner: its name, its header, and the middleware that gives one out."""

import re

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.identity.tokens import is_issued, new_token, valid_token
from sourcebook.pages.streamlit_internals.addresses import base
from sourcebook.pages.streamlit_internals.index_page import wants_a_page

_FOUR_HUNDRED_DAYS = 400 * 24 * 3600
"""Browsers keep no cookie longer."""

_NOT_IN_A_NAME = re.compile(r"[^\w-]", re.ASCII)


def cookie_name(*, https: bool) -> str:
    """The cookie's name; behind HTTPS one that a browser takes from this host alone.

    Under a path it is a name of its own, because another course may be served on the same host. A
    browser accepts `__Host-` only for a whole host, and `__Secure-` only over HTTPS.
    """
    name = "sourcebook_learner" + _NOT_IN_A_NAME.sub("_", base())
    prefix = "__Secure-" if base() else "__Host-"
    return f"{prefix}{name}" if https else name


def cookie_header(token: str, *, https: bool) -> str:
    """What sets the cookie; scripts cannot read it, and other sites' forms do not send it."""
    secure = "; Secure" if https else ""
    kept = f"Path={base() or '/'}; Max-Age={_FOUR_HUNDRED_DAYS}"
    return f"{cookie_name(https=https)}={token}; {kept}; HttpOnly; SameSite=Lax{secure}"


class LearnerCookie:
    """Gives a browser without one an opaque learner id, with its first page.

    The cookie is out of reach of scripts and lives 400 days from the last visit. A value that this
    site did not give out is replaced: an attacker may have set it. A socket gets no cookie: if it
    comes without one, the browser has not kept the cookie of its page, and the page has to say so.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app, self.https, self.name = app, https, cookie_name(https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page sets the cookie."""
        if scope["type"] == "http" and wants_a_page(scope):
            token = await self._token(scope)
            if token is None:
                token = await to_thread.run_sync(new_token)
            send = self._setting(token, send)
        elif scope["type"] == "websocket" and self._sent(scope) and not await self._token(scope):
            # The last one counts.
            none = (b"cookie", f"{self.name}=".encode())
            scope = {**scope, "headers": [*scope["headers"], none]}
        await self.app(scope, receive, send)

    def _sent(self, scope: Scope) -> str | None:
        # Read as Streamlit reads it: other apps on this host may set odd cookies beside ours.
        return HTTPConnection(scope).cookies.get(self.name)

    async def _token(self, scope: Scope) -> str | None:
        token = valid_token(self._sent(scope))
        if token is None:
            return None
        # In a thread, as the database may have to say whether it knows the browser.
        issued = await to_thread.run_sync(is_issued, token)
        return token if issued else None

    def _setting(self, token: str, send: Send) -> Send:
        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                header = cookie_header(token, https=self.https)
                MutableHeaders(scope=message).append("set-cookie", header)
            await send(message)

        return send_with_cookie
