"""Where the screens are shown: a server with a past, and a browser before it.

All that is on it is invented, made by chance with a fixed seed, and the clock stands still; so a
screen looks the same whenever it is shown.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from playwright.sync_api import Browser, Page

from sourcebook.content.checking import check, read_files
from sourcebook.demonstration import invented_classes
from sourcebook.model.course import Course
from sourcebook.store import Store
from tests.browser.conftest import ROOT, Server
from tests.browser.people import Someone, cookie, open_desk
from tests.browser.screens import LEARNER, READER, SUMMIT, WINDOWS, Screen
from tests.browser.shown import heading, rest
from tests.browser.still_clock import MOMENT

CLASS_SIZE: Final = 40


class StillServer(Server):
    """The app with a clock that stands still."""

    module = "tests.browser.still_clock"


class Theatre:
    """A server with a past, and a browser before it.

    `attempts` has the ids of the attempts that the addresses of screens name.
    """

    def __init__(self, server: Server, page: Page, attempts: dict[str, str]) -> None:
        self.server, self.page, self.attempts = server, page, attempts
        self._before: Screen | None = None

    def show(self, screen: Screen) -> Page:
        """The browser at rest at a screen, with nothing under the mouse."""
        page, before = self.page, self._before
        page.set_viewport_size(WINDOWS[screen.size])
        page.emulate_media(color_scheme=screen.light, media=screen.medium, reduced_motion="reduce")
        if before is None or before[1:4] != screen[1:4]:
            # Should it not arrive, the next screen does not take this one for its own.
            self._before = None
            self._go(screen)
        self._before = screen
        rest(page)
        return page

    def _go(self, screen: Screen) -> None:
        own = {"name": "sourcebook_learner", "value": cookie(screen.who), "url": self.server.url}
        self.page.context.clear_cookies()
        self.page.context.add_cookies([own])  # type: ignore[list-item]  # Names of the parts are as they should be.
        self.page.goto(f"{self.server.url}{screen.path.format(**self.attempts)}")
        heading(self.page).first.wait_for()
        rest(self.page)
        self.page.mouse.move(0, 0)
        for step in screen.steps:
            step(self.page)
            rest(self.page)

    @classmethod
    @contextmanager
    def opened(cls, browser: Browser, data: Path, *, sharpness: int = 1) -> Iterator[Self]:
        """A theatre whose server keeps its data in this folder, which does not exist yet.

        `sharpness` is how many points of the screen make one pixel of the style sheet.
        """
        server = StillServer(data)
        attempts = _settle_in(server)
        server.start()
        context = browser.new_context(
            device_scale_factor=sharpness,
            locale="en-GB",
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        try:
            yield cls(server, context.new_page(), attempts)
        finally:
            context.close()
            server.stop()


def _settle_in(server: Server) -> dict[str, str]:
    """Fill the database of a server that has not started; the attempts that addresses name."""
    course = check(read_files(ROOT)).course
    assert course is not None
    server.data.mkdir(parents=True)
    store = Store.open(f"sqlite:///{server.database}")
    invented = invented_classes(course, learners=CLASS_SIZE, seed=7, now=MOMENT)
    store.classes.replace_demo(invented)
    Someone(store, course, READER, MOMENT).reads(["csto"])
    attempts = _three_weeks(Someone(store, course, LEARNER, MOMENT), course)
    open_desk(store)
    store.close()
    return attempts


def _three_weeks(she: Someone, course: Course) -> dict[str, str]:
    """A learner who gets better: they take the first four quizzes, and repeat some."""
    she.reads(list(course.lessons)[:4])
    order = [*list(course.quizzes)[:3], "csto-quiz", "war-2020-quiz", "csto-quiz"]
    for turn, quiz in enumerate(order):
        attempt = she.starts(quiz, days_ago=20 - 3 * turn)
        she.finishes(attempt, rightly=_by_chance(turn, 0.5 + 0.08 * turn))
    summit = she.starts(SUMMIT, days_ago=0.01)
    for place in (0, 1, 2, 3, 4, 6, 7):
        she.settles(summit, place, rightly=place not in (3, 6))
    she.store.attempts.open_hint(she.id, summit.id, 5, number=0, now=MOMENT)
    return {"summit": summit.id}


def _by_chance(turn: int, likely: float) -> Callable[[int], bool]:
    return lambda place: random.Random(f"{turn} {place}").random() < likely
