"""Who gets an answer: pages of the app itself, at an address that is known."""

import logging
import socket

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from sourcebook.pages.network.origins import OwnPagesOnly

PUBLIC = "https://course.school.example"
HERE = socket.gethostname().lower()


async def answer(_request: Request) -> PlainTextResponse:
    """What the app answers to whatever gets through."""
    return PlainTextResponse("Let in.")


async def accept(websocket: WebSocket) -> None:
    """Opens every socket that gets through."""
    await websocket.accept()
    await websocket.close()


def client(
    base_url: str = "http://localhost:8501", *, public_url: str | None = None, https: bool = False
) -> TestClient:
    """A client at a small app behind the middleware, which connects to this address."""
    methods = ["GET", "POST", "PUT", "DELETE"]
    routes = [Route("/{path:path}", answer, methods=methods), WebSocketRoute("/{_:path}", accept)]
    app = OwnPagesOnly(Starlette(routes=routes), public_url=public_url, https=https)
    return TestClient(app, base_url=base_url)


def opens(
    origin: str | None, host: str, *, public_url: str | None = None, https: bool = False
) -> bool:
    """Whether a socket to this host opens for a page of this origin."""
    sent = {"host": host} | ({"origin": origin} if origin is not None else {})
    try:
        with client(public_url=public_url, https=https).websocket_connect("/any", headers=sent):
            return True
    except WebSocketDisconnect:
        return False


def status(host: str, *, public_url: str | None = None) -> int:
    """The status of the answer to a request for a page at this host."""
    return client(public_url=public_url).get("/", headers={"host": host}).status_code


@pytest.mark.parametrize(
    "host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "192.168.1.5", f"{HERE}:80"]
)
def test_a_socket_opens_for_a_page_of_the_same_address(host: str) -> None:
    assert opens(f"http://{host}", host)


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost",
        "http://localhost:8640",
        "http://127.0.0.1:8501",
        "https://localhost:8501",
        "http://localhost:8501.evil.example",
        "http://evil@localhost:8501",
        "null",
        "",
    ],
)
def test_a_socket_does_not_open_for_a_page_of_another_scheme_host_or_port(origin: str) -> None:
    assert not opens(origin, "localhost:8501")


def test_a_socket_opens_for_a_program_that_names_no_page() -> None:
    assert opens(None, "localhost:8501")


@pytest.mark.parametrize(
    "origins", [["localhost:8501", "evil.example"], ["evil.example", "localhost:8501"]]
)
def test_one_foreign_origin_of_two_is_enough_to_be_refused(origins: list[str]) -> None:
    sent = [("host", "localhost:8501"), *(("origin", f"http://{each}") for each in origins)]

    assert client().post("/", headers=sent).status_code == 403


def test_two_hosts_are_refused() -> None:
    sent = [("host", "localhost:8501"), ("host", "localhost")]

    assert client().get("/", headers=sent).status_code == 421


@pytest.mark.parametrize("host", ["course.school.example", "localhost:8501", "10.0.0.3"])
def test_behind_a_proxy_a_page_of_the_public_address_gets_in_whatever_host_is_passed_on(
    host: str,
) -> None:
    assert opens(PUBLIC, host, public_url=PUBLIC, https=True)


@pytest.mark.parametrize(
    "origin",
    [
        "http://course.school.example",
        "https://course.school.example:8443",
        "https://www.course.school.example",
        "https://school.example",
    ],
)
def test_behind_a_proxy_no_other_origin_gets_in(origin: str) -> None:
    assert not opens(origin, "course.school.example", public_url=PUBLIC, https=True)


def test_behind_https_an_address_made_of_numbers_is_one_with_https() -> None:
    assert opens("https://192.168.1.5", "192.168.1.5", https=True)
    assert not opens("http://192.168.1.5", "192.168.1.5", https=True)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8501",
        "localhost.",
        "127.0.0.1:8501",
        "192.168.1.5:8501",
        "[::1]:8501",
        "[fe80::1]",
        HERE,
        f"{HERE.partition('.')[0]}.local:8501",
    ],
)
def test_numbers_localhost_and_the_names_of_this_machine_need_no_setting(host: str) -> None:
    assert status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8501",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.local",
        "127.1",
        "localhost:port",
        "user@localhost",
        "localhost/",
        "[::1",
        "<b>",
    ],
)
def test_every_other_name_is_refused_for_pages_and_sockets(host: str) -> None:
    assert status(host) == 421
    assert not opens(f"http://{host}", host)


def test_the_public_name_is_known_with_any_port() -> None:
    assert status("Course.School.example:8501", public_url=PUBLIC) == 200
    assert status("school.example", public_url=PUBLIC) == 421


def test_a_refusal_says_which_setting_to_use() -> None:
    answer = client("http://course.school.example").get("/", headers={"accept": "text/html"})

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith(
        "This app does not answer at the address course.school.example. If it should, the person "
        "who runs it sets SOURCEBOOK_PUBLIC_URL to the whole address"
    )


def test_a_refusal_repeats_nothing_that_is_no_host() -> None:
    answer = client().get("/", headers={"host": "<script>alert(1)</script>"})

    assert answer.text.startswith("This app does not answer at this address. If it should,")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_own_pages_and_programs_change_something(method: str) -> None:
    foreign, own = {"origin": "http://evil.example"}, {"origin": "http://localhost:8501"}

    answers = [client().request(method, "/any", headers=each) for each in (foreign, own, {})]

    assert [each.status_code for each in answers] == [403, 200, 200]
    assert answers[0].text == (
        "This request came from a page of another site. Nothing was changed."
    )


def test_a_link_from_another_site_is_followed() -> None:
    assert client().get("/", headers={"origin": "http://evil.example"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/%6detrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/base/_stcore/metrics",
    ],
)
def test_what_streamlit_tells_programs_about_the_server_is_closed(path: str) -> None:
    answer = client().get(path)

    assert (answer.status_code, answer.text) == (404, "Not found.")


def test_a_refusal_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    app = client()

    with caplog.at_level(logging.WARNING, logger="sourcebook"):
        for _ in range(3):
            app.post("/", headers={"origin": "https://course.school.example"})

    assert [each.getMessage() for each in caplog.records] == [
        "Refused a request from a page of another site 'https://course.school.example'. If it is "
        "the address of this app, set SOURCEBOOK_PUBLIC_URL to it."
    ]


def test_refusals_do_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    app = client()

    with caplog.at_level(logging.WARNING, logger="sourcebook"):
        for number in range(200):
            app.post("/", headers={"origin": f"http://{'x' * 5000}{number}.example\n"})

    assert len(caplog.records) == 100
    assert max(len(each.getMessage()) for each in caplog.records) < 400
