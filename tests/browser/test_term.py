"""A term played through: three teachers, four classes, forty learners, six assignments."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sourcebook.content.checking import check, read_files
from sourcebook.model.assignments import Part, Settings
from sourcebook.model.attempts import Choice
from sourcebook.model.course import Course
from sourcebook.store import Store
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.gestures import pick, press, words
from tests.browser.kinds import AT_ONCE, TIMED, make_course
from tests.browser.people import Someone
from tests.browser.preparations import FILE, with_another_key
from tests.browser.shown import rest
from tests.browser.test_assignments import type_day
from tests.browser.test_door import at_the_desk
from tests.browser.test_teachers import invite, make_class
from tests.browser.test_teaching import opened, show
from tests.builders import option_id

DAVIT, LUSINE = "Davit Sargsyan", "Lusine Avetisyan"
CLASSES = ("History 9a", "History 9b", "History 10a", "History 11a")
FIRST = (
    "Anahit",
    "Bagrat",
    "Diana",
    "Edgar",
    "Gayane",
    "Hayk",
    "Karine",
    "Levon",
    "Mariam",
    "Narek",
)
LAST = ("Abrahamyan", "Baghdasaryan", "Danielyan", "Galstyan")
LATE, WITH_EXTRA_TIME = "Zabel Manukyan", "Vigen Khachatryan"
NEXT_YEAR = datetime.now(UTC).year + 1


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server whose course may be changed."""
    make_course(tmp_path / "course")
    server = Server(tmp_path / "data", tmp_path / "course")
    server.start()
    yield server
    server.stop()


def course_of(server: Server) -> Course:
    course = check(read_files(server.course)).course
    assert course
    return course


def join(visit: Visit, code: str, name: str) -> None:
    """Join a class by its link, with a name."""
    page = visit.open(f"/me?join={code}")
    page.get_by_label("Your name, as your teacher knows you").fill(name)
    page.get_by_role("button", name="Join the class").click()
    expect(words(page, "You are in the class").first).to_be_visible()


def fill_classes(store: Store, course: Course) -> dict[str, list[Someone]]:
    """Nine named learners in the first two classes and ten in the others, by class."""
    now, found = datetime.now(UTC), {}
    for number, room in enumerate(
        sorted(store.classes.all(), key=lambda one: CLASSES.index(one.name))
    ):
        people = []
        for place, first in enumerate(FIRST[: 9 if number < 2 else 10]):
            she = Someone(store, course, f"p{number}{place}", now)
            store.learners.rename(she.id, f"{first} {LAST[number]}")
            store.classes.join(she.id, room.id, now=now)
            people.append(she)
        found[room.name] = people
    return found


def take_in_time(course: Course, people: list[Someone]) -> None:
    """All take the quiz ten days ago; three choose what a later correction makes right."""
    for number, she in enumerate(people):
        attempt = she.starts(AT_ONCE, days_ago=10)
        pen = next(n for n, each in enumerate(attempt.items) if "pen-in-two" in each.item.id)
        for place in range(len(attempt.items)):
            if place == pen and number < 3:
                lazy = option_id(attempt.items[pen].item, "He let a pen drop in a lazy way")
                she.store.attempts.answer(
                    she.id, attempt.id, pen, Choice(option=lazy), now=attempt.started_at
                )
            else:
                she.settles(attempt, place, rightly=place == pen or (place + number) % 4 > 0)
        she.store.attempts.finish(she.id, attempt.id, now=attempt.started_at)


def set_in_browser(teacher: Visit, class_id: str, part: str, **numbers: str) -> None:
    """Set a part of the course to a class, due at the end of next year; `numbers` by label."""
    page = show(teacher.page, teacher, f"/assignments?class={class_id}", until="Assignments")
    if not page.get_by_role("combobox", name="Lesson or quiz").is_visible():
        page.locator("summary").filter(has_text="Set a lesson or a quiz").click()
        rest(page)
    pick("Lesson or quiz", part)(page)
    rest(page)
    type_day(page, "Due, day", f"3112{NEXT_YEAR}")
    page.keyboard.press("Escape")
    for label, number in numbers.items():
        page.get_by_label(label).fill(number)
    page.get_by_role("button", name="Set it to the class").click()
    expect(words(page, "is set to “")).to_be_visible()


