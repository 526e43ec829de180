"""The app under a path of a host: no link, no file and no request leaves it."""

import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import ROOT, Server, Visit, Visitor, free_port, installed
from tests.browser.shown import expect_same_after_reload, heading, rest
from tests.browser.steps import check, fill_in
from tests.browser.test_door import link, set_password
from tests.browser.test_identity import cookie
from tests.browser.test_oidc import log_in, log_out, visit_school
from tests.deploy.running import wait_for
from tests.teachers import NAME

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")
_PATH = "/course101"

_SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a secret of the tests with 32 characters or more"
client_id = "sourcebook"
client_secret = "known to the provider"
server_metadata_url = "http://127.0.0.1:{port}/.well-known/openid-configuration"
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server with the real course below a path."""
    below = Server(tmp_path / "data", path=_PATH)
    below.start()
    yield below
    below.stop()


_NGINX = """
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 404 "Another app."; }}
        {location}
    }}
}}
"""


def location() -> str:
    """The part of nginx's configuration that docs/running.md gives for a path."""
    text = (ROOT / "docs" / "running.md").read_text("utf-8")
    found = re.search(r"```nginx\n(location .*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


@contextmanager
def nginx(folder: Path, server: Server) -> Iterator[str]:
    """The address of a host at which nginx, as the documentation sets it up, has the server."""
    program = installed(
        "nginx", "/usr/sbin/nginx", otherwise="No nginx is installed: apt-get install nginx-light"
    )
    port, config = free_port(), folder / "nginx.conf"
    inner = location().replace("127.0.0.1:8501", f"127.0.0.1:{server.port}")
    config.write_text(_NGINX.format(folder=folder, port=port, location=inner), "utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-e", "stderr", "-c", str(config)])
    try:
        wait_for(f"http://127.0.0.1:{port}{_PATH}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_large_upload_reaches_the_app_under_a_path(server: Server, tmp_path: Path) -> None:
    with nginx(tmp_path, server) as host:
        request = urllib.request.Request(
            f"{host}{_PATH}/_stcore/upload_file/session/file",
            data=b"x" * 4_000_000,
            headers={"Origin": host},
            method="PUT",
        )
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(request, timeout=20)

    assert refused.value.read() == b"Only teachers upload files. Open the desk."


def test_nginx_closes_the_figures_under_a_path(server: Server, tmp_path: Path) -> None:
    with nginx(tmp_path, server) as host, pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(f"{host}{_PATH}/metrics", timeout=20)

    assert b"nginx" in refused.value.read()


def walk(visit: Visit, quiz: Quiz) -> None:
    """From the first page through a lesson and its quiz to the scores, by links and buttons."""
    page = visit.open("/")
    page.get_by_role("link", name="The Yerevan summit", exact=True).click()
    expect(heading(page)).to_have_text("The Yerevan summit")
    page.reload()
    expect(heading(page)).to_have_text("The Yerevan summit")
    rest(page)
    page.locator(".all-steps summary").click()
    page.get_by_role("navigation", name="Steps of this lesson").get_by_text("Your answer").click()
    page.get_by_role("button", name=re.compile("Take the quiz")).click()
    page.get_by_role("button", name="Start the quiz").click()
    expect(page.locator("#stem")).to_contain_text("Item 1 of 10")
    fill_in(page, quiz.items[0], right=True)
    check(page)
    expect_same_after_reload(page)
    page.go_back()
    page.go_forward()
    expect(page.locator("#result")).to_contain_text("✓ Right")
    page.get_by_role("link", name="My scores", exact=True).click()
    expect(page.locator("main")).to_contain_text("You have answered 1 of the course’s")
    page.get_by_role("link", name="Sourcebook", exact=True).click()
    expect(page).to_have_url(f"{visit.server.url}/")
    assert visit.foreign_requests() == []


def test_a_learner_reads_and_answers_under_a_path(
    server: Server, visitor: Visitor, summit_quiz: Quiz
) -> None:
    walk(visitor(server, new=True), summit_quiz)


def test_a_learner_reads_and_answers_behind_nginx(
    server: Server, visitor: Visitor, summit_quiz: Quiz, tmp_path: Path
) -> None:
    with nginx(tmp_path, server) as host:
        server.url = f"{host}{_PATH}"
        server.wait("/healthz")
        visit = visitor(server, new=True)

        walk(visit, summit_quiz)

        with urllib.request.urlopen(f"{host}{_PATH}") as found:
            assert found.url == f"{host}{_PATH}/"
        # No page of this server is asked for any more when the proxy ends.
        visit.page.goto("about:blank")


def test_the_desk_opens_and_closes_and_a_class_is_joined_under_a_path(
    server: Server, visitor: Visitor
) -> None:
    teacher, learner = visitor(server, new=True), visitor(server, new=True)
    page = teacher.open(link(server))
    before = cookie(teacher)
    set_password(page, NAME)
    expect(page).to_have_url(f"{server.url}/teach")
    assert cookie(teacher) != before
    page.get_by_role("link", name="Class", exact=True).first.click()
    page.get_by_label("Name of the class").fill("History 9b")
    page.get_by_role("button", name="Make the class").click()
    join = page.get_by_text("/me?join=").inner_text().strip()
    assert join.startswith(f"{server.url}/me?join=")

    learner.page.goto(join)
    learner.page.get_by_role("button", name="Join without a name").click()
    expect(learner.page.get_by_text("You are in the class “History 9b”.").first).to_be_visible()
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(f"{server.url}/")
    assert teacher.foreign_requests() == learner.foreign_requests() == []


@pytest.fixture
def school_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server below a path whose school has a login, over plain HTTP."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    below, secrets = Server(tmp_path / "data", path=_PATH), tmp_path / "secrets.toml"
    with run_server_in_thread(user_claims=[User(sub="nina", claims={"name": "Nina"})]) as provider:
        secrets.write_text(_SECRETS.format(app=below.url, port=provider.server_port), "utf-8")
        below.environment["STREAMLIT_SECRETS_FILES"] = str(secrets)
        below.start()
        yield below
        below.stop()


def test_a_school_login_leads_back_to_a_page_under_a_path(
    school_server: Server, visitor: Visitor
) -> None:
    page = visit_school(visitor, school_server).open("/scores")

    log_in(page, "nina")

    expect(page).to_have_url(f"{school_server.url}/scores")
    expect(page.locator("main")).to_contain_text("No quiz taken yet")
    log_out(page, school_server)
    expect(page).to_have_url(f"{school_server.url}/")
