"""The page Assignments of the desk: setting, changing, extending, deleting, and who has done it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.model.learners import Classroom
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from sourcebook.pages.teaching import assignment_links
from sourcebook.store import hashed

from .conftest import ARAM, MORNING, NINA, Browser, html, labels, press, right
from .teaching import SPELL, a_class, at_desk
from .tiny_course import refusals, warnings, words

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEREVAN = ZoneInfo("Asia/Yerevan")


@pytest.fixture(autouse=True)
def _in_yerevan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "zone", lambda: YEREVAN)


def learner(cookie: str) -> str:
    return services.store().learners.get_or_create(hashed(cookie), now=MORNING)


def set_quiz(room: Classroom, quiz: Quiz, **settings: object) -> Assignment:
    """The quiz, set to a class in the morning."""
    chosen = Settings.model_validate(settings)
    part = Part("quiz", quiz.id)
    return services.store().assignments.set_part(room.id, part, quiz.title, chosen, now=MORNING)


def at_page(browser: Browser, made: Assignment) -> AppTest:
    """A teacher's tab at the page of an assignment."""
    parts = {"class": made.classroom_id, "assignment": made.id}
    return at_desk(browser, assignment_links.ADDRESS, **parts)


def found(room: Classroom) -> Sequence[Assignment]:
    return services.store().assignments.of_class(room.id)


def at_class(browser: Browser, room: Classroom) -> AppTest:
    return at_desk(browser, assignment_links.ADDRESS, **{"class": room.id})


def choose_quiz(tab: AppTest, room: Classroom, quiz: Quiz) -> None:
    tab.selectbox(key=f"set-{room.id}").set_value(Part("quiz", quiz.id)).run()


def fill(tab: AppTest, key: str, local: datetime) -> None:
    """Choose a day, and type a time."""
    tab.date_input(key=key).set_value(local.date())
    tab.text_input(key=f"{key}-time").set_value(f"{local:%H:%M}")


def test_without_a_class_nothing_can_be_set(browser: Browser) -> None:
    assert "There is no class yet" in html(at_desk(browser, assignment_links.ADDRESS))


