"""The cookie that a browser gets, and the headers on every answer."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from sourcebook.pages.identity.cookies import LearnerCookie, cookie_name
from sourcebook.pages.identity.tokens import valid_token
from sourcebook.pages.network.security_headers import SecurityHeaders
from sourcebook.pages.shared import services
from sourcebook.pages.streamlit_internals.content_policy import content_security_policy
from sourcebook.pages.streamlit_internals.display import early_script
from sourcebook.store import hashed

from .conftest import MORNING, NINA

NAME = "sourcebook_learner"
PAGE = {"accept": "text/html,application/xhtml+xml"}
FOREIGN = [
    "",
    "short",
    "N" * 21,
    "N" * 23,
    "N" * 5000,
    "N" * 21 + "=",
    "N" * 21 + "!",
    "N" * 21 + "é",
    "../../etc/passwd/12345",
    f"{NINA}\\n",
    '"<script>alert(1)</script>"',
]


@pytest.fixture(autouse=True)
def _nina() -> None:
    """Nina has a cookie from before cookies were signed."""
    services.store().learners.get_or_create(hashed(NINA), now=MORNING)


async def show_cookie(request: Request) -> PlainTextResponse:
    """The learner's cookie as a page would see it."""
    return PlainTextResponse(request.cookies.get(NAME, "none"))


async def send_cookie(websocket: WebSocket) -> None:
    """The learner's cookie as a socket would see it."""
    await websocket.accept()
    await websocket.send_text(websocket.cookies.get(NAME, "none"))
    await websocket.close()


def client(*, https: bool = False) -> TestClient:
    """A browser that keeps no cookies by itself, at a small app behind the middleware."""
    routes = [Route("/", show_cookie), WebSocketRoute("/socket", send_cookie)]
    app = SecurityHeaders(LearnerCookie(Starlette(routes=routes), https=https), https=https)
    return TestClient(app, base_url="https://school.example" if https else "http://school.example")


def first_page(cookie: str | None = None, *, https: bool = False) -> str:
    """The `Set-Cookie` header of a page asked for with this `Cookie` header."""
    sent = PAGE if cookie is None else {**PAGE, "cookie": cookie}
    # Bytes, as a browser sends them: the client would refuse what is not ASCII.
    raw = [(name.encode(), value.encode()) for name, value in sent.items()]
    return client(https=https).get("/", headers=raw).headers["set-cookie"]


def token(set_cookie: str) -> str:
    """The value that a `Set-Cookie` header sets."""
    return set_cookie.partition(";")[0].partition("=")[2]


def socket_answer(cookie: str | None) -> tuple[str, str]:
    """What the app sees of the cookie on a socket, and the `Set-Cookie` header on accept."""
    sent = {"cookie": cookie} if cookie else {}
    with client().websocket_connect("/socket", headers=sent) as socket:
        headers = Headers(raw=list(socket.extra_headers or []))
        return socket.receive_text(), headers.get("set-cookie", "")


def test_the_first_page_sets_a_cookie_that_scripts_cannot_read() -> None:
    set_cookie = first_page()

    assert re.fullmatch(
        NAME + r"=[A-Za-z0-9_-]{44}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax", set_cookie
    )


def test_a_cookie_lives_four_hundred_days() -> None:
    assert f"Max-Age={400 * 24 * 60 * 60};" in first_page()


def test_two_browsers_get_different_cookies() -> None:
    assert token(first_page()) != token(first_page())


def test_behind_https_the_cookie_is_bound_to_the_host() -> None:
    set_cookie = first_page(https=True)

    assert set_cookie.startswith("__Host-sourcebook_learner=")
    assert set_cookie.endswith("; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure")
    assert "domain" not in set_cookie.lower()


def test_the_name_under_plain_http_is_not_taken_behind_https() -> None:
    assert token(first_page(f"{NAME}={NINA}", https=True)) != NINA


def test_the_pages_look_for_the_cookie_under_the_name_that_is_set() -> None:
    assert cookie_name(https=False) == NAME
    assert cookie_name(https=True) == f"__Host-{NAME}"


def test_a_cookie_is_kept_and_its_life_begins_anew() -> None:
    set_cookie = first_page(f"{NAME}={NINA}")

    assert token(set_cookie) == NINA
    assert "Max-Age=34560000" in set_cookie


