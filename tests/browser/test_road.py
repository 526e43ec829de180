"""The whole road once: from the first page to the score of the day before."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.shown import heading, rest
from tests.browser.steps import exactly, go_on, settle


@pytest.fixture
def dying_server(tmp_path: Path) -> Iterator[Server]:
    """A server with the real course that a test may kill."""
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.stop()


def test_a_learner_reads_answers_survives_a_crash_and_finds_her_score(
    dying_server: Server, visitor: Visitor, summit_quiz: Quiz
) -> None:
    visit = visitor(dying_server)
    page = visit.open("/")
    page.get_by_role("button", name="Start with the first lesson").click()
    expect(heading(page)).to_have_text("The alliance")
    page.go_back()
    page.get_by_role("link", name="The Yerevan summit", exact=True).click()
    expect(heading(page)).to_have_text("The Yerevan summit")
    rest(page)
    page.locator(".proofs-mark").first.click()
    panel = page.get_by_role("complementary", name="The proofs")
    expect(panel).to_contain_text("Newsweek, paragraph 6")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.locator(".all-steps summary").click()
    page.get_by_role("navigation", name="Steps of this lesson").get_by_text("Your answer").click()
    page.get_by_role("button", name=re.compile("Take the quiz")).click()
    page.get_by_role("button", name="Start the quiz").click()

    for place, item in enumerate(summit_quiz.items):
        if place == 7:
            # The learner has the item before her when the power goes.
            dying_server.kill()
            dying_server.start()
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        settle(page, item, right=place % 3 != 2)
        expect(page.locator(".passage").first).to_be_visible()
        go_on(page)

    # Every third item is missed, each at 1 point.
    expect(page.locator(".verdict")).to_contain_text("Passed: 76 %")
    expect(page.locator(".result")).to_contain_text("10 of 13 points")
    cookies = visit.context.cookies()
    next_day = visitor(dying_server)
    next_day.context.add_cookies([{**cookie} for cookie in cookies])  # type: ignore[typeddict-item]  # Read and written cookies differ in name only.
    scores = next_day.open("/scores")
    expect(scores.get_by_role("table", name="Your quizzes")).to_contain_text("76 %")
    assert visit.foreign_requests() == []


def test_a_passage_has_an_address_of_its_own(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/sources?passage=s2.p10")

    cited = page.locator("#passage-s2-p10")
    expect(cited).to_be_focused()
    expect(cited).to_be_in_viewport()
    expect(cited).to_contain_text("Cited passage")


def test_an_unknown_passage_is_said_to_be_unknown(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/sources?passage=s9.p99")

    expect(words(page, "There is no passage ‘s9.p99’")).to_be_visible()


def test_an_item_in_a_lesson_can_be_tried_without_a_score(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&section=who-belongs-to-it")
    tried = page.locator(".st-key-task-check-since-the-start")

    tried.locator("label").filter(has_text=exactly("Not stated in the sources")).click()
    tried.get_by_role("button", name="See whether that is right").click()

    expect(tried.locator(".verdict")).to_have_text("✓ Right")
    page.goto(f"{shared_server.url}/scores")
    expect(words(page, "No quiz taken yet")).to_be_visible()


def test_the_final_quiz_draws_one_item_for_each_objective(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/quiz")

    page.get_by_role("link", name="The whole course").click()
    page.get_by_role("button", name="Start the quiz").click()

    expect(page.locator("#stem")).to_contain_text("Item 1 of 20")


def test_a_search_finds_the_passages_with_a_word(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/sources")

    page.get_by_role("textbox", name="Search the passages").fill("peacekeepers")
    page.keyboard.press("Enter")

    expect(page.get_by_text("3 passages with “peacekeepers”.").first).to_be_visible()
    # What stood there before goes once the page is whole.
    expect(page.locator(".passage")).to_have_count(3)
    for passage in page.locator(".passage").all():
        expect(passage).to_contain_text(re.compile("peacekeepers", re.IGNORECASE))
