"""The site as docs/deploy.md sets it up: real proxies with HTTPS in front of real servers."""

import http.client
import re
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.identity.cookies import cookie_name
from tests.browser import proxies
from tests.browser.conftest import ROOT, Server, Visit, Visitor
from tests.browser.proxies import Proxy, Site
from tests.browser.shown import reconnected, rest
from tests.browser.steps import check, fill_in, start_quiz
from tests.streamlit_internals import PROTOCOL, SOCKET, BackMsg, ForwardMsg

NGINX, REPLICAS = proxies.nginx("nginx.conf"), proxies.nginx("nginx-replicas.conf")
TOKEN = "a-token-of-the-tests-with-more-than-32-characters"

_PROXIES = pytest.mark.parametrize(
    ("proxy", "processes"),
    [
        pytest.param(NGINX, 1, id="nginx"),
        pytest.param(REPLICAS, 2, id="nginx-replicas"),
        pytest.param(proxies.caddy, 1, id="caddy"),
    ],
)


@contextmanager
def served(folder: Path, proxy: Proxy, processes: int = 1) -> Iterator[tuple[Site, list[Server]]]:
    """A site with a proxy in front of so many processes, which share their data."""
    site = proxies.new_site()
    servers = [Server(folder / "data") for _ in range(processes)]
    with ExitStack() as running:
        for each in servers:
            each.environment |= {
                "SOURCEBOOK_PUBLIC_URL": site.url,
                "SOURCEBOOK_PROXY": "127.0.0.1",
                "SOURCEBOOK_METRICS_TOKEN": TOKEN,
            }
            each.start()
            running.callback(each.stop)
        running.enter_context(proxy(folder, site, [each.port for each in servers]))
        yield site, servers


def visit_of(visitor: Visitor, site: Site, server: Server) -> Visit:
    """A browser at the site; it takes any certificate."""
    server.url = site.url
    return visitor(server, new=True, ignore_https_errors=True)


def fetched(folder: Path, url: str, **headers: str) -> http.client.HTTPResponse:
    """What the site answers to a program that trusts its certificate, whatever the status."""
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=proxies.trusting(folder)), _AnyStatus()
    )
    found: http.client.HTTPResponse = opener.open(
        urllib.request.Request(url, headers=headers), timeout=20
    )
    return found


class _AnyStatus(urllib.request.HTTPErrorProcessor):
    """Follows no redirection, and takes no status for an error."""

    def http_response(
        self, request: urllib.request.Request, response: http.client.HTTPResponse
    ) -> http.client.HTTPResponse:
        return response

    https_response = http_response


def visitor_seen(folder: Path, site: Site, forwarded: str) -> str:
    """Whom the app of `visitors` takes for the visitor who sends this `X-Forwarded-For`."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    with connect(
        f"wss://{proxies.HOST}:{site.https}{SOCKET}",
        ssl=proxies.trusting(folder),
        origin=Origin(site.url),
        subprotocols=[Subprotocol(PROTOCOL)],
        additional_headers={"X-Forwarded-For": forwarded},
    ) as opened:
        opened.send(message.SerializeToString())
        while True:
            received = ForwardMsg.FromString(opened.recv(timeout=20, decode=False))
            if found := re.search(r"Visitor ([^<]+)", received.delta.new_element.html.body):
                return found[1]


@pytest.mark.parametrize(
    ("file", "ports"), [("nginx.conf", [8501]), ("nginx-replicas.conf", [8501, 8502])]
)
def test_nginx_accepts_the_file(tmp_path: Path, file: str, ports: list[int]) -> None:
    proxies.make_certificate(tmp_path)
    command = proxies.nginx_command(tmp_path, file, proxies.new_site(), ports)

    done = subprocess.run([*command, "-t"], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_caddy_accepts_the_file(tmp_path: Path) -> None:
    proxies.make_certificate(tmp_path)
    command = proxies.caddy_command("validate", tmp_path, proxies.new_site(), [8501])

    done = subprocess.run(command, env=proxies.homes(tmp_path), capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stdout


@_PROXIES
def test_a_learner_answers_over_https(
    visitor: Visitor, summit_quiz: Quiz, tmp_path: Path, proxy: Proxy, processes: int
) -> None:
    with served(tmp_path, proxy, processes) as (site, servers):
        visit = visit_of(visitor, site, servers[0])
        start_quiz(visit.page, site.url)
        fill_in(visit.page, summit_quiz.items[0], right=True)
        check(visit.page)

        expect(visit.page.locator(".verdict")).to_have_text("✓ Right")
        visit.page.reload()
        expect(visit.page.locator(".verdict")).to_have_text("✓ Right")
        rest(visit.page)
        cookies = {each["name"]: each["secure"] for each in visit.context.cookies()}
        assert cookies["__Host-sourcebook_learner"] is True
        assert visit.foreign_requests() == []
        visit.page.goto("about:blank")


@_PROXIES
def test_the_site_is_closed_to_what_is_not_meant_for_it(
    tmp_path: Path, proxy: Proxy, processes: int
) -> None:
    token = {"Authorization": f"Bearer {TOKEN}"}
    with served(tmp_path, proxy, processes) as (site, servers):
        page = fetched(tmp_path, site.url, Accept="text/html")
        plain = fetched(tmp_path, f"http://{proxies.HOST}:{site.http}/quiz?quiz=csto")
        figures = fetched(tmp_path, f"{site.url}/metrics", **token)
        own = fetched(tmp_path, f"http://127.0.0.1:{servers[0].port}/metrics", **token)

        assert page.status == 200
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert "; Secure" in page.headers["set-cookie"]
        assert plain.status in (301, 308)
        assert re.fullmatch(
            rf"https://{proxies.HOST}(:{site.https})?/quiz\?quiz=csto", plain.headers["location"]
        )
        assert (figures.status, own.status) == (404, 200)
        assert b"sourcebook_open_sessions" in own.read()
        log = tmp_path / "access.log"
        assert not log.exists() or log.read_text("utf-8") == ""


@_PROXIES
def test_nobody_chooses_the_address_from_which_they_seem_to_come(
    tmp_path: Path, proxy: Proxy, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit names a visitor from the machine itself None."""
    monkeypatch.setattr(Server, "arguments", ("run", "tests/browser/visitors/app.py"))
    with served(tmp_path, proxy, processes) as (site, _):
        assert visitor_seen(tmp_path, site, "198.51.100.9") == "None"


