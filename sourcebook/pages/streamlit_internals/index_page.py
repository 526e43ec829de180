"""What a browser gets first: the opening page, which stands until the app has drawn one.

Streamlit's own empty page is white and is called “Streamlit”. Ours has the name, the colours and
the style sheets of the course from the first moment. It carries the text of the page asked for, or
says that the course opens.
"""

import base64
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.streamlit_internals import addresses
from sourcebook.pages.streamlit_internals.content_policy import front_end_base
from sourcebook.pages.streamlit_internals.display import early_script, root_sizes
from sourcebook.pages.streamlit_internals.style_sheets import style_sheet

_HERE = Path(__file__).parent
_INDEX = Path(st.__file__).parent / "static" / "index.html"

_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class FirstText(NamedTuple):
    """What can be read of a page before the app has drawn it; the same for everyone.

    `titles` name the browser's tab, `description` says in a sentence what stands there, `pieces`
    are what the app draws one under the other.
    """

    titles: tuple[str, ...]
    description: str
    pieces: tuple[Markup, ...]
    bar: Markup = Markup("")


TextOf = Callable[[str, Mapping[str, str]], FirstText | None]
"""Finds the text of a page by its path and its query; None where there is none."""


class Shell:
    """Sends our opening page for Streamlit's empty one, and says so where an address is wrong."""

    def __init__(self, app: ASGIApp, text_of: TextOf) -> None:
        self.app, self.text_of = app, text_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; if the answer is Streamlit's empty page, send ours."""
        if scope["type"] != "http" or not wants_a_page(scope):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_ours(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body"):
                    await self._send_page(held, scope, send)

        await self.app(_without_conditions(scope), receive, send_ours)

    async def _send_page(self, held: list[Message], scope: Scope, send: Send) -> None:
        """Send what was held back: a page of ours if it is Streamlit's, else as it is."""
        start, *parts = held
        body = b"".join(each.get("body", b"") for each in parts)
        if body == _INDEX.read_bytes():
            status, page = await run_in_threadpool(self._page, scope)
            headers, body = MutableHeaders(scope=start), page.encode()
            start["status"] = status
            headers["content-length"] = str(len(body))
            for name in ("accept-ranges", "etag", "last-modified"):
                del headers[name]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _page(self, scope: Scope) -> tuple[int, str]:
        """The status and the page of ours at an address."""
        path = addresses.below_base(scope["path"])
        query = scope["query_string"].decode("latin-1")
        if path is None or not addresses.is_known(path):
            return 404, wrong_page(scope["path"], query)
        return 200, opening_page(self.text_of(path, dict(parse_qsl(query))))


def opening_page(text: FirstText | None = None) -> str:
    """Streamlit's empty page with our name, icon and style, and what can be read until the app has
    drawn: the text of the page, or words that the course opens."""
    return _opening_page(text, style_sheet(), addresses.base())


@lru_cache(maxsize=128)
def _opening_page(text: FirstText | None, style: str, base: str) -> str:
    opening = _TEMPLATES.get_template("opening.html").make_module(
        {
            "text": text,
            "style": Markup(style),  # noqa: S704  # The sheet is our own.
            "root_sizes": root_sizes(),
            "base": base,
            **_look(),
        }
    )
    head, body, without_script = (
        str(getattr(opening, name)()) for name in ("head", "body", "without_script")
    )
    page = _INDEX.read_text("utf-8")
    page = page.replace("./favicon.png", _icon())
    page = page.replace("<title>Streamlit</title>", "")
    page = re.sub(r"<noscript>.*</noscript>", lambda _: without_script, page, flags=re.DOTALL)
    page = page.replace('as="font"', 'as="font" fetchpriority="low"')
    # Nothing is offered to programs.
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    # A browser shows nothing before it has these; they are for formulas only.
    page, formulas = _cut(r'<link rel="stylesheet"[^>]*>', page)
    # Before the front end's own script, which reads it.
    ours = "".join(f"<script>{each}</script>" for each in (front_end_base(), early_script()))
    page = page.replace("<script>", f"{ours}<script>", 1)
    return page.replace("</head>", f"{head}</head>").replace("</body>", f"{body}{formulas}</body>")


def _cut(pattern: str, page: str) -> tuple[str, str]:
    """The page without what is found by a pattern, and what was found."""
    return re.sub(pattern, "", page), "".join(re.findall(pattern, page))


def wrong_page(address: str, query: str) -> str:
    """The page for an address, from the host on, that the app does not have."""
    return _TEMPLATES.get_template("wrong_address.html").render(
        icon=_icon(),
        path=address,
        base=addresses.base(),
        meant=addresses.meant_by(addresses.below_base(address) or "", query),
        pages=addresses.LISTED,
        **_look(),
    )


def _icon() -> str:
    icon = base64.b64encode((_HERE / "icon.png").read_bytes()).decode()
    return f"data:image/png;base64,{icon}"


def _look() -> dict[str, object]:
    """The colours of the ground and the text by day and by night."""
    return {
        name: {
            "ground": st.get_option(f"theme.{name}.backgroundColor") or "Canvas",
            "text": st.get_option(f"theme.{name}.textColor") or "CanvasText",
        }
        for name in ("light", "dark")
    }


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start.get("headers", []))
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _without_conditions(scope: Scope) -> Scope:
    """The request for a page as if the browser had no copy and accepted no compression.

    What Streamlit knows of its own page, such as its age, does not hold for ours.
    """
    left_out = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
    headers = [(name, value) for name, value in scope["headers"] if name not in left_out]
    return {**scope, "headers": headers}


def wants_a_page(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, and not for a file or an answer in JSON."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
