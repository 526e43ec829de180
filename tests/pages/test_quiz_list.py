"""All quizzes on one page, and the final quiz, which draws its items from the others."""

import random
import re

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt
from sourcebook.model.items import Item, VerdictItem
from sourcebook.model.quiz_minutes import quiz_minutes
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services

from .conftest import (
    ARAM,
    Browser,
    choose_passage,
    fill_in,
    html,
    labels,
    one_pointers,
    press,
    right,
)


@pytest.fixture
def final() -> Quiz:
    """The final quiz of this repository's course, which has a blueprint and no items."""
    return services.library().course().quizzes["final-quiz"]


def card(page: str, quiz: Quiz) -> str:
    """What the list shows of a quiz."""
    head, _, rest = page.partition(f"href='/quiz?quiz={quiz.id}'>")
    assert head != page
    return rest.partition("</li>")[0]


def finish(browser: Browser, quiz: Quiz, *, right_answers: int) -> None:
    """An attempt with so many right answers and no others, finished."""
    attempt = browser.start(quiz)
    for place in range(right_answers):
        browser.answer(attempt, place, right(attempt.items[place].item))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())


def lists(tab: AppTest, attempt: Attempt) -> bool:
    """Whether the review before handing in shows every item of an attempt, in its order."""
    shown = re.findall(r"<th scope='row'><a [^>]*>(\d+)\. (.*?)</a></th>", html(tab))
    items = [pinned.item for pinned in attempt.items]
    asked = [item.claim if isinstance(item, VerdictItem) else item.stem for item in items]
    return shown == [(str(number), escape(each)) for number, each in enumerate(asked, start=1)]


def is_drawn_from(items: list[Item], quiz: Quiz) -> bool:
    """Whether there is one item for each objective of the blueprint, in its order."""
    return [item.objective for item in items] == [line.objective for line in quiz.draw]


def test_without_a_name_in_the_address_every_quiz_is_listed_with_its_size(
    browser: Browser,
) -> None:
    page = html(browser.open("quiz"))

    assert page.startswith("<h1>Quizzes</h1>")
    for quiz in services.library().course().quizzes.values():
        assert card(page, quiz) == (
            f"{escape(quiz.title)}</a><p>{quiz.size} items, about {quiz_minutes(quiz)} minutes</p>"
            "<p>○ Not taken yet</p>"
        )


def test_looking_at_the_list_writes_nothing(browser: Browser) -> None:
    tab = browser.open("quiz")

    assert labels(tab) == []
    assert services.store().attempts.of_learner(browser.learner) == ()


def test_the_list_shows_the_best_of_the_learners_own_results(browser: Browser, quiz: Quiz) -> None:
    for right_answers in (1, 3, 2):
        finish(browser, one_pointers(quiz), right_answers=right_answers)

    page = html(browser.open("quiz"))

    assert card(page, quiz).endswith("<p>✓ Passed, your best 75 %</p>")
    assert page.count("your best") == 1


def test_a_best_result_of_nothing_is_a_result(browser: Browser, quiz: Quiz) -> None:
    finish(browser, quiz, right_answers=0)

    assert card(html(browser.open("quiz")), quiz).endswith(", your best 0 %</p>")


def test_an_attempt_still_open_is_no_result(browser: Browser, quiz: Quiz) -> None:
    browser.answer(browser.start(quiz), 0, right(quiz.items[0]))

    shown = card(html(browser.open("quiz")), quiz)
    assert shown.endswith(f"<p>◐ In progress: 1 of {quiz.size} answered</p>")


def test_the_list_shows_nobody_elses_results(browser: Browser, quiz: Quiz) -> None:
    finish(browser, quiz, right_answers=2)
    browser.cookie = ARAM

    assert "your best" not in html(browser.open("quiz"))


def test_the_beginning_of_the_final_quiz_says_how_many_items_it_draws(
    browser: Browser, final: Quiz
) -> None:
    tab = browser.open("quiz", quiz=final.id)

    assert f"{sum(line.items for line in final.draw)} items, one at a time" in html(tab)
    assert final.items == ()


def test_the_beginning_of_the_final_quiz_says_when_it_is_explained(
    browser: Browser, final: Quiz
) -> None:
    tab = browser.open("quiz", quiz=final.id)

    assert "You can change it until you hand in the whole quiz" in html(tab)


def test_the_final_quiz_draws_one_item_for_each_line_of_its_blueprint(
    browser: Browser, final: Quiz
) -> None:
    press(browser.open("quiz", quiz=final.id), "Start the quiz")

    drawn = [pinned.item for pinned in browser.attempt().items]
    assert is_drawn_from(drawn, final)
    assert len({item.id for item in drawn}) == len(drawn) == final.size
    assert [item for item in drawn if item != services.library().course().item(item.id)] == []


def test_what_was_drawn_stays_for_the_whole_attempt(browser: Browser, final: Quiz) -> None:
    tab = press(browser.open("quiz", quiz=final.id), "Start the quiz")
    drawn = browser.attempt().items

    fill_in(tab, right(drawn[0].item))
    press(tab, "Next item")

    assert browser.attempt().items == drawn
    assert f"</span> {escape(drawn[1].item.stem)}</h2>" in html(tab)


def test_a_second_tab_shows_the_same_items(browser: Browser, final: Quiz) -> None:
    first = press(browser.open("quiz", quiz=final.id), "Start the quiz")

    second = browser.open("quiz", **first.query_params)

    assert html(second) == html(first)
    assert len(services.store().attempts.of_learner(browser.learner)) == 1


def test_a_tab_without_an_item_in_its_address_lists_what_was_drawn(
    browser: Browser, final: Quiz
) -> None:
    press(browser.open("quiz", quiz=final.id), "Start the quiz")

    second = browser.open("quiz", quiz=final.id)

    assert lists(second, browser.attempt())


def test_starting_the_final_quiz_in_two_tabs_draws_once(browser: Browser, final: Quiz) -> None:
    first, second = (browser.open("quiz", quiz=final.id) for _ in range(2))

    press(first, "Start the quiz")
    press(second, "Start the quiz")

    assert len(services.store().attempts.of_learner(browser.learner)) == 1
    assert html(second) == html(first)


def test_taking_the_final_quiz_again_draws_anew(
    browser: Browser, final: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second draw comes from another seed than the first.
    monkeypatch.setattr(random, "SystemRandom", iter(map(random.Random, (1, 2))).__next__)
    press(browser.open("quiz", quiz=final.id), "Start the quiz")
    first = browser.attempt()
    services.store().attempts.finish(browser.learner, first.id, now=clock.now())

    press(browser.open("quiz", attempt=first.id), "Take the quiz again")

    second = [pinned.item for pinned in browser.attempt().items]
    assert browser.attempt().id != first.id
    assert is_drawn_from(second, final)
    assert second != [pinned.item for pinned in first.items]


def test_the_final_quiz_can_be_taken_from_start_to_end(browser: Browser, final: Quiz) -> None:
    press(browser.open("quiz", quiz=final.id), "Start the quiz")
    drawn = [pinned.item for pinned in browser.attempt().items]
    for place in range(len(drawn) - 1):
        browser.settle(browser.attempt(), place)
    tab = browser.open("quiz", quiz=final.id, item=str(len(drawn)))

    fill_in(tab, right(drawn[-1]))
    if drawn[-1].proof:
        choose_passage(tab, drawn[-1].proof[0])
    press(tab, "Review and hand in")
    press(tab, "Hand in")

    assert browser.attempt().is_finished
    assert "✓ Passed: " in html(tab)
