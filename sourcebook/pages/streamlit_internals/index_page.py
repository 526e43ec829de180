"""What a browser gets first: the empty page until the app has drawn one.

Streamlit's own empty page is a white one that is called “Streamlit”. Ours has the name, the ground
and the style sheet of the course from the first moment, says that it opens, and has the browser
fetch what the first page needs at once, instead of in the middle of drawing it.
"""

import base64
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.streamlit_internals import addresses
from sourcebook.pages.streamlit_internals.content_policy import front_end_base

_STATIC = Path(st.__file__).parent / "static"
_INDEX = _STATIC / "index.html"
_ICON = Path(__file__).parent / "icon.png"
_STYLE = Path(__file__).parent / "style.css"

_NEEDED = ("Html", "BidiComponent", "Button", "Radio", "Checkbox", "TextInput", "PageLink")
"""Streamlit loads the code of each kind of field when the first one is drawn, too late for a page
that shall stand still; these are on most pages."""

_FONTS = ("SourceSerifVariable-Roman",)
"""Streamlit's page itself names the other face."""

_WITHOUT_SCRIPT = (
    "<noscript><h1>Sourcebook</h1><p>This course needs JavaScript, which is switched off in this "
    "browser. Allow it for this site and load the page again. Nothing is loaded from elsewhere, "
    "and nobody else learns what you read.</p></noscript>"
)
_OPENING = (
    "<div id='opening' role='status'><strong>Sourcebook</strong><p>Opening the course …</p>"
    "<div class='stuck'><p>This takes too long: the page cannot talk to its server. Many networks "
    "of schools and offices block the kind of connection that it needs, a WebSocket.</p><ul>"
    "<li><a href=''>Load the page again</a>.</li>"
    "<li>If that does not help, use another network, such as mobile data.</li>"
    "<li>At school or at work, show this page to those who look after the network. They can allow "
    "WebSocket connections to this site.</li>"
    "<li>A very old browser can be the reason, too: use a newer one.</li></ul>"
    "<p>As soon as there is a connection, the course opens by itself.</p></div></div>"
)
_CONNECTED = ":has([data-test-connection-state=CONNECTED])"

_WRONG_STYLE = (
    ":root{color-scheme:light dark}"
    'body{font:17px/27px "Source Sans",system-ui,sans-serif;margin:0 auto;max-width:46rem;'
    "padding:14px 17px;overflow-wrap:anywhere}"
    'header,h1{font-family:"Source Serif",Georgia,serif;font-weight:600}'
    "header{font-size:23px;line-height:44px}h1{font-size:2.2rem;line-height:1.2}"
    "a{color:inherit;display:inline-block;min-height:27px}header a{text-decoration:none}"
    "li{padding:4px 0}"
)

_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


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
    style = f"<style>{_STYLE.read_text('utf-8')}</style>"
    return _unstyled_page().replace("</body>", f"{style}</body>")


@cache
def _unstyled_page() -> str:
    page = _INDEX.read_text("utf-8")
    icon = base64.b64encode(_ICON.read_bytes()).decode()
    page = page.replace("./favicon.png", f"data:image/png;base64,{icon}")
    page = page.replace("<title>Streamlit</title>", "<title>Sourcebook</title>")
    page = re.sub(r"<noscript>.*</noscript>", _WITHOUT_SCRIPT, page, flags=re.DOTALL)
    # Nothing is offered to programs.
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    # Before the front end's own script, which reads it.
    page = page.replace("<script>", f"<script>{front_end_base()}</script><script>", 1)
    page = page.replace("</head>", f"{_first_style()}{_fetched_early(page)}</head>")
    return page.replace("</body>", f"{_OPENING}</body>")


def _wrong_page(scope: Scope) -> str:
    """A page that needs neither Streamlit nor a script."""
    icon = base64.b64encode(_ICON.read_bytes()).decode()
    said = addresses.wrong(scope["path"], scope["query_string"].decode("latin-1"))
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<link rel='icon' href='data:image/png;base64,{icon}'>"
        "<title>This address is wrong · Sourcebook</title>"
        f"<style>{_grounds('html')}{_WRONG_STYLE}</style></head>"
        f"<body><header><a href='/'>Sourcebook</a></header>{said}</body></html>"
    )


