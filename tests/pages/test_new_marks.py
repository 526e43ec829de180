"""A learner is told on the first page that a text of theirs was marked, until they opened it."""

import pytest
from markupsafe import escape

from sourcebook.model.attempts import Attempt, Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services

from .conftest import Browser, html
from .teaching import SPELL, a_class
from .tiny_course import words


@pytest.fixture
def marked(browser: Browser, quiz: Quiz) -> Attempt:
    """A text of Nina's that her teacher has marked in part, with a comment."""
    a_class("Nina")
    written = [item for item in quiz.items if isinstance(item, ExtendedResponse)]
    attempt = browser.start(quiz.model_copy(update={"items": tuple(written[:1])}))
    browser.answer(attempt, 0, Written(text="Help was missing."))
    return services.store().attempts.mark_by_teacher(
        attempt.id, 0, 1, now=attempt.started_at, comment=f"Which report? {SPELL}"
    )


def text_page(browser: Browser, attempt: Attempt) -> str:
    tab = browser.open("quiz", quiz=attempt.quiz_id, attempt=attempt.id, item="1")
    return html(tab)


def test_the_message_leads_to_the_text_and_goes_away_when_it_was_opened(
    browser: Browser, marked: Attempt
) -> None:
    first = browser.open()
    assert "Marked by your teacher" in words(first)
    assert "was marked, with a comment." in words(first)
    assert f"attempt={marked.id}&amp;item=1" in html(first)

    text_page(browser, marked)

    assert "Marked by your teacher" not in words(browser.open())


def test_a_changed_mark_is_news_again_and_one_taken_back_is_not(
    browser: Browser, marked: Attempt
) -> None:
    text_page(browser, marked)
    marks, now = services.store().attempts, marked.started_at
    changed = marks.mark_by_teacher(marked.id, 0, 2, now=now)
    assert "Marked by your teacher" in words(browser.open())

    marks.take_back_mark(marked.id, 0, now=now, changes=changed.record(0).mark_changes)
    marks.take_back_mark(marked.id, 0, now=now, changes=changed.record(0).mark_changes + 1)

    assert "Marked by your teacher" not in words(browser.open())


def test_the_comment_stands_at_the_text_as_a_text(browser: Browser, marked: Attempt) -> None:
    shown = text_page(browser, marked)

    assert f"<p class='written'>Which report? {escape(SPELL)}</p>" in shown
    assert SPELL not in shown


def test_the_comment_stands_on_the_result_page_and_in_my_scores(
    browser: Browser, marked: Attempt
) -> None:
    result = browser.open("quiz", quiz=marked.quiz_id, attempt=marked.id, item="end")

    for shown in (result, browser.open("scores")):
        assert "Your teacher’s comment: Which report?" in words(shown)
        assert SPELL not in html(shown)


def test_another_learner_reads_nothing_of_it(browser: Browser, marked: Attempt) -> None:
    browser.cookie = "A" * 22

    assert "Which report?" not in html(browser.open())
    assert "Which report?" not in text_page(browser, marked)
