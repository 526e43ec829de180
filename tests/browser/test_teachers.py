"""Two teachers in two browsers: one invites the other, shares a class, and shuts them out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.gestures import pick, words
from tests.browser.shown import heading, rest
from tests.browser.test_door import DESK, asks, at_the_desk, set_password

CLASS, COLLEAGUE = "Ninth graders of Gyumri", "Davit Sargsyan"


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, kinds_root: Path, quizzes: dict[str, Quiz]
) -> Iterator[Server]:
    """A server of its own, at which nobody teaches yet."""
    assert quizzes
    server = Server(tmp_path_factory.mktemp("teachers"), kinds_root)
    server.start()
    yield server
    server.stop()


def invite(teacher: Visit, colleague: Visit, name: str) -> Page:
    """Invite a colleague by a link; their desk, which it has opened."""
    page = teacher.open("/teachers")
    page.get_by_label("For whom").fill(name)
    page.get_by_role("button", name="Make the link").click()
    link = page.locator("code", has_text="/teach?token=")
    expect(link).to_be_visible()
    theirs = colleague.open(link.inner_text().strip().removeprefix(teacher.server.url))
    expect(words(theirs, "invites you to the teacher’s desk")).to_be_visible()
    set_password(theirs, name)
    rest(theirs)
    return theirs


def make_class(teacher: Visit, name: str) -> None:
    """Make a class at the desk."""
    page = teacher.open("/class")
    rest(page)
    more = page.get_by_text("Another class", exact=True)
    if more.count():
        more.click()
    page.get_by_label("Name of the class").last.fill(name)
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_a_colleague_is_invited_sees_a_shared_class_and_is_shut_out(
    server: Server, visitor: Visitor
) -> None:
    teacher, colleague = visitor(server), visitor(server)
    page = at_the_desk(teacher)
    make_class(teacher, CLASS)

    theirs = invite(teacher, colleague, COLLEAGUE)
    colleague.open("/class")
    expect(words(theirs, "There is no class yet.")).to_be_visible()

    teacher.open("/class")
    expect(page.get_by_role("heading", name=CLASS)).to_be_visible()
    page.get_by_text("Change or close this class").click()
    rest(page)
    pick("Colleague", COLLEAGUE)(page)
    rest(page)
    page.get_by_role("button", name="Share the class").click()
    expect(words(page, f"Shared with: {COLLEAGUE}.")).to_be_visible()
    colleague.open("/class")
    expect(theirs.get_by_role("heading", name=CLASS)).to_be_visible()

    teacher.open("/teachers")
    expect(heading(page)).to_have_text("Teachers")
    rest(page)
    pick("Who leaves", COLLEAGUE)(page)
    rest(page)
    page.get_by_text(f"Yes, shut out {COLLEAGUE}").click()
    rest(page)
    page.get_by_role("button", name="Shut out", exact=True).click()
    expect(words(page, "You are the only teacher.")).to_be_visible()
    theirs.reload()
    asks(theirs)
    assert DESK not in theirs.content()
    assert CLASS not in theirs.content()