def _first_style() -> str:
    """The ground by day and by night, and the words, which go with the first whole page or message.

    What has gone does not come back between two pages: that would take it a hundred days. Without
    a connection to the server the words say after ten seconds what to do. Should neither page nor
    message come over a connection, the words go by themselves, and hide no failure.
    """
    return (
        f"<style>{_grounds('html,#opening')}"
        # Where the bar will stand, and above it as long as it is not drawn.
        "noscript,#opening{display:block;padding:14px max(17px,50vw - 374px);"
        'font:17px/27px "Source Sans",sans-serif}'
        "#opening{position:fixed;inset:0;z-index:100;pointer-events:none;"
        "transition:visibility 0s 9e6s!important;animation:gone 0s 12s forwards}"
        "#opening :is(p,ul){margin:0 0 10px;max-width:36em}"
        "#opening ul{padding-left:1.2em}#opening a{color:inherit}"
        "#opening .stuck{visibility:hidden;pointer-events:auto}"
        "@supports selector(:has(*)){#opening{animation:none}"
        f"body{_CONNECTED} #opening{{animation:gone 0s 12s forwards}}"
        f"body:not({_CONNECTED}) .stuck{{animation:come 0s 10s forwards}}}}"
        "@keyframes come{to{visibility:inherit}}"
        '#opening strong{display:block;font:600 23px/44px "Source Serif",serif}'
        "body:has(#root h1):not(:has(.stSkeleton)) #opening,"
        "body:has([role=alert],[role=dialog]) #opening"
        "{visibility:hidden;transition:none!important}"
        "@keyframes gone{to{visibility:hidden}}</style>"
        "<noscript><style>#opening{display:none}</style></noscript>"
    )


def _grounds(selector: str) -> str:
    light, dark = (_colours(name) for name in ("light", "dark"))
    return f"{selector}{{{light}}}@media(prefers-color-scheme:dark){{{selector}{{{dark}}}}}"


def _colours(name: str) -> str:
    ground = st.get_option(f"theme.{name}.backgroundColor") or "Canvas"
    text = st.get_option(f"theme.{name}.textColor") or "CanvasText"
    return f"background:{escape(ground)};color:{escape(text)}"


def _fetched_early(page: str) -> str:
    """The links by which a browser fetches what the page does not name already."""
    fonts = (each for name in _FONTS for each in (_STATIC / "static/media").glob(f"{name}.*"))
    scripts = (each for each in _with_imports(_NEEDED) if each not in page)
    return "".join(
        (
            *(
                f"<link rel='preload' href='./static/media/{each.name}' as='font' "
                "type='font/woff2' crossorigin>"
                for each in fonts
            ),
            *(
                f"<link rel='modulepreload' href='./static/js/{each}' crossorigin "
                "fetchpriority='low'>"
                for each in scripts
            ),
        )
    )


def _with_imports(names: Iterable[str]) -> list[str]:
    """The files of these parts of the front end and all that they import, each once."""
    folder = _STATIC / "static/js"
    waiting = [each.name for name in names for each in folder.glob(f"{name}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name not in found and (folder / name).is_file():
            found[name] = None
            waiting += _IMPORT.findall((folder / name).read_text("utf-8"))
    return list(found)


async def _send_page(held: list[Message], scope: Scope, send: Send) -> None:
    """Send what was held back: a page of ours if it is Streamlit's, else as it is."""
    start, *parts = held
    body = b"".join(each.get("body", b"") for each in parts)
    if body == _INDEX.read_bytes():
        headers = MutableHeaders(scope=start)
        is_known = addresses.is_known(_below_base(scope["path"]))
        start["status"] = 200 if is_known else 404
        body = (empty_page() if is_known else _wrong_page(scope)).encode()
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
