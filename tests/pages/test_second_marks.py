"""A second mark of a text: given without a look at the first one, then compared with it."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Record, Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services

from .conftest import Browser, html, press
from .teaching import SPELL, a_class, at_desk, at_desk_of
from .tiny_course import words

FIRST = f"First. {SPELL}"


@pytest.fixture
def asked(browser: Browser, quiz: Quiz) -> Attempt:
    """Nina's text, which Ms Levi has marked in part and asks a second mark for."""
    a_class("Nina")
    written = [item for item in quiz.items if isinstance(item, ExtendedResponse)]
    attempt = browser.start(quiz.model_copy(update={"items": tuple(written[:1])}))
    browser.answer(attempt, 0, Written(text="Help was missing."))
    tab = named(browser, attempt, "Ms Levi")
    press(tab.text_area[0].set_value(FIRST).run(), "In part")
    press(named(browser, attempt, "Ms Levi"), "Ask for a second mark")
    return attempt


def named(browser: Browser, attempt: Attempt, name: str) -> AppTest:
    """The page of marking at this text, at the desk of the teacher with this name."""
    cookie = name[-1] * 22
    return at_desk_of(name, cookie, browser, "marking", answer=f"{attempt.id}-0")


def record_of(attempt: Attempt) -> Record:
    return services.store().attempts.of_member(attempt.learner_id)[-1].record(0)


def test_who_asked_sees_that_the_second_mark_is_missing(browser: Browser, asked: Attempt) -> None:
    shown = words(named(browser, asked, "Ms Levi"))

    assert "A second mark is asked for; it is not given yet." in shown
    assert "Your mark." in shown


def test_the_second_marker_does_not_see_the_first_mark(browser: Browser, asked: Attempt) -> None:
    tab = named(browser, asked, "Mr Petit")

    shown = words(tab)
    assert "A second mark is asked for. Give yours" in shown
    assert "Waits for a second mark" in shown
    assert "1 answer to mark." in shown
    assert "Your mark." not in shown
    assert "First." not in html(tab)
    assert tab.text_area[0].value == ""


def test_the_page_of_the_learner_does_not_show_it_either(browser: Browser, asked: Attempt) -> None:
    for params in ({}, {"attempt": asked.id}):
        shown = words(at_desk(browser, "learner", learner="1", **params))
        assert "a second mark is asked for" in shown
        assert "In part" not in shown
        assert "Partly right" not in shown


def test_marks_that_agree_are_one(browser: Browser, asked: Attempt) -> None:
    press(named(browser, asked, "Mr Petit"), "In part")

    assert (record_of(asked).second, record_of(asked).level) == ("agreed", 1)
    assert "A second mark agrees (Mr Petit)." in words(named(browser, asked, "Ms Levi"))


def test_marks_that_differ_stand_side_by_side_and_one_of_the_two_decides(
    browser: Browser, asked: Attempt
) -> None:
    press(named(browser, asked, "Mr Petit"), "In full")
    tab = named(browser, asked, "Ms Levi")
    assert "First mark, Ms Levi: In part First." in words(tab)
    assert "Second mark, Mr Petit: In full No comment." in words(tab)
    assert SPELL not in html(tab)

    press(tab, "In full")

    assert (record_of(asked).second, record_of(asked).level) == (None, 2)
    assert "Two marks that differ" not in words(named(browser, asked, "Mr Petit"))


def test_a_second_mark_may_be_asked_for_at_all_marked_answers(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina", "Aram")
    written = [item for item in quiz.items if isinstance(item, ExtendedResponse)]
    one_text = quiz.model_copy(update={"items": tuple(written[:1])})
    attempts = []
    for cookie, text in (("N" * 22, "One."), ("A" * 22, "Two.")):
        browser.cookie = cookie
        attempt = browser.start(one_text)
        browser.answer(attempt, 0, Written(text=text))
        services.store().attempts.mark_by_teacher(attempt.id, 0, 1, now=attempt.started_at)
        attempts.append(attempt)

    press(named(browser, attempts[0], "Ms Levi"), "Ask for one of 2 marked answers")

    assert [record_of(each).second for each in attempts] == ["asked", "asked"]
