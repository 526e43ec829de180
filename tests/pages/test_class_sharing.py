"""Another teacher's class is closed in every page, until it is shared."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.assignments import Part, Settings
from sourcebook.model.learners import Classroom
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import result_files
from sourcebook.store import hashed
from tests.teachers import NAME, make_teacher, open_desk

from .conftest import MORNING, NINA, Browser, everything_sent, html, labels, press, right
from .teaching import at_desk

OTHER, THEIRS = "Davit Sargsyan", "D" * 22
CLASS, LEARNER = "Ninth graders of Gyumri", "Nina Manukyan"


@pytest.fixture
def room(browser: Browser, quiz: Quiz) -> Classroom:
    """A class of NAME's, with a learner who has finished a quiz."""
    store, own = services.store(), make_teacher(services.store(), now=MORNING)
    room = store.classes.create(CLASS, now=MORNING, owner=own.id)
    attempt = browser.start(quiz)
    for place, item in enumerate(quiz.items):
        browser.answer(attempt, place, right(item))
    store.attempts.finish(browser.learner, attempt.id, now=MORNING)
    learner = store.learners.get_or_create(hashed(NINA), now=MORNING)
    store.learners.rename(learner, LEARNER)
    store.classes.join(learner, room.id, now=MORNING)
    return room


def as_colleague(browser: Browser, url_path: str, **params: str) -> AppTest:
    """A new tab of the colleague's."""
    open_desk(services.store(), THEIRS, name=OTHER, before="theirs", now=MORNING)
    browser.cookie = THEIRS
    return browser.open(url_path, **params)


def attempt_id() -> str:
    """The id of the learner's attempt."""
    return services.store().attempts.of_class()[0].id


OWN_PAGES = [
    *("teach", "class", "assignments", "results", "understood", "marking", "regrade"),
    *("plans", "teachers", "log"),
]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_nothing_of_another_teachers_class_is_sent(
    browser: Browser, room: Classroom, page: str
) -> None:
    sent = everything_sent(as_colleague(browser, page))

    assert [each for each in (CLASS, LEARNER, room.code) if each in sent] == []


def test_another_teachers_assignments_and_results_are_closed_by_address_too(
    browser: Browser, room: Classroom
) -> None:
    part, now = Part("lesson", "csto"), MORNING
    made = services.store().assignments.set_part(room.id, part, "The alliance", Settings(), now=now)
    own = {"class": room.id}
    for page, more in (("assignments", own | {"assignment": made.id}), ("understood", own)):
        sent = everything_sent(as_colleague(browser, page, **more))
        assert [each for each in (CLASS, LEARNER, room.code) if each in sent] == []
        assert CLASS in everything_sent(at_desk(browser, page, **more))


def test_another_teachers_learner_and_attempt_are_closed_by_address_too(
    browser: Browser, room: Classroom
) -> None:
    for more in ({}, {"attempt": attempt_id()}):
        tab = as_colleague(browser, "learner", learner="1", **more)

        assert LEARNER not in everything_sent(tab)
        assert "no. 1" not in html(tab)
    assert LEARNER in html(at_desk(browser, "learner", learner="1"))


def test_the_desk_counts_ones_own_classes_only(browser: Browser, room: Classroom) -> None:
    assert "Begin here: make a class" in html(as_colleague(browser, "teach"))
    assert "<strong>1</strong> finished attempt" in html(at_desk(browser, "teach"))


def test_a_class_is_shared_and_no_longer_shared(browser: Browser, room: Classroom) -> None:
    make_teacher(services.store(), OTHER, now=MORNING)
    tab = at_desk(browser, "class")
    assert [each.value for each in press(tab, "Share the class").warning] == [
        "Choose a colleague first."
    ]
    tab.selectbox(key=f"share-with-{room.id}").select(OTHER)
    tab = press(tab, "Share the class")
    assert f"It is yours. Shared with: {OTHER}." in " ".join(html(tab).split())

    theirs = as_colleague(browser, "class")
    assert LEARNER in html(theirs)
    assert f"It belongs to {NAME}, who shares it with you." in " ".join(html(theirs).split())
    assert "Close the class" not in labels(theirs)
    assert LEARNER in html(as_colleague(browser, "learner", learner="1"))
    browser.cookie = "T" * 22
    tab.selectbox(key=f"unshare-{room.id}").select(OTHER)
    press(tab, "Stop sharing")

    assert CLASS not in everything_sent(as_colleague(browser, "class"))


def test_a_class_that_a_teacher_makes_is_theirs(browser: Browser) -> None:
    tab = at_desk(browser, "class")
    tab.text_input(key="new-class-name").set_value(CLASS)
    press(tab, "Make the class")

    assert CLASS not in everything_sent(as_colleague(browser, "class"))


def test_a_class_of_nobody_is_taken_over(browser: Browser) -> None:
    store = services.store()
    store.classes.create(CLASS, now=MORNING)
    tab = at_desk(browser, "class")
    assert "This class belongs to nobody" in html(tab)

    press(tab, "Take this class over")

    assert CLASS not in everything_sent(as_colleague(browser, "class"))


def test_a_file_is_made_for_the_teacher_it_was_offered_to_and_the_log_says_so(
    browser: Browser, room: Classroom
) -> None:
    at_desk(browser, "class")
    make = result_files.guarded(lambda: b"names", logged="all tables")

    assert make() == b"names"

    entry = services.store().log.page(0, 1, now=MORNING)[0]
    assert (entry.kind, entry.who, entry.about) == ("exported", NAME, "all tables")


def test_a_mark_says_whose_it_is(browser: Browser, room: Classroom, quiz: Quiz) -> None:
    at_desk(browser, "marking")
    written = next(n for n, item in enumerate(quiz.items) if item.type == "extended_response")
    own = make_teacher(services.store(), now=MORNING)
    services.store().attempts.mark_by_teacher(attempt_id(), written, 2, now=MORNING, teacher=own)

    shown = {"learner": "1", "attempt": attempt_id()}
    assert "your mark." in html(at_desk(browser, "learner", **shown))
    colleague = make_teacher(services.store(), OTHER, now=MORNING)
    services.store().classes.share(room.id, colleague.id, by=own.id)
    assert f"the mark of {NAME}." in html(as_colleague(browser, "learner", **shown))


def test_a_class_that_is_no_longer_shared_leaves_a_tab_that_shows_it(
    browser: Browser, room: Classroom
) -> None:
    store, own = services.store(), make_teacher(services.store(), now=MORNING)
    colleague = make_teacher(store, OTHER, now=MORNING)
    for name in ("History 7a", "History 8a"):
        store.classes.create(name, now=MORNING, owner=colleague.id)
    store.classes.share(room.id, colleague.id, by=own.id)
    tab = as_colleague(browser, "class")
    tab = tab.selectbox(key="which-class").select(CLASS).run()
    assert LEARNER in html(tab)

    store.classes.stop_sharing(room.id, colleague.id, by=own.id)
    tab.run()

    assert not tab.exception
    assert CLASS not in html(tab)
    assert LEARNER not in html(tab)
