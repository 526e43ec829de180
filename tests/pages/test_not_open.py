"""What is a draft or hidden: no page gives it to a learner, and their old work stays."""

import pytest

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.entry.first_texts import FirstTexts
from sourcebook.pages.shared import services
from tests.builders import course_files, numeric, single_choice

from .conftest import Browser, Serve, everything_sent, hand_in, html, labels, press, right
from .editing import desk, on_disk, open_text, said, save, type_text
from .taking import RIGHT, WRONG
from .taking import hand_in as take
from .teaching import a_class, at_desk
from .tiny_course import at, files, teach, words

__all__ = ["desk"]

LESSON_FILE = "lessons/04-yerevan-summit.md"
QUESTION = "Why would a leader leave a declaration unsigned?"
ITEMS = single_choice(), numeric()
NOT_OPEN = pytest.mark.parametrize("state", ["draft", "hidden"])


def close_quiz(serve: Serve, state: str) -> None:
    """Serve the course with its quiz in another state; attempts stay."""
    serve(files(*ITEMS, state=state))


def close_lesson(serve: Serve, state: str) -> None:
    raw = course_files()[LESSON_FILE].replace(b"title:", f"state: {state}\ntitle:".encode(), 1)
    serve(files(*ITEMS) | {LESSON_FILE: raw})


def a_missed_item(browser: Browser, serve: Serve) -> Quiz:
    """A quiz of which a learner has missed an item."""
    quiz = teach(serve, *ITEMS)
    take(browser, quiz, WRONG, RIGHT)
    return quiz


@NOT_OPEN
def test_the_address_of_a_quiz_that_is_not_open_leads_to_no_quiz(
    browser: Browser, serve: Serve, state: str
) -> None:
    close_quiz(serve, state)

    tab = browser.open("quiz", quiz="yerevan-quiz")

    assert "Start the quiz" not in labels(tab)
    assert ITEMS[0].stem not in everything_sent(tab)


@NOT_OPEN
def test_a_start_that_was_on_the_screen_starts_nothing_any_more(
    browser: Browser, serve: Serve, state: str
) -> None:
    teach(serve, *ITEMS)
    tab = browser.open("quiz", quiz="yerevan-quiz")
    close_quiz(serve, state)

    press(tab, "Start the quiz")

    assert not services.store().attempts.of_learner(browser.learner)


@NOT_OPEN
@pytest.mark.parametrize("page", ["", "quiz", "scores", "certificate", "me"])
def test_no_page_names_a_quiz_that_is_not_open(
    browser: Browser, serve: Serve, state: str, page: str
) -> None:
    serve(files(*ITEMS, state=state, title="Secret plans"))

    assert "Secret plans" not in everything_sent(browser.open(page))


@NOT_OPEN
def test_neither_review_nor_practice_asks_what_is_not_open(
    browser: Browser, serve: Serve, state: str
) -> None:
    a_missed_item(browser, serve)
    close_quiz(serve, state)

    offered = labels(browser.open("")) + labels(browser.open("scores"))

    assert not [each for each in offered if "missed" in each or "Review" in each]


@NOT_OPEN
def test_an_old_result_stays_with_its_answers(browser: Browser, serve: Serve, state: str) -> None:
    quiz = a_missed_item(browser, serve)
    close_quiz(serve, state)

    scores = words(browser.open("scores"))
    attempt = browser.attempt()
    tab = at(browser, attempt, 1)

    assert quiz.title in scores
    assert "Not right" in words(tab)
    assert "taken out of the course" not in words(tab)


@NOT_OPEN
def test_an_attempt_that_is_open_may_be_finished(
    browser: Browser, serve: Serve, state: str
) -> None:
    quiz = teach(serve, *ITEMS)
    attempt = browser.start(quiz)
    close_quiz(serve, state)

    for number, item in enumerate(quiz.items, start=1):
        hand_in(at(browser, attempt, number), right(item))

    assert browser.attempt().is_finished


@NOT_OPEN
def test_a_finished_attempt_at_a_hidden_quiz_offers_no_other(
    browser: Browser, serve: Serve, state: str
) -> None:
    a_missed_item(browser, serve)
    close_quiz(serve, state)

    tab = browser.open("quiz", attempt=browser.attempt().id, item="end")

    assert not [each for each in labels(tab) if "again" in each or "missed" in each]


@NOT_OPEN
def test_the_address_of_a_lesson_that_is_not_open_leads_to_no_lesson(
    browser: Browser, serve: Serve, state: str
) -> None:
    close_lesson(serve, state)

    tab = browser.open("lesson", lesson="yerevan-summit")

    assert "There is no lesson" in " ".join(str(each.value) for each in tab.warning)
    assert QUESTION not in everything_sent(tab)
    assert QUESTION not in everything_sent(browser.open(""))


@NOT_OPEN
def test_the_first_response_has_no_text_of_a_lesson_that_is_not_open(
    browser: Browser, serve: Serve, state: str
) -> None:
    close_lesson(serve, state)

    assert FirstTexts()("/lesson", {"lesson": "yerevan-summit"}) is None
    assert "lesson=yerevan-summit" not in str(FirstTexts()("/", {}))


def test_the_course_is_complete_without_what_is_hidden(browser: Browser, serve: Serve) -> None:
    close_quiz(serve, "hidden")

    page = words(browser.open("certificate"))

    assert "0 of 1 part" in page


def test_a_teacher_sees_a_draft_in_the_preview(desk: Browser, serve: Serve) -> None:
    close_quiz(serve, "draft")

    assert ITEMS[0].stem in words(open_text(desk))


def test_the_editor_says_that_a_saved_draft_is_not_seen(desk: Browser, serve: Serve) -> None:
    close_quiz(serve, "draft")
    tab = open_text(desk)

    type_text(tab, on_disk() + "# A note\n")
    save(tab)

    assert "Saved. It is a draft, which learners do not see." in " ".join(said(tab))


def test_a_draft_may_be_saved_with_the_words_of_an_example(desk: Browser, serve: Serve) -> None:
    close_quiz(serve, "draft")
    tab = open_text(desk)
    before = on_disk()

    type_text(tab, before.replace(ITEMS[0].stem, "Write here what a learner is asked."))
    save(tab)

    assert "Saved." in " ".join(said(tab))


def test_a_plan_for_a_draft_can_be_read_at_the_desk(desk: Browser, serve: Serve) -> None:
    close_lesson(serve, "draft")

    assert "The Yerevan summit (draft)" in words(desk.open("plans"))
    page = html(desk.open("plans", lesson="yerevan-summit"))
    assert "Lesson 1 of 1" in page
    assert "See the lesson" not in page


def test_a_learner_at_the_desk_is_as_far_as_the_open_parts(browser: Browser, serve: Serve) -> None:
    close_quiz(serve, "hidden")
    a_class("Nina")

    assert "0 of 1" in words(at_desk(browser, "learner", learner="1"))
