"""The keyboard is enough for a teacher: the door, a class, marking, results, a quiz edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.keys import (
    choose,
    expect_focus,
    focused,
    pick,
    press_on,
    tab_to,
    walk,
    write_in,
)
from tests.browser.kinds import AT_ONCE, make_course
from tests.browser.shown import heading, rest
from tests.browser.test_door import DESK, at_the_desk, reset
from tests.browser.test_teaching import writes
from tests.teachers import PASSWORD

FILE = f"quizzes/9-{AT_ONCE}.yaml"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server whose course may be changed."""
    make_course(tmp_path / "course")
    server = Server(tmp_path / "data", tmp_path / "course")
    server.start()
    yield server
    server.stop()


def said(page: Page, text: str) -> None:
    """See that a screen reader was given these words to say."""
    expect(page.get_by_role("log").get_by_text(text)).to_be_attached()


def test_the_door_opens_and_a_class_is_made_with_the_keyboard_alone(
    server: Server, visitor: Visitor
) -> None:
    page = visitor(server).open(reset(server))

    write_in(page, "New password", PASSWORD)
    write_in(page, "The same once more", PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(DESK)
    press_on(page, "a", "Class")
    write_in(page, "Name of the class", "History 9b")
    page.keyboard.press("Enter")

    said(page, "The class “History 9b” is made.")
    expect_focus(page)


def test_a_text_is_marked_and_the_results_filtered_with_the_keyboard_alone(
    server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    learner = visitor(server)
    learner.open("/")
    writes(server, learner, quizzes[AT_ONCE])
    page = at_the_desk(visitor(server))

    press_on(page, "a", "Marking")
    press_on(page, "button", "In full")
    said(page, "in full. All answers to this item are marked.")
    press_on(page, "a", "Results")
    expect(heading(page)).to_be_focused()
    choose(page, "Best attempts")
    expect_focus(page)
    assert "Best attempts" in focused(page)
    choose(page, "Items")
    expect(page.get_by_role("heading", name="Items", exact=True)).to_be_visible()
    expect_focus(page)


def test_an_item_is_edited_in_the_form_and_as_text_with_the_keyboard_alone(
    server: Server, visitor: Visitor
) -> None:
    page = at_the_desk(visitor(server))
    page.goto(f"{server.url}/edit?file={FILE}&view=Form")

    write_in(page, "Title of the quiz", "Ten kinds of item")
    page.keyboard.press("Tab")
    said(page, "Not saved yet; your draft is kept")
    expect_focus(page)
    tab_to(page, "button", "Save", key="Shift+Tab")
    page.keyboard.press("Enter")
    said(page, "Saved. Attempts that begin")
    assert "Save" in focused(page)
    pick(page, "Add to: the passages that prove it", "Kremlin")
    expect_focus(page)
    assert "Add to: the passages that prove it" in focused(page)
    page.goto(f"{server.url}/edit?file={FILE}&view=Text")
    write_in(page, FILE, f"title: {AT_ONCE}\n")
    expect(page.locator("#count")).to_contain_text("error")
    page.keyboard.press("Control+z")
    page.keyboard.press("Tab")

    expect(page.locator("textarea#code")).not_to_be_focused()
    assert "title: Ten kinds of item" in (server.course / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    "path", ["/teach", "/class", "/learner?learner=1", "/marking", "/results", "/edit"]
)
def test_tab_goes_through_a_teachers_page_and_out_of_it_and_shows_where_it_is(
    server: Server, visitor: Visitor, quizzes: dict[str, Quiz], path: str
) -> None:
    learner, teacher = visitor(server), visitor(server)
    learner.open("/")
    writes(server, learner, quizzes[AT_ONCE])
    page = at_the_desk(teacher)
    teacher.open(path)
    rest(page)

    stops = walk(page)

    assert len(stops) > 5
    assert [stop.name for stop in stops[:-1] if not stop.shows] == []
