"""While a test is open, the answers to its items are shown to its learner nowhere else."""

import random
from datetime import UTC, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.me.data_export import takeaway
from sourcebook.pages.shared import clock, services
from sourcebook.review import deck
from tests.builders import course_files, single_choice

from .conftest import (
    ARAM,
    MORNING,
    Browser,
    Serve,
    fill_in,
    html,
    labels,
    place_of,
    press,
    right,
    wrong,
)
from .test_quiz_secrets import leaks
from .tiny_course import at, chosen, teach, words

LESSON = "lessons/04-yerevan-summit.md"
NOTICE = "a test that you have not handed in"
HOUR = timedelta(hours=1)


@pytest.fixture
def final(browser: Browser, quiz: Quiz) -> Attempt:
    """A test that has every item of the quiz, just started."""
    return begin_final(browser, quiz)


def begin_final(browser: Browser, quiz: Quiz, **changes: object) -> Attempt:
    """A test with the items of a quiz, just started."""
    default = {"id": "final-quiz", "title": "The final quiz", "feedback": "deferred"}
    return browser.start(quiz.model_copy(update=default | changes))


def hand_in(browser: Browser, attempt: Attempt) -> None:
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())


def finished_at_noon(browser: Browser, quiz: Quiz, *, rightly: bool = True) -> Attempt:
    """A quiz finished long before the test began, with all items answered."""
    store, now = services.store(), MORNING - HOUR
    attempt = store.attempts.start(browser.learner, quiz, now=now, rng=random.Random(1))
    for place, item in enumerate(quiz.items):
        for _ in item.tries[: 1 if rightly else None]:
            response = (right if rightly else wrong)(item)
            store.attempts.answer(browser.learner, attempt.id, place, response, now=now)
        # A proof is asked for only where it can earn something.
        if item.proof and rightly:
            store.attempts.prove(browser.learner, attempt.id, place, item.proof[0], now=now)
    return store.attempts.finish(browser.learner, attempt.id, now=now)


def lesson_with_check(serve: Serve) -> Item:
    """An item that a lesson of the minimal course asks in its text."""
    all_files = course_files()
    text = all_files[LESSON].replace(b"```compare membership-sentence\n```\n", b"")
    check = text + b"\n```check refuser\n```\n"
    item = serve({**all_files, LESSON: check}).item("refuser")
    assert item
    return item


def own_file(browser: Browser) -> str:
    course = services.library().course()
    return takeaway(services.store(), browser.learner, course, zone=UTC, now=clock.now())


def all_leaks(tab: AppTest, quiz: Quiz) -> list[str]:
    return [text for item in quiz.items for text in leaks(tab, item)]


