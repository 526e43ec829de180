"""The main road in Firefox and in WebKitGTK, on a desk and on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.browser.conftest import Server, free_port, installed
from tests.browser.other_browsers.firefox import Firefox
from tests.browser.other_browsers.page import Driver, Page
from tests.browser.other_browsers.webkit import WebKit

SIZES: Final = {"desk": (1280, 900), "phone": (375, 812)}

# Streamlit's numbers use WebAssembly where they may, and do without it where they may not.
_STREAMLITS_OWN: Final = "blocked WebAssembly (script-src)"

Begin = Callable[[Path, int, int], Driver]


def _firefox(folder: Path, width: int, height: int) -> Driver:
    program = installed(
        "firefox-esr", "firefox", otherwise="No Firefox is installed: apt-get install firefox-esr"
    )
    return Firefox(program, folder, width, height)


def _webkit(folder: Path, width: int, height: int) -> Driver:
    driver = installed(
        "WebKitWebDriver", otherwise="No WebKitGTK is installed: apt-get install webkit2gtk-driver"
    )
    screen = installed("Xvfb", otherwise="WebKitGTK has no screen: apt-get install xvfb")
    return WebKit((driver, screen), folder, free_port(), width, height)


@pytest.fixture(params=[_firefox, _webkit], ids=["firefox", "webkit"])
def begin(request: pytest.FixtureRequest) -> Begin:
    """Starts one of the two browsers with a window of some size."""
    return request.param  # type: ignore[no-any-return]  # One of the two above.


@pytest.fixture(params=list(SIZES.values()), ids=list(SIZES))
def driver(request: pytest.FixtureRequest, begin: Begin, tmp_path: Path) -> Iterator[Driver]:
    """A browser with a window of one of the sizes; its console has no complaints."""
    width, height = request.param
    browser = begin(tmp_path / "profile", width, height)
    try:
        yield browser
        assert [each for each in browser.complaints() if _STREAMLITS_OWN not in each] == []
    finally:
        browser.close()


def test_a_learner_reads_answers_and_sees_the_proof_and_their_score(
    driver: Driver, shared_server: Server
) -> None:
    page = Page(driver, shared_server.url)
    _read_a_lesson(page)
    _answer_an_item(page)
    _look_at_the_scores(page)


def _read_a_lesson(page: Page) -> None:
    """From the first page through a proof to the first task."""
    page.press("button", "Start with the first lesson")
    page.see("h1", "The alliance")
    page.press("a", "Proof of this paragraph: 6 passages")
    page.see(".proof-panel .passage", "Munich report, paragraph 4")
    assert page.fits()
    page.press(".panel-close")
    page.see_no(".proof-panel")
    page.press("button", "Continue")
    page.see("h1", "Who belongs to it")
    page.press("label", "Not stated in the sources")
    page.press("button", "See whether that is right")
    page.see(".verdict", "✓ Right")
    assert page.fits()


def _answer_an_item(page: Page) -> None:
    """One answer in a quiz, and the passage that proves it in the panel."""
    page.press(".masthead a", "Quizzes")
    page.press(".stMain a", "The Yerevan summit")
    page.press("button", "Start the quiz")
    page.see("#stem", "Item 1 of 10")
    page.press(".st-key-item input[type=text]")
    page.type("14")
    page.press("button", "Check my answer")
    page.see("#result .verdict", "✓ Right")
    page.press(".passage-head a", "Munich report, paragraph 4")
    page.see(".proof-panel .passage", "Munich report, paragraph 4")
    assert page.fits()


def _look_at_the_scores(page: Page) -> None:
    """The answer among all answers; the browser's Back leads to the quiz again."""
    page.press(".panel-close")
    page.see_no(".proof-panel")
    page.press(".masthead a", "My scores")
    page.see("h1", "My scores")
    page.see("table", "How many days after the summit")
    assert page.fits()
    page.run("() => history.back()")
    page.see("#result .verdict", "✓ Right")
