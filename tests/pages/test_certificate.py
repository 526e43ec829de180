"""The certificate: what it says of a course that is done, and what one that is not still lacks."""

from functools import cache

import pytest

from sourcebook.model.attempts import Attempt
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.identity import school
from sourcebook.pages.shared import clock, current_learner, services
from tests.builders import extended_response, numeric, single_choice

from .conftest import ARAM, Browser, Serve, html, right, wrong
from .tiny_course import teach, words

LESSON = "yerevan-summit"


@pytest.fixture
def two_items(serve: Serve) -> Quiz:
    """The one quiz of a course with one lesson: two items of a point each, 60 % passes."""
    return teach(serve, single_choice(), numeric(), lesson=LESSON)


def read(browser: Browser) -> None:
    """Open the one lesson."""
    services.store().readings.mark_read(browser.learner, LESSON, now=clock.now())


def take(browser: Browser, quiz: Quiz, *, right_answers: int) -> Attempt:
    """An attempt with so many right answers and otherwise wrong ones."""
    attempt = browser.start(quiz)
    for place, item in enumerate(quiz.items):
        given = right(item) if place < right_answers else wrong(item)
        browser.answer(attempt, place, given)
    return attempt


def complete(browser: Browser, quiz: Quiz, name: str | None = None) -> None:
    """Do all that the course has, under a name."""
    read(browser)
    take(browser, quiz, right_answers=2)
    services.store().learners.rename(browser.learner, name)


def test_before_anything_is_done_every_part_is_named_with_the_way_there(
    browser: Browser, two_items: Quiz
) -> None:
    page = html(browser.open("certificate"))

    assert "0 of 2 parts done; still to come:" in page
    assert f"Read the lesson <a data-in-app='1' href='/lesson?lesson={LESSON}'>" in page
    assert f"Pass the quiz <a data-in-app='1' href='/quiz?quiz={two_items.id}'>" in page
    assert "class='sheet'" not in page


def test_a_quiz_that_was_not_passed_is_missing_with_its_best_result(
    browser: Browser, two_items: Quiz
) -> None:
    read(browser)
    take(browser, two_items, right_answers=1)

    page = html(browser.open("certificate"))

    assert "The Yerevan summit</a>, your best so far is 50 %</li>" in page
    assert "Read the lesson" not in page


def test_a_lesson_that_was_not_read_is_missing_though_its_quiz_is_passed(
    browser: Browser, two_items: Quiz
) -> None:
    take(browser, two_items, right_answers=2)

    page = html(browser.open("certificate"))

    assert "1 of 2 parts done" in page
    assert "class='sheet'" not in page


def test_the_sheet_shows_each_quiz_with_its_best_and_its_first_result(
    browser: Browser, two_items: Quiz
) -> None:
    read(browser)
    for right_answers in (1, 2, 0):
        take(browser, two_items, right_answers=right_answers)

    said = words(browser.open("certificate"))

    assert "Quiz Items Passes from Best result First result Attempts" in said
    assert "The Yerevan summit 2 60 % 100 % 50 % 3" in said
    assert "The Yerevan summit Tell the day of the summit." in said


def test_the_best_result_is_the_best_that_passed(browser: Browser, two_items: Quiz) -> None:
    read(browser)
    take(browser, two_items.model_copy(update={"pass_mark": 0}), right_answers=0)
    take(browser, two_items, right_answers=1)

    said = words(browser.open("certificate"))

    assert "The Yerevan summit 2 0 % 0 % 0 % 2" in said


def test_the_sheet_says_what_it_does_not_show(browser: Browser, two_items: Quiz) -> None:
    complete(browser, two_items)

    said = words(browser.open("certificate"))

    assert "taken without supervision. Nobody checked who answered." in said
    assert "A quiz may be repeated" in said
    assert "two reports of November 2022 (Munich report, Polish report)" in said
    assert "its knowledge ends with November 2022" in said


def test_the_date_is_the_day_of_the_last_quiz_by_the_learners_clock(
    browser: Browser, two_items: Quiz
) -> None:
    complete(browser, two_items)
    tab = browser.open("certificate")

    # At nine in the morning in London it is already evening, and near midnight, at Kiritimati.
    tab.context = {"timezone": "Pacific/Kiritimati"}
    tab.run()
    assert "the last quiz on 23 November 2022" in words(tab)

    tab.context = {"timezone": "Pacific/Pago_Pago"}
    tab.run()
    assert "the last quiz on 22 November 2022" in words(tab)


