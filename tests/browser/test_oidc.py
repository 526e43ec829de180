"""The school's login with a real provider: learners see their own work, and nobody else's.

The provider runs in a thread of the tests. It has two addresses, and so it is two issuers.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, Route, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.gestures import words
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import heading, reconnected, rest
from tests.browser.steps import check, fill_in, start_quiz

_SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a secret of the tests with 32 characters or more"
client_id = "sourcebook"
client_secret = "known to the provider"
server_metadata_url = "http://127.0.0.1:{port}/.well-known/openid-configuration"

[auth.evening]
client_id = "sourcebook"
client_secret = "known to the provider"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"

[auth.closed]
client_id = "sourcebook"
client_secret = "known to the provider"
server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"
"""
_SAME_ADDRESS = {"email": "class@school.example"}
_PEOPLE = (
    User(sub="nina", claims=_SAME_ADDRESS | {"name": "Nina <b>N.</b>"}),
    User(sub="aram", claims=_SAME_ADDRESS | {"name": "Aram"}),
    User(sub="lilit", claims={"name": "Lilit"}),
    User(sub="mher"),
    User(sub="ani", claims={"email": "Ani@School.example", "email_verified": True}),
    User(sub="eve", claims={"email": "ani@school.example", "email_verified": False}),
)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")
_LOG_IN = "Log in with your school account"


@pytest.fixture(scope="module")
def provider_port() -> Iterator[int]:
    """The port of a provider that knows these people, over plain HTTP."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with run_server_in_thread(user_claims=_PEOPLE) as provider:
            yield provider.server_port


@pytest.fixture(scope="module")
def school_server(
    tmp_path_factory: pytest.TempPathFactory,
    kinds_root: Path,
    quizzes: dict[str, Quiz],
    provider_port: int,
) -> Iterator[Server]:
    """A server of a school with these logins; its secrets lie outside the project."""
    assert quizzes
    folder = tmp_path_factory.mktemp("school")
    server = Server(folder / "data", kinds_root)
    secrets = folder / "secrets.toml"
    secrets.write_text(_SECRETS.format(app=server.url, port=provider_port), "utf-8")
    server.environment["STREAMLIT_SECRETS_FILES"] = str(secrets)
    server.environment["SOURCEBOOK_TEACHERS"] = "ani@school.example"
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def server_of_before(school_server: Server) -> Iterator[Server]:
    """A server as the school had it before it had a login, with the same data.

    To a browser it is the same one: cookies know no ports.
    """
    server = Server(school_server.data, school_server.course)
    server.start()
    yield server
    server.stop()


def visit_school(visitor: Visitor, server: Server) -> Visit:
    """A new browser at the school's server; the provider's style sheet stays outside."""
    visit = visitor(server)
    visit.context.route("**/*.css", _no_style_from_outside)
    return visit


def _no_style_from_outside(route: Route) -> None:
    if "127.0.0.1" in route.request.url:
        route.continue_()
    else:
        route.fulfill(body="", content_type="text/css")


def log_in(page: Page, who: str, button: str = _LOG_IN) -> None:
    """Log in at the provider, from a page that asks for it."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=who, exact=True).click()
    heading(page).first.wait_for()
    rest(page)


def log_out(page: Page, server: Server) -> None:
    """Log out from Me, and at the provider, which sends the browser back."""
    page.goto(f"{server.url}/me")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(re.compile(re.escape(server.url)))
    heading(page).first.wait_for()
    rest(page)


def answer_first_item(page: Page, server: Server, quiz: Quiz) -> None:
    """Start the quiz, answer its first item and see that it is right."""
    start_quiz(page, server.url, AT_ONCE)
    fill_in(page, quiz.items[0], right=True)
    check(page)
    expect(page.locator("#result")).to_contain_text("✓ Right")


def asks(page: Page) -> None:
    """See that a page shows nothing but the way to log in."""
    expect(page.get_by_role("button", name=_LOG_IN)).to_be_visible()
    expect(page.locator("#result, #stem, [data-testid=stTextInput]")).to_have_count(0)


def test_who_is_not_logged_in_reads_lessons_and_is_asked_for_all_else(
    school_server: Server, visitor: Visitor
) -> None:
    visit = visit_school(visitor, school_server)

    visit.open("/lesson?lesson=yerevan-summit")

    expect(visit.page.get_by_role("button", name=_LOG_IN)).to_have_count(0)
    visit.open("/scores")
    asks(visit.page)


