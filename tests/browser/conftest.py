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
from tests.browser.copied import Copy
from tests.browser.kinds import make_course
from tests.browser.shown import heading
from tests.browser.steps import QUIZ
from tests.browser.windows import Windows

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
    "502 (Bad Gateway)",  # The same, as a proxy says it.
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
_FIRST_PORT = 20_000 + os.getpid() * 97 % 12_000
_PORTS_OF_SERVERS: set[int] = set()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port() -> int:
    """The first port that nobody listens at, and that belongs to no server of a test.

    A server at the port of an earlier one is asked for files that the browser has already.
    """
    ports = (each for each in count(_FIRST_PORT) if each not in _PORTS_OF_SERVERS)
    return next(filter(_is_free, ports))


def reserved_port() -> int:
    """A free port that no other server of the tests will be given."""
    port = free_port()
    _PORTS_OF_SERVERS.add(port)
    return port


class Server:
    """The app as `streamlit run app.py` serves it, with a data folder of its own.

    In tests it begins as a copy of a process that has imported Streamlit and the app, unless the
    start itself is looked at. With a `path` such as `/course101`, the app is below it.
    """

    is_copy = False
    module, arguments = "streamlit", ("run", "app.py")

    def __init__(self, data: Path, course: Path = ROOT, *, path: str = "") -> None:
        self.data, self.course, self.path = data, course, path
        self.port = reserved_port()
        self.url = f"http://127.0.0.1:{self.port}{path}"
        self.process: subprocess.Popen[bytes] | Copy | None = None
        self.environment: dict[str, str] = {}

    @classmethod
    def command(cls) -> tuple[str, ...]:
        """What a user types to start it, but for the address."""
        return (sys.executable, "-m", cls.module, *cls.arguments)

    def start(self) -> None:
        """Start the server and wait until /healthz answers."""
        _PORTS_OF_SERVERS.add(self.port)
        environment = os.environ | {
            "SOURCEBOOK_DATA": str(self.data),
            "SOURCEBOOK_COURSE": str(self.course),
            **self.environment,
        }
        address = ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        if self.path:
            address += ["--server.baseUrlPath", self.path.removeprefix("/")]
        self.data.mkdir(parents=True, exist_ok=True)
        log = self.data / "server.log"
        if self.is_copy:
            given = (*self.arguments, *address)
            self.process = Copy(self.module, given, ROOT, environment, log)
        else:
            with log.open("ab") as printed:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", self.module, *self.arguments, *address],
                    cwd=ROOT,
                    env=environment,
                    stdout=printed,
                    stderr=printed,
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
        """End the server politely; another one may take its port."""
        self._end(signal.SIGTERM)
        _PORTS_OF_SERVERS.discard(self.port)

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
    """A browser profile and all that it asked for, for checking where requests go.

    `first` is its first tab, if it is open already.
    """

    def __init__(
        self, context: BrowserContext, server: Server, *, first: Page | None = None
    ) -> None:
        self.context, self.server = context, server
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.frames: list[bytes] = []
        self._heard: list[tuple[BrowserContext | Page, str, Callable[[Any], None]]] = []
        self._hear_from(context, "request", lambda request: self.requests.append(request.url))
        self._hear_from(context, "page", self._listen)
        if first:
            self._listen(first)
        self.page = first or self.new_tab()

    def new_tab(self) -> Page:
        """Another tab of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        return page

    def open(self, path: str) -> Page:
        """Show a page in the first tab and wait until the app has drawn its heading."""
        self.page.goto(f"{self.server.url}{path}")
        heading(self.page).first.wait_for()
        return self.page

    def foreign_requests(self) -> list[str]:
        """Every address outside this server that the browser asked for."""
        own = (self.server.url, self.server.url.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def hear_no_more(self) -> None:
        """Take no notice any more of what the profile does."""
        for source, event, heard in self._heard:
            source.remove_listener(event, heard)

    def _listen(self, page: Page) -> None:
        self._hear_from(page, "console", lambda message: self._hear(message.type, message.text))
        self._hear_from(page, "pageerror", lambda error: self._hear("error", str(error)))
        self._hear_from(page, "websocket", lambda ws: ws.on("framereceived", self._keep))

    def _hear_from(
        self, source: BrowserContext | Page, event: str, heard: Callable[[Any], None]
    ) -> None:
        source.on(event, heard)  # type: ignore[call-overload]  # One of its events.
        self._heard.append((source, event, heard))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not any(known in text for known in _EXPECTED):
            self.complaints.append(text)

    def _keep(self, payload: str | bytes) -> None:
        self.frames.append(payload if isinstance(payload, bytes) else payload.encode())


Visitor = Callable[..., Visit]


def installed(*names: str, otherwise: str) -> str:
    """The path of the first of these programs that there is; on CI one of them must be."""
    if found := next(filter(None, map(shutil.which, names)), None):
        return found
    if os.environ.get("CI"):
        pytest.fail(otherwise)
    pytest.skip(otherwise)


def _browser_path() -> str:
    reason = "No Chromium or Chrome is installed; name one in SOURCEBOOK_BROWSER."
    return os.environ.get("SOURCEBOOK_BROWSER") or installed(*_NAMES, otherwise=reason)


def launch_options() -> dict[str, Any]:
    """Which browser is started, and how: it asks nobody outside for anything."""
    return {"executable_path": _browser_path(), "args": list(_QUIET)}


def chromium(playwright: Playwright) -> Browser:
    """The browser, without a window."""
    return playwright.chromium.launch(**launch_options())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test twice more if it fails; the report lists each try as RERUN."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium or Chrome, headless. On CI its absence is a failure."""
    with sync_playwright() as playwright:
        launched = chromium(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session", autouse=True)
def _copied_servers() -> None:
    Server.is_copy = True


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


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows that were closed by no test."""
    return Windows(browser)


@pytest.fixture
def visitor(windows: Windows) -> Iterator[Visitor]:
    """Makes visits: each is a new browser profile, closed after the test, without complaints.

    Where a profile has to be really `new`, because the test changes it for good, it says so.
    """
    visits: list[tuple[Visit, bool]] = []

    def visit(server: Server, *, new: bool = False, **profile: Any) -> Visit:
        is_plain = not new and profile.keys() <= {"viewport", "color_scheme"}
        if is_plain:
            page = windows.opened(server.url, **profile)
            made = Visit(page.context, server, first=page)
        else:
            made = Visit(windows.new_context(**profile), server)
        visits.append((made, is_plain))
        return made

    yield visit
    for each, is_plain in visits:
        each.hear_no_more()
        if is_plain:
            windows.close(each.page)
        else:
            each.context.close()
    assert [complaint for each, _ in visits for complaint in each.complaints] == []
