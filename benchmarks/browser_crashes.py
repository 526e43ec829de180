"""Answers lost on screen when the server is killed: `python -m benchmarks.browser_crashes`.

In each trial a real browser answers items, by turns of a quiz that explains each answer at
once and of one in test mode, and the server is killed with SIGKILL at a random moment. It is
started again on the same data; every answer that the screen had called saved must be there,
and the last of them on the screen, too.
"""

import random
import re
import tempfile
import time
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Annotated, NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

import typer
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as BrowserError

from sourcebook.content.checking import check as check_files
from sourcebook.content.checking import read_files
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.store import Store, hashed
from tests.browser.conftest import ROOT, Server, chromium
from tests.browser.steps import check, fill_in

QUIZZES = ("yerevan-summit-quiz", "final-quiz")
_CHECK = re.compile("Check my answer|Hand in and see")
LONGEST_LIFE = 6.0
"""Seconds after which the server is killed at the latest, counted from the first click."""


class Acknowledged(NamedTuple):
    """An answer that the screen called saved, and the address of its item."""

    attempt_id: str
    place: int
    address: str


def main(
    trials: Annotated[int, typer.Option(help="How often the server is killed.")] = 50,
    seed: Annotated[int, typer.Option(help="Chooses the moments and the answers.")] = 1,
) -> None:
    """Kill, start again, compare; exit with status 1 if an answer is lost."""
    began = time.monotonic()
    rng = random.Random(seed)  # noqa: S311  # No secret.
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = chromium(playwright)
        context = browser.new_context()
        server = Server(Path(folder))
        saved: list[Acknowledged] = []
        on_screen = 0
        server.start()
        page = context.new_page()
        # A screen that confirms nothing for so long has lost its server.
        page.set_default_timeout(2500)
        expect.set_options(timeout=2500)
        for trial in range(trials):
            saved += _trial(server, page, QUIZZES[trial % 2], rng)
            server.start()
            on_screen += _shows(page, saved[-1:])
        server.stop()
        lost = len(saved) - _count_in_database(Path(folder), context, saved)
        browser.close()
    typer.echo(
        f"{trials:,} kills; {len(saved):,} answers called saved on screen, {lost:,} lost; "
        f"after {on_screen:,} of {trials:,} restarts the last one stood on the screen"
    )
    typer.echo(f"in {time.monotonic() - began:.0f} seconds")
    raise typer.Exit(code=1 if lost or on_screen < trials else 0)


def _trial(server: Server, page: Page, quiz_id: str, rng: random.Random) -> list[Acknowledged]:
    """What the screen called saved until the server was killed."""
    page.goto(f"{server.url}/quiz?quiz={quiz_id}", timeout=30_000)
    saved: list[Acknowledged] = []
    _open_attempt(page)
    killer = Timer(rng.uniform(0.2, LONGEST_LIFE), server.kill)
    killer.start()
    while killer.is_alive():
        # A step that the screen does not confirm, as when the server dies, counts as not taken.
        with suppress(BrowserError, AssertionError):
            _answer(page, rng, saved)
            _next(page)
    return saved


def _open_attempt(page: Page) -> None:
    button = page.get_by_role("button", name="Start the quiz")
    expect(button.or_(page.locator("#stem"))).to_be_visible(timeout=30_000)
    if button.is_visible():
        button.click()
    page.locator("#stem").wait_for(timeout=30_000)


def _answer(page: Page, rng: random.Random, saved: list[Acknowledged]) -> None:
    """Answer the item on the screen if it is still open; note it once the screen says so."""
    item = _item(page)
    in_test_mode = page.get_by_text("Not answered yet.").is_visible()
    if item and (in_test_mode or page.get_by_role("button", name=_CHECK).is_visible()):
        address = page.locator(".steps a[aria-current]").get_attribute("href") or ""
        fill_in(page, item, right=rng.random() < 0.5)
        if in_test_mode:
            page.keyboard.press("Tab")
            expect(
                page.get_by_text(re.compile("✓ Saved at|✓ Your answer is saved"))
            ).to_be_visible()
        else:
            check(page)
        saved.append(_acknowledged(page, address))


def _item(page: Page) -> Item | None:
    """The item on the screen, None for a page between items."""
    asked = page.locator("#stem").inner_text()
    claim = page.locator("p.claim")
    claimed = claim.inner_text() if claim.count() else ""
    for item in _course().items():
        if asked.endswith(item.stem) and getattr(item, "claim", "") == claimed:
            return item
    return None


@cache
def _course() -> Course:
    course = check_files(read_files(ROOT)).course
    if course is None:
        raise SystemExit("The course has faults: run 'sourcebook check'.")
    return course


def _acknowledged(page: Page, address: str) -> Acknowledged:
    params = parse_qs(urlsplit(address).query)
    place = int(params.get("item", ["1"])[0]) - 1
    return Acknowledged(params["attempt"][0], place, urljoin(page.url, address))


def _next(page: Page) -> None:
    address = page.url
    ways = "Next item|Go to the first|Skip|To the end|Review and|Finish|Hand in|Take the quiz"
    page.get_by_role("button", name=re.compile(ways)).first.click()
    expect(page).not_to_have_url(address)
    expect(page.locator("#stem")).to_be_visible()


def _shows(page: Page, last: list[Acknowledged]) -> bool:
    """Whether the last answer called saved is on the screen again."""
    for each in last:
        page.goto(each.address, timeout=30_000)
        steps = page.locator(".steps li").nth(each.place).locator("a")
        expect(steps).to_be_visible(timeout=30_000)
        answered = re.compile("answered|right|wrong")
        label = steps.get_attribute("aria-label") or ""
        return bool(answered.search(label)) and "unanswered" not in label
    return True


def _count_in_database(data: Path, context: BrowserContext, saved: list[Acknowledged]) -> int:
    """How many of these answers are in the database."""
    cookies = {cookie.get("name", ""): cookie.get("value", "") for cookie in context.cookies()}
    token = next(value for name, value in cookies.items() if "sourcebook" in name)
    with closing(Store.open(f"sqlite:///{data}/sourcebook.db")) as store:
        learner = store.learners.with_credential(hashed(token)) or ""
        attempts = {attempt.id: attempt for attempt in store.attempts.of_learner(learner)}
    return sum(each.place in attempts[each.attempt_id].answers for each in saved)


if __name__ == "__main__":
    typer.run(main)
