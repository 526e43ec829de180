"""My scores, full of answers: readable in either light and by keyboard, and to take away."""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.identity.cookies import cookie_name
from sourcebook.store import Store, hashed
from tests.browser.conftest import Server, Visitor
from tests.browser.shown import heading, rest
from tests.pages.conftest import right, wrong

MORNING = datetime(2022, 11, 23, 9, 0, tzinfo=UTC)
COOKIE = "S" * 22
TAKEN = 8


@pytest.fixture(scope="module")
def scores_server(shared_server: Server, summit_quiz: Quiz) -> Server:
    """The server with a learner who took a quiz eight times within three weeks."""
    store = Store.open(f"sqlite:///{shared_server.database}")
    learner = store.learners.get_or_create(hashed(COOKIE), now=MORNING)
    for number in range(TAKEN):
        _take(store, learner, summit_quiz, random.Random(number))
    store.close()
    return shared_server


def _take(store: Store, learner: str, quiz: Quiz, rng: random.Random) -> None:
    now = MORNING + timedelta(days=rng.randrange(21))
    attempt = store.attempts.start(learner, quiz, now=now, rng=rng)
    for place, item in enumerate(quiz.items):
        response = (right if rng.random() < 0.4 else wrong)(item)
        sure = rng.choice(["guessing", "fairly_sure", "certain"])
        store.attempts.answer(learner, attempt.id, place, response, now=now, confidence=sure)  # type: ignore[arg-type]  # One of the three.
    store.attempts.finish(learner, attempt.id, now=now)


def scores(server: Server, context: BrowserContext, page: Page) -> Page:
    """The page as that learner sees it."""
    name = cookie_name(https=False)
    context.add_cookies([{"name": name, "value": COOKIE, "url": server.url}])
    page.goto(f"{server.url}/scores")
    expect(page.get_by_role("heading", name="Every answer and its proof")).to_be_visible()
    rest(page)
    return page


def test_the_proof_of_a_past_answer_opens_beside_the_page_by_keyboard(
    scores_server: Server, visitor: Visitor
) -> None:
    visit = visitor(scores_server)
    page = scores(scores_server, visit.context, visit.page)

    page.get_by_role("table", name="Your answers").locator("a.cite").first.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".proof-panel")).to_contain_text("See it among the source’s other passages")
    page.keyboard.press("Escape")
    expect(page.locator(".proof-panel")).to_have_count(0)


def test_a_practice_starts_by_keyboard_only_once_it_is_confirmed(
    scores_server: Server, visitor: Visitor
) -> None:
    visit = visitor(scores_server)
    page = scores(scores_server, visit.context, visit.page)

    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.get_by_role("link", name="Practise").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#practise")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#stem")).to_contain_text("Item 1 of")
    expect(heading(page)).to_contain_text("Practice:")


def test_all_answers_can_be_taken_away_as_a_file(
    scores_server: Server, visitor: Visitor, summit_quiz: Quiz, tmp_path: Path
) -> None:
    visit = visitor(scores_server)
    page = scores(scores_server, visit.context, visit.page)

    with page.expect_download() as saved:
        page.get_by_role("link", name="Download all answers").click()

    assert saved.value.suggested_filename == "sourcebook-answers.csv"
    saved.value.save_as(tmp_path / "answers.csv")
    with (tmp_path / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["quiz_id"] for row in rows} == {summit_quiz.id}
    assert len(rows) > TAKEN * len(summit_quiz.items) / 2
