"""What the first page knows of a learner: what was read, what was finished, and what is next."""

import re

import pytest
from markupsafe import escape

from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.reading import steps
from sourcebook.pages.shared import clock, services

from .conftest import ARAM, Browser, html, labels, one_pointers, press, right


@pytest.fixture
def course() -> Course:
    """The course of this repository."""
    return services.library().course()


def read(browser: Browser, *lesson_ids: str) -> None:
    """These lessons were read, one after another."""
    for lesson_id in lesson_ids:
        services.store().readings.mark_read(browser.learner, lesson_id, now=clock.now())


def finish(browser: Browser, quiz: Quiz, *, right_answers: int = 0) -> None:
    """An attempt with so many right answers and no others, finished."""
    attempt = browser.start(quiz)
    for place in range(right_answers):
        browser.answer(attempt, place, right(attempt.items[place].item))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())


def card(page: str, title: str) -> str:
    """The card of a lesson, or of a quiz that belongs to none."""
    cards = page.partition("<ol class='path'>")[2].partition("</ol>")[0].split("<li><span ")[1:]
    return next(each for each in cards if f"{title}</a></h3>" in each or f"<h3>{title}<" in each)


def test_lessons_stand_in_the_order_of_the_course(browser: Browser, course: Course) -> None:
    page = html(browser.open())

    shown = re.findall(r"<h3><a data-in-app='1' href='/lesson\?lesson=([^']+)'", page)
    assert shown == list(course.lessons)


def test_after_a_finished_quiz_the_next_lesson_is_offered(browser: Browser, course: Course) -> None:
    first, second, *_ = course.lessons.values()
    read(browser, first.id)
    finish(browser, course.quizzes[f"{first.id}-quiz"])

    tab = browser.open()

    assert f"You have finished “{first.title}”." in html(tab)
    assert labels(tab) == [f"Next lesson: {second.title}"]


def test_the_button_to_the_next_lesson_opens_it(browser: Browser, course: Course) -> None:
    first, second, *_ = course.lessons.values()
    read(browser, first.id)
    finish(browser, course.quizzes[f"{first.id}-quiz"])

    tab = press(browser.open(), "Next lesson")

    assert tab.query_params == {"lesson": second.id, "section": steps.names(second)[0]}
    assert escape(second.question) in html(tab)


def test_a_lesson_whose_quiz_is_not_finished_is_not_done(browser: Browser, course: Course) -> None:
    first, second, *_ = course.lessons.values()
    read(browser, first.id)
    finish(browser, course.quizzes[f"{second.id}-quiz"])

    tab = browser.open()

    assert f"You have read “{first.title}”." in html(tab)
    assert labels(tab) == [f"To its quiz: {course.quizzes[f'{first.id}-quiz'].title}"]


def test_a_lesson_that_was_opened_and_not_read_is_gone_on_with(
    browser: Browser, course: Course
) -> None:
    first, second, *_ = course.lessons.values()
    read(browser, first.id)
    services.store().readings.note_step(browser.learner, second.id, "start", now=clock.now())

    tab = browser.open()

    assert f"You last read “{second.title}”." in html(tab)
    assert labels(tab) == ["Go on reading"]
    assert f"◐ 1 of {len(second.sections)} steps" in card(html(tab), second.title)
    assert "<span class='begun'></span>" in html(tab)


def test_a_quiz_taken_without_its_lesson_counts_and_leads_to_the_lesson(
    browser: Browser, course: Course
) -> None:
    first = next(iter(course.lessons.values()))
    finish(browser, course.quizzes[f"{first.id}-quiz"], right_answers=1)

    tab = browser.open()

    items = sum(len(each.items) for each in [*course.quizzes.values(), *course.pools.values()])
    assert f"1 of {items} items answered" in html(tab)
    assert f"You have taken the quiz of “{first.title}”" in html(tab)
    assert labels(tab)[0] == "Read the lesson"


def test_a_quiz_in_progress_is_not_one_that_was_not_taken_yet(
    browser: Browser, course: Course
) -> None:
    quiz = course.quizzes["csto-quiz"]
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    said = f"◐ In progress: 1 of {quiz.size} answered"

    assert said in card(html(browser.open()), course.lessons["csto"].title)
    assert said in html(browser.open("quiz"))


