"""What a learner sees when an author edits a quiz during an attempt, or corrects it afterwards."""

from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Attempt, Regraded
from sourcebook.model.items import Item
from sourcebook.pages.shared import clock, services
from tests.builders import (
    extended_response,
    matching,
    numeric,
    ordering,
    quiz,
    short_answer,
    single_choice,
    true_false,
)

from .conftest import (
    MORNING,
    Browser,
    Serve,
    everything_sent,
    hand_in,
    html,
    labels,
    press,
    right,
    wrong,
)
from .tiny_course import QUIZ_FILE, at, begin, chosen, files, teach, words

REFUSER, DAY = single_choice(), numeric()
WITH_PUTIN = single_choice(key="Putin", distractors=["Pashinyan", "Lukashenko"])
REWORDED = single_choice(distractors=["Vladimir Putin", "Lukashenko"])
NOTICE = "Edited since you started:"
ANSWERS = "the answers or the feedback"

EDITS = [
    (REFUSER, single_choice(stem="Who refused?"), "the question"),
    (REFUSER, REWORDED, ANSWERS),
    (REFUSER, WITH_PUTIN, ANSWERS),
    (REFUSER, single_choice(rationale="He said so."), "the explanation"),
    (REFUSER, single_choice(citations=["s1.p2"]), "the passages that prove it"),
    (REFUSER, single_choice(points=3), "the points"),
    (REFUSER, single_choice(tries=["1", "1/2"]), "what each try is worth"),
    (REFUSER, single_choice(hints=["Think."]), "the hints"),
    (REFUSER, true_false(id="refuser"), "the kind of item"),
    (DAY, numeric(tolerance=1), ANSWERS),
    (matching(), matching(extra_targets=["Georgia"]), ANSWERS),
    (ordering(), ordering(sequence=["They meet", "They talk", "They part"]), ANSWERS),
    (short_answer(), short_answer(also_accept=["He"]), ANSWERS),
    (extended_response(), extended_response(model_answer="Help was missing."), "the model answer"),
]


def begin_and_edit(browser: Browser, serve: Serve, before: Item, after: Item) -> Attempt:
    """An attempt at an item, which its author has edited since, and at another one."""
    attempt = browser.start(teach(serve, before, numeric(id="another")))
    teach(serve, after, numeric(id="another"))
    return attempt


def finish(browser: Browser, attempt: Attempt) -> AppTest:
    """The result of an attempt ended now."""
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())
    return browser.open("quiz", attempt=attempt.id)


@pytest.mark.parametrize(("before", "after", "changed"), EDITS)
def test_the_item_goes_on_as_it_was_and_tells_which_parts_have_changed(
    browser: Browser, serve: Serve, before: Item, after: Item, changed: str
) -> None:
    attempt = begin_and_edit(browser, serve, before, after)

    tab = at(browser, attempt, 1)

    assert f"{NOTICE} {changed}. You go on with the item as it was." in words(tab)
    assert before.stem in words(tab)
    hand_in(tab, right(before))
    assert browser.attempt().answers[0].response == right(before)
    assert not tab.exception


def test_an_item_that_nobody_edited_says_nothing(browser: Browser, serve: Serve) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, single_choice(stem="Who refused?"))

    tab = at(browser, attempt, 2)

    assert NOTICE not in words(tab)


@pytest.mark.parametrize(
    "after", [single_choice(difficulty="hard"), single_choice(skill="sourcing")]
)
def test_what_no_learner_would_notice_is_not_announced(
    browser: Browser, serve: Serve, after: Item
) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, after)

    assert NOTICE not in words(at(browser, attempt, 1))
    assert NOTICE not in words(finish(browser, attempt))


def test_a_corrected_key_is_announced_in_the_same_words_as_a_reworded_option(
    browser: Browser, serve: Serve
) -> None:
    told = []
    for after in (WITH_PUTIN, REWORDED):
        attempt = begin_and_edit(browser, serve, REFUSER, after)
        told.append(html(at(browser, attempt, 1)))

    assert told[0] == told[1]


def test_the_new_wording_is_not_sent(browser: Browser, serve: Serve) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, REWORDED)

    tab = at(browser, attempt, 1)

    assert sorted(tab.radio[0].options) == ["Lukashenko", "Pashinyan", "Putin"]
    assert "Vladimir Putin" not in everything_sent(tab)


def test_a_key_corrected_meanwhile_does_not_score_the_attempt(
    browser: Browser, serve: Serve
) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, WITH_PUTIN)

    tab = hand_in(at(browser, attempt, 1), chosen(REFUSER, "Pashinyan"))

    assert earned_at(browser.attempt(), 0) == 1
    assert "✓ Right" in words(tab)


