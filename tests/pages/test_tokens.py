"""Which cookies count: those that this site gave out, and those it knows from before."""

from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from sourcebook.pages.identity.cookies import LearnerCookie
from sourcebook.pages.identity.tokens import is_issued, new_token, valid_token
from sourcebook.pages.shared import services
from sourcebook.store import hashed
from sourcebook.store.learners import Learners
from tests.teachers import open_desk

from .conftest import NINA, fails, restart
from .test_headers_and_cookies import NAME, PAGE, token

NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
MADE_UP = "X" * 22


def cookie_after(sent: str) -> str:
    """The cookie of a browser that came with this one, after its first page."""

    async def app(_scope: object, _receive: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    client = TestClient(LearnerCookie(app, https=False))
    answer = client.get("/", headers={**PAGE, "cookie": f"{NAME}={sent}"})
    return token(answer.headers["set-cookie"])


def test_a_cookie_that_was_given_out_is_kept() -> None:
    given = new_token()

    assert valid_token(given) == given
    assert cookie_after(given) == given


@pytest.mark.parametrize("planted", [MADE_UP, MADE_UP * 2])
def test_a_cookie_that_somebody_made_up_is_replaced(planted: str) -> None:
    replaced = cookie_after(planted)

    assert replaced != planted
    assert is_issued(replaced)


def test_a_part_of_a_cookie_or_another_signature_does_not_count() -> None:
    given, other = new_token(), new_token()

    assert not is_issued(given[:22])
    assert not is_issued(given[:22] + other[22:])


def test_a_cookie_of_an_earlier_version_goes_on_opening_its_learner() -> None:
    services.store().learners.get_or_create(hashed(NINA), now=NOON)

    assert cookie_after(NINA) == NINA


def test_a_cookie_of_an_earlier_version_goes_on_opening_the_desk() -> None:
    open_desk(services.store(), NINA, now=NOON)

    assert cookie_after(NINA) == NINA


def test_a_cookie_counts_at_every_server_of_the_site_and_after_a_restart() -> None:
    given = new_token()

    restart()

    assert is_issued(given)


def test_a_cookie_of_another_site_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    given = new_token()

    monkeypatch.setenv("SOURCEBOOK_DATA", str(tmp_path / "another"))
    restart()

    assert not is_issued(given)


def test_a_database_that_does_not_answer_takes_nobody_s_cookie_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Learners, "knows_browser", fails)

    assert cookie_after(NINA) == NINA