def test_a_quiz_is_set_by_the_clock_of_the_browser(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina", "Aram")
    tab = at_class(browser, room)
    choose_quiz(tab, room, quiz)
    key = f"set-{room.id}-quiz"
    assert tab.text_input(key=f"{key}-due-time").label == "Due, time (Asia/Yerevan)"
    fill(tab, f"{key}-due", datetime(2022, 11, 25, 23, 59))
    tab.number_input(key=f"{key}-attempts").set_value(2)
    tab.number_input(key=f"{key}-limit").set_value(40)
    tab.selectbox(key=f"{key}-counts").set_value("first")
    tab.selectbox(key=f"{key}-keys").set_value("after_handing_in")

    tab = press(tab, "Set it to the class")

    assert [each.settings for each in found(room)] == [
        Settings(
            due=datetime(2022, 11, 25, 19, 59, tzinfo=UTC),
            attempts=2,
            counts="first",
            time_limit=40,
            keys="after_handing_in",
        )
    ]
    assert f"Quiz: {quiz.title} 25 November 2022, 23:59 – 0 of 2 0" in words(tab)
    assert f"“{quiz.title}” is set to “History 9b”." in [each.value for each in tab.success]


def test_a_lesson_is_set_with_its_due_date_alone(browser: Browser) -> None:
    room = a_class("Nina")
    tab = at_class(browser, room)
    assert [each.label for each in tab.date_input] == ["Due, day"]

    press(tab, "Set it to the class")

    assert [each.part for each in found(room)] == [Part("lesson", "csto")]


def test_what_cannot_be_is_said_and_everything_typed_stays(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    tab = at_class(browser, room)
    choose_quiz(tab, room, quiz)
    key = f"set-{room.id}-quiz"
    fill(tab, f"{key}-opens", datetime(2022, 11, 25, 8, 0))
    fill(tab, f"{key}-due", datetime(2022, 11, 24, 8, 0))
    tab.number_input(key=f"{key}-attempts").set_value(0)

    tab = press(tab, "Set it to the class")

    assert len(refusals(tab)) == 1
    assert "It is due before it opens" in refusals(tab)[0]
    assert "The number of attempts is from 1 to 100." in refusals(tab)[0]
    assert tab.date_input(key=f"{key}-due").value == date(2022, 11, 24)
    assert tab.text_input(key=f"{key}-due-time").value == "08:00"
    assert tab.number_input(key=f"{key}-attempts").value == 0
    assert found(room) == ()


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (
            datetime(2022, 3, 27, 2, 30),
            "There is no 02:30 on 27 March 2022 in Europe/Berlin: the clocks are put forward then.",
        ),
        (
            datetime(2022, 10, 30, 2, 30),
            "02:30 on 30 October 2022 comes twice in Europe/Berlin: the clocks are put back then.",
        ),
    ],
)
def test_a_time_that_is_not_or_is_twice_is_named(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, local: datetime, expected: str
) -> None:
    monkeypatch.setattr(clock, "zone", lambda: ZoneInfo("Europe/Berlin"))
    room = a_class("Nina")
    tab = at_class(browser, room)
    fill(tab, f"set-{room.id}-lesson-due", local)

    tab = press(tab, "Set it to the class")

    assert refusals(tab) == [f"Not saved. {expected} Choose another time."]
    assert found(room) == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", datetime(2022, 11, 25, 19, 59, tzinfo=UTC)),
        ("8.05", datetime(2022, 11, 25, 4, 5, tzinfo=UTC)),
        ("00:00", datetime(2022, 11, 24, 20, 0, tzinfo=UTC)),
    ],
)
def test_without_a_time_the_end_of_the_day_is_meant(
    browser: Browser, typed: str, expected: datetime
) -> None:
    room = a_class("Nina")
    tab = at_class(browser, room)
    tab.date_input(key=f"set-{room.id}-lesson-due").set_value(date(2022, 11, 25))
    tab.text_input(key=f"set-{room.id}-lesson-due-time").set_value(typed)

    press(tab, "Set it to the class")

    assert [each.settings.due for each in found(room)] == [expected]


def test_what_is_no_time_and_a_time_without_a_day_are_said(browser: Browser) -> None:
    room = a_class("Nina")
    tab = at_class(browser, room)
    tab.text_input(key=f"set-{room.id}-lesson-due-time").set_value("25:00")

    tab = press(tab, "Set it to the class")
    assert "“Due” has a time and no day." in refusals(tab)[0]
    tab.date_input(key=f"set-{room.id}-lesson-due").set_value(date(2022, 11, 25))
    tab = press(tab, "Set it to the class")

    assert "“Due” has the time “25:00”. Type hours and minutes" in refusals(tab)[0]
    assert found(room) == ()


def test_to_a_class_without_members_a_quiz_is_set_all_the_same(browser: Browser) -> None:
    room = a_class()
    tab = at_class(browser, room)
    assert "Nobody has joined this class yet." in words(tab)

    tab = press(tab, "Set it to the class")

    assert len(found(room)) == 1
    assert "Nobody is in the class yet." in tab.success[0].value


