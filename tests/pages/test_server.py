"""The app as it is served: app.py's own object, with its routes, cookies and headers."""

import gc
import logging
import re
import runpy
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient, WebSocketTestSession
from streamlit.testing.v1 import AppTest

from sourcebook.pages.entry.server import log_error
from sourcebook.pages.shared import services
from sourcebook.pages.streamlit_internals.content_policy import content_security_policy
from sourcebook.settings import PROJECT, settings
from sourcebook.store import hashed
from sourcebook.store.learners import Learners
from tests.streamlit_internals import (
    PROTOCOL,
    SOCKET,
    ForwardMsg,
    allow_another_runtime,
    is_end_of_run,
    run_of_page,
)

from .conftest import MORNING, NINA, everything_sent

NAME = "sourcebook_learner"
PAGE = {"accept": "text/html"}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A browser at the app of app.py, started as a server starts it."""
    allow_another_runtime(monkeypatch)
    app = runpy.run_path(str(PROJECT / "app.py"))["app"]
    with TestClient(app, base_url="http://localhost") as client:
        yield client
    gc.unfreeze()


def run_page(socket: WebSocketTestSession, url_path: str) -> list[ForwardMsg]:
    """What a socket is sent for a page, up to the end of the script's run."""
    socket.send_bytes(run_of_page(url_path))
    received: list[ForwardMsg] = []
    while not (received and is_end_of_run(received[-1])):
        received.append(ForwardMsg.FromString(socket.receive_bytes()))
    return received


def shown(messages: list[ForwardMsg]) -> str:
    """All HTML in what a socket was sent."""
    return "\n".join(message.delta.new_element.html.body for message in messages)


def connect(client: TestClient) -> WebSocketTestSession:
    """The socket that Streamlit's front end opens."""
    return client.websocket_connect(
        SOCKET,
        subprotocols=[PROTOCOL],
        headers={"host": "localhost", "origin": "http://localhost"},
    )


def sign_in(client: TestClient) -> None:
    """Let the browser be Nina's, who was here before."""
    services.store().learners.get_or_create(hashed(NINA), now=MORNING)
    client.cookies.set(NAME, NINA)


def break_database() -> None:
    """Take a table away from under the app."""
    with sqlite3.connect(settings().data / "sourcebook.db") as database:
        database.execute("DROP TABLE item_version")


def test_the_first_page_comes_with_a_cookie(served: TestClient) -> None:
    answer = served.get("/", headers=PAGE)

    assert answer.status_code == 200
    assert answer.headers["set-cookie"].startswith(f"{NAME}=")


def test_a_visit_to_any_page_of_the_app_renews_the_cookie(served: TestClient) -> None:
    sign_in(served)

    answer = served.get("/quiz?quiz=yerevan-summit-quiz", headers=PAGE)

    assert answer.headers["set-cookie"].startswith(f"{NAME}={NINA};")


@pytest.mark.parametrize("path", ["/healthz", "/_stcore/health", "/favicon.png"])
def test_what_is_not_a_page_comes_without_a_cookie(served: TestClient, path: str) -> None:
    answer = served.get(path)

    assert NAME not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "path", ["/", "/lesson", "/healthz", "/_stcore/health", "/favicon.png", "/static/js/none.js"]
)
def test_every_answer_carries_the_policy(served: TestClient, path: str) -> None:
    answer = served.get(path, headers=PAGE)

    assert answer.headers.get_list("content-security-policy") == [content_security_policy()]
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]


def test_healthz_says_what_is_in_use(served: TestClient) -> None:
    course = services.library().course()

    answer = served.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "lessons": len(course.lessons),
        "quizzes": len(course.quizzes),
        "faults": len(services.library().faults()),
    }


def test_healthz_says_when_the_database_does_not_answer(served: TestClient) -> None:
    break_database()

    answer = served.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["status"] == "the database does not answer"


