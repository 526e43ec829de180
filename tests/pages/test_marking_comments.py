"""Comments with marks, equal answers together, two teachers at one text, and undoing."""

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Record, Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services
from tests.teachers import NAME, make_teacher

from .conftest import ARAM, NINA, Browser, html, labels, press
from .teaching import SPELL, a_class, at_desk
from .tiny_course import words

THIRD = "C" * 22
SAME = ("Help was missing.", "  help was\nMissing", "HELP was missing!")
COMMENT = "Which report says so?"


@pytest.fixture
def one_text(quiz: Quiz) -> Quiz:
    """A quiz with nothing but an item that is answered in one's own words."""
    written = [item for item in quiz.items if isinstance(item, ExtendedResponse)]
    return quiz.model_copy(update={"items": tuple(written[:1])})


def hands_in(browser: Browser, quiz: Quiz, text: str, cookie: str = NINA) -> Attempt:
    browser.cookie = cookie
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, Written(text=text))
    return browser.attempt()


def hand_in(browser: Browser, quiz: Quiz, *texts: str) -> list[Attempt]:
    """The attempts of a class in which each learner hands in one of these texts."""
    cookies = (NINA, ARAM, THIRD)
    a_class("Nina", "Aram", "Zabel", cookies=cookies)
    return [hands_in(browser, quiz, text, who) for text, who in zip(texts, cookies, strict=False)]


def record_of(attempt: Attempt) -> Record:
    return services.store().attempts.of_member(attempt.learner_id)[-1].record(0)


def marking(browser: Browser, **params: str) -> AppTest:
    return at_desk(browser, "marking", **params)


def say(tab: AppTest, comment: str) -> AppTest:
    return tab.text_area[0].set_value(comment).run()


def test_a_level_keeps_the_mark_with_the_comment_in_the_field(
    browser: Browser, one_text: Quiz
) -> None:
    (attempt,) = hand_in(browser, one_text, "Help was missing.")

    tab = press(say(marking(browser), f"  {COMMENT} "), "In part")

    assert (record_of(attempt).level, record_of(attempt).comment) == (1, COMMENT)
    assert record_of(attempt).marks[-1].who == NAME
    assert "Kept: answer 1, in part, with a comment." in words(tab)


def test_a_comment_is_changed_alone_and_the_level_stays(browser: Browser, one_text: Quiz) -> None:
    (attempt,) = hand_in(browser, one_text, "Help was missing.")
    press(say(marking(browser), COMMENT), "In full")
    tab = marking(browser, answer=f"{attempt.id}-0")
    assert tab.text_area[0].value == COMMENT

    press(say(tab, "Well said."), "Keep this comment (Ctrl+Enter)")

    assert (record_of(attempt).level, record_of(attempt).comment) == (2, "Well said.")


def test_what_is_typed_stays_while_the_teacher_looks_at_another_answer(
    browser: Browser, one_text: Quiz
) -> None:
    first, second = hand_in(browser, one_text, "Help was missing.", "Nobody came.")
    tab = say(marking(browser, answer=f"{first.id}-0"), COMMENT)

    for each, typed in ((second, ""), (first, COMMENT)):
        tab.query_params["answer"] = f"{each.id}-0"
        tab.run()
        assert tab.text_area[0].value == typed


def test_comments_used_before_are_inserted_by_a_click_the_most_used_first(
    browser: Browser, one_text: Quiz
) -> None:
    attempts = hand_in(browser, one_text, "One.", "Two.", "Three.")
    for attempt, said in zip(attempts, ("Well said.", COMMENT, COMMENT), strict=True):
        services.store().attempts.mark_by_teacher(
            attempt.id, 0, 1, now=attempt.started_at, comment=said
        )
    tab = marking(browser, answer=f"{attempts[0].id}-0")
    offered = [each.label for each in tab.button if (each.key or "").startswith("insert-")]
    assert [each[:3] for each in offered] == ["`a`", "`s`"]
    assert "Which report" in offered[0]

    tab.button(key="insert-a").click().run()

    assert tab.text_area[0].value == f"Well said.\n{COMMENT}"


def test_equal_answers_are_one_card_and_get_one_mark_and_comment(
    browser: Browser, one_text: Quiz
) -> None:
    attempts = hand_in(browser, one_text, *SAME)
    tab = marking(browser)
    assert "3 learners wrote this. Your mark and comment go to each of them." in words(tab)
    assert html(tab).count("<article") == 1

    tab = press(say(tab, COMMENT), "In part")

    marks = [(record_of(each).level, record_of(each).comment) for each in attempts]
    assert marks == [(1, COMMENT)] * 3
    assert "Kept: answer 1, in part, with a comment for 3 texts." in words(tab)
    assert "3 of 3 marked" in words(tab)


