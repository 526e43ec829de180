"""The app under a path of a host, as with `--server.baseUrlPath course101`: nothing leaves it."""

import re
from collections.abc import Iterator

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.entry.first_texts import FirstTexts
from sourcebook.pages.entry.server import routes
from sourcebook.pages.identity import logins
from sourcebook.pages.identity.cookies import LearnerCookie, cookie_name
from sourcebook.pages.shared import markup, services
from sourcebook.pages.streamlit_internals import addresses
from sourcebook.pages.streamlit_internals.content_policy import (
    content_security_policy,
    front_end_base,
)
from sourcebook.pages.streamlit_internals.index_page import opening_page, wrong_page
from sourcebook.settings import PROJECT
from sourcebook.store import hashed

from .conftest import NINA, Browser, everything_sent, html
from .teaching import a_class, at_desk
from .test_logins import breakdown, come_back, nothing, refusal, success
from .test_uploads import FILE, put

BASE = "/course101"

LEAVING = re.compile(r"(?:href|action|src|data-proof)=(['\"])(?!#|data:|\1|/course101[/?])(.*?)\1")
"""An address in a page that is neither below the path nor within the page."""

_LINKED = re.compile(r"(?:href|data-proof)=['\"]/course101/")


@pytest.fixture(autouse=True)
def _under_a_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    unchanged = st.get_option
    given = {"server.baseUrlPath": "/course101/"}
    monkeypatch.setattr(st, "get_option", lambda name: given.get(name) or unchanged(name))
    # A mark of a passage is drawn once in a process, with its link.
    markup._citation.cache_clear()
    addresses.base.cache_clear()
    yield
    markup._citation.cache_clear()


def leaving(page: str) -> list[str]:
    """The addresses in a page that lead out of the path."""
    assert _LINKED.search(page)
    return [found[1] for found in LEAVING.findall(page)]


def everything_drawn(tab: AppTest) -> str:
    """All HTML on a page, the bar over it as well."""
    return "\n".join(str(each.value) for each in tab.get("html"))  # type: ignore[union-attr]


PAGES = [
    "",
    "lesson?lesson=yerevan-summit",
    "lesson?lesson=yerevan-summit&view=whole",
    "lesson?lesson=moon",
    "lesson?lesson=csto&proof=s2.p10",
    "quiz",
    "quiz?quiz=csto-quiz",
    "quiz?quiz=moon",
    "sources",
    "sources?source=s2",
    "sources?passage=s2.p10",
    "sources?view=terms",
    "sources?view=voices",
    "sources?search=war",
    "scores",
    "me",
    "certificate",
    "teach",
]


def params(query: str) -> dict[str, str]:
    """The parts of a query by their names."""
    return dict(each.split("=") for each in query.split("&") if each)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_stays_under_the_path(browser: Browser, page: str) -> None:
    url_path, _, query = page.partition("?")

    tab = browser.open(url_path, **params(query))

    assert leaving(everything_drawn(tab)) == []
    assert '"home": "/course101/"' in everything_sent(tab)


@pytest.mark.parametrize(
    "page", ["teach", "class", "assignments", "results", "marking", "plans", "edit"]
)
def test_every_link_of_a_teachers_page_stays_under_the_path(browser: Browser, page: str) -> None:
    a_class("Nina", "Aram")

    assert leaving(everything_drawn(at_desk(browser, page))) == []


def test_every_link_of_the_page_of_a_learner_stays_under_the_path(browser: Browser) -> None:
    a_class("Nina", "Aram")

    for known in ("1", "99"):
        assert leaving(everything_drawn(at_desk(browser, "learner", learner=known))) == []


def test_every_link_of_an_answer_and_of_a_result_stays_under_the_path(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    for place in range(len(attempt.items)):
        browser.settle(attempt, place, rightly=place % 2 == 0)
    answered = browser.open("quiz", attempt=attempt.id, item="1", at="proof")
    services.store().attempts.finish(browser.learner, attempt.id, now=attempt.started_at)

    result = browser.open("quiz", attempt=attempt.id, item="end")

    assert leaving(everything_drawn(answered)) == []
    assert leaving(everything_drawn(result)) == []
    assert leaving(everything_drawn(browser.open("scores"))) == []


@pytest.mark.parametrize(
    ("path", "query"), [("/", {}), ("/lesson", {"lesson": "csto"}), ("/me", {})]
)
def test_the_first_response_leads_nowhere_else(path: str, query: dict[str, str]) -> None:
    page = opening_page(FirstTexts()(path, query))

    body = page.partition("<body>")[2]
    assert [each for each in leaving(body) if not each.startswith("./static/")] == []
    assert front_end_base() in page
    assert front_end_base().endswith('location.origin+"/course101"}')


def test_a_wrong_address_leads_to_the_pages_under_the_path() -> None:
    page = wrong_page("/course101/Lesson", "lesson=csto")

    assert leaving(page) == []
    assert '<a href="/course101/lesson?lesson=csto">' in page


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/course101", "/"),
        ("/course101/", "/"),
        ("/course101/lesson", "/lesson"),
        ("/course1012/lesson", None),
        ("/lesson", None),
        ("/", None),
    ],
)
def test_only_what_is_below_the_path_is_in_the_app(address: str, path: str | None) -> None:
    assert addresses.below_base(address) == path


