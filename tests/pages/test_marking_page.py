"""Written answers on the teacher's desk: marked one after another, without a name beside them."""

import re

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import marking_page as page

from .conftest import ARAM, NINA, Browser, html, labels, press
from .teaching import SPELL, a_class, at_desk
from .tiny_course import words

HERS, HIS = "Help was missing, she wrote.", "Nobody came, he wrote."


@pytest.fixture
def one_text(quiz: Quiz) -> Quiz:
    """A quiz with nothing but an item that is answered in one's own words."""
    written = [item for item in quiz.items if isinstance(item, ExtendedResponse)]
    return quiz.model_copy(update={"items": tuple(written[:1])})


def hands_in(browser: Browser, quiz: Quiz, text: str, cookie: str = NINA) -> Attempt:
    """An attempt in which this text is handed in."""
    browser.cookie = cookie
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, Written(text=text))
    return browser.attempt()


def level_of(browser: Browser, attempt: Attempt, cookie: str = NINA) -> tuple[object, object]:
    """The mark on record, and who gave it."""
    browser.cookie = cookie
    found = services.store().attempts.one(browser.learner, attempt.id)
    assert found is not None
    return found.record(0).level, found.record(0).marked_by


def marking(browser: Browser, **params: str) -> AppTest:
    return at_desk(browser, "marking", **params)


def test_without_a_class_there_is_nothing_to_mark(browser: Browser) -> None:
    assert "There is no class yet" in html(marking(browser))


def test_before_anybody_wrote_the_page_says_so(browser: Browser) -> None:
    a_class("Nina")

    assert "Nobody has handed in a text yet." in html(marking(browser))


def test_a_text_stands_beside_the_rubric_and_the_model_answer(
    browser: Browser, one_text: Quiz
) -> None:
    a_class("Nina")
    hands_in(browser, one_text, HERS)

    tab = marking(browser)

    item = one_text.items[0]
    assert isinstance(item, ExtendedResponse)
    assert f"<p class='written'>{HERS}</p>" in html(tab)
    assert escape(item.three_levels.full) in html(tab)
    assert escape(item.model_answer) in html(tab)
    assert labels(tab) == ["Not yet", "In part", "In full"]
    assert [each.proto.shortcut for each in tab.button] == ["0", "1", "2"]


def test_a_mark_is_kept_at_once_and_the_next_text_comes(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina", "Aram")
    attempts = {
        HERS: (hands_in(browser, one_text, HERS), NINA),
        HIS: (hands_in(browser, one_text, HIS, ARAM), ARAM),
    }
    tab = marking(browser)
    first = next(text for text in attempts if f"<p class='written'>{text}</p>" in html(tab))

    tab = press(tab, "In part")

    second = HIS if first == HERS else HERS
    assert f"<p class='written'>{second}</p>" in html(tab)
    assert "Kept: answer 1, in part. Change it" in words(tab)
    assert "1 answer to mark. 1 of 2 marked" in words(tab)
    attempt, cookie = attempts[first]
    assert level_of(browser, attempt, cookie) == (1, "teacher")


def test_the_mark_of_a_learner_does_not_end_the_wait_and_is_replaced(
    browser: Browser, one_text: Quiz
) -> None:
    a_class("Nina")
    attempt = hands_in(browser, one_text, HERS)
    browser.mark(attempt, 0, 2)
    assert "1 answer to mark." in words(marking(browser))

    tab = press(marking(browser), "Not yet")

    assert level_of(browser, attempt) == (0, "teacher")
    assert "All answers to this item are marked." in words(tab)


def test_a_mark_may_be_changed(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina")
    attempt = hands_in(browser, one_text, HERS)
    services.store().attempts.mark_by_teacher(attempt.id, 0, 0, now=attempt.started_at)
    assert labels(marking(browser)) == []

    press(marking(browser, answer=f"{attempt.id}-0"), "In full")

    assert level_of(browser, attempt) == (2, "teacher")


def test_what_is_left_for_later_comes_last(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina", "Aram")
    hands_in(browser, one_text, HERS)
    hands_in(browser, one_text, HIS, ARAM)
    way = re.search(r"<nav class='turns'.*?href='/marking\?answer=(.*?)'", html(marking(browser)))
    assert way is not None

    tab = press(marking(browser, answer=way[1]), "In full")

    assert "<h2 id='answer'>Answer 1</h2>" in html(tab)
    assert "1 answer to mark. 1 of 2 marked" in words(tab)


def test_many_answers_stand_in_pages(
    browser: Browser, one_text: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class("Nina", "Aram")
    hands_in(browser, one_text, HERS)
    hands_in(browser, one_text, HIS, ARAM)
    monkeypatch.setattr(page, "_ON_A_PAGE", 1)

    tab = marking(browser)

    assert "All answers to this item (2) Answers 1 to 1 of 2. Answer 1" in words(tab)
    assert html(tab).count("<article") == 1


def test_names_and_own_marks_are_shown_on_request_only(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina")
    attempt = hands_in(browser, one_text, HERS)
    browser.mark(attempt, 0, 2)

    tab = marking(browser)

    assert "Nina" not in html(tab)
    assert "Their own mark" not in html(tab)
    asked = html(tab.checkbox(key="marking-names").check().run())
    assert "Answer 1, <a data-in-app='1' href='/learner?learner=1'>Nina, no. 1</a>" in asked
    assert "Their own mark: in full." in asked


def test_texts_of_nobody_in_a_class_are_not_shown(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina")
    hands_in(browser, one_text, HIS, ARAM)

    assert "Nobody has handed in a text yet." in html(marking(browser))


def test_a_text_that_is_not_handed_in_is_not_shown(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina")
    hands_in(browser, one_text.model_copy(update={"feedback": "deferred"}), HERS)

    tab = marking(browser)

    # It is the whole quiz that is handed in there.
    assert HERS not in html(tab)


def test_the_learner_sees_whose_mark_it_is(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina")
    attempt = hands_in(browser, one_text, HERS)
    services.store().attempts.mark_by_teacher(attempt.id, 0, 1, now=attempt.started_at)
    browser.cookie = NINA

    told = words(browser.open("quiz", quiz=one_text.id, attempt=attempt.id, item="1"))

    assert "In part, marked by your teacher" in told
    assert "In part (marked by your teacher)" in told


def test_hostile_text_and_name_are_shown_as_they_are(browser: Browser, one_text: Quiz) -> None:
    a_class(SPELL)
    hands_in(browser, one_text, SPELL)

    shown = html(marking(browser).checkbox(key="marking-names").check().run())

    assert SPELL not in shown
    assert f"<p class='written'>{escape(SPELL)}</p>" in shown
    assert f">{escape(SPELL)}, no. 1</a>" in shown


def test_a_learner_at_the_address_of_marking_is_told_nothing(
    browser: Browser, one_text: Quiz
) -> None:
    a_class("Nina", "Aram")
    attempt = hands_in(browser, one_text, HIS, ARAM)
    browser.cookie = NINA

    shown = html(browser.open("marking", answer=f"{attempt.id}-0"))

    assert HIS not in shown
    assert "Aram" not in shown