def test_undo_takes_the_mark_of_all_equal_answers_back(browser: Browser, one_text: Quiz) -> None:
    attempts = hand_in(browser, one_text, *SAME)
    browser.cookie = NINA
    browser.mark(attempts[0], 0, 2)

    tab = press(press(marking(browser), "In part"), "Undo")

    assert [record_of(each).level for each in attempts] == [2, None, None]
    assert "The mark of 3 texts is taken back." in words(tab)
    assert "3 answers to mark." in words(tab)


def test_another_answer_is_another_card(browser: Browser, one_text: Quiz) -> None:
    hand_in(browser, one_text, "Help was missing.", "Help was not missing.")

    tab = marking(browser)

    assert html(tab).count("<article") == 2
    assert "learners wrote this" not in words(tab)


def test_equal_answers_to_another_question_are_another_card(
    browser: Browser, one_text: Quiz
) -> None:
    a_class("Nina", "Aram")
    hands_in(browser, one_text, SAME[0])
    other = one_text.items[0].model_copy(update={"stem": "Who came?"})
    hands_in(browser, one_text.model_copy(update={"items": (other,)}), SAME[0], ARAM)

    assert html(marking(browser)).count("<article") == 2


def test_a_later_equal_answer_gets_the_mark_and_the_others_no_second_one(
    browser: Browser, one_text: Quiz
) -> None:
    first, second = hand_in(browser, one_text, *SAME[:2])
    services.store().attempts.mark_by_teacher(first.id, 0, 1, now=first.started_at)
    tab = marking(browser)
    assert "So far: " in words(tab)

    press(tab, "In part")

    assert [len(record_of(each).marks) for each in (first, second)] == [1, 1]


def test_of_two_teachers_the_second_is_told_and_what_they_typed_stays(
    browser: Browser, one_text: Quiz
) -> None:
    (attempt,) = hand_in(browser, one_text, "Help was missing.")
    tab = say(marking(browser), "Second.")
    levi = make_teacher(services.store(), "Ms Levi", now=attempt.started_at)
    services.store().attempts.mark_by_teacher(
        attempt.id, 0, 0, now=attempt.started_at, comment="First.", teacher=levi
    )

    tab = press(tab, "In full")

    assert "Somebody else has changed the mark" in tab.warning[0].value
    assert (record_of(attempt).level, record_of(attempt).comment) == (0, "First.")
    assert "The mark of Ms Levi." in words(tab)
    assert tab.text_area[0].value == "Second."
    press(tab, "In full")
    assert (record_of(attempt).level, record_of(attempt).comment) == (2, "Second.")


def test_a_mark_that_somebody_changed_since_is_not_taken_back(
    browser: Browser, one_text: Quiz
) -> None:
    (attempt,) = hand_in(browser, one_text, "Help was missing.")
    tab = press(marking(browser), "In full")
    services.store().attempts.mark_by_teacher(attempt.id, 0, 0, now=attempt.started_at)

    tab = press(tab, "Undo")

    assert record_of(attempt).level == 0
    assert "Somebody else has changed the mark" in tab.warning[0].value


def test_hostile_comments_are_shown_as_they_are(browser: Browser, one_text: Quiz) -> None:
    (attempt,) = hand_in(browser, one_text, "Help was missing.")
    press(say(marking(browser), SPELL), "In part")

    shown = marking(browser, answer=f"{attempt.id}-0")

    assert SPELL not in html(shown)
    assert f"Comment: {escape(SPELL)}" in html(shown)
    assert "\\*\\*bold" in shown.button(key="insert-a").label


def test_a_rubric_with_points_has_a_button_for_each_level(browser: Browser, one_text: Quiz) -> None:
    a_class("Nina")
    levels = [{"points": str(at), "text": f"{at} things."} for at in (3, 2, 1, 0)]
    fields = one_text.items[0].model_dump(exclude={"points"})
    item = ExtendedResponse.model_validate({**fields, "rubric": levels})
    attempt = hands_in(browser, one_text.model_copy(update={"items": (item,)}), SAME[0])
    tab = marking(browser)
    names = [f"Level {at}, {at} of 3 points" for at in range(4)]
    assert labels(tab)[-4:] == names

    press(tab, names[2])

    browser.cookie = NINA
    told = words(browser.open("quiz", quiz=one_text.id, attempt=attempt.id, item="1"))
    assert "Level 2, 2 of 3 points, marked by your teacher" in told
    assert "The rubric says of this level: 2 things." in told
