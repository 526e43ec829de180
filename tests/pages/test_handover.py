"""The route by which a browser changes hands: one new cookie for one ticket, and only for it."""

import gc
import runpy
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sourcebook.pages.entry.server import routes
from sourcebook.pages.identity.cookies import LearnerCookie
from sourcebook.pages.identity.tokens import valid_token
from sourcebook.pages.network.security_headers import SecurityHeaders
from sourcebook.pages.shared import clock, services
from sourcebook.pages.streamlit_internals.content_policy import content_security_policy
from sourcebook.settings import PROJECT
from sourcebook.store import Store, hashed
from tests.streamlit_internals import allow_another_runtime

from .conftest import ARAM, NINA, fails, restart

NAME = "sourcebook_learner"
PATH, TICKET = "/learner/handover", "x-sourcebook-ticket"
NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
REFUSED = (403, "This ticket is used up or not yours.")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def served() -> TestClient:
    """A browser at the routes of the app and what stands before them."""
    return _at_the_routes("http://school.example")


@pytest.fixture
def served_safely(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The same behind HTTPS."""
    monkeypatch.setenv("SOURCEBOOK_HTTPS", "1")
    restart()
    return _at_the_routes("https://school.example")


def _at_the_routes(base_url: str) -> TestClient:
    app = Starlette(routes=routes())
    https = base_url.startswith("https")
    behind = SecurityHeaders(LearnerCookie(app, https=https), https=https)
    return TestClient(behind, base_url=base_url)


@pytest.fixture
def whole_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A browser at the app of app.py, which takes two seconds to start."""
    # Streamlit allows one runtime in a process and keeps it after its end.
    allow_another_runtime(monkeypatch)
    app = runpy.run_path(str(PROJECT / "app.py"))["app"]
    with TestClient(app, base_url="http://localhost") as client:
        yield client
    gc.unfreeze()


@pytest.fixture
def aram() -> str:
    """Aram, at home in another browser."""
    return services.store().learners.get_or_create(hashed(ARAM), now=NOON)


@pytest.fixture
def nina() -> str:
    """Nina, at home in this browser."""
    return services.store().learners.get_or_create(hashed(NINA), now=NOON)


def offer(to: str | None, *, cookie: str = NINA, at: datetime = NOON) -> str:
    """A ticket for the browser with this cookie, Nina's unless another is named."""
    return services.store().learners.offer_browser(hashed(cookie), to, now=at)


def hand_in(
    client: TestClient, ticket: str | None, cookie: str | None = NINA, name: str = NAME
) -> Response:
    """The answer to a browser with this cookie that brings this ticket."""
    sent = {TICKET: ticket} if ticket is not None else {}
    if cookie is not None:
        sent["cookie"] = f"{name}={cookie}"
    client.cookies.clear()
    return client.post(PATH, headers=sent)


def said(answer: Response) -> tuple[int, str]:
    """The answer's status and text, of a route that sets no cookie."""
    assert "set-cookie" not in answer.headers
    return answer.status_code, answer.text


def new_cookie(answer: Response, name: str = NAME) -> str:
    """The value of the one cookie that an answer sets."""
    (header,) = answer.headers.get_list("set-cookie")
    assert header.startswith(f"{name}=")
    return str(header.partition(";")[0].partition("=")[2])


def test_a_ticket_brings_a_new_cookie_that_opens_the_learner(
    served: TestClient, aram: str, nina: str
) -> None:
    answer = hand_in(served, offer(aram))

    token = new_cookie(answer)
    store = services.store()
    assert answer.status_code == 204
    assert valid_token(token) == token
    assert store.learners.with_credential(hashed(token)) == aram
    assert store.learners.one(nina) is not None


def test_the_cookie_from_before_opens_nothing_afterwards(
    served: TestClient, aram: str, nina: str
) -> None:
    """An attacker who set a cookie in a browser does not get access to what is opened there."""
    first = new_cookie(hand_in(served, offer(aram)))
    second = new_cookie(hand_in(served, offer(aram, cookie=first), first))

    store = services.store()
    assert len({NINA, ARAM, first, second}) == 4
    assert [store.learners.with_credential(hashed(each)) for each in (NINA, first)] == [None, None]
    assert (
        store.learners.with_credential(hashed(second))
        == store.learners.with_credential(hashed(ARAM))
        == aram
    )
    assert store.learners.one(nina) is not None


def test_a_browser_that_is_left_gets_a_cookie_that_opens_nothing(
    served: TestClient, nina: str
) -> None:
    token = new_cookie(hand_in(served, offer(None)))

    store = services.store()
    assert token != NINA
    assert [store.learners.with_credential(hashed(each)) for each in (NINA, token)] == [None, None]
    assert store.learners.one(nina) is not None


def test_the_one_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    served: TestClient, aram: str
) -> None:
    answer = hand_in(served, offer(aram))

    token = new_cookie(answer)
    assert answer.headers["set-cookie"] == (
        f"{NAME}={token}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"
    )


