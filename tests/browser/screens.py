"""The screens that the pictures of the documentation show: who is where, and what is looked at."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple

from playwright.sync_api import Page, ViewportSize

from tests.browser.people import NEW, TEACHER

LEARNER, READER = "learner", "reader"
"""Who has worked for three weeks, and who has only read; NEW has done nothing."""

SUMMIT: Final = "yerevan-summit-quiz"
"""The quiz that the learner is at; `{summit}` in an address is her attempt at it."""

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
    """Who is where, what she does there, and what of it a picture shows.

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
    page.locator("a.cite[href$='s2.p4']").first.click()
    page.get_by_role("dialog").wait_for()


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
    Screen("lesson", READER, _SUMMIT_LESSON, (_open_passage,)),
    Screen("lesson-phone", READER, _SUMMIT_LESSON, **_PHONE_AT_NIGHT),
    Screen("comparison", READER, _SUMMIT_LESSON, area=_COMPARISON),
    Screen("comparison-phone", READER, _SUMMIT_LESSON, area=_COMPARISON, size="phone"),
    Screen("timeline", READER, _SUMMIT_LESSON, area="figure.timeline"),
    Screen("printed", READER, _SUMMIT_LESSON, size="sheet", medium="print"),
    Screen("shelf", READER, "/sources", area=".shelf"),
    Screen("passage", READER, "/sources?passage=s2.p11", area="#passage-s2-p11"),
    Screen("answered", LEARNER, _item(4), (_to_the_top,)),
    Screen("answered-night", LEARNER, _item(4), (_to_the_item,), **_PHONE_AT_NIGHT),
    Screen("asked-phone", LEARNER, _item(10), (_to_the_item,), size="phone"),
    Screen("hint", LEARNER, _item(9), area=".hints"),
    Screen("scores", LEARNER, "/scores"),
    Screen("scores-phone", LEARNER, "/scores", **_PHONE_AT_NIGHT),
    Screen("nothing-yet", NEW, "/scores", area=".st-key-scores", size="phone"),
    Screen("course", LEARNER, "/"),
    Screen("results", TEACHER, "/results"),
    Screen("editor", TEACHER, "/edit?file=quizzes/04-yerevan-summit.yaml&view=Form"),
)
"""In this order a page that is shown twice need not be loaded twice."""
