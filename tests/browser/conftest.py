"""A real server, started and killed like a user's, and a real browser in front of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from sourcebook.content.checking import check, read_files
from sourcebook.model.quizzes import Quiz
from tests.browser.kinds import make_course
from tests.browser.steps import QUIZ

ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


# A busy machine may take longer than Playwright's five seconds.
expect.set_options(timeout=15_000)

_EXPECTED = (
    "ERR_CONNECTION_REFUSED",  # The server was killed, and the page tries again until it is back.
    "ERR_CONNECTION_RESET",  # It was killed in the middle of an answer.
    "ERR_CONTENT_LENGTH_MISMATCH",
    "ERR_EMPTY_RESPONSE",
    "ERR_SOCKET_NOT_CONNECTED",
    "ERR_INTERNET_DISCONNECTED",
    "Failed to fetch",  # What a page wanted to load meanwhile it loads again.
    "Connection timed out",
    "DoInitPings timed out",  # It asks a server that only just starts again, on a busy machine.
    "WebSocket connection",
    "WebSocket onerror",
    "Client Error in reaching server endpoint",
    "Streamlit server is not responding",
    "Cannot send rerun backMessage when disconnected",
)


# Below the ports that connections take by themselves, so that none takes the port of a server
# that was killed; and each process of the tests begins somewhere else.
_PORTS = count(20_000 + os.getpid() * 97 % 12_000)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Server:
    """The app as `streamlit run app.py` serves it, with a data folder of its own."""

    command = (sys.executable, "-m", "streamlit", "run", "app.py")

    def __init__(self, data: Path, course: Path = ROOT) -> None:
        self.data, self.course = data, course
        self.port = next(filter(_is_free, _PORTS))
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    def start(self) -> None:
        """Start the server and wait until /healthz answers."""
        environment = os.environ | {
            "SOURCEBOOK_DATA": str(self.data),
            "SOURCEBOOK_COURSE": str(self.course),
            **self.environment,
        }
        address = ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.command, *address], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        self.wait("/healthz")

    @property
    def database(self) -> Path:
        """The file with all that the server keeps."""
        return self.data / "sourcebook.db"

    def freeze(self) -> None:
        """Let the server stand still: it takes no message and answers none."""
        if self.process:
            self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let the server go on where it stood still."""
        if self.process:
            self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End the server as a power cut would: at once, with no chance to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the server politely."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(timeout=20)
            self.process = None

    def wait(self, path: str) -> None:
        """Return as soon as the server answers at this path."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}{path}", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError((self.data / "server.log").read_text())


class Visit:
    """A browser profile and all that it asked for, for checking where requests go."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context, self.server = context, server
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.frames: list[bytes] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("page", self._listen)
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        """Another tab of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        return page

    def open(self, path: str) -> Page:
        """Show a page in the first tab and wait for its heading."""
        self.page.goto(f"{self.server.url}{path}")
        self.page.locator("h1").first.wait_for()
        return self.page

    def foreign_requests(self) -> list[str]:
        """Every address outside this server that the browser asked for."""
        own = (self.server.url, self.server.url.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def _listen(self, page: Page) -> None:
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda slip: self._hear("error", str(slip)))
        page.on("websocket", lambda ws: ws.on("framereceived", self._keep))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not any(known in text for known in _EXPECTED):
            self.complaints.append(text)

    def _keep(self, payload: str | bytes) -> None:
        self.frames.append(payload if isinstance(payload, bytes) else payload.encode())


Visitor = Callable[..., Visit]


def _browser_path() -> str:
    named = os.environ.get("SOURCEBOOK_BROWSER")
    found = named or next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    reason = "No Chromium or Chrome is installed; name one in SOURCEBOOK_BROWSER."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def launch_options() -> dict[str, Any]:
    """Which browser is started, and how: it asks nobody outside for anything."""
    return {"executable_path": _browser_path(), "args": list(_QUIET)}


def chromium(playwright: Playwright) -> Browser:
    """The browser, without a window."""
    return playwright.chromium.launch(**launch_options())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium or Chrome, headless. On CI its absence is a failure."""
    with sync_playwright() as playwright:
        launched = chromium(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with the real course for all tests that leave it running."""
    server = Server(tmp_path_factory.mktemp("shared"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def summit_quiz() -> Quiz:
    """The quiz as its file has it, for knowing what is right."""
    course = check(read_files(ROOT)).course
    assert course is not None
    return course.quizzes[QUIZ]


@pytest.fixture(scope="session")
def kinds_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the course with the three short quizzes."""
    return tmp_path_factory.mktemp("kinds") / "course"


@pytest.fixture(scope="session")
def quizzes(kinds_root: Path) -> dict[str, Quiz]:
    """The three short quizzes by id, with an item of each kind."""
    return make_course(kinds_root)


@pytest.fixture(scope="session")
def kinds_server(
    tmp_path_factory: pytest.TempPathFactory, kinds_root: Path, quizzes: dict[str, Quiz]
) -> Iterator[Server]:
    """One server with the three short quizzes for all tests that leave it running."""
    assert quizzes
    server = Server(tmp_path_factory.mktemp("kinds-data"), kinds_root)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(tmp_path: Path, kinds_root: Path, quizzes: dict[str, Quiz]) -> Iterator[Server]:
    """A server with the three short quizzes that a test may kill."""
    assert quizzes
    server = Server(tmp_path / "data", kinds_root)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Makes visits: each is a new browser profile, closed after the test, without complaints."""
    visits: list[Visit] = []

    def visit(server: Server, **profile: object) -> Visit:
        settings = {"viewport": {"width": 1280, "height": 900}} | profile
        visits.append(Visit(browser.new_context(**settings), server))  # type: ignore[arg-type]  # Playwright's options, by name.
        return visits[-1]

    yield visit
    for each in visits:
        each.context.close()
    assert [complaint for each in visits for complaint in each.complaints] == []