def test_behind_https_the_cookie_is_this_hosts_alone(served_safely: TestClient, aram: str) -> None:
    safe = f"__Host-{NAME}"
    answer = hand_in(served_safely, offer(aram), name=safe)

    token = new_cookie(answer, safe)
    assert answer.headers["set-cookie"] == (
        f"{safe}={token}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure"
    )
    assert services.store().learners.with_credential(hashed(token)) == aram


def test_behind_https_a_cookie_of_the_plain_name_is_not_hers(
    served_safely: TestClient, aram: str
) -> None:
    """The plain name could be set by another host of the school."""
    assert said(hand_in(served_safely, offer(aram))) == REFUSED


def test_an_answer_is_stored_nowhere_and_carries_the_policy(served: TestClient, aram: str) -> None:
    answer = hand_in(served, offer(aram))

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["clear-site-data"] == '"cache"'
    assert answer.headers["content-security-policy"] == content_security_policy()
    assert answer.content == b""


@pytest.mark.parametrize("ticket", [None, "", "unknown", "x" * 5000, "' OR 1=1 --"])
def test_without_a_ticket_nothing_changes(
    served: TestClient, nina: str, ticket: str | None
) -> None:
    assert said(hand_in(served, ticket)) == REFUSED

    assert services.store().learners.with_credential(hashed(NINA)) == nina


def test_a_form_of_another_site_cannot_send_a_ticket(served: TestClient, aram: str) -> None:
    """It can send fields, a query and a body, but no header; see also the next test."""
    ticket = offer(aram)
    sent = {"cookie": f"{NAME}={NINA}", "origin": "https://evil.example"}

    answer = served.post(
        f"{PATH}?ticket={ticket}&{TICKET}={ticket}",
        data={"ticket": ticket, TICKET: ticket},
        headers=sent,
    )

    assert said(answer) == REFUSED


def test_a_script_of_another_site_may_not_send_the_header(served: TestClient) -> None:
    """Before it sends one, its browser asks whether it may."""
    sent = {
        "origin": "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": TICKET,
    }

    answer = served.options(PATH, headers=sent)

    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-headers" not in answer.headers


def test_a_ticket_made_for_another_browser_is_refused(
    served: TestClient, nina: str, aram: str
) -> None:
    """The one it was made for can still use it."""
    ticket = offer(aram, cookie="C" * 22)

    assert said(hand_in(served, ticket)) == REFUSED

    assert services.store().learners.with_credential(hashed(NINA)) == nina
    assert hand_in(served, ticket, "C" * 22).status_code == 204


def test_a_ticket_is_refused_the_second_time(served: TestClient, aram: str) -> None:
    ticket = offer(aram)
    token = new_cookie(hand_in(served, ticket))

    again = [said(hand_in(served, ticket, cookie)) for cookie in (NINA, token, ARAM)]

    assert again == [REFUSED] * 3
    assert services.store().learners.with_credential(hashed(token)) == aram


def test_a_ticket_is_refused_after_five_minutes(served: TestClient, aram: str, nina: str) -> None:
    ticket = offer(aram, at=NOON - timedelta(minutes=5))

    assert said(hand_in(served, ticket)) == REFUSED
    assert services.store().learners.with_credential(hashed(NINA)) == nina


@pytest.mark.parametrize("cookie", [None, "", "short", "N" * 23, hashed(NINA)])
def test_without_a_cookie_of_ours_a_ticket_is_refused(
    served: TestClient, aram: str, cookie: str | None
) -> None:
    ticket = offer(aram)

    assert said(hand_in(served, ticket, cookie)) == REFUSED

    assert hand_in(served, ticket).status_code == 204


def test_a_database_out_of_reach_is_said_and_loses_nothing(
    served: TestClient, aram: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = offer(aram)
    with monkeypatch.context() as broken:
        broken.setattr(Store, "writing", fails)

        assert said(hand_in(served, ticket)) == (503, "The disk is full.")

    assert new_cookie(hand_in(served, ticket))


def test_in_the_whole_app_only_a_post_to_this_address_takes_a_ticket(
    whole_app: TestClient, aram: str
) -> None:
    """A link, a picture or a prefetched page asks with GET, and gets the front page as always."""
    ticket = offer(aram)
    sent = {TICKET: ticket, "cookie": f"{NAME}={NINA}"}

    answers = [
        whole_app.request(method, path, headers=sent, follow_redirects=False)
        for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST")
        for path in (PATH, f"{PATH}/", "/me", "/", "/healthz")
        if (method, path) != ("POST", PATH)
    ]

    assert len(answers) == 29
    assert [answer.url for answer in answers if "set-cookie" in answer.headers] == []
    token = new_cookie(hand_in(whole_app, ticket))
    assert services.store().learners.with_credential(hashed(token)) == aram
