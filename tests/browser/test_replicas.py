"""Several servers behind nginx with one PostgreSQL: one is killed, and the database restarts."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sourcebook.model.attempts import Typed
from sourcebook.model.quizzes import Quiz
from sourcebook.store import hashed
from sourcebook.store.health import FRESH_SECONDS
from tests.browser.conftest import Server, Visitor, installed
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import reconnected
from tests.browser.steps import check, fill_in, go_to, start_quiz
from tests.replicas.learners import QUIZ, Group
from tests.replicas.site import Site, site
from tests.tab import Tab, new_cookie

LEARNERS, ANSWERS = 20, 4
SAID = (
    "not saved, because the database does not answer just now",
    "cannot be shown, because the database does not answer just now",
    "Nobody knows yet whether this was saved",
)
"""What a page may say while the database is away."""


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, kinds_root: Path, quizzes: dict[str, Quiz]
) -> Iterator[Site]:
    """A site of two servers with the course that has the three short quizzes, too."""
    assert quizzes
    missing = "No nginx is installed: apt-get install nginx-light"
    nginx = installed("nginx", "/usr/sbin/nginx", otherwise=missing)
    folder = tmp_path_factory.mktemp("replicas")
    lock = folder.parents[1] / "pg.lock"
    with site(folder / "site", nginx=nginx, course=kinds_root, lock=lock) as site_of_two:
        yield site_of_two


@pytest.fixture
def running(made: Site) -> Site:
    """The site with both servers, to which nginx leads learners."""
    for each in made.servers:
        if each.process is None:
            each.start()
    cookies = [new_cookie(made.url) for _ in range(16)]
    # For ten seconds nginx leads nobody to a server that was gone.
    while {made.server_of(each) for each in cookies} != set(made.servers):
        time.sleep(0.5)
    return made


def test_no_answer_is_lost_or_doubled_when_a_server_and_then_the_database_goes(
    running: Site,
) -> None:
    group = Group(running, learners=LEARNERS, wanted=ANSWERS, seconds=240)
    group.wait_for(1 / 4)
    running.servers[0].kill()
    group.wait_for(1 / 2)
    assert running.health() == 200
    running.database.stop("immediate")
    while running.health() != 503 or not group.errors():
        time.sleep(0.2)
    running.database.start()

    tally = group.tally()

    assert (tally.confirmed, tally.unfinished) == (LEARNERS * ANSWERS, 0), tally
    assert (tally.lost, tally.doubled) == (0, 0), tally
    assert tally.lost_connections > 0
    assert [each for each in group.errors() if not any(said in each for said in SAID)] == []
    # What was found out about the database before holds for a while.
    time.sleep(FRESH_SECONDS)
    assert running.health() == 200


def test_a_learner_stays_at_one_server_and_learners_are_shared_among_both(running: Site) -> None:
    cookies = [new_cookie(running.url) for _ in range(16)]

    first = [running.server_of(each) for each in cookies]
    again = [running.server_of(each) for each in cookies]
    running.servers[0].kill()
    afterwards = {running.server_of(each) for each in cookies}

    assert first == again
    assert set(first) == set(running.servers)
    assert afterwards == {running.servers[1]}


def test_both_servers_know_at_once_of_an_attempt_and_that_its_learner_was_deleted(
    running: Site,
) -> None:
    cookie, start = new_cookie(running.url), "Start the quiz"
    tabs = [Tab(each.url, cookie) for each in running.servers]
    with tabs[0], tabs[1], closing(running.store()) as store:
        tabs[0].open("quiz", QUIZ)
        tabs[0].click(start)
        tabs[1].open("quiz", QUIZ)
        assert start not in tabs[1].buttons()
        learner = store.learners.with_credential(hashed(cookie.partition("=")[2]))
        assert learner

        store.learners.delete(learner)

        for tab in tabs:
            tab.open("quiz", QUIZ)
            assert start in tab.buttons()


def front_of(running: Site) -> Server:
    """The site as a browser sees it."""
    front = Server(running.servers[0].data)
    front.url = running.url
    return front


def test_what_is_filled_in_while_the_database_is_away_is_handed_in_afterwards(
    running: Site, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(front_of(running), new=True), quizzes[AT_ONCE].items[2]
    page = visit.page
    start_quiz(page, running.url, AT_ONCE)
    go_to(page, 3)

    running.database.stop("immediate")
    fill_in(page, item, right=True)
    page.get_by_role("button", name="Check my answer").or_(again(page)).first.click()
    expect(page.get_by_text("the database does not answer just now").first).to_be_visible()
    again(page).click()
    expect(page.get_by_text("the database does not answer just now").first).to_be_visible()
    running.database.start()
    again(page).click()

    expect(page.get_by_role("textbox")).to_have_value("Sadyr Japarov")
    check(page)
    expect(page.locator(".own-answer")).to_have_text("Sadyr Japarov")
    page.goto("about:blank")


def again(page: Page) -> Locator:
    """The button of a page that could not be drawn."""
    return page.get_by_role("button", name="Try again")


def test_a_learner_goes_on_at_the_other_server_with_what_they_had_filled_in(
    running: Site, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(front_of(running), new=True), quizzes[AT_ONCE].items[2]
    page = visit.page
    start_quiz(page, running.url, AT_ONCE)
    go_to(page, 3)
    fill_in(page, item, right=True)
    page.get_by_text("Certain", exact=True).click()
    cookies = {each.get("name", ""): each.get("value", "") for each in visit.context.cookies()}
    token = cookies["sourcebook_learner"]
    cookie = f"sourcebook_learner={token}"
    before = running.server_of(cookie)

    before.kill()
    expect(page.get_by_role("button", name="Check my answer")).to_be_disabled()
    reconnected(page)

    assert running.server_of(cookie) is not before
    expect(page.get_by_role("textbox")).to_have_value("Sadyr Japarov")
    expect(page.get_by_role("radio", name="Certain")).to_be_checked()
    check(page)
    expect(page.locator(".own-answer")).to_have_text("Sadyr Japarov")
    with closing(running.store()) as store:
        learner = store.learners.with_credential(hashed(token)) or ""
        (attempt,) = store.attempts.of_learner(learner)
    assert [each.response for each in attempt.record(2).answers] == [Typed(text="Sadyr Japarov")]
    # No page of this site is asked for any more when the proxy ends.
    page.goto("about:blank")
