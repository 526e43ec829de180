"""The server around the pages: start-up, the health route, middleware, the log of failures."""

import atexit
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sourcebook.pages.entry import metrics
from sourcebook.pages.entry.first_texts import FirstTexts
from sourcebook.pages.entry.startup_errors import log_without_traceback
from sourcebook.pages.identity import handover, providers
from sourcebook.pages.identity.cookies import LearnerCookie, cookie_name
from sourcebook.pages.identity.logins import LoginRoutes
from sourcebook.pages.identity.tokens import new_token
from sourcebook.pages.network import forwarded, listening
from sourcebook.pages.network.messages import MessageGate
from sourcebook.pages.network.origins import OwnPagesOnly
from sourcebook.pages.network.security_headers import SecurityHeaders
from sourcebook.pages.shared import clock, downloads, measures
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.uploads import UploadGate
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.index_page import Shell
from sourcebook.pages.streamlit_internals.page_parts import run_page_for_unknown_part
from sourcebook.pages.streamlit_internals.run_start import (
    remember_first_message,
    remember_page_hashes,
)
from sourcebook.pages.streamlit_internals.turns import take_turns
from sourcebook.pages.teaching import sign_in
from sourcebook.settings import settings

log = logging.getLogger("sourcebook")

SCRIPT = Path(__file__).parent / "script.py"
"""The script that Streamlit runs for every page."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Load what lives as long as the process, and exclude it from garbage collection.

    At the end the database is one complete file again.
    """
    import sourcebook.analysis  # noqa: F401  # It loads pandas; a learner need not wait for it.

    with log_without_traceback():
        providers.check()
        library().course()
        store().check()
        store().keep_file_complete()
        store().wrong_tries.forget_old(now=clock.now())
        new_token()  # Reads the key that signs cookies, while the database surely answers.
        forwarded.trust_only(settings().proxies)
        listening.announce()
        sign_in.announce()
        remember_first_message()
        remember_page_hashes()
        run_page_for_unknown_part()
        take_turns()
    gc.collect()
    gc.freeze()
    # Rarer than Python's own 700, 10, 10: the last generation holds the sessions of all learners,
    # and looking through those of 300 stops every page for a fifth of a second.
    gc.set_threshold(10_000, 10, 5)
    # Also if a second Ctrl+C ends the server at once.
    atexit.register(store().close)
    try:
        yield
    finally:
        store().close()


def health(_request: Request) -> JSONResponse:
    """Whether the database can be written, how much of the course is in use, and its faults."""
    course, state = library().course(), store().state()
    body = {
        "status": state,
        "lessons": len(course.lessons),
        "quizzes": len(course.quizzes),
        "faults": len(library().faults()),
    }
    return JSONResponse(body, status_code=200 if state == "ok" else 503)


def log_error(error: Exception) -> bool:
    """Log the error of a page, and show it in plain words, without a stack trace."""
    log.error("A page failed.", exc_info=error)
    measures.PAGE_ERRORS.labels("unexpected").inc()
    # Nobody knows here how far the last step got.
    st.error(
        "This page has failed. What it showed as saved before is kept; your last step may not be. "
        "Load the page again and look."
    )
    return True


def routes() -> list[Route]:
    """What the server answers besides Streamlit's own addresses, below the path of the app."""
    ours = (Route("/healthz", health), metrics.ROUTE, handover.ROUTE, downloads.ROUTE)
    return [Route(in_app(each.path), each.endpoint, methods=each.methods) for each in ours]


MIDDLEWARE = [
    Middleware(SecurityHeaders, https=settings().https),
    # First of all, so that foreign requests cost no time.
    Middleware(OwnPagesOnly, public_url=settings().public_url, https=settings().https),
    # Streamlit sends its front end uncompressed; this halves a first visit.
    Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
    Middleware(Shell, text_of=FirstTexts()),
    Middleware(LearnerCookie, https=settings().https),
    # Behind the cookie, which tells browsers apart.
    Middleware(MessageGate, cookie=cookie_name(https=settings().https)),
    Middleware(LoginRoutes, https=settings().https),
    Middleware(UploadGate),
]
