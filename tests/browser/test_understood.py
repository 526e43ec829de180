"""What a class understood, in a real browser: one page of paper, and names only if asked for."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from sourcebook.content.checking import check, read_files
from sourcebook.demonstration import invented_classes
from sourcebook.store import Store
from tests.browser.conftest import ROOT, Server, Visitor
from tests.browser.gestures import pick
from tests.browser.people import TEACHER, cookie, open_desk
from tests.browser.shown import heading, rest
from tests.browser.test_certificate import pages_of, smallest_points

QUIZZES = ("csto-quiz", "yerevan-summit-quiz")


@pytest.fixture(scope="module")
def invented_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the two invented classes that `sourcebook demo` makes."""
    server = Server(tmp_path_factory.mktemp("understood"))
    server.data.mkdir(exist_ok=True)
    course = check(read_files(ROOT)).course
    assert course is not None
    store = Store.open(f"sqlite:///{server.database}")
    now = datetime.now(UTC)
    store.classes.replace_demo(invented_classes(course, learners=120, seed=7, now=now))
    open_desk(store)
    store.close()
    server.start()
    yield server
    server.stop()


def understood(visitor: Visitor, server: Server, quiz: str) -> Page:
    """The page about a quiz, at the teacher's desk."""
    visit = visitor(server)
    own = {"name": "sourcebook_learner", "value": cookie(TEACHER), "url": server.url}
    visit.context.add_cookies([own])  # type: ignore[list-item]  # Names of the parts are as they should be.
    page = visit.open(f"/understood?quiz={quiz}")
    expect(page.locator(".understood")).to_contain_text("Who needs a word")
    return page


@pytest.mark.parametrize("quiz", QUIZZES)
def test_it_prints_on_one_page_with_all_names(
    invented_server: Server, visitor: Visitor, quiz: str
) -> None:
    page = understood(visitor, invented_server, quiz)
    page.get_by_text("Show names").click()
    expect(page.locator(".understood")).to_contain_text("Invented learner 0")
    rest(page)

    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert pages_of(pdf) == 1
    assert smallest_points(page) >= 9.5
    expect(page.locator(".understood h2")).to_have_count(5)
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(page.get_by_label("Quiz")).to_be_hidden()


def test_names_are_shown_on_request_and_lead_to_the_learner(
    invented_server: Server, visitor: Visitor
) -> None:
    page = understood(visitor, invented_server, "csto-quiz")
    expect(page.locator(".understood")).not_to_contain_text("Invented learner")

    page.get_by_text("Show names").click()
    link = page.locator(".understood").get_by_role("link", name=re.compile("Invented learner"))
    expect(link.first).to_be_visible()
    rest(page)
    name = link.first.inner_text()
    link.first.click()

    expect(heading(page)).to_have_text(name)


def test_a_choice_makes_the_address(invented_server: Server, visitor: Visitor) -> None:
    page = understood(visitor, invented_server, "csto-quiz")

    pick("What counts", "Latest attempts")(page)

    expect(page.locator(".understood")).to_contain_text("latest attempts")
    expect(page).to_have_url(re.compile(r"quiz=csto-quiz.*counts=latest"))
