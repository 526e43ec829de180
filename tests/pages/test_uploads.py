"""Who may upload a file: a teacher with the desk open, and nobody else."""

from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sourcebook.errors import StoreError
from sourcebook.pages.shared import clock, current_learner, services, uploads
from sourcebook.pages.shared.uploads import UploadGate
from sourcebook.pages.streamlit_internals.routes import UPLOADS
from sourcebook.settings import PROJECT
from sourcebook.store import hashed

from .conftest import ARAM, MORNING, NINA, Browser
from .test_door import open_desk


@pytest.fixture(autouse=True)
def _nobody_may_upload_yet() -> None:
    uploads._allowed.clear()


FILE = f"{UPLOADS}session/file"
REACHED: list[bytes] = []


async def take(request: Request) -> PlainTextResponse:
    """Read a file as Streamlit does."""
    REACHED.append(await request.body())
    return PlainTextResponse("taken", 204)


def put(cookie: str | None, path: str = FILE) -> int:
    """The status of an upload from a browser with this cookie."""
    REACHED.clear()
    app = UploadGate(Starlette(routes=[Route("/{path:path}", take, methods=["PUT", "DELETE"])]))
    headers = {"cookie": f"sourcebook_learner={cookie}"} if cookie else {}
    return TestClient(app).put(path, content=b"a,b", headers=headers).status_code


@pytest.mark.parametrize("cookie", [None, NINA, "short"])
def test_no_byte_is_read_of_a_file_from_a_browser_without_a_pass(
    browser: Browser, cookie: str | None
) -> None:
    assert put(cookie) == 403
    assert REACHED == []


def test_a_browser_with_the_desk_open_uploads(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    open_desk()

    assert put(NINA) == 204
    assert put(ARAM) == 403


def test_other_addresses_are_open_to_everybody(browser: Browser) -> None:
    assert put(None, "/_stcore/else") == 204


def test_a_database_that_does_not_answer_lets_nobody_upload(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> bool:
        raise StoreError("The database does not answer.")

    monkeypatch.setattr(services.store().teachers, "has_session", fails)

    assert put(NINA) == 403


def test_with_a_schools_login_the_page_with_the_field_lets_its_browser_upload(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "school", SimpleNamespace(is_in_use=lambda: True))
    assert put(NINA) == 403
    monkeypatch.setattr(current_learner, "browser", lambda: hashed(NINA))

    uploads.allow()

    assert put(NINA) == 204
    assert put(ARAM) == 403


def test_a_third_file_at_once_has_to_wait(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "_may_upload", lambda request: True)
    monkeypatch.setattr(uploads, "AT_ONCE", 0)

    assert put(NINA) == 429


def test_a_file_has_at_most_five_megabytes() -> None:
    assert "maxUploadSize = 5\n" in (PROJECT / ".streamlit" / "config.toml").read_text("utf-8")