def test_a_part_that_is_set_is_not_offered_again(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    set_quiz(room, quiz)

    tab = at_class(browser, room)

    offered = tab.selectbox(key=f"set-{room.id}").options
    assert f"Quiz: {quiz.title}" not in offered
    assert len(offered) > 5


def test_each_learner_is_listed_with_state_and_result(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina", "Aram", None, cookies=(NINA, ARAM, "C" * 22))
    made = set_quiz(room, quiz, due=MORNING + DAY)
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    services.store().attempts.finish(learner(NINA), attempt.id, now=MORNING + 2 * DAY)
    browser.cookie = ARAM
    browser.start(quiz)

    shown = words(at_page(browser, made))

    assert "Not begun: 1, at work: 1, done: 1. Late: 1." in shown
    assert "Nina, no. 1 ✓ Done Late 25 November 2022, 13:00" in shown
    assert f"Aram, no. 2 ◐ At work – 0 of {len(quiz.items)} items answered 1" in shown
    assert "no name, no. 3 ○ Not begun – – 0" in shown


def test_work_is_late_on_the_learners_own_page_too(browser: Browser, quiz: Quiz) -> None:
    set_quiz(a_class("Nina"), quiz, due=MORNING)
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=MORNING + DAY)

    own = at_desk(browser, "learner", learner="1")
    one = at_desk(browser, "learner", learner="1", attempt=attempt.id)

    assert "not passed Late" in words(own).replace("passed;", "passed")
    assert "Late" in words(one)


def test_a_lesson_is_done_once_it_is_read(browser: Browser) -> None:
    room = a_class("Nina", "Aram")
    part = Part("lesson", "csto")
    store = services.store()
    made = store.assignments.set_part(room.id, part, "CSTO", Settings(due=MORNING), now=MORNING)
    store.readings.mark_read(learner(NINA), "csto", now=MORNING)

    shown = words(at_page(browser, made))

    assert "Nina, no. 1 ✓ Done 23 November 2022, 13:00" in shown
    assert "Aram, no. 2 ○ Not begun Late" in shown


def test_dates_and_rules_are_changed(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    made = set_quiz(room, quiz, due=MORNING + DAY)
    tab = at_page(browser, made)
    key = f"change-{made.id}-1"
    assert tab.date_input(key=f"{key}-due").value == date(2022, 11, 24)
    assert tab.text_input(key=f"{key}-due-time").value == "13:00"
    tab.number_input(key=f"{key}-attempts").set_value(3)

    tab = press(tab, "Save the dates and rules")

    assert found(room)[0].settings == Settings(due=MORNING + DAY, attempts=3)
    assert "Attempts: 3 attempts, the best counts" in words(tab)
    tab.number_input(key=f"{key}-attempts").set_value(4)
    press(tab, "Save the dates and rules")
    assert found(room)[0].settings.attempts == 4


def test_the_second_of_two_teachers_is_told_and_keeps_what_they_typed(
    browser: Browser, quiz: Quiz
) -> None:
    room = a_class("Nina")
    made = set_quiz(room, quiz)
    tab = at_page(browser, made)
    services.store().assignments.change(made.id, Settings(attempts=5), version=1, now=MORNING)
    field = f"change-{made.id}-1-attempts"
    tab.number_input(key=field).set_value(3)

    tab = press(tab, "Save the dates and rules")

    assert refusals(tab) == ["Not saved. Somebody else has changed this assignment meanwhile."]
    assert "Attempts: 5 attempts" in words(tab)
    assert tab.number_input(key=field).value == 3
    assert found(room)[0].settings.attempts == 5
    press(tab, "Save the dates and rules")
    assert found(room)[0].settings.attempts == 3


def test_one_learner_gets_other_dates_and_more_time(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina", "Aram")
    made = set_quiz(room, quiz, due=MORNING + DAY)
    tab = at_page(browser, made)
    tab.selectbox(key=f"extended-{made.id}").set_value(learner(NINA)).run()
    key = f"extend-{made.id}-{learner(NINA)}-1"
    fill(tab, f"{key}-due", datetime(2022, 11, 30, 12, 0))
    tab.number_input(key=f"{key}-extra").set_value(25)

    tab = press(tab, "Save for this learner")

    due = datetime(2022, 11, 30, 8, 0, tzinfo=UTC)
    assert found(room)[0].extensions == {learner(NINA): Extension(due=due, extra_percent=25)}
    assert "Nina, no. 1 Due 30 November 2022, 12:00; 25 % more time ○ Not begun" in words(tab)
    tab.number_input(key=f"change-{made.id}-1-attempts").set_value(2)
    press(tab, "Save the dates and rules")
    assert found(room)[0].settings.attempts == 2


def test_extra_time_below_nothing_is_refused(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    made = set_quiz(room, quiz)
    tab = at_page(browser, made)
    tab.selectbox(key=f"extended-{made.id}").set_value(learner(NINA)).run()
    tab.number_input(key=f"extend-{made.id}-{learner(NINA)}-1-extra").set_value(-10)

    tab = press(tab, "Save for this learner")

    assert refusals(tab) == ["Not saved. Extra time is from 0 to 300 per cent."]


def test_an_assignment_is_deleted_only_on_purpose(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    made = set_quiz(room, quiz)
    tab = press(at_page(browser, made), "Delete the assignment")
    assert warnings(tab) == ["Tick the box first, if you mean it."]
    tab.checkbox(key=f"meant-{made.id}").check()

    tab = press(tab, "Delete the assignment")

    assert found(room) == ()
    assert "Nothing is set to this class." in words(tab)


def test_what_another_teacher_changed_is_not_deleted_unseen(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    made = set_quiz(room, quiz)
    tab = at_page(browser, made)
    services.store().assignments.change(made.id, Settings(attempts=5), version=1, now=MORNING)
    tab.checkbox(key=f"meant-{made.id}").check()

    tab = press(tab, "Delete the assignment")

    assert "Not deleted. Somebody else has changed this assignment" in refusals(tab)[0]
    assert len(found(room)) == 1


def test_what_another_teacher_deleted_is_no_longer_there(browser: Browser, quiz: Quiz) -> None:
    made = set_quiz(a_class("Nina"), quiz)
    services.store().assignments.delete(made.id, version=1, now=MORNING)

    tab = at_page(browser, made)

    assert warnings(tab) == [
        "This assignment is no longer there. Here is what is set to the class."
    ]


def test_a_quiz_removed_from_the_course_is_named_and_breaks_nothing(
    browser: Browser, quiz: Quiz
) -> None:
    room = a_class("Nina")
    gone = quiz.model_copy(update={"id": "gone-quiz", "title": "The former quiz"})
    made = set_quiz(room, gone)

    listed, one = words(at_class(browser, room)), words(at_page(browser, made))

    assert "Quiz: The former quiz No longer in the course" in listed
    assert "This is no longer in the course, so nobody can begin it." in one


def test_of_several_classes_the_one_in_the_address_is_shown(browser: Browser, quiz: Quiz) -> None:
    first, second = a_class("Nina"), a_class("Aram")
    services.store().classes.rename(second.id, "History 9c")
    set_quiz(first, quiz)

    tab = at_class(browser, first)
    assert f"Quiz: {quiz.title}" in html(tab)
    tab = tab.selectbox(key="assignments-class").set_value(second.id).run()

    assert "Nothing is set to this class." in words(tab)


def test_names_are_texts_and_not_markup(browser: Browser, quiz: Quiz) -> None:
    room = a_class(SPELL)
    made = set_quiz(room, quiz.model_copy(update={"id": "gone-quiz", "title": SPELL}))
    services.store().classes.rename(room.id, SPELL)

    for tab in (at_class(browser, room), at_page(browser, made)):
        assert SPELL not in html(tab)
        assert not tab.exception


def test_a_learner_sees_nothing_of_the_page(browser: Browser, quiz: Quiz) -> None:
    made = set_quiz(a_class("Nina", "Aram"), quiz)
    at_page(browser, made)
    browser.cookie = NINA

    tab = browser.open(
        assignment_links.ADDRESS, **{"class": made.classroom_id, "assignment": made.id}
    )

    assert "Aram" not in html(tab)
    assert "Delete the assignment" not in labels(tab)


def test_the_class_page_and_the_desk_lead_to_it(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina")
    set_quiz(room, quiz)

    assert f"href='/assignments?class={room.id}'" in html(at_desk(browser, "class"))
    assert "1 lesson or quiz is set" in words(at_desk(browser, "teach"))
