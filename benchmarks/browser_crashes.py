"""Answers lost on screen when the server is killed: `python -m benchmarks.browser_crashes`.

In each trial a real browser answers items, by turns of a quiz that explains each answer at
once and of one in test mode, and the server is killed with SIGKILL at a random moment. It is
started again on the same data; every answer that the screen had called saved must be there,
and the last of them on the screen, too.
"""

import hashlib
import random
import re
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer
from typing import Annotated, NamedTuple
from urllib.parse import parse_qs, urlsplit

import typer
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as BrowserError

from sourcebook.store import Store
from tests.browser.conftest import Server, chromium

QUIZZES = ("yerevan-summit-quiz", "final-quiz")
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
        for trial in range(trials):
            saved += _trial(server, context, QUIZZES[trial % 2], rng)
            server.start()
            on_screen += _shows(context.new_page(), saved[-1:])
            server.stop()
        lost = len(saved) - _kept(Path(folder), context, saved)
        browser.close()
    typer.echo(
        f"{trials:,} kills; {len(saved):,} answers called saved on screen, {lost:,} lost; "
        f"after {on_screen:,} of {trials:,} restarts the last one stood on the screen"
    )
    typer.echo(f"in {time.monotonic() - began:.0f} seconds")
    raise typer.Exit(code=1 if lost or on_screen < trials else 0)


def _trial(
    server: Server, context: BrowserContext, quiz_id: str, rng: random.Random
) -> list[Acknowledged]:
    """What the screen called saved until the server was killed."""
    server.start()
    page = context.new_page()
    page.set_default_timeout(3000)
    page.goto(f"{server.url}/quiz?quiz={quiz_id}", timeout=30_000)
    saved: list[Acknowledged] = []
    _open_attempt(page)
    killer = Timer(rng.uniform(0.2, LONGEST_LIFE), server.kill)
    killer.start()
    while killer.is_alive():
        # A step that the screen does not confirm, as when the server dies, counts as not taken.
        with suppress(BrowserError, AssertionError):
            saved += _answer(page, rng)
    page.close()
    return saved


def _open_attempt(page: Page) -> None:
    button = page.get_by_role("button", name="Start the quiz")
    expect(button.or_(page.locator("#stem"))).to_be_visible(timeout=30_000)
    if button.is_visible():
        button.click()
    page.locator("#stem").wait_for(timeout=30_000)


def _answer(page: Page, rng: random.Random) -> list[Acknowledged]:
    """Answer the item on the screen if it is one of choice, and go on to another."""
    saved = []
    address = page.url
    form = page.locator(".st-key-quiz")
    waiting = form.get_by_text("Not answered yet.")
    check = form.get_by_role("button", name="Check my answer")
    open_item = waiting.or_(check).first.is_visible()
    single = form.get_by_role("radiogroup").count() and not form.get_by_role("checkbox").count()
    if open_item and single:
        for group in form.get_by_role("radiogroup").all():
            labels = group.get_by_test_id("stRadioOption")
            labels.nth(rng.randrange(labels.count())).click(timeout=1500)
        if check.is_visible():
            check.click(timeout=1500)
            expect(page.locator("#result, #proof, #tried")).to_be_visible(timeout=1500)
        else:
            expect(form.get_by_text(re.compile("Saved at|is saved"))).to_be_visible(timeout=1500)
        saved.append(_acknowledged(address))
    _next(page)
    return saved


def _acknowledged(address: str) -> Acknowledged:
    params = parse_qs(urlsplit(address).query)
    place = int(params.get("item", ["1"])[0]) - 1
    return Acknowledged(params["attempt"][0], place, address)


def _next(page: Page) -> None:
    address = page.url
    ways = "Next item|Skip for now|To the end|Review and|Finish without|Hand in|Take the quiz"
    page.get_by_role("button", name=re.compile(ways)).first.click(timeout=1500)
    expect(page).not_to_have_url(address, timeout=1500)
    expect(page.locator("#stem")).to_be_visible(timeout=1500)


def _shows(page: Page, last: list[Acknowledged]) -> bool:
    """Whether the last answer called saved is on the screen again."""
    for each in last:
        page.goto(each.address, timeout=30_000)
        steps = page.locator(".steps li").nth(each.place).locator("a")
        expect(steps).to_be_visible(timeout=30_000)
        answered = re.compile("answered|right|wrong")
        label = steps.get_attribute("aria-label") or ""
        page.close()
        return bool(answered.search(label)) and "unanswered" not in label
    page.close()
    return True


def _kept(data: Path, context: BrowserContext, saved: list[Acknowledged]) -> int:
    """How many of these answers are in the database."""
    cookies = {cookie.get("name", ""): cookie.get("value", "") for cookie in context.cookies()}
    token = next(value for name, value in cookies.items() if "sourcebook" in name)
    learner = hashlib.sha256(token.encode()).hexdigest()
    with closing(Store.open(f"sqlite:///{data}/sourcebook.db")) as store:
        attempts = {attempt.id: attempt for attempt in store.attempts(learner)}
    return sum(each.place in attempts[each.attempt_id].answers for each in saved)


if __name__ == "__main__":
    typer.run(main)
