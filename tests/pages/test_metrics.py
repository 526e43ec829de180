"""The figures about the server: who gets them, that they move, and that they name nobody."""

import gc
import hmac
import logging
import re
import runpy
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from sourcebook.errors import SettingsError, StoreError
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.entry.server import log_error
from sourcebook.pages.shared import measures, services
from sourcebook.pages.shared.measures import ACTIVE_SECONDS, Activity
from sourcebook.settings import PROJECT, settings
from sourcebook.store import hashed
from tests.streamlit_internals import (
    PROTOCOL,
    SOCKET,
    ForwardMsg,
    allow_another_runtime,
    is_end_of_run,
    run_of_page,
)

from .conftest import MORNING, NINA, Browser, one_pointers, restart, right

TOKEN = "a-token-of-the-tests-with-more-than-32-characters"

Figures = Callable[[], dict[str, float]]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The app of app.py on a site whose operator has a token."""
    monkeypatch.setenv("SOURCEBOOK_METRICS_TOKEN", TOKEN)
    restart()
    monkeypatch.setattr(measures, "_ACTIVITY", Activity())
    allow_another_runtime(monkeypatch)
    app = runpy.run_path(str(PROJECT / "app.py"))["app"]
    with TestClient(app, base_url="http://localhost") as client:
        yield client
    gc.unfreeze()


@pytest.fixture
def figures(served: TestClient) -> Figures:
    """All figures as Prometheus reads them, by name and labels."""
    return lambda: {
        sample.name + "".join(f" {key}={value}" for key, value in sorted(sample.labels.items())): (
            sample.value
        )
        for family in text_string_to_metric_families(scraped(served))
        for sample in family.samples
    }


def scraped(client: TestClient) -> str:
    """What a program with the token gets."""
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return answer.text


@contextmanager
def at_a_page(client: TestClient) -> Iterator[None]:
    """A learner's tab in which a page was drawn."""
    services.store().learners.get_or_create(hashed(NINA), now=MORNING)
    client.cookies.set("sourcebook_learner", NINA)
    origin = {"host": "localhost", "origin": "http://localhost"}
    with client.websocket_connect(SOCKET, subprotocols=[PROTOCOL], headers=origin) as socket:
        socket.send_bytes(run_of_page("sources"))
        while not is_end_of_run(ForwardMsg.FromString(socket.receive_bytes())):
            pass
        yield


