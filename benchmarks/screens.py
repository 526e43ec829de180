"""How long a phone's page is for each kind of item: `python -m benchmarks.screens`.

On a window of 375 × 812 px, at the course and the quiz that tests/browser/kinds.py makes: from the
top of an item to the lower edge of its button to answer, and from there to the button that goes on
once it is answered rightly or wrongly. `--course` measures every item of this course instead.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from playwright.sync_api import Page, sync_playwright

from sourcebook.content.checking import check, read_files
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from sourcebook.store import Store
from tests.browser.conftest import ROOT, Server, chromium
from tests.browser.kinds import AT_ONCE, make_course
from tests.browser.people import Someone, cookie
from tests.browser.shown import rest

WIDTH, HEIGHT = 375, 812

_DISTANCE = """(last) => {
    const main = document.querySelector('.stMain');
    main.scrollTop = main.scrollHeight;
    const edge = (selector, side) =>
        document.querySelector(selector).getBoundingClientRect()[side];
    return Math.round(edge(last, 'bottom') - edge('.st-key-item', 'top'));
}"""
_CHECK, _NEXT = "[class*='st-key-send-']", "[class*='st-key-next-']"


class Screen(NamedTuple):
    """Who looks at which attempt, and the button at which what is measured ends."""

    name: str
    attempt: Attempt
    last: str


def main(
    course: Annotated[bool, typer.Option(help="Measure every item of this course.")] = False,
) -> None:
    """Start a server and a browser, measure, and stop them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = ROOT if course else Path(folder) / "course"
        quizzes = _every_quiz() if course else [make_course(root)[AT_ONCE]]
        with running(Server(Path(folder) / "data", root)) as server:
            browser = chromium(playwright)
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
            page = context.new_page()
            for quiz in quizzes:
                _measure(page, server, course_in(root), quiz)
            browser.close()


def _every_quiz() -> list[Quiz]:
    return [quiz for quiz in course_in(ROOT).quizzes.values() if quiz.items]


def course_in(root: Path) -> Course:
    """The course in a folder."""
    result = check(read_files(root))
    if result.course is None:
        raise typer.Exit(1)
    return result.course


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Start a server, and stop it at the end."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _measure(page: Page, server: Server, course: Course, quiz: Quiz) -> None:
    screens = _screens(server, course, quiz)
    heights = [_heights(page, server, each) for each in screens]
    typer.echo(f"{quiz.id}: pixels" + "".join(f"{each.name:>10}" for each in screens))
    for item, row in zip(quiz.items, zip(*heights, strict=True), strict=True):
        told = "".join(f"{height:10}" for height in row)
        typer.echo(f"{item.type:18}{told}  {item.id}")


def _screens(server: Server, course: Course, quiz: Quiz) -> list[Screen]:
    """An attempt that nothing was answered in, one all right, and one all wrong."""
    store = Store.open(f"sqlite:///{server.database}")
    started = {}
    for name in ("asked", "right", "wrong"):
        she = Someone(store, course, name, datetime.now(UTC))
        started[name] = she.starts(quiz)
        for place in range(len(quiz.items)) if name != "asked" else ():
            she.settles(started[name], place, rightly=name == "right")
    store.close()
    return [
        Screen(name, attempt, _CHECK if name == "asked" else _NEXT)
        for name, attempt in started.items()
    ]


def _heights(page: Page, server: Server, screen: Screen) -> list[int]:
    own = {"name": "sourcebook_learner", "value": cookie(screen.name), "url": server.url}
    page.context.clear_cookies()
    page.context.add_cookies([own])  # type: ignore[list-item]  # The names of its parts are right.
    return [_height(page, server, screen, place) for place in range(len(screen.attempt.items))]


def _height(page: Page, server: Server, screen: Screen, place: int) -> int:
    attempt = screen.attempt
    address = f"/quiz?quiz={attempt.quiz_id}&attempt={attempt.id}&item={place + 1}"
    page.goto(f"{server.url}{address}")
    page.locator(screen.last).first.wait_for()
    rest(page)
    return int(page.evaluate(_DISTANCE, screen.last))


if __name__ == "__main__":
    typer.run(main)
