"""The teacher's desk: a card for each page, with the number that matters or what to do first."""

from datetime import timedelta

import pytest

from sourcebook.content.faults import Fault, Spot
from sourcebook.model.attempts import Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from sourcebook.pages.teaching import desk_cards
from sourcebook.store.attempts import Attempts
from tests.teachers import open_desk

from .conftest import MORNING, Browser, fails, html
from .teaching import TEACHER, a_class, at_desk
from .tiny_course import words

FAULT = Fault("quizzes/04-yerevan-summit.yaml", Spot(3, 7), "unknown-id", "there is no 's9'.", "")


def test_before_the_first_class_the_desk_says_what_to_do_first(browser: Browser) -> None:
    shown = words(at_desk(browser, "teach"))

    assert "Begin here: make a class and give its link to your learners." in shown
    assert "Nobody has finished a quiz yet." in shown
    assert "Nothing waits for a mark." in shown
    assert "Its files have no faults." in shown


def test_a_class_without_learners_says_what_to_do_next(browser: Browser) -> None:
    a_class()

    assert "Nobody has joined yet." in words(at_desk(browser, "teach"))


def test_each_card_tells_its_number(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina", "Aram")
    written = tuple(item for item in quiz.items if isinstance(item, ExtendedResponse))[:1]
    attempt = browser.start(quiz.model_copy(update={"items": written}))
    browser.answer(attempt, 0, Written(text="Help was missing."))
    services.store().attempts.finish(browser.learner, attempt.id, now=MORNING)

    shown = words(at_desk(browser, "teach"))

    assert "0 of 2 learners are stuck" in shown
    assert "1 finished attempt" in shown
    assert "1 text waits for your mark" in shown


def test_who_is_stuck_is_counted(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    a_class("Nina", "Aram")
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(days=8))
    open_desk(services.store(), TEACHER, now=clock.now())
    browser.cookie = TEACHER

    found = desk_cards.counts()

    assert found is not None
    assert desk_cards.lines(found, ())["class"] == "<strong>2</strong> of 2 learners are stuck"


def test_files_with_faults_are_counted_and_lead_to_the_editor(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.library(), "faults", lambda: (FAULT, FAULT))

    tab = at_desk(browser, "teach")

    assert "1 file has faults" in words(tab)
    assert "href='/edit?file=quizzes%2F04-yerevan-summit.yaml'" in html(tab)


def test_a_database_that_does_not_answer_leaves_the_desk_standing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Attempts, "of_class", fails)

    tab = at_desk(browser, "teach")

    assert "The database does not answer just now." in words(tab)
    assert "Its files have no faults." in words(tab)
    assert not tab.exception
