"""The tests of our scripts, which stand in `scripts/`, each in an empty page of a real browser.

No server runs: the browser gets the scripts as they are, and loads them as modules. A test whose
time passes calls `passTime(milliseconds)` instead of waiting.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from sourcebook import pages

MORNING = datetime(2022, 11, 24, 8, tzinfo=UTC)
ORIGIN = "http://scripts.test"
FOLDERS = {"": Path(pages.__file__).parent, "tests": Path(__file__).parent / "scripts"}
SCRIPTS = sorted(FOLDERS["tests"].glob("test_*.js"))
_NAME = re.compile(r"^test\(\s*'([^']+)'", re.MULTILINE)
TESTS = [(file.name, name) for file in SCRIPTS for name in _NAME.findall(file.read_text("utf-8"))]


def _answer(route: Route) -> None:
    path = urlsplit(route.request.url).path.lstrip("/")
    if not path.endswith(".js"):
        route.fulfill(body="<!DOCTYPE html><div id=root></div>", content_type="text/html")
        return
    folder, _, rest = path.partition("/")
    file = FOLDERS["tests"] / rest if folder == "tests" else FOLDERS[""] / path
    route.fulfill(body=file.read_text("utf-8"), content_type="text/javascript")


@pytest.fixture
def empty_page(browser: Browser) -> Iterator[Page]:
    """A page without content, whose clock stands still until a test lets time pass."""
    context = browser.new_context()
    context.route("**/*", _answer)
    page = context.new_page()
    page.clock.install(time=MORNING)
    page.expose_function("passTime", page.clock.run_for)
    page.goto(ORIGIN)
    page.clock.pause_at(MORNING + timedelta(hours=1))
    yield page
    context.close()


@pytest.mark.parametrize(("file", "name"), TESTS, ids=[f"{file}-{name}" for file, name in TESTS])
def test_script(empty_page: Page, file: str, name: str) -> None:
    empty_page.evaluate(
        """async ([file, name]) => {
            await import(file);
            const { tests } = await import('/tests/harness.js');
            await tests.get(name)();
        }""",
        [f"/tests/{file}", name],
    )


def test_each_script_has_tests() -> None:
    tested = {file.stem.removeprefix("test_") for file in SCRIPTS}
    written = {file.stem for file in FOLDERS[""].rglob("*.js")}

    assert tested - {"harness"} == written