@contextmanager
def naming_itself() -> Iterator[ThreadingHTTPServer]:
    """A server that answers with its own port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(str(self.connection.getsockname()[1]).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_browser_stays_at_its_process_until_that_one_ends(tmp_path: Path) -> None:
    name, browsers = cookie_name(https=True), range(12)
    site = proxies.new_site()

    def asked(number: int) -> str:
        sent = {"Cookie": f"other=1; {name}=cookie-{number}"}
        return fetched(tmp_path, site.url, **sent).read().decode()

    with naming_itself() as stays, ExitStack() as ends:
        leaves = ends.enter_context(naming_itself())
        ports = [stays.server_port, leaves.server_port]
        with REPLICAS(tmp_path, site, ports):
            first, again = [asked(each) for each in browsers], [asked(each) for each in browsers]
            ends.close()
            afterwards = {asked(each) for each in browsers}

    assert first == again
    assert set(first) == {str(port) for port in ports}
    assert afterwards == {str(ports[0])}


def test_the_two_files_for_nginx_differ_in_where_they_pass_requests_only() -> None:
    one, several = (
        (ROOT / "deploy" / file).read_text("utf-8")
        for file in ("nginx.conf", "nginx-replicas.conf")
    )
    ends = [text[text.index("server {\n    listen 80;") :] for text in (one, several)]

    assert ends[0].replace("http://127.0.0.1:8501", "http://sourcebook") == ends[1]


def test_a_large_upload_reaches_the_app(tmp_path: Path) -> None:
    with served(tmp_path, NGINX) as (site, _):
        handler = urllib.request.HTTPSHandler(context=proxies.trusting(tmp_path))
        request = urllib.request.Request(
            f"{site.url}/_stcore/upload_file/session/file",
            data=b"x" * 4_000_000,
            headers={"Origin": site.url},
            method="PUT",
        )
        answer = urllib.request.build_opener(handler, _AnyStatus()).open(request, timeout=20)

        assert (answer.status, answer.read()) == (
            403,
            b"Only teachers upload files. Open the desk.",
        )


def answered(page: Page, quiz: Quiz, place: int) -> None:
    """Answer the item at this place rightly, and see that it was saved."""
    expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of")
    fill_in(page, quiz.items[place], right=True)
    check(page)
    expect(page.locator(".verdict")).to_have_text("✓ Right")


def test_an_update_of_one_process_after_the_other_loses_no_attempt(
    visitor: Visitor, summit_quiz: Quiz, tmp_path: Path
) -> None:
    """A learner goes on in an open attempt while each process in turn is replaced by a new one."""
    with served(tmp_path, REPLICAS, 2) as (site, servers):
        visit = visit_of(visitor, site, servers[0])
        page = visit.page
        start_quiz(page, site.url)
        fill_in(page, summit_quiz.items[0], right=True)

        for server in servers:
            server._end(signal.SIGTERM)
            reconnected(page)
            rest(page)
            server.url = f"http://127.0.0.1:{server.port}"
            server.start()
        fill_in(page, summit_quiz.items[0], right=True)
        check(page)

        expect(page.locator(".verdict")).to_have_text("✓ Right")
        page.reload()
        expect(page.locator(".verdict")).to_have_text("✓ Right")
        page.goto("about:blank")


def test_an_update_of_the_only_process_loses_no_attempt(
    visitor: Visitor, summit_quiz: Quiz, tmp_path: Path
) -> None:
    """The learner's page waits for the new process; what was filled in is still there."""
    with served(tmp_path, NGINX) as (site, (server,)):
        page = visit_of(visitor, site, server).page
        start_quiz(page, site.url)
        answered(page, summit_quiz, 0)
        page.get_by_role("button", name=re.compile("^Next")).click()
        expect(page.locator("#stem")).to_contain_text("Item 2 of")
        fill_in(page, summit_quiz.items[1], right=True)

        server._end(signal.SIGTERM)
        server.url = f"http://127.0.0.1:{server.port}"
        server.start()
        reconnected(page)
        check(page)

        expect(page.locator(".verdict")).to_have_text("✓ Right")
        page.goto("about:blank")
