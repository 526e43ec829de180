"""The teacher's editor in a real browser: typed, kept, saved, and in use by the next attempt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import choose, unfold, words
from tests.browser.kinds import AT_ONCE, make_course
from tests.browser.shown import heading, rest
from tests.browser.steps import start_quiz
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


def open_editor(page: Page, server: Server, **params: str) -> Locator:
    """The field with the text of a quiz."""
    more = "".join(f"&{name}={value}" for name, value in params.items())
    page.goto(f"{server.url}/edit?file={FILE}{more}")
    rest(page)
    return page.locator("textarea#code")


def go_to_line(page: Page, text: str) -> None:
    """Put the caret at the end of the first line that begins like this, by the keyboard."""
    place = page.locator("textarea#code").input_value().split("\n")
    page.keyboard.press("Control+Home")
    for _ in range(next(n for n, line in enumerate(place) if line.startswith(text))):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("End")


def test_a_quiz_is_mended_with_the_keyboard_and_the_next_attempt_has_the_new_text(
    server: Server, visitor: Visitor
) -> None:
    page, learner = at_the_desk(visitor(server)), visitor(server)
    area = open_editor(page, server)
    area.focus()

    go_to_line(page, "title:")
    page.keyboard.type(" once more\nitmes: 1")
    expect(page.locator("#count")).to_contain_text("error")
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator("#place")).to_have_text("Line 3, column 1")
    page.keyboard.press("Shift+End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator("#count")).not_to_contain_text("error")
    page.keyboard.press("Control+s")

    expect(words(page, "Saved. Attempts that begin")).to_be_visible()
    assert f"title: {AT_ONCE} once more\n" in (server.course / FILE).read_text()
    start_quiz(learner.page, server.url, AT_ONCE)
    expect(heading(learner.page)).to_have_text(f"{AT_ONCE} once more")


def test_tab_leaves_the_text_and_a_new_line_is_indented_and_undone(
    server: Server, visitor: Visitor
) -> None:
    page = at_the_desk(visitor(server))
    area = open_editor(page, server)
    before = area.input_value()
    area.focus()
    go_to_line(page, "  type:")

    page.keyboard.press("Enter")
    page.keyboard.type("x")
    assert "\n  type: numeric\n  x\n" in area.input_value()
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert area.input_value() == before
    page.keyboard.press("Tab")

    expect(area).not_to_be_focused()
    assert "\t" not in area.input_value()


def test_what_is_typed_survives_a_killed_server_and_a_refresh(
    server: Server, visitor: Visitor
) -> None:
    page = at_the_desk(visitor(server))
    area = open_editor(page, server)
    area.focus()
    go_to_line(page, "title:")
    page.keyboard.type(" before")
    expect(page.locator("#kept")).to_have_text("Draft kept")

    server.kill()
    page.keyboard.type(" and after")
    server.start()
    expect(page.locator("#kept")).to_have_text("Draft kept", timeout=60_000)

    expect(open_editor(page, server)).to_have_value(area.input_value())
    assert f"title: {AT_ONCE} before and after\n" in area.input_value()


def test_a_list_of_questions_is_uploaded_and_becomes_a_draft(
    server: Server, visitor: Visitor
) -> None:
    page = at_the_desk(visitor(server))
    page.goto(f"{server.url}/edit")
    unfold("Begin a new file")(page)
    choose("A quiz from a file of questions")(page)
    page.get_by_label("Id of the file").fill("after-the-summit")

    questions = b"question,answer,wrong 1\nWho met in Yerevan?,Six leaders,Two leaders\n"
    chosen = FilePayload(name="list.csv", mimeType="text/csv", buffer=questions)
    page.locator("input[type=file]").set_input_files(chosen)
    expect(page.get_by_text("list.csv")).to_be_visible()
    page.get_by_role("button", name="Begin", exact=True).click()

    expect(words(page, "A draft with 1 item is made from the file.")).to_be_visible()
    expect(page.get_by_label("What is asked")).to_have_value("Who met in Yerevan?")
    expect(page.get_by_role("button", name="Next blank").first).to_be_visible()