def test_what_was_filled_in_before_an_edit_is_taken_after_it(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, REFUSER, DAY)
    tab.radio[0].set_value(chosen(REFUSER, "Putin").option)
    teach(serve, single_choice(stem="Who refused?"), DAY)

    press(tab, "Check my answer")

    assert browser.attempt().answers[0].response == chosen(REFUSER, "Putin")


def test_an_item_taken_out_of_the_course_can_still_be_answered(
    browser: Browser, serve: Serve
) -> None:
    attempt = browser.start(teach(serve, REFUSER, DAY))
    teach(serve, DAY)

    tab = at(browser, attempt, 1)

    assert f"{NOTICE} the item was taken out of the course." in words(tab)
    assert "✓ Right" in words(hand_in(tab, right(REFUSER)))


def test_a_file_that_is_broken_meanwhile_changes_nothing(browser: Browser, serve: Serve) -> None:
    attempt = browser.start(teach(serve, REFUSER, DAY))
    serve(files(REFUSER, DAY) | {QUIZ_FILE: b"items: [" + b"unfinished"})

    tab = at(browser, attempt, 1)

    assert NOTICE not in words(tab)
    assert "✓ Right" in words(hand_in(tab, right(REFUSER)))


def test_an_attempt_at_a_quiz_that_was_removed_can_be_finished(
    browser: Browser, serve: Serve
) -> None:
    attempt = browser.start(teach(serve, REFUSER))
    serve(files(*quiz(DAY).items, id="another-quiz"))

    tab = hand_in(at(browser, attempt, 1), right(REFUSER))
    press(tab, "To my result")

    assert browser.attempt().is_finished
    assert "✓ Passed: 100 %" in words(tab)
    assert "Item 1: the item was taken out of the course." in words(tab)
    assert labels(tab) == ["See all my scores"]


def test_the_pass_mark_is_the_one_in_force_at_the_start(browser: Browser, serve: Serve) -> None:
    attempt = browser.start(teach(serve, REFUSER, DAY, pass_mark=50))
    teach(serve, REFUSER, DAY, pass_mark=90)
    browser.answer(attempt, 0, right(REFUSER))

    tab = finish(browser, attempt)

    assert "✓ Passed: 50 % 1 of 2 points. 50 % passes." in words(tab)
    assert NOTICE not in words(tab)


def test_a_new_attempt_takes_the_edited_item_and_says_nothing(
    browser: Browser, serve: Serve
) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, single_choice(stem="Who refused?"))

    tab = press(finish(browser, attempt), "Take the quiz again")

    assert "Who refused?" in words(tab)
    assert NOTICE not in words(tab)


def test_the_end_lists_what_was_edited_item_by_item(browser: Browser, serve: Serve) -> None:
    speaker = short_answer()
    attempt = browser.start(teach(serve, REFUSER, DAY, speaker))
    teach(serve, single_choice(stem="Who refused?", key="Putin", distractors=["He"]), DAY)

    tab = finish(browser, attempt)

    assert (
        f"{NOTICE} Item 1: the question, {ANSWERS}. Item 3: the item was taken out of the course. "
        "Your answers were scored by the items as you saw them."
    ) in words(tab)


def test_the_end_says_nothing_where_nothing_was_edited(browser: Browser, serve: Serve) -> None:
    attempt = browser.start(teach(serve, REFUSER, DAY))

    assert NOTICE not in words(finish(browser, attempt))


def correct(browser: Browser, attempt: Attempt, item: Item, score: Fraction) -> None:
    """Score the first item of an attempt again, by a corrected version of it."""
    event = Regraded(place=0, at=MORNING.replace(hour=15), item=item, score=score)
    services.store().attempts.regrade([(attempt.id, event)])


def corrected(browser: Browser, serve: Serve) -> Attempt:
    """An attempt at one item whose key was wrong: the answer was right all along."""
    attempt = browser.start(teach(serve, REFUSER))
    browser.answer(attempt, 0, chosen(REFUSER, "Putin"))
    teach(serve, WITH_PUTIN)
    correct(browser, attempt, WITH_PUTIN, Fraction(1))
    return attempt


def test_a_corrected_item_is_shown_as_corrected(browser: Browser, serve: Serve) -> None:
    tab = at(browser, corrected(browser, serve), 1)

    assert "✓ Right" in words(tab)
    assert "Putin (right, your answer)" in words(tab)
    assert "Pashinyan (right" not in words(tab)
    assert NOTICE not in words(tab)


