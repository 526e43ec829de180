"""What learners see of what is set to their class: first page, start, result, closed keys."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.model.attempts import Attempt
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.me.data_export import takeaway
from sourcebook.pages.shared import clock, local_times, services

from .conftest import MORNING, Browser, everything_sent, html, labels, press, restart, right
from .teaching import a_class
from .tiny_course import refusals, words

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def _in_yerevan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "zone", lambda: ZoneInfo("Asia/Yerevan"))


def set_quiz(quiz: Quiz, **settings: object) -> Assignment:
    """The quiz, set in the morning to a class that Nina and Aram are in."""
    room, part = a_class("Nina", "Aram"), Part("quiz", quiz.id)
    chosen = Settings.model_validate(settings)
    return services.store().assignments.set_part(room.id, part, quiz.title, chosen, now=MORNING)


def finished(browser: Browser, quiz: Quiz, *, now: datetime) -> Attempt:
    """An attempt with its first item answered rightly, handed in at a moment."""
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    return services.store().attempts.finish(browser.learner, attempt.id, now=now)


def test_the_first_page_says_what_is_due_in_words_and_by_the_learners_clock(
    browser: Browser, quiz: Quiz
) -> None:
    set_quiz(quiz, due=MORNING + 2 * DAY, closes=MORNING + 9 * DAY)

    shown = words(browser.open())

    assert (
        f"Set by your teacher Quiz: {quiz.title} Due in 2 days: 25 November 2022, 13:00 "
        "(Asia/Yerevan). Closes in 9 days: 2 December 2022, 13:00 (Asia/Yerevan)."
    ) in shown


def test_what_is_due_first_stands_first(browser: Browser, quiz: Quiz) -> None:
    made, store = set_quiz(quiz, due=MORNING + 2 * DAY), services.store()
    lesson, sooner = Part("lesson", "csto"), Settings(due=MORNING + DAY)
    store.assignments.set_part(made.classroom_id, lesson, "CSTO", sooner, now=MORNING)

    shown = html(browser.open())

    assert shown.index("Due tomorrow: 24 November 2022") < shown.index("Due in 2 days")


def test_an_own_date_is_the_one_that_is_shown(browser: Browser, quiz: Quiz) -> None:
    made = set_quiz(quiz, due=MORNING + DAY)
    own = Extension(due=MORNING + 5 * DAY)
    services.store().assignments.extend(made.id, browser.learner, own, version=1, now=MORNING)

    assert "Due in 5 days" in words(browser.open())
    browser.cookie = "A" * 22
    assert "Due tomorrow" in words(browser.open())


def test_late_work_is_still_listed_and_said_to_be_late(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, due=MORNING - DAY)

    assert "! Was due yesterday: 22 November 2022, 13:00" in words(browser.open())
    assert "What you hand in now is marked as late." in words(browser.open("quiz", quiz=quiz.id))


@pytest.mark.parametrize("case", ["handed in", "closed", "removed", "no class"])
def test_what_is_done_or_closed_or_gone_is_not_listed(
    browser: Browser, quiz: Quiz, case: str
) -> None:
    if case == "handed in":
        set_quiz(quiz)
        finished(browser, quiz, now=MORNING + HOUR)
    elif case == "closed":
        set_quiz(quiz, closes=MORNING)
    elif case == "removed":
        set_quiz(quiz.model_copy(update={"id": "gone-quiz"}))

    shown = words(browser.open())
    assert "Set by your teacher" not in shown
    assert "What this course rests on" in shown


def test_a_lesson_is_listed_until_it_is_read(browser: Browser, quiz: Quiz) -> None:
    made, store = set_quiz(quiz), services.store()
    part = Part("lesson", "csto")
    store.assignments.set_part(made.classroom_id, part, "CSTO", Settings(), now=MORNING)
    finished(browser, quiz, now=MORNING + HOUR)
    assert "href='/lesson?lesson=csto'" in html(browser.open()).partition("Where you are")[0]

    store.readings.mark_read(browser.learner, "csto", now=MORNING)

    assert "Set by your teacher" not in words(browser.open())


def test_the_start_says_dates_attempts_and_time(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, due=MORNING + DAY, closes=MORNING + 2 * DAY, attempts=2, time_limit=30)

    shown = words(browser.open("quiz", quiz=quiz.id))

    assert "Due: tomorrow, 24 November 2022, 13:00 (Asia/Yerevan)" in shown
    assert "Closes: in 2 days, 25 November 2022, 13:00 (Asia/Yerevan)" in shown
    assert "Attempts left: 2 of 2" in shown
    assert "You have 30 minutes." in shown


def test_extra_time_is_in_the_time_that_is_shown(browser: Browser, quiz: Quiz) -> None:
    made = set_quiz(quiz, time_limit=30)
    own = Extension(extra_percent=50)
    services.store().assignments.extend(made.id, browser.learner, own, version=1, now=MORNING)

    assert "You have 45 minutes." in words(browser.open("quiz", quiz=quiz.id))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(opens=MORNING + DAY), "You can start once it is open."),
        (Settings(closes=MORNING), "It is closed, and takes no new attempt."),
    ],
)
def test_a_quiz_that_is_not_open_has_no_button(
    browser: Browser, quiz: Quiz, settings: Settings, expected: str
) -> None:
    set_quiz(quiz, **settings.model_dump())

    tab = browser.open("quiz", quiz=quiz.id)

    assert expected in words(tab)
    assert "Start the quiz" not in labels(tab)


def test_an_old_page_cannot_start_a_quiz_that_has_closed(browser: Browser, quiz: Quiz) -> None:
    made = set_quiz(quiz)
    tab = browser.open("quiz", quiz=quiz.id)
    closed = Settings(closes=MORNING)
    services.store().assignments.change(made.id, closed, version=1, now=MORNING)

    tab = press(tab, "Start the quiz")

    assert not services.store().attempts.of_learner(browser.learner)
    assert "It is closed" in words(tab) or "This quiz is closed" in str(refusals(tab))


def test_used_up_attempts_are_said_and_not_offered_again(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, attempts=1)
    attempt = finished(browser, quiz, now=MORNING + HOUR)

    assert "Take the quiz again" not in labels(browser.open("quiz", attempt=attempt.id))
    shown = browser.open("quiz", quiz=quiz.id)
    assert "Attempts left: 0 of 1" in words(shown)
    assert "You have used all your attempts." in words(shown)


def test_a_quiz_that_nobody_set_is_as_ever(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina")

    tab = browser.open("quiz", quiz=quiz.id)

    assert "Set by your teacher" not in words(tab)
    assert labels(tab) == ["Start the quiz"]


def test_the_result_says_that_it_was_late(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, due=MORNING + HOUR)
    attempt = finished(browser, quiz, now=MORNING + 2 * HOUR)

    shown = words(browser.open("quiz", attempt=attempt.id))

    assert "Handed in late: it was due on 23 November 2022, 14:00 (Asia/Yerevan)." in shown


def test_work_in_time_is_not_called_late(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, due=MORNING + HOUR)
    attempt = finished(browser, quiz, now=MORNING + HOUR)

    assert "late" not in words(browser.open("quiz", attempt=attempt.id))


def test_an_attempt_that_was_open_at_the_closing_is_handed_in_after_a_restart(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_quiz(quiz, closes=MORNING + HOUR)
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    restart()
    monkeypatch.setattr(clock, "now", lambda: MORNING + DAY)

    tab = browser.open("quiz", attempt=attempt.id)

    assert "The time ran out at 14:00:00." in words(tab)
    assert browser.attempt().finished_at == MORNING + HOUR


def withheld(browser: Browser, quiz: Quiz) -> Attempt:
    """An attempt handed in at a quiz that shows keys after closing, a week later."""
    set_quiz(quiz, closes=MORNING + 7 * DAY, keys="after_closing")
    return finished(browser, quiz, now=MORNING + HOUR)


def test_before_closing_no_page_shows_key_or_result(browser: Browser, quiz: Quiz) -> None:
    attempt = withheld(browser, quiz)
    rationale = quiz.items[0].rationale
    pages = (
        browser.open("quiz", attempt=attempt.id),
        browser.open("quiz", attempt=attempt.id, item="1"),
        browser.open("quiz", quiz=quiz.id),
        browser.open("scores"),
        browser.open(),
    )

    for tab in pages:
        sent = everything_sent(tab)
        assert rationale not in sent
        assert not tab.exception
    assert "Your teacher shows keys and results after closing." in words(pages[0])
    assert "appears here on 30 November 2022, 13:00 (Asia/Yerevan)" in words(pages[0])
    assert "✓ Handed in, result after closing" in words(pages[2])


def test_keys_that_are_put_off_in_an_open_attempt_wait_from_then_on(
    browser: Browser, quiz: Quiz
) -> None:
    made = set_quiz(quiz)
    short = quiz.model_copy(update={"items": quiz.items[:1]})
    attempt = browser.start(short)
    later = Settings(closes=MORNING + 7 * DAY, keys="after_closing")
    services.store().assignments.change(made.id, later, version=1, now=MORNING)
    browser.answer(attempt, 0, right(quiz.items[0]))

    item = browser.open("quiz", attempt=attempt.id, item="1")
    end = browser.open("quiz", attempt=attempt.id, item="end")

    assert quiz.items[0].rationale not in everything_sent(item)
    assert "What is right, and why, appears here on 30 November 2022, 13:00" in words(item)
    assert "Finish now; your result appears on 30 November 2022, 13:00" in words(end)


def test_before_closing_the_learners_file_has_no_score(browser: Browser, quiz: Quiz) -> None:
    withheld(browser, quiz)

    said = takeaway(
        services.store(),
        browser.learner,
        services.library().course(),
        zone=clock.zone(),
        now=MORNING + HOUR,
    )

    assert f"shown when “{quiz.title}” has closed, 2022-11-30 13:00:00 +04" in said
    assert "It earned" not in said


def test_after_closing_everything_is_shown(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = withheld(browser, quiz)
    monkeypatch.setattr(clock, "now", lambda: MORNING + 7 * DAY)

    tab = browser.open("quiz", attempt=attempt.id, item="1")

    assert quiz.items[0].rationale.partition(".")[0] in words(tab)
    assert "Not passed yet" in words(browser.open("quiz", attempt=attempt.id))


def test_the_start_says_when_keys_are_shown(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, closes=MORNING + 7 * DAY, keys="after_closing")

    shown = words(browser.open("quiz", quiz=quiz.id))

    assert "When it has closed, on 30 November 2022, 13:00 (Asia/Yerevan), you see what" in shown


def test_own_dates_are_in_the_learners_file(browser: Browser, quiz: Quiz) -> None:
    made = set_quiz(quiz, due=MORNING + DAY)
    own = Extension(due=MORNING + 5 * DAY, extra_percent=25)
    services.store().assignments.extend(made.id, browser.learner, own, version=1, now=MORNING)

    said = takeaway(
        services.store(),
        browser.learner,
        services.library().course(),
        zone=clock.zone(),
        now=MORNING,
    )

    assert "due 2022-11-28 13:00:00 +04; 25\u00a0% more time" in said


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-40, "2 days ago"),
        (-14, "yesterday"),
        (0, "today"),
        (10, "today"),
        (11, "tomorrow"),
        (35, "in 2 days"),
    ],
)
def test_days_are_those_of_the_learners_clock(
    monkeypatch: pytest.MonkeyPatch, hours: int, expected: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING)

    assert local_times.day_in_words(MORNING + hours * HOUR) == expected


def test_nobody_else_learns_of_it(browser: Browser, quiz: Quiz) -> None:
    set_quiz(quiz, due=MORNING + DAY)
    browser.cookie = "C" * 22

    assert "Set by your teacher" not in words(browser.open())
