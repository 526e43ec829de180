"""Figures about the server in the format of Prometheus, for the person who runs the site only.

`GET /metrics` answers to the token of `SOURCEBOOK_METRICS_TOKEN`, and is not there without this
setting. The figures are those of one process; they name no learner, no class and no quiz.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CONTENT_TYPE_LATEST, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sourcebook.errors import StoreError
from sourcebook.pages.shared.measures import REGISTRY, active_learners
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.streamlit_internals.sessions import open_sessions
from sourcebook.settings import settings


def answer(request: Request) -> Response:
    """All figures, to a request that has the token; else 401, or 404 if the site has no token."""
    token = settings().metrics_token
    if token is None:
        return PlainTextResponse("Not found.", status_code=404)
    if not _is_equal(request.headers.get("authorization", ""), f"Bearer {token}"):
        headers = {"www-authenticate": "Bearer"}
        return PlainTextResponse("This needs a token.", status_code=401, headers=headers)
    headers = {"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"}
    return Response(generate_latest(REGISTRY), headers=headers)


ROUTE = Route("/metrics", answer)


def _is_equal(given: str, expected: str) -> bool:
    """Whether two texts are equal, in a time that says nothing about either."""
    # Of the same length, whatever is sent: the comparison takes longer for longer texts.
    first, second = (sha256(each.encode()).digest() for each in (given, expected))
    return hmac.compare_digest(first, second)


class _Figures(Collector):
    """The figures that are looked up when they are asked for."""

    def collect(self) -> Iterator[Metric]:
        """The figures of people, of what was saved, of the database and of the course."""
        yield _gauge("open_sessions", "Tabs of browsers that are connected.", open_sessions())
        yield _gauge(
            "active_learners",
            "Browsers or school accounts that were shown a page in the last five minutes.",
            active_learners(),
        )
        yield from _saved()
        yield from _database()
        yield from _course()
        yield InfoMetricFamily(
            "sourcebook_build", "The installed version.", value={"version": _build()}
        )

    def describe(self) -> list[Metric]:
        """Nothing: the database need not be open when this collector is registered."""
        return []


def _saved() -> Iterator[Metric]:
    written = store().tally.written()
    for name, help_text in (
        ("answers", "Answers in quizzes that were saved."),
        ("task_answers", "Answers at tasks of lessons that were saved."),
        ("attempts_started", "Attempts that were started."),
        ("attempts_finished", "Attempts that were handed in, or that ran out of time."),
    ):
        yield CounterMetricFamily(f"sourcebook_{name}", help_text, value=written.get(name, 0))
    yield CounterMetricFamily(
        "sourcebook_failed_saves",
        "Changes that were not saved, because the database could not be written.",
        value=store().tally.failed(),
    )


def _database() -> Iterator[Metric]:
    is_ok = store().state() == "ok"
    yield _gauge("database_up", "1 if the database can be read and written, else 0.", int(is_ok))
    try:
        size = store().size()
    except StoreError:
        return
    yield _gauge("database_bytes", "What the database takes on its disk.", size)


def _course() -> Iterator[Metric]:
    course = library().course()
    yield _gauge("course_quizzes", "Quizzes in use.", len(course.quizzes))
    yield _gauge("course_lessons", "Lessons in use.", len(course.lessons))
    yield _gauge("course_faults", "Faults of the course's files.", len(library().faults()))
    yield InfoMetricFamily(
        "sourcebook_course",
        "The version of the course in use, equal in processes that show the same one.",
        value={"version": library().version()},
    )


def _gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"sourcebook_{name}", help_text, value=value)


def _build() -> str:
    try:
        return version("sourcebook")
    except PackageNotFoundError:
        return "not installed"


REGISTRY.register(_Figures())
ProcessCollector(registry=REGISTRY)
