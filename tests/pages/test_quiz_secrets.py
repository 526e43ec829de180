"""What a quiz keeps to itself: keys until the answer is in, and every other learner's attempt."""

import pytest

from sourcebook.errors import AttemptError
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.pages import here, process
from sourcebook.store import Store

from .conftest import (
    ARAM,
    KINDS,
    Browser,
    everything_sent,
    fails,
    fill_in,
    html,
    labels,
    place_of,
    press,
    remarks,
    right,
    wrong,
)


def secrets(item: Item) -> list[str]:
    """Every text that gives an item's key away."""
    course = process.library().course()
    proof = [course.evidence(passage_id) for passage_id in item.citations]
    texts = [item.rationale, item.calculated, *remarks(item)]
    return [text for text in texts if text] + [each.passage.summary for each in proof if each]


def test_no_item_gives_its_key_away_before_the_answer_is_in(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    for place, item in enumerate(quiz.items):
        tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))
        sent = everything_sent(tab)
        assert item.stem in sent
        assert [text for text in secrets(item) if text in sent] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_an_open_item_are_empty_and_marked_in_no_way(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item=str(place_of(attempt, kind) + 1))

    filled = [each.value for each in (*tab.radio, *tab.checkbox, *tab.text_input, *tab.selectbox)]
    assert not any(filled)
    assert "is-key" not in html(tab)
    assert "Key:" not in html(tab)


def test_the_beginning_and_the_end_give_no_key_away(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    sent = everything_sent(browser.open("quiz", attempt=attempt.id, item="end"))

    assert [text for item in quiz.items for text in secrets(item) if text in sent] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_that_was_refused_gives_no_key_away(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    sent = everything_sent(press(tab, "Check my answer"))

    assert [text for text in secrets(quiz.items[place]) if text in sent] == []


def test_an_answered_item_gives_no_other_key_away(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))

    sent = everything_sent(browser.open("quiz", attempt=attempt.id, item="1"))

    others = [item for item in quiz.items[1:] if not {*item.citations} & {*quiz.items[0].citations}]
    assert [text for item in others for text in secrets(item) if text in sent] == []


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "true_false", "verdict"])
def test_after_a_wrong_answer_the_remark_on_it_is_shown(
    browser: Browser, quiz: Quiz, kind: str
) -> None:
    attempt = browser.start(quiz)
    place = place_of(attempt, kind)
    browser.answer(attempt, place, wrong(quiz.items[place]))

    sent = everything_sent(browser.open("quiz", attempt=attempt.id, item=str(place + 1)))

    assert any(remark in sent for remark in remarks(quiz.items[place]) if remark)


def test_after_a_right_answer_no_remark_on_wrong_ones_is_shown(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    for place, item in enumerate(quiz.items):
        browser.answer(attempt, place, right(item))

    for place, item in enumerate(quiz.items):
        sent = everything_sent(browser.open("quiz", attempt=attempt.id, item=str(place + 1)))
        assert [remark for remark in remarks(item) if remark and remark in sent] == []


def test_an_item_left_open_keeps_its_key_after_the_end(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    process.store().finish(browser.learner, attempt.id, now=here.now())

    sent = everything_sent(browser.open("quiz", attempt=attempt.id, item="1"))

    assert [text for text in secrets(quiz.items[0]) if text in sent] == []


def test_another_learners_attempt_shows_nothing_of_itself(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))
    browser.cookie = ARAM

    tab = browser.open("quiz", quiz=quiz.id, attempt=attempt.id, item="1")

    assert [each.value for each in tab.warning] == [
        "This attempt is not yours, or it is no longer there."
    ]
    assert attempt.id not in everything_sent(tab)
    assert [text for text in secrets(quiz.items[0]) if text in everything_sent(tab)] == []
    assert labels(tab) == ["Start the quiz"]


def test_another_learner_cannot_answer_in_a_tab_left_open(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    owner = browser.learner
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    browser.cookie = ARAM

    fill_in(tab, right(quiz.items[0]))
    press(tab, "Check my answer")

    kept = process.store().attempt(owner, attempt.id)
    assert kept
    assert kept.answers == {}
    assert process.store().attempts(browser.learner) == ()


@pytest.mark.parametrize("attempt", ["unknown", "' OR 1=1 --", "0" * 32, "%"])
def test_an_attempt_that_does_not_exist_is_answered_with_advice(
    browser: Browser, quiz: Quiz, attempt: str
) -> None:
    browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt)

    assert [each.value for each in tab.warning] == [
        "This attempt is not yours, or it is no longer there."
    ]
    assert not tab.exception


def test_an_answer_that_cannot_be_kept_is_said_and_can_be_sent_again(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    fill_in(tab, right(quiz.items[0]))
    with monkeypatch.context() as broken:
        broken.setattr(Store, "answer", fails)
        press(tab, "Check my answer")
        told = [each.value for each in tab.error]

    press(tab, "Check my answer")

    assert told == ["The disk is full."]
    assert browser.attempt().answers[0].score == 1


def test_an_answer_that_cannot_be_kept_gives_no_key_away(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="1")
    monkeypatch.setattr(Store, "answer", fails)

    fill_in(tab, right(quiz.items[0]))
    press(tab, "Check my answer")

    assert [text for text in secrets(quiz.items[0]) if text in everything_sent(tab)] == []
    assert not tab.exception


def test_an_attempt_that_cannot_be_started_is_said(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = browser.open("quiz", quiz=quiz.id)
    monkeypatch.setattr(Store, "start_attempt", fails)

    press(tab, "Start the quiz")

    assert [each.value for each in tab.error] == ["The disk is full."]
    assert labels(tab) == ["Start the quiz"]


def test_the_store_itself_takes_no_answer_for_a_finished_attempt(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    process.store().finish(browser.learner, attempt.id, now=here.now())

    with pytest.raises(AttemptError, match="This attempt is finished"):
        browser.answer(attempt, 0, right(quiz.items[0]))
