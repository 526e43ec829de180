"""A learner in real browsers: on two devices, on a shared computer, and after deletion."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from sourcebook.store import Store
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.gestures import words
from tests.browser.keys import press_on, tab_to
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import rest
from tests.browser.steps import attempt_of, check, fill_in, go_on, start_quiz

NAME = "Nina Petrosyan"
FIRST_LESSON = "Start with the first lesson"
CODE = re.compile("^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$")
NOT_YOURS = "This attempt is not yours, or it is no longer there."
DEAF = "window.BroadcastChannel = class { postMessage() {} close() {} };"
"""Makes a tab that hears nothing of what other tabs do."""


def me(visit: Visit, params: str = "") -> Page:
    """The page Me in the first tab, once it is whole."""
    page = visit.open(f"/me{params}")
    page.get_by_role("heading", name="Your data").wait_for()
    rest(page)
    return page


def name_herself(visit: Visit) -> None:
    """Keep a name."""
    page = me(visit)
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_role("button", name="Keep this name").click()
    expect(words(page, "Kept.")).to_be_visible()


def make_code(visit: Visit) -> str:
    """A new recovery code, read off the screen."""
    page = me(visit)
    page.get_by_role("button", name="Make a recovery code").click()
    code = page.locator("code").first
    expect(code).to_have_text(CODE)
    return code.inner_text()


def open_class(server: Server) -> str:
    """The code of a class just made for a server."""
    store = Store.open(f"sqlite:///{server.database}")
    room = store.classes.create("History 9b", now=datetime.now(UTC))
    store.close()
    return room.code


def attempts(server: Server, attempt_id: str) -> int:
    """How many attempts of this id are on the disk of a server."""
    with closing(sqlite3.connect(server.database, timeout=15)) as database:
        query = "SELECT count(*) FROM attempt WHERE id = ?"
        return int(database.execute(query, (attempt_id,)).fetchone()[0])


def kept_by(page: Page) -> str:
    """All that a page can find again in its browser's storage."""
    return str(
        page.evaluate(
            "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
        )
    )


def cookie(visit: Visit) -> str:
    """The learner's cookie of a browser."""
    (found,) = [each for each in visit.context.cookies() if "sourcebook" in str(each.get("name"))]
    return str(found.get("value"))


def test_with_a_code_a_learner_goes_on_at_the_same_item_on_another_device(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    desk, phone = visitor(kinds_server), visitor(kinds_server)
    start_quiz(desk.page, kinds_server.url, AT_ONCE)
    fill_in(desk.page, quizzes[AT_ONCE].items[0], right=True)
    check(desk.page)
    go_on(desk.page)
    address, code = desk.page.url, make_code(desk)

    page = me(phone)
    before = cookie(phone)
    page.get_by_text("I have a recovery code").click()
    page.get_by_label("Recovery code", exact=True).fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Open my work here").click()
    page.wait_for_url(f"{kinds_server.url}/")

    page.goto(f"{kinds_server.url}/quiz?quiz={AT_ONCE}")
    expect(page.locator("#stem")).to_contain_text("Item 2 of 10")
    expect(words(page, "1 of 10 answered")).to_be_visible()
    assert cookie(phone) not in (before, cookie(desk))
    page.get_by_role("button", name="Skip for now").click()
    expect(page.locator("#stem")).to_contain_text("Item 3 of 10")
    fill_in(page, quizzes[AT_ONCE].items[2], right=True)
    check(page)
    desk.page.goto(address)
    expect(desk.page.get_by_text("2 of 10 answered")).to_be_visible()


def test_on_a_shared_computer_the_next_one_finds_nothing(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, stem = visitor(kinds_server), quizzes[AT_ONCE].items[0].stem
    start_quiz(visit.page, kinds_server.url, AT_ONCE)
    attempt, second = attempt_of(visit.page), visit.new_tab()
    second.goto(visit.page.url)
    expect(second.locator("#stem")).to_contain_text(stem)
    name_herself(visit)
    before, page = cookie(visit), visit.page

    page.get_by_role("button", name="I am someone else now").click()
    page.get_by_role("button", name="Leave without a code").click()

    page.wait_for_url(f"{kinds_server.url}/")
    for each in (page, second):
        expect(words(each, FIRST_LESSON)).to_be_visible()
        assert [secret for secret in (NAME, stem, attempt) if secret in each.content()] == []
        assert [secret for secret in (NAME, attempt) if secret in kept_by(each)] == []
    page.go_back()
    expect(words(page, NOT_YOURS)).to_be_visible()
    assert [secret for secret in (NAME, stem) if secret in page.content()] == []
    second.goto(f"{kinds_server.url}/me")
    expect(words(second, "Nothing is kept of you yet.")).to_be_visible()
    expect(second.get_by_label("Name", exact=True)).to_have_value("")
    assert cookie(visit) != before
    assert attempts(kinds_server, attempt) == 1


def test_after_everything_is_deleted_a_tab_that_was_left_open_keeps_no_answer(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit = visitor(kinds_server)
    start_quiz(visit.page, kinds_server.url, AT_ONCE)
    attempt, late = attempt_of(visit.page), visit.new_tab()
    late.add_init_script(DEAF)
    late.goto(visit.page.url)
    fill_in(late, quizzes[AT_ONCE].items[0], right=True)

    page = me(visit)
    page.get_by_text("Yes, delete all").click()
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_url(f"{kinds_server.url}/")
    assert attempts(kinds_server, attempt) == 0
    late.get_by_role("button", name="Check my answer").click()

    expect(words(late, NOT_YOURS)).to_be_visible()
    assert attempts(kinds_server, attempt) == 0


def test_a_code_is_made_and_a_class_joined_with_the_keyboard_alone(
    kinds_server: Server, visitor: Visitor
) -> None:
    visit, code = visitor(kinds_server), open_class(kinds_server)
    visit.open("/lesson")
    rest(visit.page)
    page = me(visit)

    press_on(page, "button", "Make a recovery code")
    expect(
        page.get_by_test_id("stAlert").get_by_text("This is your recovery code.")
    ).to_be_visible()
    tab_to(page, "input text", "Class code")
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Join the class “History 9b”?")).to_be_visible()
    tab_to(page, "input text", "Your name, as your teacher knows you")
    page.keyboard.type("Nina Petrosyan")
    press_on(page, "button", "Join the class")

    expect(words(page, "You are in the class “History 9b”. Its teacher")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Nina Petrosyan")
