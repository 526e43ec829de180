"""The teacher's door in real browsers: opened once by a link, then by a password, and closed."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.teaching import desk, teacher_pages
from sourcebook.store import Store, hashed
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.gestures import words
from tests.browser.keys import tab_to
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import rest
from tests.browser.steps import check, fill_in, start_quiz
from tests.browser.test_identity import cookie
from tests.streamlit_internals import ForwardMsg
from tests.teachers import NAME, PASSWORD, make_teacher

DESK = "Teacher’s desk"
CLASS, LEARNER = "Ninth graders of Gyumri", "Zaruhi Testian"
ADDRESSES = [desk.ADDRESS, *(page.url_path for page in teacher_pages.PAGES)]


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, kinds_root: Path, quizzes: dict[str, Quiz]
) -> Iterator[Server]:
    """A server at which a class with a learner is at work, and no password is set yet."""
    assert quizzes
    server = Server(tmp_path_factory.mktemp("door"), kinds_root)
    server.start()
    yield server
    server.stop()


def link(server: Server) -> str:
    """The path that the console printed at the last start."""
    printed = re.findall(r"(http\S+)(/teach\?token=\S+)", (server.data / "server.log").read_text())
    assert printed[-1][0] == server.url
    return str(printed[-1][1])


def reset(server: Server) -> str:
    """The path of a link with which the teacher sets another password."""
    store, now = Store.open(f"sqlite:///{server.database}"), datetime.now(UTC)
    token = store.teachers.reset(make_teacher(store, now=now).name, now=now)
    store.close()
    return f"/teach?token={token}"


def set_password(page: Page, name: str = "") -> None:
    """Set the password, and a name if the link asks for one, and wait for the desk."""
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", name=DESK)).to_be_visible()


def type_password(page: Page, password: str = PASSWORD) -> None:
    """Hand in a name and a password at the closed door."""
    page.get_by_label("Your name", exact=True).fill(NAME)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Open the desk").click()


def at_the_desk(visit: Visit) -> Page:
    """The desk, in a browser that opened it by a new link."""
    page = visit.open(reset(visit.server))
    set_password(page)
    rest(page)
    return page


def asks(page: Page) -> None:
    """See that a page is the closed door."""
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=DESK)).to_have_count(0)


def passes(server: Server) -> list[str]:
    """The hashes of the cookies that open the desk."""
    with closing(sqlite3.connect(server.database, timeout=15)) as database:
        return [row[0] for row in database.execute("SELECT browser FROM teacher_pass")]


def titles_told(frames: list[bytes]) -> set[str]:
    """The titles of all pages that a browser was told of."""
    messages = (ForwardMsg.FromString(frame) for frame in frames)
    return {page.page_name for each in messages for page in each.navigation.app_pages}


def test_the_link_of_the_console_sets_a_password_once_and_later_the_password_opens(
    server: Server, visitor: Visitor
) -> None:
    first, later = visitor(server), visitor(server)
    path = link(server)
    page = first.open(path)
    before = cookie(first)

    set_password(page, NAME)

    expect(page).to_have_url(f"{server.url}/teach")
    assert passes(server) == [hashed(cookie(first))] != [hashed(before)]
    later.open(path)
    expect(words(later.page, "This link has been used")).to_be_visible()
    asks(later.page)
    type_password(later.page, "another five words or so")
    expect(words(later.page, "This name and this password do not belong together.")).to_be_visible()
    type_password(later.page)
    expect(later.page.get_by_role("heading", name=DESK)).to_be_visible()


def test_who_opens_the_desk_stays_the_learner_she_was_and_the_former_cookie_opens_neither(
    server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit = visitor(server)
    start_quiz(visit.page, server.url, AT_ONCE)
    fill_in(visit.page, quizzes[AT_ONCE].items[0], right=True)
    check(visit.page)
    answered, planted = visit.page.url, cookie(visit)

    at_the_desk(visit)

    visit.page.goto(answered)
    expect(visit.page.locator("#result")).to_be_visible()
    thief = visitor(server)
    thief.context.add_cookies([{"name": "sourcebook_learner", "value": planted, "url": server.url}])
    thief.open("/teach")
    asks(thief.page)
    thief.page.goto(answered)
    expect(words(thief.page, "This attempt is not yours")).to_be_visible()


def test_a_log_out_closes_the_desk_in_every_tab_and_for_a_copied_cookie(
    server: Server, visitor: Visitor
) -> None:
    visit = visitor(server)
    page = at_the_desk(visit)
    copied, second, deaf = cookie(visit), visit.new_tab(), visit.new_tab()
    second.goto(f"{server.url}/teach")
    expect(second.get_by_role("heading", name=DESK)).to_be_visible()
    rest(second)
    deaf.add_init_script("window.BroadcastChannel = class { postMessage() {} close() {} };")
    deaf.goto(f"{server.url}/teach")
    rest(deaf)

    page.get_by_role("button", name="Log out").click()

    page.wait_for_url(f"{server.url}/")
    second.wait_for_url(f"{server.url}/")
    assert cookie(visit) != copied
    for each in (page, second):
        rest(each)
        assert DESK not in each.content()
    deaf.get_by_role("button", name="Log out").click()
    asks(deaf)
    page.goto(f"{server.url}/teach")
    asks(page)


def test_a_reset_closes_every_open_desk(server: Server, visitor: Visitor) -> None:
    visit = visitor(server)
    page = at_the_desk(visit)

    reset(server)
    page.reload()

    asks(page)
    type_password(page)
    expect(words(page, "This name and this password do not belong together.")).to_be_visible()


def test_nothing_of_the_teachers_goes_over_a_learners_wire(
    server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    store, now = Store.open(f"sqlite:///{server.database}"), datetime.now(UTC)
    learner_id = store.learners.get_or_create(hashed("another learner"), now=now, name=LEARNER)
    store.classes.join(learner_id, store.classes.create(CLASS, now=now).id, now=now)
    store.close()
    teacher, learner = visitor(server), visitor(server)
    at_the_desk(teacher)

    start_quiz(learner.page, server.url, AT_ONCE)
    fill_in(learner.page, quizzes[AT_ONCE].items[0], right=True)
    check(learner.page)
    for path in ("/", "/lesson?lesson=csto", "/quiz", "/scores", "/sources", "/me", "/certificate"):
        learner.open(path)
        rest(learner.page)
    for path in ADDRESSES:
        learner.open(f"/{path}")
        asks(learner.page)
        type_password(learner.page, "not the password at all")
        expect(
            words(learner.page, "This name and this password do not belong together.")
        ).to_be_visible()

    secrets = [CLASS, LEARNER, learner_id, "Change the password", "Its files have", PASSWORD]
    secrets += [desk.TITLE, *(page.purpose for page in teacher_pages.PAGES)]
    sent = b"\0".join(learner.frames)
    assert len(sent) > 10_000
    assert [each for each in secrets if each.encode() in sent] == []
    titles = {desk.TITLE, *(page.title for page in teacher_pages.PAGES)}
    assert titles.isdisjoint(titles_told(learner.frames))
    # All of it is found where it belongs, so it is looked for rightly.
    assert desk.TITLE.encode() in b"\0".join(teacher.frames)
    assert titles <= titles_told(teacher.frames)


def test_the_door_opens_and_closes_with_the_keyboard_alone(
    server: Server, visitor: Visitor
) -> None:
    visit = visitor(server)
    page = visit.open("/me")
    rest(page)
    tab_to(page, "a", "For teachers")
    page.keyboard.press("Enter")
    asks(page)
    page.goto(server.url + reset(server))
    rest(page)

    tab_to(page, "input password", "New password")
    page.keyboard.type(PASSWORD)
    tab_to(page, "input password", "The same once more")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=DESK)).to_be_visible()
    rest(page)
    tab_to(page, "button", "Log out")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{server.url}/")