def test_work_is_kept_under_the_account_and_shown_to_nobody_else(
    school_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit = visit_school(visitor, school_server)
    visit.open(f"/quiz?quiz={AT_ONCE}")
    log_in(visit.page, "nina")
    expect(visit.page).to_have_url(f"{school_server.url}/quiz?quiz={AT_ONCE}")
    answer_first_item(visit.page, school_server, quizzes[AT_ONCE])
    answered = visit.page.url

    visit.page.reload()
    expect(visit.page.locator("#result")).to_contain_text("✓ Right")
    rest(visit.page)
    school_server.kill()
    school_server.start()
    reconnected(visit.page)
    visit.page.reload()
    expect(visit.page.locator("#result")).to_contain_text("✓ Right")

    log_out(visit.page, school_server)
    visit.page.goto(answered)
    asks(visit.page)
    log_in(visit.page, "aram")
    expect(words(visit.page, "This attempt is not yours")).to_be_visible()

    elsewhere = visit_school(visitor, school_server)
    elsewhere.page.goto(answered)
    log_in(elsewhere.page, "nina")
    expect(elsewhere.page).to_have_url(answered)
    expect(elsewhere.page.locator("#result")).to_contain_text("✓ Right")
    elsewhere.open("/me")
    expect(elsewhere.page.get_by_label("Name", exact=True)).to_have_value("Nina <b>N.</b>")


def test_an_open_tab_neither_shows_nor_keeps_anything_after_a_log_out_in_another(
    school_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, quiz = visit_school(visitor, school_server), quizzes[AT_ONCE]
    visit.open("/me")
    log_in(visit.page, "aram")
    answer_first_item(visit.page, school_server, quiz)
    deaf = visit.new_tab()
    # A tab that does not hear of the log-out, as if it were frozen by the browser just then.
    deaf.add_init_script("window.BroadcastChannel = class { postMessage() {} close() {} }")
    deaf.goto(visit.page.url.replace("item=1", "item=2"))
    fill_in(deaf, quiz.items[1], right=True)
    other = visit.new_tab()
    other.goto(visit.page.url)
    expect(other.locator("#result")).to_be_visible()

    log_out(visit.page, school_server)

    expect(other).to_have_url(f"{school_server.url}/")
    deaf.get_by_role("button", name="Check my answer").click()
    asks(deaf)
    other.goto(f"{school_server.url}/me")
    asks(other)


@pytest.mark.parametrize(
    ("who", "button", "shown"), [("lilit", "That was me", "✓ Right"), ("mher", None, "not yours")]
)
def test_work_done_before_the_school_had_a_login_is_brought_along_or_left(
    school_server: Server,
    server_of_before: Server,
    visitor: Visitor,
    quizzes: dict[str, Quiz],
    who: str,
    button: str | None,
    shown: str,
) -> None:
    visit = visit_school(visitor, school_server)
    answer_first_item(visit.page, server_of_before, quizzes[AT_ONCE])
    answered = visit.page.url.replace(server_of_before.url, school_server.url)
    visit.open("/me")
    log_in(visit.page, who)
    offer = visit.page.get_by_text("Before you logged in, 1 attempt was made in this browser.")
    expect(offer).to_be_visible()
    if button:
        visit.page.get_by_role("button", name=button).click()
        expect(offer).to_have_count(0)

    visit.page.goto(answered)

    expect(visit.page.locator(".stMain")).to_contain_text(shown)


def test_the_same_subject_and_address_at_another_issuer_is_someone_else(
    school_server: Server, visitor: Visitor
) -> None:
    visit = visit_school(visitor, school_server)
    visit.open("/me")
    log_in(visit.page, "aram")
    # A lesson opened is the first that is kept.
    visit.open("/lesson?lesson=yerevan-summit")
    rest(visit.page)
    visit.open("/me")
    expect(visit.page.get_by_role("link", name="Download all")).to_be_visible()
    log_out(visit.page, school_server)

    visit.open("/me")
    log_in(visit.page, "aram", "Log in with Evening")

    expect(words(visit.page, "Nothing is kept of you yet.")).to_be_visible()


def test_a_teachers_account_opens_the_desk_until_the_log_out_and_no_other_account_does(
    school_server: Server, visitor: Visitor
) -> None:
    visit = visit_school(visitor, school_server)
    desk = visit.page.get_by_role("heading", name="Teacher’s desk")
    for who in ("nina", "eve"):
        visit.open("/teach")
        asks(visit.page)
        log_in(visit.page, who)
        expect(words(visit.page, "Your account is not a teacher’s here.")).to_be_visible()
        log_out(visit.page, school_server)
    visit.open("/teach")

    log_in(visit.page, "ani")

    expect(visit.page).to_have_url(f"{school_server.url}/teach")
    expect(desk).to_be_visible()
    log_out(visit.page, school_server)
    visit.open("/teach")
    asks(visit.page)
    expect(desk).to_have_count(0)


def test_an_edited_login_cookie_is_refused(school_server: Server, visitor: Visitor) -> None:
    visit = visit_school(visitor, school_server)
    visit.open("/me")
    log_in(visit.page, "aram")
    cookie = next(e for e in visit.context.cookies() if e.get("name") == "_streamlit_user")
    value = str(cookie.get("value"))
    edited = value[:40] + ("A" if value[40] != "A" else "B") + value[41:]
    expect(visit.page.get_by_role("button", name="Log out")).to_be_visible()

    visit.context.add_cookies(
        [{"name": "_streamlit_user", "value": edited, "url": school_server.url}]
    )
    visit.page.reload()

    asks(visit.page)


def test_a_login_that_does_not_succeed_says_so_and_the_next_one_leads_back(
    school_server: Server, visitor: Visitor
) -> None:
    visit = visit_school(visitor, school_server)
    visit.open(f"/quiz?quiz={AT_ONCE}")
    visit.page.get_by_role("button", name="Log in with Closed").click()
    expect(words(visit.page, "You are not logged in: it was stopped")).to_be_visible()

    visit.page.get_by_role("button", name=_LOG_IN).click()
    visit.page.get_by_role("button", name="Deny").click()
    expect(words(visit.page, "You are not logged in: it was stopped")).to_be_visible()
    log_in(visit.page, "aram")

    # Where she has begun the quiz before, the address goes on to the item that is next.
    expect(visit.page).to_have_url(re.compile(rf"{school_server.url}/quiz\?quiz={AT_ONCE}(&|$)"))
