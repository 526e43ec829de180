"""The empty page before the app has drawn one."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from sourcebook.pages import shell
from sourcebook.pages.middleware import content_security_policy
from sourcebook.pages.shell import Shell, empty_page

STYLE = Path(shell.__file__).parent / "style.css"
STATIC = Path(streamlit.__file__).parent / "static"
PAGE = {"accept": "text/html,application/xhtml+xml"}


def index(_request: Request) -> Response:
    """Streamlit's empty page, as it sends it."""
    return FileResponse(STATIC / "index.html", headers={"cache-control": "no-cache"})


def other(_request: Request) -> Response:
    """A page that is none of Streamlit's."""
    return HTMLResponse("<title>Streamlit</title>")


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/", index), Route("/other", other)]
    return TestClient(Shell(Starlette(routes=routes)))


def test_the_empty_page_has_the_name_the_look_and_words_until_the_app_is_there(
    client: TestClient,
) -> None:
    page = client.get("/", headers=PAGE).text

    assert "<title>Sourcebook</title>" in page
    assert "Opening the course …" in page
    assert STYLE.read_text("utf-8") in page
    assert "data:image/png;base64," in page
    assert "Streamlit app" not in page


def test_without_scripts_the_page_says_what_it_needs() -> None:
    found = re.findall(r"<noscript>(.*?)</noscript>", empty_page(), re.DOTALL)

    assert any("needs JavaScript" in each for each in found)


def test_the_empty_page_asks_for_no_script_of_its_own() -> None:
    known = re.findall(r"<script>(.*?)</script>", (STATIC / "index.html").read_text("utf-8"))

    assert re.findall(r"<script>(.*?)</script>", empty_page()) == known
    assert content_security_policy().count("sha256-") == empty_page().count("<script>")


def test_all_that_is_fetched_early_is_there_and_named_once() -> None:
    named = re.findall(r'href=[\'"]\./(static/[^\'"]+)', empty_page())

    assert [each for each in named if not (STATIC / each).is_file()] == []
    assert len(named) == len(set(named))
    assert [each for each in named if each.startswith("static/js/Radio.")]


def test_the_empty_page_is_whole_whatever_the_browser_had(client: TestClient) -> None:
    etag = client.get("/", headers={"accept": "*/*"}).headers["etag"]

    answer = client.get("/", headers={**PAGE, "if-none-match": etag})

    assert (answer.status_code, answer.text) == (200, empty_page())
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers


def test_another_page_stays_as_it_is(client: TestClient) -> None:
    assert client.get("/other", headers=PAGE).text == "<title>Streamlit</title>"
