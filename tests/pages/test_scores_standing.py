"""My scores: where a learner stands in the course, and the one step that comes next."""

from datetime import timedelta

import pytest

from sourcebook.model.items import SingleChoice
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from tests.builders import single_choice, true_false

from .conftest import MORNING, Browser, Serve, html, labels, one_pointers, press
from .taking import LEFT_OUT, RIGHT, WRONG, hand_in, take
from .tiny_course import teach, words


@pytest.fixture
def four_items(quiz: Quiz) -> Quiz:
    """A quiz of four items of one point each, so that an item is a quarter of the whole."""
    return one_pointers(quiz)


def three_items() -> tuple[SingleChoice, ...]:
    """Three items of one objective, so that a level is told."""
    return tuple(single_choice(id=f"refuser-{n}") for n in range(3))


def read(browser: Browser, lesson_id: str) -> None:
    """The lesson read."""
    services.store().readings.mark_read(browser.learner, lesson_id, now=clock.now())


def test_whoever_has_done_nothing_yet_has_one_button_to_the_first_lesson(browser: Browser) -> None:
    tab = browser.open("scores")
    assert labels(tab) == ["Start with the first lesson"]

    press(tab, "Start with the first lesson")

    assert tab.query_params["lesson"] == "csto"


def test_what_is_done_of_the_course_stands_first(browser: Browser, lesson: Lesson) -> None:
    read(browser, lesson.id)

    page = words(browser.open("scores"))

    course = services.library().course()
    items = sum(len(each.items) for each in [*course.quizzes.values(), *course.pools.values()])
    assert "1 of 13 parts done : 1 of 6 lessons read, 0 of 7 quizzes passed." in page
    assert f"You have answered 0 of the course’s {items} items." in page
    assert "No quiz taken yet." in page


def test_the_boxes_of_the_parts_are_for_the_eye_only(browser: Browser, lesson: Lesson) -> None:
    read(browser, lesson.id)

    page = html(browser.open("scores"))

    boxes = page.partition("<div class='parts' aria-hidden='true'>")[2].partition("</div>")[0]
    assert boxes.count("<span") == 13
    assert boxes.count("<span class='done'>") == 1


def test_the_first_part_that_is_not_done_comes_next(browser: Browser) -> None:
    read(browser, "csto")

    tab = browser.open("scores")
    press(tab, "To the quiz: The alliance")

    assert tab.query_params["quiz"] == "csto-quiz"


def test_a_quiz_not_passed_comes_next_with_its_best_result(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, single_choice(), true_false())
    read(browser, "yerevan-summit")
    hand_in(browser, quiz, RIGHT, LEFT_OUT)

    tab = browser.open("scores")

    assert "the first quiz that you have not passed yet; your best is 50 %." in words(tab)


def test_an_open_quiz_comes_before_everything_else(browser: Browser, four_items: Quiz) -> None:
    hand_in(browser, four_items, WRONG, at=MORNING - timedelta(days=9))
    attempt = take(browser, four_items, RIGHT)

    tab = browser.open("scores")
    assert f"“{four_items.title}” is not finished: 1 of 4 items answered." in words(tab)
    press(tab, "Go on with the quiz")

    assert tab.query_params["attempt"] == attempt.id
    assert tab.query_params["item"] == "2"


def test_other_attempts_left_open_are_listed_with_the_way_back(
    browser: Browser, four_items: Quiz
) -> None:
    other = four_items.model_copy(update={"id": "other", "title": "The <other> one"})
    before = take(browser, other, RIGHT)
    take(browser, four_items)

    page = html(browser.open("scores"))

    assert "<h2>Also not finished</h2><ul><li>“The &lt;other&gt; one”: 1 of 4 items" in page
    assert f"href='/quiz?quiz=other&attempt={before.id}'>Go on" in page


def test_what_is_due_comes_before_the_next_part(browser: Browser, four_items: Quiz) -> None:
    hand_in(browser, four_items, WRONG, RIGHT, RIGHT, RIGHT, at=MORNING - timedelta(days=9))

    tab = browser.open("scores")
    assert "1 item is due for review today." in words(tab)
    press(tab, "Review it")

    assert browser.attempt().purpose == "review"
    assert [each.item.id for each in browser.attempt().items] == [four_items.items[0].id]


def test_when_all_is_done_what_went_least_well_comes_next(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, *three_items())
    read(browser, "yerevan-summit")
    hand_in(browser, quiz, RIGHT, RIGHT, WRONG)

    tab = browser.open("scores")
    assert "2 of 2 parts done" in words(tab)
    press(tab, "Practise it")

    assert browser.attempt().purpose == "practice"


def test_when_all_is_done_and_secure_nothing_is_urged(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, *three_items())
    read(browser, "yerevan-summit")
    hand_in(browser, quiz, RIGHT, RIGHT, RIGHT)

    tab = browser.open("scores")

    assert "All parts are done, and nothing is due today." in words(tab)
    assert labels(tab) == []
