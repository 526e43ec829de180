"""A teacher sets a quiz to a class, and a learner reads when it is due and hands it in late."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from sourcebook.model.assignments import Part, Settings
from sourcebook.store import hashed
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import rest
from tests.browser.test_door import at_the_desk
from tests.browser.test_identity import cookie
from tests.browser.test_teaching import opened, show


def type_day(page: Page, label: str, digits: str) -> None:
    """Type a day into a field, part by part, as with the keyboard alone."""
    field = page.get_by_role("group", name=label).first
    field.get_by_role("spinbutton").first.focus()
    page.keyboard.type(digits)


def test_a_quiz_set_in_the_browser_is_due_on_the_learners_first_page(
    own_server: Server, visitor: Visitor
) -> None:
    teacher, learner = visitor(own_server), visitor(own_server)
    page = at_the_desk(teacher)
    learner.open("/")
    with opened(own_server) as store:
        room = store.classes.create("History 9b", now=datetime.now(UTC))
        nina = store.learners.get_or_create(hashed(cookie(learner)), now=datetime.now(UTC))
        store.classes.join(nina, room.id, now=datetime.now(UTC))

    show(page, teacher, f"/assignments?class={room.id}", until="Assignments")
    part = page.get_by_role("combobox", name="Lesson or quiz")
    part.click()
    part.fill("Quiz: ")
    page.get_by_role("option").first.click()
    expect(page.get_by_label("Attempts allowed")).to_be_visible()
    rest(page)
    year = datetime.now(UTC).year + 1
    type_day(page, "Due, day", f"3112{year}")
    page.get_by_label("Due, time").fill("17:30")
    page.get_by_label("Attempts allowed").fill("2")
    page.get_by_role("button", name="Set it to the class").click()
    expect(words(page, "is set to “History 9b”")).to_be_visible()

    show(learner.page, learner, "/", until="Set by your teacher")
    expect(words(learner.page, f"31 December {year}, 17:30")).to_be_visible()
    learner.page.get_by_role("link", name="Quiz: ").first.click()
    expect(words(learner.page, "Attempts left:")).to_be_visible()


def test_what_is_handed_in_after_the_due_date_is_late_for_both(
    own_server: Server, visitor: Visitor
) -> None:
    teacher, learner = visitor(own_server), visitor(own_server)
    page, now = at_the_desk(teacher), datetime.now(UTC)
    learner.open("/")
    part, due = Part("quiz", AT_ONCE), Settings(due=now - timedelta(days=1), attempts=1)
    with opened(own_server) as store:
        room = store.classes.create("History 9b", now=now)
        nina = store.learners.get_or_create(hashed(cookie(learner)), now=now, name="Nina")
        store.classes.join(nina, room.id, now=now)
        made = store.assignments.set_part(room.id, part, "A quiz", due, now=now)

    show(learner.page, learner, f"/quiz?quiz={AT_ONCE}", until="Set by your teacher")
    learner.page.get_by_role("button", name="Start the quiz").click()
    expect(words(learner.page, "Item 1 of")).to_be_visible()
    rest(learner.page)
    learner.page.get_by_role("link", name="Finish").click()
    learner.page.get_by_role("button", name="Finish without").click()
    expect(words(learner.page, "Handed in late:")).to_be_visible()
    expect(learner.page.get_by_role("button", name="Take the quiz again")).to_have_count(0)

    address = f"/assignments?class={room.id}&assignment={made.id}"
    show(page, teacher, address, until="Nina, no. 1")
    expect(page.get_by_text("Late", exact=True).first).to_be_visible()
