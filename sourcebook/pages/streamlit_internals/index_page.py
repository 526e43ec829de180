"""What a browser gets first: the empty page until the app has drawn one.

Streamlit's own empty page is white and is called “Streamlit”. Ours has the name, the colours and
the style sheets of the course from the first moment, and says that the course opens.
"""

import base64
import re
from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.streamlit_internals import addresses
from sourcebook.pages.streamlit_internals.content_policy import front_end_base
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


class Shell:
    """Sends our empty page in place of Streamlit's, and at a wrong address a page that says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; where it is answered with Streamlit's empty page, send ours."""
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
                    await _send_page(held, scope, send)

        await self.app(_without_conditions(scope), receive, send_ours)


def empty_page() -> str:
    """Streamlit's empty page with our name, icon and style, and words until the app has drawn."""
    # Behind what Streamlit writes into the head, whose rules would else take the place of ours.
    style = f"<style>{style_sheet()}</style>"
    return _unstyled_page().replace("</body>", f"{style}</body>")


@cache
def _unstyled_page() -> str:
    opening = _TEMPLATES.get_template("opening.html").make_module(_colours())
    head, words, without_script = (
        str(getattr(opening, name)()) for name in ("head", "words", "without_script")
    )
    page = _INDEX.read_text("utf-8")
    page = page.replace("./favicon.png", _icon())
    page = page.replace("<title>Streamlit</title>", "<title>Sourcebook</title>")
    page = re.sub(r"<noscript>.*</noscript>", without_script, page, flags=re.DOTALL)
    # Nothing is offered to programs.
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    # Before the front end's own script, which reads it.
    page = page.replace("<script>", f"<script>{front_end_base()}</script><script>", 1)
    return page.replace("</head>", f"{head}</head>").replace("</body>", f"{words}</body>")


def wrong_page(path: str, query: str) -> str:
    """The page at an address at which the app has none."""
    return _TEMPLATES.get_template("wrong_address.html").render(
        icon=_icon(),
        path=path,
        meant=addresses.meant_by(path, query),
        pages=addresses.LISTED,
        **_colours(),
    )


def _icon() -> str:
    icon = base64.b64encode((_HERE / "icon.png").read_bytes()).decode()
    return f"data:image/png;base64,{icon}"


def _colours() -> dict[str, dict[str, str]]:
    """The colours of the ground and the text, by day and by night."""
    return {
        name: {
            "ground": st.get_option(f"theme.{name}.backgroundColor") or "Canvas",
            "text": st.get_option(f"theme.{name}.textColor") or "CanvasText",
        }
        for name in ("light", "dark")
    }


async def _send_page(held: list[Message], scope: Scope, send: Send) -> None:
    """Send what was held back: a page of ours if it is Streamlit's, else as it is."""
    start, *parts = held
    body = b"".join(each.get("body", b"") for each in parts)
    if body == _INDEX.read_bytes():
        headers = MutableHeaders(scope=start)
        is_known = addresses.is_known(_below_base(scope["path"]))
        start["status"] = 200 if is_known else 404
        query = scope["query_string"].decode("latin-1")
        body = (empty_page() if is_known else wrong_page(scope["path"], query)).encode()
        headers["content-length"] = str(len(body))
        for name in ("accept-ranges", "etag", "last-modified"):
            del headers[name]
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _below_base(path: str) -> str:
    """A path as it is counted from the root of the app."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return path.removeprefix(f"/{base}") or "/" if base else path


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start.get("headers", []))
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _without_conditions(scope: Scope) -> Scope:
    """The request for a page as if the browser had none yet, and took it as it is.

    What Streamlit knows of its own page, such as its age, does not hold for ours.
    """
    left_out = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
    headers = [(name, value) for name, value in scope["headers"] if name not in left_out]
    return {**scope, "headers": headers}


def wants_a_page(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, and not for a file or an answer in JSON."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
