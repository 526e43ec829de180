"""The school's login: who an account is, what a page asks for, and where a login leads."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from sourcebook.pages.entry.server import SCRIPT
from sourcebook.pages.identity import logins, school
from sourcebook.pages.shared import services
from sourcebook.store import hashed
from tests.streamlit_internals import tab_at

from .conftest import ARAM, NINA, Browser, html, labels, press
from .test_logins import come_back, success
from .test_providers import AUTH, PROVIDER

ACCOUNT = {"is_logged_in": True, "iss": "https://id.school.example", "sub": "1", "name": "Nina"}
NOBODY = {"is_logged_in": False}
LOG_IN = "Log in with your school account"


def open_page(
    url_path: str, account: dict[str, Any], *, auth: object = AUTH, **params: str
) -> AppTest:
    """A new tab of a school's learner, or of someone not logged in, at this page."""
    tab = tab_at(SCRIPT, url_path)
    tab.secrets, tab.user = {"auth": auth}, dict(account)
    tab.query_params.update(params)
    return tab.run()


def account_of(monkeypatch: pytest.MonkeyPatch, **claims: object) -> str | None:
    """The account that these claims of a provider make."""
    monkeypatch.setattr(st, "user", {"is_logged_in": True} | claims)
    return school.account()


def test_an_account_is_a_subject_of_an_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    one = account_of(monkeypatch, iss="https://a.example", sub="1")

    assert one == hashed("https://a.example\n1")
    assert account_of(monkeypatch, iss="https://b.example", sub="1") != one
    assert account_of(monkeypatch, iss="https://a.example", sub="2") != one


def test_an_address_says_nothing_of_who_someone_is(monkeypatch: pytest.MonkeyPatch) -> None:
    mail, issuer = "class@school.example", "https://a.example"
    one = account_of(monkeypatch, iss=issuer, sub="1", email=mail)

    assert account_of(monkeypatch, iss=issuer, sub="2", email=mail) != one
    assert account_of(monkeypatch, iss=issuer, sub="1", email="new@school.example") == one
    assert account_of(monkeypatch, iss=issuer, email=mail) is None


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://a.example"},
        {"sub": "1"},
        {"iss": "", "sub": "1"},
        {"iss": ["https://a.example"], "sub": "1"},
        {"iss": "https://a.example", "sub": 1},
        {"iss": "https://a.example", "sub": "1", "is_logged_in": False},
    ],
)
def test_without_issuer_subject_and_login_nobody_is_there(
    monkeypatch: pytest.MonkeyPatch, claims: dict[str, object]
) -> None:
    assert account_of(monkeypatch, **claims) is None


@pytest.mark.parametrize("url_path", ["quiz", "scores", "me", "certificate"])
def test_a_page_with_work_asks_who_is_there(browser: Browser, url_path: str) -> None:
    assert browser.learner

    tab = open_page(url_path, NOBODY)

    assert labels(tab) == [LOG_IN]
    assert not tab.exception


def test_a_lesson_is_read_without_a_login_and_nothing_is_kept(browser: Browser) -> None:
    tab = open_page("lesson", NOBODY, lesson="yerevan-summit")

    assert LOG_IN not in labels(tab)
    assert services.store().learners.with_credential(hashed(NINA)) is None


def test_a_learner_has_her_work_in_any_browser(browser: Browser) -> None:
    open_page("lesson", ACCOUNT, lesson="yerevan-summit")
    browser.cookie = ARAM

    tab = open_page("", ACCOUNT)

    assert "You last read" in html(tab)


def test_the_name_of_the_account_is_hers(browser: Browser) -> None:
    open_page("lesson", ACCOUNT, lesson="yerevan-summit")

    tab = open_page("me", ACCOUNT)

    assert tab.text_input(key="my-name").value == "Nina"


def test_a_tab_that_comes_to_another_account_forgets_the_first(browser: Browser) -> None:
    tab = open_page("me", ACCOUNT)
    tab.session_state["leaving"] = True

    tab.user = ACCOUNT | {"sub": "2"}
    tab.run()

    assert "leaving" not in tab.session_state


def test_a_tab_that_is_taken_up_again_with_another_cookie_forgets_the_first(
    browser: Browser,
) -> None:
    tab = browser.open("me")
    tab.session_state["leaving"] = True

    browser.cookie = ARAM
    tab.run()

    assert "leaving" not in tab.session_state


def test_each_provider_has_its_button(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[str] = []
    monkeypatch.setattr(st, "login", pressed.append)

    tab = open_page("me", NOBODY, auth=AUTH | {"evening *school*": PROVIDER})

    assert labels(tab) == [LOG_IN, "Log in with Evening \\*School\\*"]
    press(tab, LOG_IN)
    press(tab, "Log in with Evening")
    assert pressed == ["default", "evening *school*"]


def test_a_failed_login_is_told(browser: Browser) -> None:
    tab = open_page("me", NOBODY, login="failed")

    assert [each.value for each in tab.warning] == [
        "You are not logged in: it was stopped, or the school’s login does not answer. "
        "Nothing is lost. Try again, or ask your teacher."
    ]


@pytest.mark.parametrize(
    ("params", "address"),
    [
        ({"join": "ABCD-EFGH"}, "/me?join=ABCD-EFGH"),
        ({"join": "//evil.example/é"}, "/me?join=%2F%2Fevil.example%2F%C3%A9"),
        ({}, "/me"),
    ],
)
def test_a_login_leads_back_to_where_it_began(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], address: str
) -> None:
    monkeypatch.setattr(st, "login", lambda _provider: None)
    press(open_page("me", NOBODY, **params), LOG_IN)

    assert come_back(success, NINA) == address
    # A second login that began nowhere leads to the first page.
    assert come_back(success, NINA) == "/"


def test_a_login_leads_no_other_browser_there(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "login", lambda _provider: None)
    press(open_page("me", NOBODY, join="ABCD-EFGH"), LOG_IN)

    assert come_back(success, ARAM) == "/"


def test_a_second_try_leads_to_where_the_first_began(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "login", lambda _provider: None)
    press(open_page("quiz", NOBODY, quiz="yerevan-summit-quiz"), LOG_IN)
    press(open_page("me", NOBODY, login="failed"), LOG_IN)

    assert come_back(success, NINA) == "/quiz?quiz=yerevan-summit-quiz"


def test_a_login_that_has_ended_opens_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "login_of", lambda _cookies: "hers")
    tab = open_page("me", ACCOUNT)
    assert "Log out" in labels(tab)

    press(tab, "Log out")
    tab.run()

    assert labels(tab) == [LOG_IN]
