"""The school's login: the page where it began, and the logins that have ended.

A page knows only the cookies with which its tab connected. So a tab that was open before a log-out
would go on as the former learner, if the app did not remember that this login has ended. The store
keeps the hashes of such logins for all servers of the site.
"""

import logging
import re
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.errors import StoreError
from sourcebook.pages.identity.cookies import cookie_name
from sourcebook.pages.identity.tokens import valid_token
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals import routes
from sourcebook.pages.streamlit_internals.addresses import below_base, in_app
from sourcebook.store import hashed

log = logging.getLogger("sourcebook")

_PART = re.compile(rf"{routes.LOGIN_COOKIE}(_\d+)?")
_ROUTES = (routes.LOGIN, routes.LOGOUT, routes.CALLBACK)
_OWN_ADDRESS = re.compile(r"/[a-z]*(\?[\w.%=&+*~-]*)?", re.ASCII)
_LONGEST_ADDRESS = 500

FAILED = "/me?login=failed"
"""The page for a browser that the provider did not let in."""

_TEN_MINUTES, _A_MONTH = 600, 31 * 24 * 3600


class Memory:
    """Texts by key, each for some seconds; if there are more than `size`, the oldest is dropped."""

    def __init__(self, *, seconds: float, size: int) -> None:
        self._seconds, self._size, self._lock = seconds, size, Lock()
        self._texts: dict[str, tuple[float, str]] = {}

    def keep(self, key: str, text: str) -> None:
        """Keep a text, in place of the one before."""
        with self._lock:
            self._texts.pop(key, None)
            self._texts[key] = (monotonic() + self._seconds, text)
            while len(self._texts) > self._size:
                del self._texts[next(iter(self._texts))]

    def get(self, key: str) -> str | None:
        """The text, None if it is no longer kept."""
        until, text = self._texts.get(key, (0.0, ""))
        return text if monotonic() < until else None

    def take(self, key: str) -> str | None:
        """The text, which is then forgotten."""
        with self._lock:
            until, text = self._texts.pop(key, (0.0, ""))
        return text if monotonic() < until else None

    def forget(self) -> None:
        """Keep nothing, as a new process does."""
        self._texts.clear()


_began_at = Memory(seconds=_TEN_MINUTES, size=10_000)
_ended = Memory(seconds=_A_MONTH, size=50_000)


def forget() -> None:
    """Know nothing of former logins, as a new process does."""
    _began_at.forget()
    _ended.forget()


def login_of(cookies: Mapping[str, str]) -> str | None:
    """The hash of the login that a browser's cookies hold, None if they hold none."""
    parts = sorted(f"{name}={value}" for name, value in cookies.items() if _PART.fullmatch(name))
    return hashed("\n".join(parts)) if parts else None


def end(cookies: Mapping[str, str]) -> None:
    """End the login in these cookies, in all tabs, at every server of the site."""
    if login := login_of(cookies):
        # Here it has ended even if the database does not answer.
        _ended.keep(login, "ended")
        try:
            store().ended_logins.end(login, now=clock.now())
        except StoreError as error:
            log.error("Other servers do not know that a login has ended: %s", error)


def has_ended(cookies: Mapping[str, str]) -> bool:
    """Whether the login in these cookies has ended."""
    login = login_of(cookies)
    if login is None or _ended.get(login):
        return login is not None
    try:
        return store().ended_logins.has_ended(login, now=clock.now())
    except StoreError:
        # Without the database a login opens nothing anyway, and the page keeps what is filled in.
        return False


def remember(browser: str, address: str) -> None:
    """Bring this browser back to an address of ours, if it logs in within ten minutes."""
    path = below_base(address) or ""
    if len(address) <= _LONGEST_ADDRESS and _OWN_ADDRESS.fullmatch(path):
        _began_at.keep(browser, address)


class LoginRoutes:
    """Brings browsers back after a login, ends a login at the log-out, and says what failed."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app, self.https, self.name = app, https, cookie_name(https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and lead the browser elsewhere than Streamlit would."""
        if scope["type"] != "http" or below_base(scope["path"]) not in _ROUTES:
            await self.app(scope, receive, send)
            return

        async def send_elsewhere(message: Message) -> None:
            if message["type"] == "http.response.start":
                # In a thread, because the database may be slow.
                await to_thread.run_sync(self._lead, HTTPConnection(scope), message)
                if self.https:
                    message["headers"] = [_over_https(*each) for each in message["headers"]]
            await send(message)

        await self.app(scope, receive, send_elsewhere)

    def _lead(self, request: HTTPConnection, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        name = f"{routes.LOGIN_COOKIE}="
        given = [each for each in headers.getlist("set-cookie") if each.startswith(name)]
        was_here = login_of(request.cookies) is not None and not has_ended(request.cookies)
        if given:
            # A browser that gets another login, or none, has left the one before.
            end(request.cookies)
        path = below_base(request.scope["path"])
        if path == routes.LOGIN and message["status"] >= 400:
            message["status"] = 302
            headers["location"] = in_app(FAILED)
        if path == routes.CALLBACK:
            if any(not each.startswith(f'{name}"";') for each in given):
                headers["location"] = self._began(request) or headers["location"]
            elif _answers_a_login(request) and not was_here:
                headers["location"] = in_app(FAILED)

    def _began(self, request: HTTPConnection) -> str | None:
        token = valid_token(request.cookies.get(self.name))
        return _began_at.take(hashed(token)) if token else None


def _over_https(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header; if it sets a cookie, one that is sent over HTTPS alone, unlike Streamlit’s own."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value


def _answers_a_login(request: HTTPConnection) -> bool:
    """Whether the provider sent the browser for a login; after a log-out it adds nothing."""
    # Not `request.url`, which cannot be read if a byte of it is not UTF-8.
    asked = parse_qs(request.scope["query_string"].decode("latin-1"))
    return not asked.keys().isdisjoint({"code", "error", "state"})
