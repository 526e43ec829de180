"""Finished attempts scored again at the desk: the dry run, then raised and lowered scores."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Attempt
from sourcebook.model.items import Item
from sourcebook.pages.shared import services
from tests.builders import single_choice

from .conftest import ARAM, NINA, Browser, Serve, everything_sent, html, labels, press
from .editing import desk, on_disk, open_text, said, save, type_text
from .taking import RIGHT, hand_in
from .teaching import SPELL, a_class, at_desk
from .tiny_course import chosen, files, teach, words

__all__ = ["desk"]

RIGHT_BEFORE = single_choice()
CORRECTED = single_choice(key="Putin", distractors=["Pashinyan", "Lukashenko"])
REWORDED = single_choice(key="The host", distractors=["The guest", "Nobody"])


def answers(browser: Browser, serve: Serve, text: str, cookie: str = NINA) -> Attempt:
    """A finished attempt in which this was chosen, at the quiz before it is corrected."""
    browser.cookie = cookie
    quiz = teach(serve, RIGHT_BEFORE)
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, chosen(quiz.items[0], text))
    services.store().attempts.finish(browser.learner, attempt.id, now=attempt.started_at)
    return attempt


def correct(serve: Serve, *items: Item) -> None:
    """Serve the course with these items in its quiz."""
    serve(files(*(items or (CORRECTED,))))


def regrade(browser: Browser, **params: str) -> AppTest:
    return at_desk(browser, "regrade", **({"quiz": "yerevan-quiz"} | params))


def score(attempt: Attempt) -> int:
    """The score of the only item as it is on disk."""
    now = services.store().attempts.one(attempt.learner_id, attempt.id)
    assert now
    return int(earned_at(now, 0))


def test_a_learner_sees_nothing_of_the_page(browser: Browser, serve: Serve) -> None:
    answers(browser, serve, "Putin")

    tab = browser.open("regrade", quiz="yerevan-quiz")

    assert "Score finished attempts again" not in everything_sent(tab)


def test_the_dry_run_names_who_gains_and_who_loses_and_changes_nothing(
    browser: Browser, serve: Serve
) -> None:
    a_class("Nina", "Aram")
    gaining, losing = answers(browser, serve, "Putin"), answers(browser, serve, "Pashinyan", ARAM)
    correct(serve)

    page = words(regrade(browser))

    assert "1 gain, 1 would lose, 0 stay as they are, of 0 it cannot be told." in page
    assert "Nina, no. 1" in page
    assert "chose 'Putin'" in page
    assert "▲ gains: 1 of 1 point" in page
    assert "▼ loses: 0 of 1 point" in page
    assert (score(gaining), score(losing)) == (0, 1)


def test_raising_lowers_nobody_and_says_what_was_done(browser: Browser, serve: Serve) -> None:
    a_class("Nina", "Aram")
    gaining, losing = answers(browser, serve, "Putin"), answers(browser, serve, "Pashinyan", ARAM)
    correct(serve)

    tab = press(regrade(browser), "Raise scores")

    assert (score(gaining), score(losing)) == (1, 1)
    assert "1 score raised, 0 scores lowered." in " ".join(said(tab))
    assert "Raise scores" not in labels(tab)
    assert "Lower 1 score" in labels(tab)


def test_scores_are_lowered_by_a_button_of_its_own(browser: Browser, serve: Serve) -> None:
    losing = answers(browser, serve, "Pashinyan")
    correct(serve)

    tab = press(regrade(browser), "Lower 1 score")

    assert score(losing) == 0
    assert "There is nothing to change." in words(tab)


def test_learners_in_no_class_are_counted_and_not_named(browser: Browser, serve: Serve) -> None:
    a_class("Nina")
    services.store().learners.rename(browser.learner, "Nina")
    answers(browser, serve, "Putin", ARAM)
    services.store().learners.rename(browser.learner, "Aram")
    correct(serve)

    tab = regrade(browser)

    assert "1 answer more of learners who are in none of your classes" in words(tab)
    assert "Aram" not in everything_sent(tab)


def test_what_was_corrected_again_meanwhile_is_not_changed_unseen(
    browser: Browser, serve: Serve
) -> None:
    gaining = answers(browser, serve, "Putin")
    correct(serve)
    tab = regrade(browser)
    correct(serve, RIGHT_BEFORE)

    press(tab, "Raise scores")

    assert score(gaining) == 0
    assert "have changed since this page was drawn" in " ".join(said(tab))


def test_what_another_teacher_has_raised_meanwhile_is_not_raised_twice(
    browser: Browser, serve: Serve
) -> None:
    gaining = answers(browser, serve, "Putin")
    correct(serve)
    mine, theirs = regrade(browser), regrade(browser)
    press(theirs, "Raise scores")

    press(mine, "Raise scores")

    assert score(gaining) == 1
    assert "have changed since this page was drawn" in " ".join(said(mine))


def decide(tab: AppTest, old: str, meaning: str) -> AppTest:
    """The tab after a teacher has said what became of a text."""
    next(each for each in tab.selectbox if f"“{old}”" in each.label).set_value(meaning)
    return press(tab, "Count with this")


def test_a_teacher_says_what_became_of_a_text(browser: Browser, serve: Serve) -> None:
    attempt = answers(browser, serve, "Putin")
    correct(serve, REWORDED)
    tab = regrade(browser)
    assert "of 1 it cannot be told" in words(tab)

    decide(tab, "Putin", "The host")
    press(tab, "Raise scores")

    assert score(attempt) == 1


def test_a_text_that_is_gone_leaves_the_score(browser: Browser, serve: Serve) -> None:
    a_class("Nina")
    attempt = answers(browser, serve, "Putin")
    correct(serve, REWORDED)

    tab = decide(regrade(browser), "Putin", "It is no longer offered")

    assert "no longer offered, as you say; the score stays" in words(tab)
    assert score(attempt) == 0


def test_what_was_decided_can_be_decided_anew(browser: Browser, serve: Serve) -> None:
    answers(browser, serve, "Putin")
    correct(serve, REWORDED)
    tab = decide(regrade(browser), "Putin", "The host")

    press(tab, "Decide anew")

    assert "of 1 it cannot be told" in words(tab)


def test_a_quiz_that_cannot_be_scored_names_its_faults(browser: Browser, serve: Serve) -> None:
    answers(browser, serve, "Putin")
    broken = files(single_choice(key="Putin", distractors=["Putin"]))
    serve(broken)

    tab = regrade(browser)

    assert "cannot be scored before these faults" in " ".join(said(tab))
    assert "duplicate-option" in words(tab)


@pytest.mark.parametrize("asked", ["", "nothing", "<b>x</b>"])
def test_without_a_quiz_the_page_lists_them(browser: Browser, serve: Serve, asked: str) -> None:
    teach(serve, RIGHT_BEFORE)

    page = html(regrade(browser, quiz=asked))

    assert "href='/regrade?quiz=yerevan-quiz'" in page
    assert "<b>x</b>" not in page


def test_texts_of_learners_and_authors_stay_texts(browser: Browser, serve: Serve) -> None:
    a_class(SPELL)
    answers(browser, serve, "Putin")
    correct(serve, single_choice(key="Putin", distractors=["<i>x</i>"], stem="<img src=x>"))

    page = html(regrade(browser))

    assert "<img" not in page
    assert "<i>" not in page


def test_the_editor_leads_here_once_a_quiz_is_saved(desk: Browser, serve: Serve) -> None:
    teach(serve, RIGHT_BEFORE)
    tab = open_text(desk)

    save(type_text(tab, on_disk() + "# A note\n"))

    assert "href='/regrade?quiz=yerevan-quiz'" in html(tab)


def test_a_quiz_that_was_not_changed_has_nothing_to_score(browser: Browser, serve: Serve) -> None:
    hand_in(browser, teach(serve, RIGHT_BEFORE), RIGHT)

    tab = regrade(browser)

    assert "There is nothing to change." in words(tab)
    assert "Raise scores" not in labels(tab)