def test_the_link_to_join_a_class_has_the_path(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = a_class("Nina")
    monkeypatch.setattr(st.context.__class__, "url", "https://school.example/course101/class")

    tab = at_desk(browser, "class")

    assert tab.code[0].value == f"https://school.example/course101/me?join={room.code}"


def test_health_handover_and_downloads_are_under_the_path() -> None:
    client = TestClient(Starlette(routes=routes()))

    assert client.get("/course101/healthz").json()["status"] == "ok"
    assert client.post("/course101/learner/handover").status_code == 403
    assert "This download has ended" in client.get("/course101/downloads/none").text
    assert client.get("/healthz").status_code == 404


def test_a_download_is_offered_under_the_path(browser: Browser, quiz: Quiz) -> None:
    browser.start(quiz)

    assert "href='/course101/downloads/" in html(browser.open("me"))


@pytest.mark.parametrize(
    ("https", "name", "ending"),
    [
        (False, "sourcebook_learner_course101", "SameSite=Lax"),
        (True, "__Secure-sourcebook_learner_course101", "SameSite=Lax; Secure"),
    ],
)
def test_the_cookie_is_for_this_course_alone(https: bool, name: str, ending: str) -> None:
    app = LearnerCookie(Starlette(), https=https)

    answer = TestClient(app).get("/course101/", headers={"accept": "text/html"})

    header = answer.headers["set-cookie"]
    assert header.startswith(f"{name}=")
    assert header.endswith(f"; Path=/course101; Max-Age=34560000; HttpOnly; {ending}")
    assert cookie_name(https=https) == name


def test_files_are_still_refused_from_a_browser_without_the_desk() -> None:
    assert put(NINA, f"{BASE}{FILE}") == 403


def test_a_login_leads_back_to_the_page_where_it_began() -> None:
    logins.remember(hashed(NINA), f"{BASE}/me?join=ABCD")
    back = f"{BASE}/oauth2callback?code=1&state=2"

    assert come_back(success, NINA, back, named=cookie_name(https=False)) == f"{BASE}/me?join=ABCD"


@pytest.mark.parametrize(
    ("route", "path"),
    [
        (breakdown, "/auth/login?provider=x"),
        (refusal, "/oauth2callback?code=1&state=2"),
        (nothing, "/oauth2callback?error=access_denied"),
    ],
)
def test_a_login_that_fails_leads_to_the_page_me_under_the_path(route: object, path: str) -> None:
    assert come_back(route, NINA, f"{BASE}{path}") == f"{BASE}/me?login=failed"


def test_a_page_of_another_app_on_the_host_is_not_remembered() -> None:
    logins.remember(hashed(NINA), "/mail?to=x")
    back = f"{BASE}/oauth2callback?code=1&state=2"

    assert come_back(success, NINA, back, named=cookie_name(https=False)) == "/"


def test_the_policy_lets_the_script_with_the_path_run() -> None:
    policy = content_security_policy()

    assert policy.count("'sha256-") == 3
    assert "connect-src 'self'" in policy


ROOT_ADDRESS = re.compile(
    r"""href=['"]/|(?<!in_app\()(?<!in_app\(f)['"]/(?:lesson|quiz|scores|sources|me|certificate|teach|class"""
    r"""|results|marking|plans|edit|downloads)\b[?'"]"""
)


def test_no_page_writes_an_address_without_the_path() -> None:
    """An address that begins with a slash gets the path from `base` or `in_app`."""
    pages = PROJECT / "sourcebook" / "pages"
    files = [each for end in ("py", "html", "js") for each in pages.rglob(f"*.{end}")]

    found = {each.name for each in files if ROOT_ADDRESS.search(each.read_text("utf-8"))}

    # These compare or name paths in the app, and lead nowhere.
    assert found <= {"first_texts.py", "logins.py", "addresses.py"}
