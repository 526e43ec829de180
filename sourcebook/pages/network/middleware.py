"""What happens to every request: new browsers get a cookie, every answer its headers."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

import streamlit
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.identity.tokens import is_issued, new_token, valid_token

_FOUR_HUNDRED_DAYS = 400 * 24 * 3600
"""Browsers keep no cookie longer."""

_A_YEAR = 365 * 24 * 3600

FRONT_END_BASE = "window.__streamlit={{BACKEND_BASE_URL:location.origin+{path}}}"
"""The script by which Streamlit's front end knows the root of the app; else it would first look for
one below every page. Its own hook for hosts, see `BACKEND_BASE_URL` in Streamlit 1.67."""

_UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What a browser can do and this app has no use for."""


def cookie_name(*, https: bool) -> str:
    """The cookie's name; behind HTTPS one that a browser takes from this host alone."""
    return "__Host-sourcebook_learner" if https else "sourcebook_learner"


def cookie_header(token: str, *, https: bool) -> str:
    """What sets the cookie; scripts cannot read it, and other sites' forms do not send it."""
    secure = "; Secure" if https else ""
    age = f"Max-Age={_FOUR_HUNDRED_DAYS}"
    return f"{cookie_name(https=https)}={token}; Path=/; {age}; HttpOnly; SameSite=Lax{secure}"


class LearnerCookie:
    """Gives a browser without one an opaque learner id, with its first page.

    The cookie is out of reach of scripts and lives 400 days from the last visit. A value that this
    site did not give out, such as one that somebody planted, is replaced. A socket gets none: one
    that comes without a cookie comes from a browser that has not kept what its page brought, and
    the page has to say so.
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
            # What stands last counts.
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


class SecurityHeaders:
    """Tells the browser to load and reach nothing outside this host, whatever a page contains."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.headers = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": ", ".join(f"{each}=()" for each in _UNUSED),
        }
        if https:
            self.headers["strict-transport-security"] = f"max-age={_A_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def content_security_policy() -> str:
    """The strictest policy that Streamlit's front end works under.

    Four gaps are its own: it loads components from `blob:` addresses, writes its styles at run
    time, has fonts for formulas in its style sheets, and sets HTML as text, so that trusted types
    cannot be asked for. One inline script of its page and one of ours are let in by their hashes.
    """
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = [*_inline_scripts(index.read_text("utf-8")), front_end_base()]
    scripts = " ".join(_hashes(inline))
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' blob: {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def front_end_base() -> str:
    """The script that says where the root of the app is."""
    base = str(streamlit.get_option("server.baseUrlPath") or "").strip("/")
    return FRONT_END_BASE.format(path=json.dumps(f"/{base}").replace("<", "\\u003c"))


def _inline_scripts(page: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def _hashes(scripts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def wants_a_page(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, and not for a file or an answer in JSON."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