def test_a_term_of_three_teachers_and_four_classes(server: Server, visitor: Visitor) -> None:
    ani, davit, lusine = (visitor(server) for _ in range(3))
    at_the_desk(ani)
    for colleague, name in ((davit, DAVIT), (lusine, LUSINE)):
        invite(ani, colleague, name)
    for teacher, name in zip((ani, ani, davit, lusine), CLASSES, strict=True):
        make_class(teacher, name)

    course, now = course_of(server), datetime.now(UTC)
    late, with_extra_time = visitor(server), visitor(server)
    with opened(server) as store:
        rooms = {room.name: room for room in store.classes.all()}
        nine_a, nine_b, ten, eleven = (rooms[name] for name in CLASSES)
        people = fill_classes(store, course)
        past = now - timedelta(days=21)
        due = Settings(due=now - timedelta(days=7), attempts=1)
        made = store.assignments.set_part(nine_a.id, Part("quiz", AT_ONCE), AT_ONCE, due, now=past)
        for room in (nine_a, ten):
            store.assignments.set_part(
                room.id, Part("lesson", "csto"), "The alliance", Settings(), now=now
            )
        take_in_time(course, people[nine_a.name])
    join(late, nine_a.code, LATE)
    join(with_extra_time, nine_b.code, WITH_EXTRA_TIME)

    # Three assignments are set in the browser, one of them with a time limit and extra time.
    limit = f"Time limit in minutes (empty: {course.quizzes[TIMED].time_limit}, as the quiz says)"
    set_in_browser(ani, nine_b.id, f"Quiz: {TIMED}", **{limit: "10"})
    set_in_browser(davit, ten.id, "Quiz: The alliance")
    set_in_browser(lusine, eleven.id, "Lesson: Why now?")
    page = ani.page
    page.get_by_role("link", name=f"Quiz: {TIMED}").click()
    page.get_by_text("Other dates or more time for one learner").click()
    rest(page)
    pick("Learner", WITH_EXTRA_TIME)(page)
    rest(page)
    page.get_by_label("Extra time in per cent of the time limit").fill("50")
    page.get_by_role("button", name="Save for this learner").click()
    expect(words(page, f"The dates and the time of {WITH_EXTRA_TIME}")).to_be_visible()
    theirs = with_extra_time.open(f"/quiz?quiz={TIMED}")
    expect(words(theirs, "You have 15 minutes.")).to_be_visible()

    # One is late.
    hers = show(late.page, late, f"/quiz?quiz={AT_ONCE}", until="Set by your teacher")
    hers.get_by_role("button", name="Start the quiz").click()
    expect(words(hers, "Item 1 of")).to_be_visible()
    rest(hers)
    hers.get_by_role("link", name="Finish").click()
    hers.get_by_role("button", name="Finish without").click()
    expect(words(hers, "Handed in late:")).to_be_visible()
    ani.open(f"/assignments?class={nine_a.id}&assignment={made.id}")
    expect(words(page, "Not begun: 0, at work: 0, done: 10. Late: 1.")).to_be_visible()

    # A colleague sees nothing of it.
    with opened(server) as store:
        number = store.learners.number_of(people[nine_a.name][0].id)
    davit.open(f"/learner?learner={number}")
    expect(words(davit.page, "No learner in a class here has the number")).to_be_visible()
    davit.open(f"/assignments?class={nine_a.id}&assignment={made.id}")
    expect(words(davit.page, "This assignment is no longer there.")).to_be_visible()
    assert nine_a.name not in davit.page.content()

    # A key was wrong, and is corrected after the fact.
    file = server.course / FILE
    file.write_bytes(with_another_key(file.read_bytes()))
    ani.open(f"/regrade?quiz={AT_ONCE}")
    expect(words(page, f"{FIRST[0]} {LAST[0]}").first).to_be_visible()
    rest(page)
    press("Raise scores")(page)
    expect(words(page, "3 scores raised, 0 scores lowered.")).to_be_visible()

    ani.open(f"/understood?class={nine_a.id}&quiz={AT_ONCE}")
    expect(page.locator(".understood")).to_contain_text("Who needs a word")
    assert LATE not in page.locator(".understood").inner_text()
    ani.open("/log")
    for done in ("scored answers again", "made a link for a teacher"):
        expect(words(page, done).first).to_be_visible()
