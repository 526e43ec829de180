"""One learner at the desk: attempts with every answer, progress, texts, and work in lessons."""

import random
import re
from datetime import timedelta
from fractions import Fraction

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Written
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.lesson_work import (
    CheckAnswer,
    Claim,
    ComparisonAnswer,
    Guess,
    PassedOver,
    TaskAnswer,
)
from sourcebook.model.quizzes import Quiz
from sourcebook.model.versions import fingerprint
from sourcebook.pages.shared import clock, services
from sourcebook.pages.teaching import learner_attempt, learner_attempts

from .conftest import ARAM, MORNING, NINA, Browser, html, one_pointers, right, wrong
from .teaching import SPELL, a_class, at_desk
from .tiny_course import words


@pytest.fixture
def four_items(quiz: Quiz) -> Quiz:
    """A quiz of four items of one point each."""
    return one_pointers(quiz)


@pytest.fixture
def one_text(quiz: Quiz) -> Quiz:
    """A quiz with nothing but an item that is answered in one's own words."""
    written = [item for item in quiz.items if isinstance(item, ExtendedResponse)]
    return quiz.model_copy(update={"items": tuple(written[:1])})


def learner(browser: Browser, number: int = 1, **params: str) -> AppTest:
    return at_desk(browser, "learner", learner=str(number), **params)


def sits(browser: Browser, quiz: Quiz, right_answers: int, cookie: str = NINA) -> Attempt:
    """A finished attempt with so many right answers, the others wrong."""
    browser.cookie = cookie
    attempt = browser.start(quiz)
    for place in range(len(quiz.items)):
        browser.settle(attempt, place, rightly=place < right_answers)
    return browser.attempt()


def saves(browser: Browser, task: str, answer: TaskAnswer) -> None:
    """An answer to a task of the lesson on the Yerevan summit."""
    readings, now = services.store().readings, clock.now()
    readings.save_task(browser.learner, "yerevan-summit", task, answer, now=now)


@pytest.mark.parametrize(
    "asked", ["999", "0", "-1", "1e0", "1.0", " 1", "٣", "9" * 10, "9" * 99, "<b>1</b>"]
)
def test_a_number_that_nobody_has_is_said_to_be_nobodys(browser: Browser, asked: str) -> None:
    a_class("Nina")

    tab = at_desk(browser, "learner", learner=asked)

    assert f"No learner in a class here has the number “{escape(asked[:20])}”." in html(tab)
    assert "Nina" not in html(tab)
    assert not tab.exception


def test_without_a_number_the_page_leads_to_the_lists(browser: Browser) -> None:
    page = html(at_desk(browser, "learner"))

    assert "href='/class'" in page
    assert "No learner in a class" not in page


def test_each_attempt_says_what_it_came_to_and_what_it_counts_as(
    browser: Browser, four_items: Quiz
) -> None:
    a_class("Nina")
    for right_answers in (1, 4, 2):
        sits(browser, four_items, right_answers)

    shown = words(learner(browser))

    assert "Nina, no. 1 History 9b: 0 of 6 lessons done, 1 of 7 quizzes passed." in shown
    assert "Attempts (3)" in shown
    title = four_items.title
    assert re.search(f"{re.escape(title)}, attempt 3 .{{1,60}} 50 %, 2 of 4 points.* latest", shown)
    assert re.search("attempt 2 [^%]*100 %, 4 of 4 points, ✓ passed best", shown)
    assert re.search("attempt 1 [^%]*25 %, 1 of 4 points, not passed first", shown)