@pytest.mark.parametrize(
    "sent",
    ["", TOKEN, "Bearer ", "Bearer wrong", f"bearer {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"],
)
def test_without_the_token_there_is_no_figure(served: TestClient, sent: str) -> None:
    answer = served.get("/metrics", headers=[(b"authorization", sent.encode())])

    assert (answer.status_code, answer.text) == (401, "This needs a token.")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_site_without_a_token_has_no_such_page(
    served: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCEBOOK_METRICS_TOKEN")
    settings.cache_clear()

    for sent in ("Bearer ", "Bearer None", f"Bearer {TOKEN}"):
        assert served.get("/metrics", headers={"authorization": sent}).status_code == 404


def test_what_is_compared_is_as_long_for_every_token(
    served: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: set[int] = set()
    compare = hmac.compare_digest

    def noted(given: bytes, expected: bytes) -> bool:
        lengths.update((len(given), len(expected)))
        return compare(given, expected)

    monkeypatch.setattr(hmac, "compare_digest", noted)

    for sent in ("Bearer x", f"Bearer {TOKEN}", "Bearer " + "x" * 5000):
        served.get("/metrics", headers={"authorization": sent})

    assert lengths == {32}


def test_streamlits_own_figures_stay_closed(served: TestClient) -> None:
    answer = served.get("/_stcore/metrics", headers={"authorization": f"Bearer {TOKEN}"})

    assert answer.status_code == 404


def test_a_token_that_can_be_guessed_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCEBOOK_METRICS_TOKEN", "secret")
    restart()

    with pytest.raises(SettingsError) as refused:
        settings()

    assert str(refused.value) == (
        "SOURCEBOOK_METRICS_TOKEN has 6 characters, expected 32 or more, so that nobody guesses "
        "it. 'openssl rand -hex 32' prints one."
    )


def test_the_figures_move_with_what_is_saved(
    figures: Figures, browser: Browser, quiz: Quiz
) -> None:
    before = figures()

    attempt = browser.start(one_pointers(quiz, 2))
    browser.answer(attempt, 0, right(attempt.items[0].item))
    between = figures()
    browser.answer(attempt, 1, right(attempt.items[1].item))
    after = figures()

    names = ("answers", "attempts_started", "attempts_finished", "failed_saves")
    counted = [
        [int(each[f"sourcebook_{name}_total"]) for name in names]
        for each in (before, between, after)
    ]
    assert counted == [[0, 0, 0, 0], [1, 1, 0, 0], [2, 1, 1, 0]]
    assert after["sourcebook_database_bytes"] > 10_000


def test_a_save_that_failed_is_counted_and_the_database_is_named_as_down(
    figures: Figures, browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    with sqlite3.connect(settings().data / "sourcebook.db") as database:
        database.execute("DROP TABLE event")
        database.execute("DROP TABLE item_version")

    with suppress(StoreError):
        browser.answer(attempt, 0, right(attempt.items[0].item))

    assert figures()["sourcebook_failed_saves_total"] == 1
    assert figures()["sourcebook_answers_total"] == 0
    assert figures()["sourcebook_database_up"] == 0


def test_pages_sessions_and_learners_are_counted(served: TestClient, figures: Figures) -> None:
    before = figures()

    with at_a_page(served):
        after = figures()

    assert after["sourcebook_page_seconds_count"] == before["sourcebook_page_seconds_count"] + 1
    assert after["sourcebook_page_seconds_sum"] > before["sourcebook_page_seconds_sum"]
    assert after["sourcebook_active_learners"] == 1
    assert (before["sourcebook_open_sessions"], after["sourcebook_open_sessions"]) == (0, 1)


def test_an_error_of_a_page_is_counted(figures: Figures, caplog: pytest.LogCaptureFixture) -> None:
    name = "sourcebook_page_errors_total kind=unexpected"
    before = figures()[name]

    with caplog.at_level(logging.CRITICAL, logger="sourcebook"):
        log_error(KeyError("place"))

    assert figures()[name] == before + 1


def test_the_course_the_build_and_the_process_are_in_it(figures: Figures) -> None:
    course, found = services.library().course(), figures()

    version = services.library().version()
    assert len(version) == 12
    assert found[f"sourcebook_course_info version={version}"] == 1
    assert found["sourcebook_course_quizzes"] == len(course.quizzes)
    assert found["sourcebook_course_faults"] == len(services.library().faults())
    assert found["sourcebook_database_up"] == 1
    assert found["process_resident_memory_bytes"] > 1_000_000
    assert found["process_cpu_seconds_total"] > 0
    assert any(name.startswith("sourcebook_build_info version=") for name in found)


def test_nothing_of_a_learner_is_in_it(served: TestClient, browser: Browser, quiz: Quiz) -> None:
    store = services.store()
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(attempt.items[0].item))
    store.learners.rename(browser.learner, "Nina Petrosyan")

    with at_a_page(served):
        text = scraped(served)

    secrets = (NINA, browser.learner, attempt.id, "Petrosyan", quiz.id, quiz.title, TOKEN)
    assert [each for each in secrets if each in text] == []
    labels = {
        key
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        for key in sample.labels
    }
    assert labels == {"kind", "le", "version"}


def test_a_learner_is_active_for_five_minutes() -> None:
    activity = Activity()
    activity.note("ani", now=0.0)
    activity.note("baris", now=100.0)
    activity.note("ani", now=200.0)

    assert activity.count(now=ACTIVE_SECONDS + 100.0) == 2
    assert activity.count(now=ACTIVE_SECONDS + 101.0) == 1
    assert activity.count(now=ACTIVE_SECONDS + 201.0) == 0


def test_the_alerts_and_the_documentation_name_figures_that_there_are(
    served: TestClient,
) -> None:
    text = scraped(served)
    alerts = (PROJECT / "deploy" / "sourcebook-alerts.yml").read_text("utf-8")
    named = set(re.findall(r"\bsourcebook_\w+", alerts))

    assert len(named) > 4
    assert [name for name in named if not re.search(rf"^{name}[ {{]", text, re.M)] == []
    assert all(set(rule) >= {"alert", "expr"} for rule in _rules(alerts))


def _rules(text: str) -> list[dict[str, str]]:
    return [rule for group in yaml.safe_load(text)["groups"] for rule in group["rules"]]
