"""Refuses requests under unknown host names, and those that pages of other sites make.

A browser names in `Origin` the page that opens a websocket or changes something. If that page is
not the app's own, by scheme, host and port, the request stops here: Streamlit compares host names
only, and looks this machine's own address up on the internet while all others wait. `Host` is
checked because a foreign site can give its name the address of this machine (DNS rebinding).
Programs other than browsers send no `Origin`; they have no learner's cookie, and are let in.
"""

import logging
import re
import socket
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sourcebook.pages.streamlit_internals import routes

log = logging.getLogger("sourcebook")

_HOST = re.compile(r"(?P<name>[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_READS = ("GET", "HEAD", "OPTIONS")

_MOST_LOGGED = 100
_POLICY_VIOLATION = 1008
"""The code that closes a websocket that is not allowed."""


class OwnPagesOnly:
    """Lets in requests for the app under its own address that come from its own pages."""

    def __init__(self, app: ASGIApp, *, public_url: str | None, https: bool) -> None:
        self.app, self.public_url, self.https = app, public_url, https
        self.public_name = urlsplit(public_url).hostname if public_url else None
        self.logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it at once."""
        answer = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if answer is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        host = hosts[0].lower() if hosts else ""
        if len(hosts) > 1 or (host and not self._is_known(host)):
            self._log("under the unknown address", host)
            return PlainTextResponse(_unknown(host), status_code=421)
        if routes.UNUSED.search(scope["path"]):
            return PlainTextResponse("Not found.", status_code=404)
        if _changes(scope) and any(not self._is_own(each, scope, host) for each in origins):
            self._log("from a page of another site", origins[0])
            text = "This request came from a page of another site. Nothing was changed."
            return PlainTextResponse(text, status_code=403)
        return None

    def _is_known(self, host: str) -> bool:
        name = _name(host)
        return name is not None and (name == self.public_name or is_local(name))

    def _is_own(self, origin: str, scope: Scope, host: str) -> bool:
        is_safe = self.https or scope["scheme"] in ("https", "wss")
        here = f"{'https' if is_safe else 'http'}://{host}"
        is_here = bool(host) and origin.lower() == here and _name(host) != self.public_name
        return is_here or origin.lower() == self.public_url

    def _log(self, what: str, value: str) -> None:
        """Log each refusal once: it may be an attack, or a proxy that needs another setting."""
        if value not in self.logged and len(self.logged) < _MOST_LOGGED:
            self.logged.add(value)
            log.warning(
                "Refused a request %s %.200r. If it is the address of this app, set "
                "SOURCEBOOK_PUBLIC_URL to it.",
                what,
                value,
            )


def is_local(name: str) -> bool:
    """Whether a host name is a number, `localhost` or a name of this machine.

    Nobody outside can give such a name the address of another machine.
    """
    try:
        ip_address(name)
    except ValueError:
        return name in _own_names()
    return True


@cache
def _own_names() -> frozenset[str]:
    """The names of this machine that need no look-up."""
    whole = socket.gethostname().lower().rstrip(".")
    short = whole.partition(".")[0]
    return frozenset({"localhost", whole, short, f"{short}.local"} - {"", ".local"})


def _name(host: str) -> str | None:
    """The name in a `Host` header, without its port; None if it names no host."""
    found = _HOST.fullmatch(host)
    return found["name"].strip("[]").rstrip(".") if found else None


def _changes(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in _READS


def _unknown(host: str) -> str:
    named = f"This app does not answer at the address {host}." if _name(host) else ""
    return (
        f"{named or 'This app does not answer at this address.'} If it should, the person who "
        "runs it sets SOURCEBOOK_PUBLIC_URL to the whole address, for example "
        "SOURCEBOOK_PUBLIC_URL=https://course.school.example, and starts the app again. Without "
        "this setting the app answers at addresses made of numbers, at localhost and at the name "
        "of its machine.\n"
    )
