"""The screens that the pictures of the documentation show: who is where, and what is looked at."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple

from playwright.sync_api import Page, ViewportSize

from tests.browser.people import NEW, TEACHER

LEARNER, READER = "learner", "reader"
"""Who has worked for three weeks, and who has only read; NEW has done nothing."""

SUMMIT: Final = "yerevan-summit-quiz"
"""The quiz that the learner is at; `{summit}` in an address is their attempt at it."""

Size = Literal["wide", "phone", "sheet"]
MARGIN: Final = 53
"""How wide the margin of a sheet is: 14 mm in CSS pixels."""

WINDOWS: Final[Mapping[Size, ViewportSize]] = {
    "wide": {"width": 1280, "height": 860},
    "phone": {"width": 375, "height": 812},
    "sheet": {"width": 794 - 2 * MARGIN, "height": 1123 - 2 * MARGIN},
}
"""How large the window is, in CSS pixels; a sheet is what is printed of one of A4."""

Step = Callable[[Page], object]


class Screen(NamedTuple):
    """Who is where, what they do there, and which part a picture shows.

    `area` is a CSS selector of the part that is shown; without one it is what the window shows.
    """

    name: str
    who: str
    path: str
    steps: tuple[Step, ...] = ()
    area: str = ""
    size: Size = "wide"
    light: Literal["light", "dark"] = "light"
    medium: Literal["screen", "print"] = "screen"


def _open_passage(page: Page) -> None:
    page.locator(".proofs-mark").first.click()
    page.locator(".proof-panel").wait_for()


def _to_the_top(page: Page) -> None:
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")


def _to_the_item(page: Page) -> None:
    page.locator(".st-key-item").evaluate("item => item.scrollIntoView()")


def _item(place: int) -> str:
    return f"/quiz?quiz={SUMMIT}&attempt={{summit}}&item={place}"


_SUMMIT_LESSON: Final = "/lesson?lesson=yerevan-summit"
_COMPARISON: Final = "figure.comparison"
_PHONE_AT_NIGHT: Final[Mapping[str, Any]] = {"size": "phone", "light": "dark"}

SCREENS: Final = (
    Screen("lesson", READER, f"{_SUMMIT_LESSON}&section=start", (_open_passage,)),
    Screen(
        "lesson-phone",
        READER,
        f"{_SUMMIT_LESSON}&section=start",
        area=".lesson-progress",
        **_PHONE_AT_NIGHT,
    ),
    Screen("comparison", READER, f"{_SUMMIT_LESSON}&section=in-his-words", area=_COMPARISON),
    Screen(
        "comparison-phone",
        READER,
        f"{_SUMMIT_LESSON}&section=in-his-words",
        area=_COMPARISON,
        size="phone",
    ),
    Screen(
        "timeline",
        READER,
        f"{_SUMMIT_LESSON}&section=what-people-said",
        area=".timeline",
    ),
    Screen("printed", READER, f"{_SUMMIT_LESSON}&view=whole", size="sheet", medium="print"),
    Screen("shelf", READER, "/sources", area=".shelf"),
    Screen("passage", READER, "/sources?passage=s2.p11", area="#passage-s2-p11"),
    Screen("answered", LEARNER, _item(4), (_to_the_top,)),
    Screen("answered-night", LEARNER, _item(4), (_to_the_item,), **_PHONE_AT_NIGHT),
    Screen("asked-phone", LEARNER, _item(10), (_to_the_item,), size="phone"),
    Screen("hint", LEARNER, _item(6), area=".hints"),
    Screen("scores", LEARNER, "/scores"),
    Screen("scores-phone", LEARNER, "/scores", **_PHONE_AT_NIGHT),
    Screen("nothing-yet", NEW, "/scores", area=".st-key-scores", size="phone"),
    Screen("course", LEARNER, "/"),
    Screen("results", TEACHER, "/results"),
    Screen("understood", TEACHER, "/understood?quiz=csto-quiz"),
    Screen("understood-phone", TEACHER, "/understood?quiz=csto-quiz", size="phone"),
    Screen("assignments", TEACHER, "/assignments"),
    Screen("assignments-phone", TEACHER, "/assignments", size="phone"),
    Screen("marking", TEACHER, "/marking"),
    Screen("marking-phone", TEACHER, "/marking", size="phone"),
    Screen("teachers", TEACHER, "/teachers"),
    Screen("teachers-phone", TEACHER, "/teachers", size="phone"),
    Screen("editor", TEACHER, "/edit?file=quizzes/04-yerevan-summit.yaml&view=Form"),
)
"""In this order a page that is shown twice need not be loaded twice."""
