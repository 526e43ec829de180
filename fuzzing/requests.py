"""The readers of what comes with a request: addresses, `Host`, `Origin`, cookies, proxies, claims.

A request is a text: its target in the first line, then a header in each line.
"""

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from sourcebook.pages.identity import logins, school, tokens
from sourcebook.pages.identity.cookies import LearnerCookie, cookie_name
from sourcebook.pages.identity.logins import LoginRoutes
from sourcebook.pages.network.origins import OwnPagesOnly
from sourcebook.pages.streamlit_internals.addresses import below_base, meant_by
from sourcebook.settings import Settings
from sourcebook.store import hashed

_OWN = "https://course.school.example"
_PEER = "203.0.113.7"
_NOWHERE = Path("nowhere")


def request(raw: bytes) -> None:
    """A page or a socket that is asked for; one that begins with a sign or a digit is a socket."""
    first, *lines = raw.split(b"\n")
    is_socket = raw[:1] < b"@"
    headers = [
        (name.strip().lower(), value.strip())
        for name, found, value in (line.partition(b":") for line in lines)
        if found
    ]
    path, _, query = first.decode("latin-1").partition("?")
    scope: Scope = {
        "type": "websocket" if is_socket else "http",
        "method": "POST" if raw[:1] == b"P" else "GET",
        "scheme": "ws" if is_socket else "http",
        "path": f"/{path.lstrip('/')}",
        "raw_path": first,
        "query_string": query.encode("latin-1"),
        "headers": headers,
        "client": (_PEER, 1),
        "server": ("127.0.0.1", 8501),
    }
    with (
        patch.object(tokens, "_key", lambda _: b"a key"),
        patch.object(tokens, "store", lambda: SimpleNamespace(learners=_Nobody())),
        # After a test with a browser this thread has a loop already.
        ThreadPoolExecutor(1) as threads,
    ):
        statuses = threads.submit(asyncio.run, _answered(scope)).result()
    assert statuses, "A request has no answer."
    assert set(statuses) <= {200, 302, 403, 404, 421}
    meant_by(scope["path"], query)


def claims(raw: bytes) -> None:
    """What a school's login says of an account, as JSON."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return
    if isinstance(said, dict):
        _expect_account({"is_logged_in": True, **said})


class _Nobody:
    """A store that knows no browser."""

    def knows_browser(self, browser: str) -> bool:
        return False


async def _answered(scope: Scope) -> list[int]:
    """The statuses of the answers to a request, as the server's middleware gives them."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    app = OwnPagesOnly(
        LearnerCookie(LoginRoutes(_inside, https=True), https=True), public_url=_OWN, https=True
    )
    await ProxyHeadersMiddleware(app, ["203.0.113.0/24"])(scope, receive, send)  # type: ignore[arg-type]  # Uvicorn names the same types in its own way.
    return [
        403 if each["type"] == "websocket.close" else each["status"]
        for each in sent
        if each["type"] in ("http.response.start", "websocket.close")
    ]


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    """The app inside: who comes here was let in, and a socket has a cookie of this site or none."""
    found = HTTPConnection(scope)
    cookie = found.cookies.get(cookie_name(https=True))
    logins.login_of(found.cookies)
    below_base(scope["path"])
    if scope["type"] == "websocket":
        own = {each.lower() for each in found.headers.getlist("origin")} <= {_OWN}
        assert own or _is_number(found), found.headers
        assert not cookie or tokens.is_issued(cookie)
    await PlainTextResponse("The app.")(_as_page(scope), receive, send)


def _as_page(scope: Scope) -> Scope:
    return {**scope, "type": "http"}


def _is_number(found: HTTPConnection) -> bool:
    """Whether the page of a socket is at the address of the server that it asks."""
    host, origins = found.headers.get("host", ""), found.headers.getlist("origin")
    return all(each.lower() == f"https://{host.lower()}" for each in origins)


def _expect_account(user: Mapping[str, Any]) -> None:
    """An account has an id of its own, or none; and a name that can be kept, or none."""
    from sourcebook.pages.teaching import current_teacher

    streamlit = SimpleNamespace(user=user, context=SimpleNamespace(cookies={}))
    rules = Settings(
        course_root=_NOWHERE,
        data=_NOWHERE,
        database_url="",
        originals=None,
        https=True,
        teachers=frozenset({"nina@school.example"}),
        teacher_claim=("role", "teacher"),
    )
    with (
        patch.object(school, "st", streamlit),
        patch.object(current_teacher, "st", streamlit),
        patch.object(current_teacher, "settings", lambda: rules),
    ):
        account, name = school.account(), school.name()
        assert account is None or len(account) == len(hashed(""))
        assert name is None or name.encode()
        current_teacher._has_teachers_address()
        current_teacher._has_teachers_claim()
