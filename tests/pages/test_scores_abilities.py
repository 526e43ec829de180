"""My scores: what a learner can do, by objective and by skill, and what to do about it."""

import pytest

from sourcebook.model.quizzes import Quiz
from tests.builders import extended_response, single_choice

from .conftest import Browser, Serve, html, labels, press
from .taking import RIGHT, WRONG, Said, hand_in, take
from .tiny_course import teach, words


def items(serve: Serve, count: int, **changes: object) -> Quiz:
    """A quiz with so many items on the one objective of a small course."""
    return teach(serve, *[single_choice(id=f"refuser-{n}", **changes) for n in range(count)])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([RIGHT, RIGHT], "2 of 2 right. Too few to say. Practise"),
        ([RIGHT, RIGHT, RIGHT], "Secure : 3 of 3 right Nothing now"),
        ([RIGHT, RIGHT, WRONG], "Growing : 2 of 3 right Practise"),
        ([RIGHT, WRONG, WRONG], "Needs another look : 1 of 3 right Read again"),
    ],
)
def test_a_level_is_told_from_three_items_on(
    browser: Browser, serve: Serve, said: list[Said], expected: str
) -> None:
    hand_in(browser, items(serve, len(said)), *said)

    assert expected in words(browser.open("scores"))


def test_what_is_weak_leads_to_the_lesson_and_to_practice(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 3), WRONG, WRONG, WRONG)

    page = html(browser.open("scores"))

    assert "href='/lesson?lesson=yerevan-summit'>Read again" in page
    assert ", then <a data-in-app='1' href='/scores?practise=tell-the-day'>practise" in page


def test_a_lesson_whose_objectives_are_all_secure_is_folded_away(
    browser: Browser, serve: Serve
) -> None:
    hand_in(browser, items(serve, 3), RIGHT, RIGHT, RIGHT)

    assert "<details><summary>All secure</summary><table" in html(browser.open("scores"))


def test_the_latest_answer_to_an_item_counts(browser: Browser, serve: Serve) -> None:
    quiz = items(serve, 1)
    hand_in(browser, quiz, WRONG)
    take(browser, quiz, RIGHT)

    assert "1 of 1 right. Too few to say." in words(browser.open("scores"))


def test_lessons_without_an_answer_are_named_in_one_sentence(browser: Browser, quiz: Quiz) -> None:
    hand_in(browser, quiz, RIGHT)

    page = words(browser.open("scores"))

    still_to_come = page.partition("Still to come")[2].partition("Skills")[0]
    assert (
        "The alliance , The war of 2020 , September 2022 , Why now? , Reading the sources ."
        in still_to_come
    )


def test_of_a_lesson_just_begun_the_other_objectives_say_so(browser: Browser, quiz: Quiz) -> None:
    hand_in(browser, quiz, RIGHT)

    assert words(browser.open("scores")).count("No item answered yet. Practise") == 3


def test_an_objective_no_longer_in_the_course_stands_apart(browser: Browser, serve: Serve) -> None:
    quiz = items(serve, 1)
    gone = single_choice(id="gone", objective="name-the-guests")
    hand_in(browser, quiz.model_copy(update={"items": (gone,)}), RIGHT)

    page = html(browser.open("scores"))

    assert "<h3>No longer in the course</h3>" in page
    assert "<th scope='row'>name-the-guests</th>" in page
    assert "practise=name-the-guests" not in page


def test_each_skill_has_its_row_and_a_view_that_helps(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 3, skill="chronology"), RIGHT, RIGHT, WRONG)

    page = html(browser.open("scores"))

    assert "Chronology: putting events in order</th>" in page
    assert "href='/sources?view=timeline'>When it happened" in page
    assert "Sourcing: knowing who says so" not in page


def test_an_address_that_names_a_practice_asks_first(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 3), RIGHT, RIGHT, WRONG)

    tab = browser.open("scores", practise="tell-the-day")
    assert browser.attempt().purpose == "quiz"
    press(tab, "Start the practice")

    assert browser.attempt().purpose == "practice"
    assert len(browser.attempt().items) == 3


@pytest.mark.parametrize("named", ["", "no-such-objective", "<script>"])
def test_an_unknown_practice_is_not_offered(browser: Browser, serve: Serve, named: str) -> None:
    hand_in(browser, items(serve, 3), RIGHT, RIGHT, WRONG)

    tab = browser.open("scores", practise=named)

    assert "Start the practice" not in labels(tab)
    assert not tab.exception


def test_all_that_was_missed_can_be_practised(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 3), RIGHT, WRONG, WRONG)

    press(browser.open("scores"), "Practise what you missed (2 items)")

    attempt = browser.attempt()
    assert attempt.quiz_id == "missed-items"
    assert {each.item.id for each in attempt.items} == {"refuser-1", "refuser-2"}


def test_where_nothing_is_missed_none_is_offered(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 3), RIGHT, RIGHT, RIGHT)

    assert not any(label.startswith("Practise what") for label in labels(browser.open("scores")))


def test_a_text_that_waits_for_its_mark_counts_nowhere(browser: Browser, serve: Serve) -> None:
    take(browser, teach(serve, extended_response(), single_choice()), RIGHT)

    page = words(browser.open("scores"))

    assert "What you can do" not in page