def test_over_a_socket_without_a_cookie_the_page_says_so_and_nobody_is_enrolled(
    served: TestClient,
) -> None:
    with connect(served) as socket:
        assert NAME not in Headers(raw=list(socket.extra_headers or [])).get("set-cookie", "")
        messages = run_page(socket, "lesson")

    expected = [message.delta.new_element.alert.body for message in messages]
    assert [text for text in expected if text.startswith("This browser keeps no cookie")] != []
    with sqlite3.connect(settings().data / "sourcebook.db") as database:
        assert database.execute("SELECT count(*) FROM learner").fetchone() == (0,)


def test_a_socket_goes_on_where_its_cookie_stopped(served: TestClient) -> None:
    sign_in(served)
    with connect(served) as socket:
        run_page(socket, "lesson")

    with connect(served) as socket:
        messages = run_page(socket, "")

    assert "You last read" in shown(messages)


def test_a_page_sent_over_the_socket_is_whole(served: TestClient) -> None:
    with connect(served) as socket:
        messages = run_page(socket, "sources")

    shelf = shown(messages).partition("<ul class='shelf'>")[2]
    assert shelf.count("<li>") == len(services.library().course().sources)
    assert not any(message.delta.new_element.HasField("exception") for message in messages)


def test_the_cookie_itself_is_kept_nowhere(served: TestClient) -> None:
    sign_in(served)
    with connect(served) as socket:
        run_page(socket, "lesson")

    files = [path for path in Path(settings().data).iterdir() if path.is_file()]
    assert files
    assert [path.name for path in files if NINA.encode() in path.read_bytes()] == []


def test_a_page_that_failed_is_logged_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    error = KeyError("place")

    with caplog.at_level(logging.ERROR, logger="sourcebook"):
        handled = log_error(error)

    assert caplog.records[-1].getMessage() == "A page failed."
    assert caplog.records[-1].exc_info == (KeyError, error, None)
    # Streamlit then shows no trace of its own.
    assert handled is True


def stumble() -> None:
    """A page that stumbles, as a script of its own."""
    from sourcebook.pages.entry.server import log_error

    log_error(KeyError("the place of a secret"))


def test_a_page_that_failed_says_so_in_plain_words() -> None:
    tab = AppTest.from_function(stumble).run()

    assert [each.value for each in tab.error] == [
        "This page has failed. What it showed as saved before is kept; your last step may not be. "
        "Load the page again and look."
    ]
    assert not tab.exception
    assert "secret" not in everything_sent(tab)


def test_a_page_that_stumbles_over_the_socket_sends_no_trace(
    served: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> NoReturn:
        raise KeyError("the place of a secret")

    sign_in(served)
    monkeypatch.setattr(Learners, "with_credential", stumble)

    with connect(served) as socket:
        messages = run_page(socket, "")

    expected = [message.delta.new_element.alert.body for message in messages]
    assert [text for text in expected if text.startswith("This page has failed.")] != []
    assert not any(message.delta.new_element.HasField("exception") for message in messages)
    assert not any("secret" in str(message) for message in messages)


def test_a_file_from_a_stranger_is_refused_before_it_is_read(served: TestClient) -> None:
    answer = served.put("/_stcore/upload_file/session/file", content=b"x" * 100)

    assert (answer.status_code, answer.text) == (403, "Only teachers upload files. Open the desk.")


def test_the_text_of_a_lesson_comes_with_the_first_response_and_compressed(
    served: TestClient,
) -> None:
    answer = served.get("/lesson?lesson=csto", headers={**PAGE, "accept-encoding": "gzip"})

    assert answer.status_code == 200
    assert "<h1>The alliance</h1>" in answer.text
    assert "<title>The alliance · Lesson 1 · Sourcebook</title>" in answer.text
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 50_000


def test_the_first_response_is_the_same_for_everyone(served: TestClient) -> None:
    stranger = served.get("/", headers=PAGE).text
    sign_in(served)

    assert served.get("/", headers=PAGE).text == stranger


def test_the_front_end_travels_compressed(served: TestClient) -> None:
    page = served.get("/", headers=PAGE).text
    script = re.findall(r'src="\.?(/static/js/[^"]+)"', page)[0]

    answer = served.get(script, headers={"accept-encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
