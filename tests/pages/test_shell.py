"""The page that a browser gets first, before the app has drawn one."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import streamlit
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from sourcebook.pages.streamlit_internals.content_policy import (
    content_security_policy,
    front_end_base,
)
from sourcebook.pages.streamlit_internals.display import early_script
from sourcebook.pages.streamlit_internals.index_page import (
    FirstText,
    Shell,
    opening_page,
    wrong_page,
)
from sourcebook.pages.streamlit_internals.style_sheets import style_sheet

STATIC = Path(streamlit.__file__).parent / "static"
PAGE = {"accept": "text/html,application/xhtml+xml"}


def index(_request: Request) -> Response:
    """Streamlit's empty page, as it sends it."""
    return FileResponse(STATIC / "index.html", headers={"cache-control": "no-cache"})


def other(_request: Request) -> Response:
    """A page that is none of Streamlit's."""
    return HTMLResponse("<title>Streamlit</title>")


TEXT = FirstText(("Moon & sun",), "What shines.", (Markup("<h1>Moon</h1>"),), Markup("<nav></nav>"))


def text_of(path: str, query: Mapping[str, str]) -> FirstText | None:
    """A text for one lesson."""
    return TEXT if (path, query.get("lesson")) == ("/lesson", "csto") else None


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/other", other), Route("/{path:path}", index)]
    return TestClient(Shell(Starlette(routes=routes), text_of=text_of))


def test_the_opening_page_has_the_name_the_look_and_words_until_the_app_is_there(
    client: TestClient,
) -> None:
    page = client.get("/", headers=PAGE).text

    assert "<title>Sourcebook</title>" in page
    assert "Opening the course …" in page
    assert style_sheet() in page
    assert "data:image/png;base64," in page
    assert "Streamlit app" not in page


def test_without_scripts_the_page_says_what_it_needs() -> None:
    found = re.findall(r"<noscript>(.*?)</noscript>", opening_page(), re.DOTALL)

    assert any("needs JavaScript" in each for each in found)


def test_the_opening_page_has_two_scripts_of_its_own_which_the_policy_knows() -> None:
    index = (STATIC / "index.html").read_text("utf-8")
    known = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)

    found = re.findall(r"<script>(.*?)</script>", opening_page(), re.DOTALL)

    assert found == [front_end_base(), early_script(), *known]
    assert content_security_policy().count("sha256-") == opening_page().count("<script>")


def test_the_opening_page_is_whole_whatever_the_browser_had(client: TestClient) -> None:
    etag = client.get("/", headers={"accept": "*/*"}).headers["etag"]

    answer = client.get("/", headers={**PAGE, "if-none-match": etag})

    assert (answer.status_code, answer.text) == (200, opening_page())
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers


def test_the_opening_page_carries_the_text_of_the_page_asked_for(client: TestClient) -> None:
    page = client.get("/lesson?lesson=csto&lesson_=x", headers=PAGE).text

    assert page == opening_page(TEXT)
    assert "<title>Moon &amp; sun · Sourcebook</title>" in page
    assert '<meta name="description" content="What shines.">' in page
    assert '<main id="page">\n    <div class="stHtml"><h1>Moon</h1></div>\n' in page
    assert "Opening the course" not in page


def test_the_text_is_shown_before_a_style_sheet_for_formulas_has_come() -> None:
    page = opening_page(TEXT)

    assert page.index("<h1>Moon</h1>") < page.index('<link rel="stylesheet"')
    assert page.count('<link rel="stylesheet"') == 1


def test_another_page_stays_as_it_is(client: TestClient) -> None:
    assert client.get("/other", headers=PAGE).text == "<title>Streamlit</title>"


def test_the_front_end_reads_the_root_of_the_app_after_the_page_has_said_it() -> None:
    page = opening_page()

    assert front_end_base() == 'window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}'
    assert page.index(front_end_base()) < page.index('<script type="module"')


@pytest.mark.parametrize(
    "path",
    ["/nonsense", "/me/certificate", "/sources/p", "/course", "/Lesson", "/lesson/", "/_x/y"],
)
def test_at_a_wrong_address_stands_that_it_is_wrong_and_where_to_go(
    client: TestClient, path: str
) -> None:
    answer = client.get(path, headers=PAGE)

    assert answer.status_code == 404
    assert "<h1>This address is wrong</h1>" in answer.text
    assert f"There is no page at <strong>{path}</strong>." in answer.text
    assert '<a href="/">Course</a>' in answer.text
    assert "script" not in answer.text
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/lesson?lesson=moon", "/me?join=x", "/teach", "/edit"])
def test_at_the_address_of_a_page_stands_the_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=PAGE)

    assert (answer.status_code, answer.text) == (200, opening_page())


def test_capital_letters_in_an_address_are_seen_through(client: TestClient) -> None:
    page = client.get("/Lesson?lesson=csto&section=x", headers=PAGE).text

    link = "/lesson?lesson=csto&amp;section=x"
    assert f'<p>Did you mean <a href="{link}">{link}</a>?</p>' in page


def test_a_wrong_address_is_shown_as_text() -> None:
    page = wrong_page("/<script>'", "")

    assert "<strong>/&lt;script&gt;&#39;</strong>" in page
    assert "Did you mean" not in page