def test_a_quiz_that_was_passed_and_is_taken_again_says_both(
    browser: Browser, course: Course, quiz: Quiz
) -> None:
    finish(browser, one_pointers(quiz), right_answers=3)
    browser.start(one_pointers(quiz))

    shown = card(html(browser.open()), course.lessons["yerevan-summit"].title)

    assert "✓ Passed, your best 75 %. In progress: 0 of 4 answered</span>" in shown


def test_the_next_lesson_is_the_first_that_was_not_read(browser: Browser, course: Course) -> None:
    first, second, third, *_ = course.lessons.values()
    read(browser, first.id, third.id)
    finish(browser, course.quizzes[f"{third.id}-quiz"])

    assert labels(browser.open()) == [f"Next lesson: {second.title}"]


def test_after_the_last_lesson_the_first_quiz_not_passed_is_offered(
    browser: Browser, course: Course
) -> None:
    read(browser, *course.lessons)
    last = list(course.lessons)[-1]
    finish(browser, course.quizzes[f"{last}-quiz"])

    assert labels(browser.open()) == ["To the quiz: The alliance"]


def test_the_lesson_opened_last_is_the_one_to_go_on_with(browser: Browser, course: Course) -> None:
    first, second, *_ = course.lessons.values()
    for each in (second, first):
        services.store().readings.note_opened(browser.learner, each.id, now=clock.now())

    tab = press(browser.open(), "Go on reading")

    assert tab.query_params == {"lesson": first.id, "section": steps.names(first)[0]}


def test_of_two_quizzes_still_open_the_one_started_last_comes_first(
    browser: Browser, course: Course
) -> None:
    browser.start(course.quizzes["csto-quiz"])
    browser.start(course.quizzes["war-2020-quiz"])

    page = html(browser.open())

    assert f"You stopped in the quiz “{course.quizzes['war-2020-quiz'].title}”" in page


def test_lessons_that_were_read_are_marked_and_no_others(browser: Browser, course: Course) -> None:
    read(browser, "csto", "yerevan-summit")

    page = html(browser.open())

    marked = [each.id for each in course.lessons.values() if "✓ Done" in card(page, each.title)]
    assert marked == ["csto", "yerevan-summit"]


def test_the_best_result_stands_beside_its_quiz_and_no_other(
    browser: Browser, course: Course, quiz: Quiz
) -> None:
    for right_answers in (1, 3, 2):
        finish(browser, one_pointers(quiz), right_answers=right_answers)

    page = html(browser.open())

    shown = card(page, course.lessons["yerevan-summit"].title)
    assert f"'>Quiz, {quiz.size} items<span class='unseen'>: {quiz.title}</span></a> " in shown
    assert "✓ Passed, your best 75 %</span>" in shown
    assert page.count("your best") == 1


def test_read_marks_and_results_are_the_learners_own(browser: Browser, quiz: Quiz) -> None:
    read(browser, "csto")
    finish(browser, quiz, right_answers=1)
    browser.cookie = ARAM

    page = html(browser.open())

    assert "✓ Done" not in page
    assert "your best" not in page


def test_the_final_quiz_has_a_card_of_its_own_after_the_lessons(
    browser: Browser, course: Course
) -> None:
    final = course.quizzes["final-quiz"]

    page = html(browser.open())

    shown = card(page, final.title)
    assert f"href='/quiz?quiz=final-quiz'>Test, {final.size} items<" in shown
    assert shown.endswith("</a> ○ Not taken yet</span></div></div></li>")
    assert page.rindex("href='/lesson?lesson=") < page.index("quiz=final-quiz")


def test_the_card_of_the_final_quiz_shows_its_best_result(browser: Browser, course: Course) -> None:
    final = course.quizzes["final-quiz"]
    two = tuple(each for each in course.quizzes["csto-quiz"].items if each.points == 1)[:2]
    finish(browser, final.model_copy(update={"items": two, "draw": ()}), right_answers=1)

    page = html(browser.open())

    assert "◐ Not passed yet, your best 50 %</span>" in card(page, final.title)
