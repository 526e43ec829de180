"""Files to take away: for the browser and the login that they were offered to, and nobody else."""

from collections.abc import Callable

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from sourcebook.errors import SourcebookError
from sourcebook.pages.identity import logins
from sourcebook.pages.shared import current_learner, downloads, services
from sourcebook.store import hashed

from .conftest import ARAM, MORNING, NINA, Browser, html

COOKIE = "sourcebook_learner"


def address_in(tab: AppTest) -> str:
    """The address of the one download on a page."""
    return html(tab).split("class='button' href='")[1].split("'")[0]


def fetch(address: str, cookie: str | None, **more: str) -> tuple[int, str]:
    """The status and the body that a browser with this cookie gets."""
    client = TestClient(Starlette(routes=[downloads.ROUTE]))
    pairs = ({COOKIE: cookie} if cookie else {}) | more
    line = "; ".join(f"{name}={value}" for name, value in pairs.items())
    answer = client.get(address, headers={"cookie": line} if line else {})
    return answer.status_code, answer.text


def offered(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a download that NINA's browser was offered."""
    state: dict[str, object] = {}
    monkeypatch.setattr(current_learner, "browser", lambda: hashed(NINA))
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st.context.__class__, "cookies", {})
    downloads.offer("Take it", name="a.csv", kind="text/csv", make=make, key="a")
    KEPT.append(state)
    return f"/downloads/{state['download-a']}"


KEPT: list[dict[str, object]] = []
"""The states of sessions, which live as long as the tests."""


def test_the_file_is_made_for_the_browser_that_was_offered_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = offered(lambda: b"a,b", monkeypatch)

    assert fetch(address, NINA) == (200, "a,b")


@pytest.mark.parametrize("cookie", [ARAM, None, "too short"])
def test_another_browser_gets_nothing(cookie: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    address = offered(lambda: b"a,b", monkeypatch)

    assert fetch(address, cookie) == (404, downloads._ENDED)


def test_another_login_in_the_same_browser_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    address = offered(lambda: b"a,b", monkeypatch)

    assert fetch(address, NINA, _streamlit_user="another") == (404, downloads._ENDED)


def test_a_download_ends_with_the_session_of_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    address = offered(lambda: b"a,b", monkeypatch)
    KEPT.clear()
    monkeypatch.undo()

    assert fetch(address, NINA) == (404, downloads._ENDED)


def test_what_stands_in_the_way_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed() -> bytes:
        raise SourcebookError("The desk is closed.")

    address = offered(closed, monkeypatch)

    assert fetch(address, NINA) == (403, "The desk is closed.")


def test_a_login_that_has_ended_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    login = {"_streamlit_user": "nina"}
    address = offered(lambda: b"a,b", monkeypatch)
    logins.end(login)

    assert fetch(address, NINA, **login) == (404, downloads._ENDED)


def test_all_that_is_kept_of_a_learner_is_offered_to_their_browser_alone(browser: Browser) -> None:
    services.store().learners.get_or_create(hashed(NINA), now=MORNING)
    tab = browser.open("me")
    address = address_in(tab)

    assert "All that Sourcebook keeps of me" in fetch(address, NINA)[1]
    assert fetch(address, ARAM)[0] == 404
