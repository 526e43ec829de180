"""Who may upload a file: a browser in which the teacher's desk is open, and few files at a time.

Streamlit takes a file from every browser that has a page open, whether or not that page has a
field for it, and keeps it in memory as long as the page lives.
"""

from time import monotonic

from anyio.to_thread import run_sync
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sourcebook.errors import StoreError
from sourcebook.pages.identity import logins, school
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.addresses import below_base
from sourcebook.pages.streamlit_internals.routes import UPLOADS

AT_ONCE = 2
"""Files that are taken at the same moment; each has at most `server.maxUploadSize` megabytes."""

_TWELVE_HOURS = 12 * 3600

_allowed: dict[str, float] = {}
"""Until when a browser may upload, if the school's login says who teaches."""


def allow() -> None:
    """Let this browser upload; to be called on a teacher's page that has a field for files."""
    now, browser = monotonic(), current_learner.browser()
    for former in [each for each, until in _allowed.items() if until < now]:
        _allowed.pop(former, None)
    if browser:
        _allowed[browser] = now + _TWELVE_HOURS


class UploadGate:
    """Refuses files from everybody but teachers, before a byte of them is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._under_way = app, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it brings a file that is not wanted."""
        if scope["type"] != "http" or not _brings_a_file(scope):
            await self.app(scope, receive, send)
        elif not await run_sync(_may_upload, HTTPConnection(scope)):
            refusal = PlainTextResponse("Only teachers upload files. Open the desk.", 403)
            await refusal(scope, receive, send)
        elif self._under_way >= AT_ONCE:
            refusal = PlainTextResponse("Other files are being taken. Try again.", 429)
            await refusal(scope, receive, send)
        else:
            self._under_way += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._under_way -= 1


def _brings_a_file(scope: Scope) -> bool:
    return (below_base(scope["path"]) or "").startswith(UPLOADS)


def _may_upload(request: HTTPConnection) -> bool:
    browser = current_learner.browser_of(request)
    if browser is None:
        return False
    if school.is_in_use():
        is_allowed = _allowed.get(browser, 0.0) > monotonic()
        return is_allowed and not logins.has_ended(request.cookies)
    try:
        return store().teachers.has_session(browser, now=clock.now())
    except StoreError:
        return False
