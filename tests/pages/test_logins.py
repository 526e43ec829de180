"""The way to the school's login and back, as the routes of Streamlit answer behind ours."""

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from sourcebook.pages.identity import logins
from sourcebook.pages.identity.logins import FAILED, LoginRoutes, Memory
from sourcebook.pages.shared import services
from sourcebook.store import hashed

from .conftest import NINA, fails


async def success(_request: Request) -> Response:
    """What Streamlit answers when the provider let someone in."""
    answer = RedirectResponse("/", status_code=302)
    answer.set_cookie("_streamlit_user", "signed.value", httponly=True)
    return answer


async def refusal(_request: Request) -> Response:
    """What Streamlit answers when it cannot make anything of what the provider sent."""
    answer = RedirectResponse("/", status_code=302)
    answer.delete_cookie("_streamlit_user")
    return answer


async def breakdown(_request: Request) -> Response:
    """What Streamlit answers when the provider does not."""
    return Response("Authentication error", status_code=400)


async def nothing(_request: Request) -> Response:
    """What Streamlit answers when a browser comes back from a log-out at the provider."""
    return RedirectResponse("/", status_code=302)


def come_back(
    route: Any,
    token: str,
    path: str = "/oauth2callback?code=1&state=2",
    login: str = "",
    *,
    named: str = "sourcebook_learner",
) -> str:
    """Where a browser with this cookie, and this login, is led by a route of Streamlit's."""
    app = Starlette(routes=[Route(path.partition("?")[0], route)])
    cookie = f"{named}={token}" + (f"; _streamlit_user={login}" if login else "")
    client = TestClient(LoginRoutes(app, https=False), follow_redirects=False)
    answer = client.get(path, headers={"cookie": cookie})
    assert answer.status_code == 302
    return answer.headers["location"]


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/me\r\nset-cookie: a=b",
        "/me?join=//evil",
        "javascript:alert(1)",
        "/quiz?quiz=" + "x" * 500,
        "",
    ],
)
def test_an_address_that_is_not_ours_is_not_remembered(address: str) -> None:
    logins.remember(hashed(NINA), address)

    assert come_back(success, NINA) == "/"


@pytest.mark.parametrize(
    ("route", "path"),
    [
        (breakdown, "/auth/login?provider=x"),
        (refusal, "/oauth2callback?code=1&state=2"),
        (nothing, "/oauth2callback?error=access_denied"),
    ],
)
def test_a_login_that_fails_leads_to_a_page_that_says_so(route: Any, path: str) -> None:
    assert come_back(route, NINA, path) == FAILED


@pytest.mark.parametrize("path", ["/oauth2callback", "/auth/logout"])
def test_a_log_out_leads_to_the_first_page(path: str) -> None:
    assert come_back(nothing, NINA, path) == "/"


def test_going_back_to_an_old_answer_of_the_provider_leaves_a_learner_logged_in() -> None:
    assert come_back(nothing, NINA, login="signed.value") == "/"
    assert not logins.has_ended({"_streamlit_user": "signed.value"})


@pytest.mark.parametrize(
    ("route", "path"), [(refusal, "/auth/logout"), (success, "/oauth2callback?code=1&state=2")]
)
def test_a_browser_that_gets_another_login_or_none_has_left_the_one_before(
    route: Any, path: str
) -> None:
    come_back(route, NINA, path, login="former.value")

    assert logins.has_ended({"_streamlit_user": "former.value", "other": "cookie"})
    assert not logins.has_ended({"_streamlit_user": "signed.value"})
    assert not logins.has_ended({})


def test_a_login_that_ended_at_another_server_has_ended_here() -> None:
    logins.end({"_streamlit_user": "former.value"})
    logins.forget()

    assert logins.has_ended({"_streamlit_user": "former.value"})


def test_a_login_ends_here_even_if_the_database_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = services.store().ended_logins
    monkeypatch.setattr(room, "end", fails)
    monkeypatch.setattr(room, "has_ended", fails)

    logins.end({"_streamlit_user": "former.value"})

    assert logins.has_ended({"_streamlit_user": "former.value"})
    assert not logins.has_ended({"_streamlit_user": "signed.value"})


@pytest.mark.parametrize(("https", "ending"), [(True, "; Secure"), (False, "; SameSite=lax")])
def test_behind_https_a_login_is_sent_over_https_alone(https: bool, ending: str) -> None:
    app = LoginRoutes(Starlette(routes=[Route("/oauth2callback", success)]), https=https)

    answer = TestClient(app, follow_redirects=False).get("/oauth2callback?code=1")

    assert answer.headers["set-cookie"].startswith("_streamlit_user=signed.value; ")
    assert answer.headers["set-cookie"].endswith(ending)


def test_a_login_in_several_cookies_is_all_of_them() -> None:
    parts = {"_streamlit_user": "chunks-2", "_streamlit_user_1": "a", "_streamlit_user_2": "b"}

    assert logins.login_of(parts) != logins.login_of(parts | {"_streamlit_user_2": "c"})
    assert logins.login_of(parts) == logins.login_of(parts | {"_streamlit_user_tokens": "t"})


def test_what_is_remembered_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, clock = Memory(seconds=600, size=2), [0.0]
    monkeypatch.setattr(logins, "monotonic", lambda: clock[0])
    memory.keep("nina", "/me")

    clock[0] = 599.0
    assert memory.get("nina") == "/me"
    clock[0] = 600.0

    assert memory.get("nina") is None
    assert memory.take("nina") is None


def test_beyond_its_size_a_memory_loses_the_oldest() -> None:
    memory = Memory(seconds=600, size=2)

    for name in ("nina", "aram", "nina", "mher"):
        memory.keep(name, "/me")

    assert [memory.get(name) for name in ("nina", "aram", "mher")] == ["/me", None, "/me"]


def test_an_address_that_is_no_text_leads_a_browser_back_too() -> None:
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": "/oauth2callback",
        "query_string": b"code=\xff",
        "headers": [],
    }

    assert logins._answers_a_login(HTTPConnection(scope))
