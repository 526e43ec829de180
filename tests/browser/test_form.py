"""The form of a quiz in a real browser: settings, kinds, and faults that lead to their fields."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import keys
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import pick, press, unfold, words
from tests.browser.keys import expect_focus, focused, press_on, write_in
from tests.browser.kinds import AT_ONCE, make_course
from tests.browser.shown import rest
from tests.browser.test_door import at_the_desk

FILE = f"quizzes/9-{AT_ONCE}.yaml"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server whose course may be changed."""
    make_course(tmp_path / "course")
    server = Server(tmp_path / "data", tmp_path / "course")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def page(server: Server, visitor: Visitor) -> Page:
    """The teacher's browser at the form of a quiz."""
    page = at_the_desk(visitor(server))
    page.goto(f"{server.url}/edit?file={FILE}&view=Form")
    rest(page)
    return page


def on_disk(server: Server) -> str:
    """What the quiz's file holds."""
    return (server.course / FILE).read_text("utf-8")


def saved(page: Page) -> Locator:
    """What says that the file is saved."""
    return words(page, "Saved. Attempts that begin")


def test_a_quiz_becomes_a_test_of_twenty_minutes(server: Server, page: Page) -> None:
    unfold("Settings of the quiz")(page)
    rest(page)

    keys.pick(page, "When answers are explained", "After the whole quiz")
    expect(words(page, "Not saved yet; your draft is kept")).to_be_visible()
    rest(page)
    page.get_by_label("Minutes to hand it in").fill("20")
    page.get_by_label("Minutes to hand it in").press("Tab")
    expect(words(page, "Undo: changed “Minutes")).to_be_visible()
    rest(page)
    press("Save")(page)

    expect(saved(page)).to_be_visible()
    assert "feedback: deferred" in on_disk(server)
    assert "time_limit: 20" in on_disk(server)


def test_an_item_becomes_another_kind_and_back(server: Server, page: Page) -> None:
    page.locator("label:has-text('putin-on-the-alliance')").first.click()
    expect(page.get_by_role("heading", name=f"{AT_ONCE}-putin-on-the-alliance")).to_be_visible()
    rest(page)

    unfold("Change the kind")(page)
    rest(page)
    pick("New kind", "Single choice")(page)
    expect(page.get_by_text("it cannot keep this from multiple choice")).to_be_visible()
    rest(page)
    press("Change it")(page)
    expect(page.get_by_label("The right answer", exact=True)).to_be_visible()
    rest(page)
    press("Undo: made")(page)

    expect(page.get_by_label("The right answers, one in each line")).to_be_visible()
    expect(words(page, "Saved.")).to_be_visible()


def test_a_fault_leads_to_its_field_by_the_keyboard(page: Page) -> None:
    write_in(page, "The number", "")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    fault = page.get_by_role("button", name="Item 1, The number: Nothing is written")
    expect(fault).to_be_visible()
    page.locator("label:has-text('others-signed')").first.click()
    expect(page.get_by_role("heading", name=f"{AT_ONCE}-others-signed")).to_be_visible()

    press_on(page, "button", "Item 1, The number: Nothing is written")

    expect(page.get_by_label("The number", exact=True)).to_be_focused()
    assert "The number" in focused(page)


def test_a_fault_in_what_is_folded_away_opens_it(page: Page) -> None:
    unfold("Settings of the quiz")(page)
    write_in(page, "Per cent of the points", "most")
    page.keyboard.press("Tab")
    fault = page.get_by_role("button", name="Per cent of the points to pass: Expected")
    expect(fault).to_be_visible()
    rest(page)
    unfold("Settings of the quiz")(page)
    expect(page.get_by_label("Per cent of the points")).not_to_be_visible()
    expect_focus(page)

    press_on(page, "button", "Per cent of the points to pass: Expected")

    expect(page.get_by_label("Per cent of the points")).to_be_focused()


def test_a_new_quiz_is_written_from_blank_to_blank_with_the_keyboard(
    server: Server, page: Page
) -> None:
    unfold("Begin a new file")(page)
    page.get_by_label("Id of the file").fill("after-the-summit")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(words(page, "The quiz has no item yet.")).to_be_visible()
    rest(page)
    unfold("Add an item")(page)
    page.get_by_label("Id of the item").fill("who-met")
    press("Add it")(page)
    expect(page.get_by_role("button", name="Next blank (4 blanks left)").first).to_be_visible()

    press_on(page, "button", "Next blank")
    expect(page.get_by_label("What is asked")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Who met in Yerevan?")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next blank (3 blanks left)").first).to_be_visible()
    press_on(page, "button", "Next blank")

    expect(page.get_by_label("Wrong answer 1", exact=True)).to_be_focused()


def test_an_item_is_moved_to_another_quiz_and_both_files_are_saved(
    server: Server, page: Page
) -> None:
    other = server.course / "quizzes" / "9-against-the-clock.yaml"
    unfold("Move to another quiz")(page)
    expect(page.get_by_text("Attempts that have the item keep it")).to_be_visible()
    rest(page)
    keys.pick(page, "Other quiz", "quizzes/9-against-the-clock.yaml · ag")
    rest(page)

    press("Move it and save both")(page)

    expect(words(page, "Both files are saved.")).to_be_visible()
    assert f"- id: {AT_ONCE}-summit-day-date" not in on_disk(server)
    assert f"- id: {AT_ONCE}-summit-day-date" in other.read_text("utf-8")