@pytest.mark.parametrize(
    "beside",
    [
        'jupyter={"a": 1}',
        "a b=c",
        "x[y]=1",
        "näme=wert",
        "=empty",
        "lonely",
        '"',
        "sourcebook=1",
        f"other_{NAME}={'O' * 22}",
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_odd_cookies_of_other_apps_do_not_cost_a_learner_hers(beside: str, order: int) -> None:
    header = "; ".join([beside, f"{NAME}={NINA}"][::order])

    assert token(first_page(header)) == NINA


@pytest.mark.parametrize("value", FOREIGN)
def test_a_value_that_cannot_be_ours_is_replaced_and_never_echoed(value: str) -> None:
    set_cookie = first_page(f"{NAME}={value}")

    assert valid_token(token(set_cookie))
    assert not value or value not in set_cookie


@pytest.mark.parametrize("value", [*FOREIGN, None, 7, b"N" * 22, [NINA], f"{NINA}\n"])
def test_only_signs_of_our_alphabet_in_the_right_number_are_a_token(value: object) -> None:
    assert valid_token(value) is None


@pytest.mark.parametrize("length", [22, 44])
def test_a_token_of_ours_is_taken_with_its_signature_or_without(length: int) -> None:
    token = "AZaz09_-".ljust(length, "N")

    assert valid_token(token) == token


@pytest.mark.parametrize("accept", ["*/*", "text/css", "application/javascript", "image/png"])
def test_what_is_not_a_page_sets_no_cookie(accept: str) -> None:
    answer = client().get("/", headers={"accept": accept})

    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT"])
def test_only_a_page_that_is_fetched_sets_a_cookie(method: str) -> None:
    answer = client().request(method, "/", headers=PAGE)

    assert "set-cookie" not in answer.headers


def test_a_page_that_is_not_found_still_answers() -> None:
    assert client().get("/nowhere", headers=PAGE).status_code == 404


def test_a_socket_without_a_cookie_gets_none_so_that_the_page_can_say_so() -> None:
    """Its page brought one, and the browser has not kept it."""
    assert socket_answer(None) == ("none", "")


def test_a_socket_with_a_cookie_keeps_it() -> None:
    assert socket_answer(f"{NAME}={NINA}") == (NINA, "")


@pytest.mark.parametrize("value", ["short", "N" * 23, "../../etc/passwd/12345"])
def test_a_socket_with_a_value_that_cannot_be_ours_gets_no_new_one(value: str) -> None:
    seen, set_cookie = socket_answer(f"{NAME}={value}")

    assert valid_token(seen) is None
    assert set_cookie == ""


def test_a_socket_with_a_value_that_somebody_made_up_is_one_without_a_cookie() -> None:
    assert socket_answer(f"{NAME}={'X' * 44}") == ("", "")


def test_a_socket_keeps_its_cookie_beside_odd_ones() -> None:
    assert socket_answer(f'jupyter={{"a": 1}}; {NAME}={NINA}') == (NINA, "")


def test_every_answer_carries_the_headers() -> None:
    headers = client().get("/").headers

    assert headers["content-security-policy"] == content_security_policy()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["permissions-policy"] == (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    )
    assert "strict-transport-security" not in headers


def test_behind_https_a_browser_is_told_to_stay_there_for_a_year() -> None:
    headers = client(https=True).get("/").headers

    assert headers["strict-transport-security"] == "max-age=31536000"


def test_a_header_that_the_app_sets_itself_is_not_doubled() -> None:
    def strict(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("", headers={"referrer-policy": "origin"})

    app = SecurityHeaders(Starlette(routes=[Route("/", strict)]), https=False)

    assert TestClient(app).get("/").headers.get_list("referrer-policy") == ["no-referrer"]


def test_the_policy_allows_this_host_and_nothing_else() -> None:
    scripts = " ".join(inline_script_hashes())

    assert content_security_policy().split("; ") == [
        "default-src 'none'",
        f"script-src 'self' blob: {scripts}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]


@pytest.mark.parametrize("source", ["unsafe-eval", "http:", "https:", "*", "ws:"])
def test_the_policy_opens_no_way_out(source: str) -> None:
    assert source not in content_security_policy()


def test_no_script_may_stand_in_a_page_but_streamlits_own_and_the_two_of_ours() -> None:
    scripts = content_security_policy().split("; ")[1]

    assert "unsafe-inline" not in scripts
    assert re.findall(r"'sha256-[^']+'", scripts) == inline_script_hashes()
    assert inline_script_hashes()


class _InlineScripts(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def inline_script_hashes() -> list[str]:
    """The hash of each inline script of Streamlit's page and of ours, as a policy names it."""
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = _InlineScripts(index.read_text("utf-8")).scripts
    scripts.append('window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}')
    scripts.append(early_script())
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