def test_a_corrected_item_shows_the_old_score_and_the_new(browser: Browser, serve: Serve) -> None:
    tab = at(browser, corrected(browser, serve), 1)

    assert "1 of 1 point." in words(tab)
    assert (
        "The item was corrected, and scored again on 23 November 2022, 15:00: 0 became 1."
    ) in words(tab)


def test_a_corrected_item_changes_the_result_and_the_scores(browser: Browser, serve: Serve) -> None:
    attempt = corrected(browser, serve)

    result = words(browser.open("quiz", attempt=attempt.id, item="end"))

    assert "✓ Passed: 100 %" in result
    assert "aria-label='Item 1, right'" in html(at(browser, attempt, 1))
    assert "100 %, ✓ passed" in words(browser.open("scores"))


def test_an_item_edited_once_more_after_its_correction_says_so(
    browser: Browser, serve: Serve
) -> None:
    attempt = corrected(browser, serve)
    again = WITH_PUTIN.model_copy(update={"rationale": "The Polish report says so."})
    teach(serve, again)

    tab = at(browser, attempt, 1)

    assert f"{NOTICE} the explanation." in words(tab)


def waived(browser: Browser, serve: Serve) -> Attempt:
    """An attempt whose answer is wrong by the corrected key, and keeps its score all the same."""
    attempt = browser.start(teach(serve, REFUSER))
    browser.answer(attempt, 0, right(REFUSER))
    teach(serve, WITH_PUTIN)
    correct(browser, attempt, WITH_PUTIN, Fraction(1))
    return attempt


def test_an_answer_that_loses_by_a_correction_but_keeps_its_score_says_so(
    browser: Browser, serve: Serve
) -> None:
    tab = at(browser, waived(browser, serve), 1)

    assert "Corrected since; you keep your 1 point" in words(tab)
    assert "✓ Right" not in words(tab)
    assert "Putin (right)" in words(tab)
    assert "1 of 1 point." in words(tab)
    assert (
        "The item was corrected and scored again on 23 November 2022, 15:00: "
        "it would earn 0 now; your score stays 1."
    ) in words(tab)


def test_an_answer_that_keeps_its_score_still_passes(browser: Browser, serve: Serve) -> None:
    attempt = waived(browser, serve)

    result = words(browser.open("quiz", attempt=attempt.id, item="end"))

    assert "✓ Passed: 100 %" in result
    assert "Corrected, and scored again: Item 1: " in result


def test_the_end_lists_what_was_corrected_with_the_score_before_and_after(
    browser: Browser, serve: Serve
) -> None:
    attempt = browser.start(teach(serve, REFUSER, DAY))
    browser.answer(attempt, 0, chosen(REFUSER, "Putin"))
    browser.answer(attempt, 1, right(DAY))
    teach(serve, WITH_PUTIN, DAY)
    correct(browser, attempt, WITH_PUTIN, Fraction(1))

    result = words(browser.open("quiz", attempt=attempt.id, item="end"))

    assert "Corrected, and scored again: Item 1: 0 became 1 point." in result
    assert "Item 2" not in result
    assert NOTICE not in result


def test_the_end_says_nothing_where_nothing_was_corrected(browser: Browser, serve: Serve) -> None:
    attempt = browser.start(teach(serve, REFUSER, DAY))

    assert "scored again" not in words(finish(browser, attempt))


def test_a_corrected_item_asks_the_corrected_question(browser: Browser, serve: Serve) -> None:
    attempt = browser.start(teach(serve, REFUSER))
    browser.answer(attempt, 0, right(REFUSER))
    reworded = single_choice(stem="Who refused?")
    teach(serve, reworded)
    correct(browser, attempt, reworded, Fraction(1))

    tab = at(browser, attempt, 1)

    assert "Item 1 of 1 Who refused?" in words(tab)
    assert NOTICE not in words(tab)


def test_an_item_edited_after_the_end_was_answered_as_it_was(
    browser: Browser, serve: Serve
) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, single_choice(stem="Who refused?"))
    browser.answer(attempt, 0, right(REFUSER))
    finish(browser, attempt)

    tab = at(browser, attempt, 1)

    assert f"{NOTICE} the question. You answered the item as it was." in words(tab)


def test_a_wrong_answer_stays_wrong_where_only_the_question_was_edited(
    browser: Browser, serve: Serve
) -> None:
    attempt = begin_and_edit(browser, serve, REFUSER, single_choice(stem="Who refused?"))

    tab = hand_in(at(browser, attempt, 1), wrong(REFUSER))

    assert "✗ Not right" in words(tab)
    assert f"{NOTICE} the question." in words(tab)