def test_a_review_and_a_repetition_are_no_results(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    services.store().attempts.start(
        browser.learner, four_items, now=clock.now(), rng=random.Random(1), purpose="missed"
    )

    shown = words(learner(browser))

    assert "what they missed, attempt 1" in shown
    assert "open, 0 of 4 items answered no result: repeats what was missed" in shown


def test_an_attempt_shows_each_item_with_answer_result_sureness_and_time(
    browser: Browser, four_items: Quiz
) -> None:
    a_class("Nina")
    attempt = browser.start(four_items)
    services.store().attempts.answer(
        browser.learner,
        attempt.id,
        0,
        right(four_items.items[0]),
        now=clock.now(),
        confidence="certain",
    )
    browser.answer(attempt, 1, wrong(four_items.items[1]))

    shown = words(learner(browser, attempt=attempt.id))

    assert f"1. {four_items.items[0].stem}" in shown
    assert re.search(
        r"✓ Right, 1 of 1 point certain 1 min 0 s|✓ Right, 1 of 1 point certain", shown
    )
    assert "✗ Not right, 0 of 1 point – " in shown
    assert f"3. {four_items.items[2].stem} Not answered – – –" in shown


def test_tries_hints_and_the_proof_stand_with_the_answer(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina")
    hints = next(item.hints for item in quiz.items if item.hints)
    asks_proof = next(item for item in quiz.items if item.proof)
    item = asks_proof.model_copy(update={"tries": (Fraction(1), Fraction(1, 2)), "hints": hints})
    attempt, place = browser.start(quiz.model_copy(update={"items": (item,)})), 0
    services.store().attempts.open_hint(
        browser.learner, attempt.id, place, number=0, now=clock.now()
    )
    browser.answer(attempt, place, wrong(item))
    browser.answer(attempt, place, right(item))
    browser.prove(attempt, place, item.proof[0])

    tab = learner(browser, attempt=attempt.id)

    assert "Try 1" in words(tab)
    assert "Try 2" in words(tab)
    assert "It proves it." in words(tab)
    assert "Opened: 1 hint." in words(tab)
    assert f"href='/sources?passage={item.proof[0]}'" in html(tab)


def test_an_item_is_shown_as_it_was_asked(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    first = four_items.items[0]
    older = first.model_copy(update={"stem": "What was asked in those days?"})
    gone = first.model_copy(update={"id": "long-gone", "stem": "Who asked this?"})
    attempt = sits(browser, four_items.model_copy(update={"items": (older, gone)}), 2)

    shown = words(learner(browser, attempt=attempt.id))

    assert "1. What was asked in those days? Changed since: the question." in shown
    assert "2. Who asked this? No longer in the course." in shown


def test_answers_to_a_test_are_shown_once_it_is_handed_in(
    browser: Browser, four_items: Quiz
) -> None:
    a_class("Nina")
    attempt = browser.start(four_items.model_copy(update={"feedback": "deferred"}))
    browser.answer(attempt, 0, right(four_items.items[0]))

    before = words(learner(browser, attempt=attempt.id))
    browser.cookie = NINA
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    after = words(learner(browser, attempt=attempt.id))

    assert "This test is not handed in yet." in before
    assert four_items.items[0].stem not in before
    assert "✓ Right, 1 of 1 point" in after


def test_nothing_is_withheld_from_the_teacher_by_an_open_test(
    browser: Browser, four_items: Quiz
) -> None:
    a_class("Nina")
    attempt = sits(browser, four_items, 4)
    test = four_items.model_copy(update={"id": "the-test", "feedback": "deferred"})
    browser.start(test)

    assert "✓ Right, 1 of 1 point" in words(learner(browser, attempt=attempt.id))


def test_an_attempt_of_somebody_else_is_not_shown(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina", "Aram")
    attempt = sits(browser, four_items, 4, cookie=ARAM)

    shown = words(learner(browser, 1, attempt=attempt.id))

    assert "This learner has no such attempt." in shown
    assert "No quiz begun yet." in shown


def test_written_texts_stand_with_their_marks_and_a_way_to_mark_them(
    browser: Browser, one_text: Quiz
) -> None:
    a_class("Nina")
    attempt = browser.start(one_text)
    browser.answer(attempt, 0, Written(text="Help was missing."))

    before = learner(browser)
    services.store().attempts.mark_by_teacher(attempt.id, 0, 1, now=clock.now())
    after = learner(browser)

    assert "Written texts (1)" in words(before)
    assert "Help was missing. Nobody has marked it yet. Mark this text : 23 Nov" in words(before)
    assert f"href='/marking?answer={attempt.id}-0'" in html(before)
    assert "Help was missing. In part: a teacher’s mark. Change the mark" in words(after)
    assert "In part: a teacher’s mark." in words(learner(browser, attempt=attempt.id))


def test_the_link_to_a_text_opens_it_whatever_item_it_belongs_to(
    browser: Browser, quiz: Quiz, one_text: Quiz
) -> None:
    a_class("Nina")
    item = one_text.items[0]
    assert is_marked_by_rubric(item)
    other = item.model_copy(update={"id": "another-text", "stem": "What else was written?"})
    attempt = browser.start(quiz.model_copy(update={"items": (item, other)}))
    browser.answer(attempt, 0, Written(text="The first text."))
    browser.answer(attempt, 1, Written(text="The second text."))

    tab = at_desk(browser, "marking", answer=f"{attempt.id}-1")

    assert "<p class='written'>The second text.</p>" in html(tab)


def test_tasks_of_lessons_stand_with_what_was_asked_and_answered(browser: Browser) -> None:
    a_class("Nina")
    course = services.library().course()
    item = next(iter(course.all_items()))
    check = CheckAnswer(
        item_id=item.id, fingerprint=fingerprint(item), response=right(item), score=1
    )
    saves(browser, "guess", Guess(asked="Why not sign?", text="First idea."))
    saves(browser, "guess", Guess(asked="Why not sign?", text="Better idea."))
    saves(browser, "compare-pen", ComparisonAnswer(asked="What of the pen?", verdict="wording"))
    saves(browser, "check-it", check)
    saves(browser, "claim", Claim(asked="So why?", text="No help.", passages=("s2.p11",)))
    saves(browser, "document-s1.p2", PassedOver())

    tab = learner(browser)

    shown = words(tab)
    title = course.lessons["yerevan-summit"].title
    assert f"{title} (5 tasks)" in shown
    assert "Guess. Why not sign? Better idea. 1 before First idea." in shown
    assert "Comparison. What of the pen? A matter of wording" in shown
    assert f"Check. {item.stem}" in shown
    assert "Claim. So why? No help." in shown
    assert "Left out on purpose" in shown
    assert "href='/sources?passage=s2.p11'" in html(tab)


def test_progress_is_what_the_learner_sees_of_it(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina")
    sits(browser, quiz, len(quiz.items))
    browser.cookie = NINA
    own = re.findall(r"\d+ of \d+ right", words(browser.open("scores")))

    shown = re.findall(r"\d+ of \d+ right", words(learner(browser)))

    assert shown
    assert set(shown) <= set(own)


def test_older_attempts_are_folded_away(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    short = four_items.model_copy(update={"items": four_items.items[:1]})
    for _ in range(60):
        sits(browser, short, 1)

    page = html(learner(browser))

    open_part, folded = page.split("<details><summary>50 more, from before</summary>")
    assert open_part.count("<td data-label='Counts as'>") == learner_attempts.MOST_ROWS
    assert folded.count("<td data-label='Counts as'>") == 50


def test_whoever_left_the_class_or_deleted_their_data_is_nowhere(
    browser: Browser, four_items: Quiz
) -> None:
    room = a_class("Nina", "Aram")
    sits(browser, four_items, 4)
    services.store().classes.leave(browser.learner, room.id)
    browser.cookie = ARAM
    services.store().learners.delete(browser.learner)

    for number in (1, 2):
        assert "No learner in a class here has the number" in html(learner(browser, number))


def test_what_a_learner_typed_is_shown_as_it_is(browser: Browser, one_text: Quiz) -> None:
    a_class(SPELL)
    attempt = browser.start(one_text)
    browser.answer(attempt, 0, Written(text=SPELL))
    saves(browser, "guess", Guess(asked=SPELL, text=SPELL))

    for tab in (learner(browser), learner(browser, attempt=attempt.id)):
        assert SPELL not in html(tab)
        assert str(escape(SPELL)) in html(tab)


def test_a_closed_desk_shows_nothing_of_a_learner(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina", "Aram")
    attempt = sits(browser, four_items, 4, cookie=ARAM)
    browser.cookie = NINA

    page = html(browser.open("learner", learner="2", attempt=attempt.id))

    assert "Aram" not in page
    assert four_items.title not in page


def test_lists_at_the_desk_lead_to_the_learner(
    browser: Browser, quiz: Quiz, one_text: Quiz
) -> None:
    a_class("Nina")
    attempt = browser.start(one_text)
    browser.answer(attempt, 0, Written(text="Help was missing."))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    link = "<a data-in-app='1' href='/learner?learner=1'>Nina, no. 1</a>"

    results = at_desk(browser, "results")
    marking = at_desk(browser, "marking")

    assert link in html(at_desk(browser, "class"))
    assert link in html(results.radio(key="results-view").set_value("learners").run())
    assert link not in html(marking)
    assert link in html(marking.checkbox(key="marking-names").check().run())


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.4, "0\u00a0s"), (59.6, "1\u00a0min 0\u00a0s"), (125, "2\u00a0min 5\u00a0s")],
)
def test_a_time_is_told_in_minutes_and_seconds(seconds: float, expected: str) -> None:
    assert learner_attempt.in_minutes(seconds) == expected


def test_a_long_pause_leaves_the_time_unknown(
    browser: Browser, four_items: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class("Nina")
    attempt = browser.start(four_items)
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(hours=2))
    browser.answer(attempt, 0, right(four_items.items[0]))

    assert "with a long pause" in words(learner(browser, attempt=attempt.id))