@pytest.mark.parametrize("rightly", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_in_another_quiz_is_saved_and_not_explained(
    browser: Browser, quiz: Quiz, final: Attempt, kind: str, *, rightly: bool
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    item = quiz.items[place]

    browser.answer(attempt, place, (right if rightly else wrong)(item))
    tab = at(browser, attempt, place + 1)

    assert NOTICE in words(tab)
    assert leaks(tab, item) == []
    assert "is-wrong" not in html(tab)
    assert not tab.exception


def test_the_verdict_comes_once_the_test_is_handed_in(
    browser: Browser, quiz: Quiz, final: Attempt
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, "numeric")
    browser.answer(attempt, place, right(quiz.items[place]))

    hand_in(browser, final)
    tab = at(browser, attempt, place + 1)

    assert NOTICE not in words(tab)
    assert "✓ Right" in html(tab)


def test_an_item_missed_at_the_first_try_takes_another_once_the_test_is_handed_in(
    browser: Browser, serve: Serve
) -> None:
    quiz = teach(serve, single_choice(tries=["1", "1/2"]))
    test, attempt = begin_final(browser, quiz), browser.start(quiz)
    browser.answer(attempt, 0, chosen(quiz.items[0], "Putin"))
    closed = at(browser, attempt, 1)

    hand_in(browser, test)

    assert "Check my answer" not in labels(closed)
    assert "Not yet" not in words(closed)
    assert "Check my answer" in labels(at(browser, attempt, 1))


def test_hints_are_closed_with_the_key(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, single_choice(hints=["Think of the host."]))
    attempt = browser.start(quiz)
    services.store().attempts.open_hint(browser.learner, attempt.id, 0, number=0, now=clock.now())
    begin_final(browser, quiz)

    tab = at(browser, attempt, 1)

    assert "Think of the host." not in html(tab)
    assert [label for label in labels(tab) if "hint" in label] == []


def test_a_quiz_that_was_begun_before_the_test_is_closed_too(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, "verdict")
    browser.answer(attempt, place, right(quiz.items[place]))
    begin_final(browser, quiz)

    tab = at(browser, attempt, place + 1)

    assert leaks(tab, quiz.items[place]) == []
    assert NOTICE in words(tab)


def test_the_items_of_an_earlier_result_are_closed_and_its_score_stays(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = finished_at_noon(browser, quiz)
    begin_final(browser, quiz)

    end = browser.open("quiz", attempt=attempt.id, item="end")
    items = [at(browser, attempt, place + 1) for place in range(len(quiz.items))]

    assert "%" in words(end)
    assert [text for tab in (end, *items) for text in all_leaks(tab, quiz)] == []
    assert "• Answered" in html(end)
    assert [label for label in labels(end) if label.startswith("Practise only")] == []


def test_a_result_reached_while_the_test_is_open_waits_for_it(
    browser: Browser, quiz: Quiz, final: Attempt
) -> None:
    attempt = browser.start(quiz)
    for place, item in enumerate(quiz.items):
        browser.answer(attempt, place, right(item))
    hand_in(browser, attempt)

    closed = browser.open("quiz", attempt=attempt.id, item="end")
    scores = browser.open("scores")
    hand_in(browser, final)
    shown = browser.open("quiz", attempt=attempt.id, item="end")

    assert "Your result appears here once you have" in words(closed)
    assert [text for tab in (closed, scores) for text in all_leaks(tab, quiz)] == []
    assert "%" not in words(closed)
    assert "Look through" not in words(scores).replace("\u00a0", " ")
    assert "% " in words(shown)
    assert [tab for tab in (closed, scores) if tab.exception] == []


def test_my_scores_leave_out_what_an_open_test_closes(browser: Browser, quiz: Quiz) -> None:
    finished_at_noon(browser, quiz, rightly=False)
    begin_final(browser, quiz)

    tab = browser.open("scores")

    assert all_leaks(tab, quiz) == []
    assert "What you can do" not in words(tab)


def test_nothing_missed_is_offered_for_review(browser: Browser, quiz: Quiz) -> None:
    finished_at_noon(browser, quiz, rightly=False)
    course = services.library().course()
    before = deck(services.store().attempts.of_learner(browser.learner), course, UTC)

    begin_final(browser, quiz)

    assert before
    assert deck(services.store().attempts.of_learner(browser.learner), course, UTC) == ()


@pytest.mark.parametrize("purpose", ["missed", "review", "practice"])
def test_a_session_takes_an_answer_and_explains_nothing(
    browser: Browser, quiz: Quiz, final: Attempt, purpose: Purpose
) -> None:
    only = quiz.model_copy(update={"items": quiz.items[:1], "id": "due-today"})
    attempt = services.store().attempts.start(
        browser.learner, only, now=clock.now(), rng=random.Random(1), purpose=purpose
    )
    browser.answer(attempt, 0, right(quiz.items[0]))
    hand_in(browser, attempt)

    tabs = [at(browser, attempt, 1), browser.open("quiz", attempt=attempt.id, item="end")]

    assert [text for tab in tabs for text in leaks(tab, quiz.items[0])] == []
    assert [tab for tab in tabs if NOTICE not in words(tab)] == []
    assert "of 1 right" not in words(browser.open("scores"))


def test_the_file_with_all_that_is_kept_leaves_out_what_is_closed(
    browser: Browser, quiz: Quiz
) -> None:
    before = finished_at_noon(browser, quiz)
    kept = own_file(browser)
    begin_final(browser, quiz)
    during = browser.start(quiz)
    hand_in(browser, during)

    closed = own_file(browser)

    assert "It earned" in kept
    assert "You answered" in kept
    assert "It earned" not in closed
    assert "You answered" not in closed
    assert closed.count("shown once you have handed in “The final quiz”") == len(before.items) * 2


def test_a_check_in_a_lesson_is_not_explained(browser: Browser, serve: Serve) -> None:
    item = lesson_with_check(serve)
    begin_final(browser, services.library().course().quizzes["yerevan-quiz"])
    tab = browser.open("lesson", lesson="yerevan-summit")

    fill_in(tab, chosen(item, "Pashinyan"))
    press(tab, "See whether that is right")

    assert NOTICE in words(tab)
    assert leaks(tab, item) == []


def test_a_check_tried_before_the_test_is_closed_and_opens_again(
    browser: Browser, serve: Serve
) -> None:
    item = lesson_with_check(serve)
    tab = browser.open("lesson", lesson="yerevan-summit")
    fill_in(tab, chosen(item, "Pashinyan"))
    press(tab, "See whether that is right")
    shown = item.rationale in html(tab)

    test = begin_final(browser, services.library().course().quizzes["yerevan-quiz"])
    closed = leaks(tab.run(), item)
    hand_in(browser, test)

    assert shown
    assert closed == []
    assert item.rationale in html(tab.run())


def test_of_two_open_tests_each_closes_what_the_other_has(browser: Browser, quiz: Quiz) -> None:
    first = begin_final(browser, quiz)
    second = begin_final(browser, quiz, id="second-test", title="The second test")
    browser.answer(second, 0, right(quiz.items[0]))
    hand_in(browser, second)

    closed = at(browser, second, 1)
    hand_in(browser, first)

    assert leaks(closed, quiz.items[0]) == []
    assert NOTICE in words(closed)
    assert quiz.items[0].rationale in html(at(browser, second, 1))


def test_the_same_question_under_another_id_is_closed(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, single_choice(), single_choice(id="twin"))
    begin_final(browser, quiz, items=quiz.items[:1])
    attempt = browser.start(quiz)
    browser.answer(attempt, 1, chosen(quiz.items[1], "Pashinyan"))

    assert NOTICE in words(at(browser, attempt, 2))


def test_other_items_and_other_learners_are_explained_as_ever(browser: Browser, quiz: Quiz) -> None:
    begin_final(browser, quiz, items=quiz.items[1:2])
    mine = browser.start(quiz)
    browser.answer(mine, 0, right(quiz.items[0]))
    explained = words(at(browser, mine, 1))
    browser.cookie = ARAM
    theirs = browser.start(quiz)
    browser.answer(theirs, 1, right(quiz.items[1]))

    assert quiz.items[0].rationale in explained
    assert quiz.items[1].rationale in words(at(browser, theirs, 2))


def test_a_test_whose_time_is_up_closes_nothing(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    timed = quiz.model_copy(update={"id": "timed", "feedback": "deferred", "time_limit": 10})
    services.store().attempts.start(
        browser.learner, timed, now=clock.now() - HOUR, rng=random.Random(1)
    )

    assert quiz.items[0].rationale in html(at(browser, attempt, 1))


def test_the_beginning_of_a_test_says_what_is_closed(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, single_choice(), feedback="deferred")

    tab = browser.open("quiz", quiz=quiz.id)

    assert "Until then the answers to its items are closed to you elsewhere" in words(tab)