def test_neither_a_repeated_quiz_nor_a_lesson_read_again_moves_the_date(
    browser: Browser, two_items: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(browser, two_items)
    before = words(browser.open("certificate"))
    a_month_later = clock.now().replace(month=12)
    monkeypatch.setattr(clock, "now", lambda: a_month_later)
    complete(browser, two_items)

    after = words(browser.open("certificate"))

    assert "the last quiz on 23 November 2022" in before
    assert "the last quiz on 23 November 2022" in after


def test_a_text_that_is_not_marked_yet_does_not_pass(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, extended_response(), lesson=LESSON)
    read(browser)
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    before = html(browser.open("certificate"))
    browser.mark(attempt, 0, 2)

    after = html(browser.open("certificate"))

    assert "class='sheet'" not in before
    assert "class='sheet'" in after


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nina Hakobyan", "<p class='bearer'><bdi>Nina Hakobyan</bdi></p>"),
        ("<b>Nina</b>", "<bdi>&lt;b&gt;Nina&lt;/b&gt;</bdi>"),
        ("**x** `y` =1+1", "<bdi>**x** `y` =1+1</bdi>"),
        ("Nina\u202eanin", "<bdi>Nina\u202eanin</bdi>"),
        ("W" * 60, f"<p class='bearer long'><bdi>{'W' * 60}</bdi></p>"),
    ],
)
def test_a_name_stands_as_it_was_typed(
    browser: Browser, two_items: Quiz, name: str, shown: str
) -> None:
    complete(browser, two_items, name)

    tab = browser.open("certificate")

    assert any(shown in str(each.proto.body) for each in tab.get("html"))


def test_who_gave_no_name_gets_a_line_to_write_on(browser: Browser, two_items: Quiz) -> None:
    complete(browser, two_items)

    page = html(browser.open("certificate"))

    assert "<p class='bearer blank'>" in page
    assert "You gave no name: type it under <a data-in-app='1' href='/me'>Me</a>" in page


def test_at_a_school_the_name_is_that_of_the_account(
    browser: Browser, two_items: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(browser, two_items, "The Cat")
    monkeypatch.setattr(current_learner, "credential", current_learner.browser)
    monkeypatch.setattr(current_learner, "learner_id", lambda: browser.learner)
    monkeypatch.setattr(school, "is_in_use", cache(lambda: True))
    monkeypatch.setattr(school, "name", lambda: "Nina Hakobyan")

    said = words(browser.open("certificate"))

    assert "Nina Hakobyan has read every lesson" in said
    assert "The name comes from the school account that was used; nobody checked more." in said
    assert "The Cat" not in said


def test_another_learner_has_no_certificate(browser: Browser, two_items: Quiz) -> None:
    complete(browser, two_items, "Nina Hakobyan")
    browser.cookie = ARAM

    page = html(browser.open("certificate"))

    assert "0 of 2 parts done" in page
    assert "Nina" not in page


def test_without_cookies_the_page_says_what_to_do(browser: Browser) -> None:
    browser.cookie = None

    tab = browser.open("certificate")

    assert [str(each.value)[:29] for each in tab.warning] == ["This browser keeps no cookie "]


def test_the_result_that_completes_the_course_leads_to_the_certificate(
    browser: Browser, two_items: Quiz
) -> None:
    before = take(browser, two_items, right_answers=2)
    early = html(browser.open("quiz", attempt=before.id, item="end"))
    read(browser)
    missed = take(browser, two_items, right_answers=0)

    assert "/certificate" not in early
    assert "/certificate" not in html(browser.open("quiz", attempt=missed.id, item="end"))
    assert "href='/certificate'>See your certificate" in html(
        browser.open("quiz", attempt=before.id, item="end")
    )


def test_the_page_about_me_leads_to_the_certificate(browser: Browser) -> None:
    page = html(browser.open("me"))

    assert "<a data-in-app='1' href='/certificate'>certificate</a>" in page
