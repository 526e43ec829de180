"""Test mode when things overlap: the proof beside the answer, two tabs, haste, a restart."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from sourcebook.delivery import mark
from sourcebook.model.attempts import Ordered, Written
from sourcebook.store.attempts import Attempts
from tests.builders import extended_response, numeric, option_id, ordering, single_choice

from .conftest import (
    Browser,
    Serve,
    choose_passage,
    fill_in,
    look_elsewhere,
    press,
    restart,
    right,
    wrong,
)
from .tiny_course import at, begin_test, choose, chosen, response, review, told, words

REFUSER, DAY = single_choice(), numeric()
PROVED = single_choice(citations=["s1.p2", "s1.p1"], proof=["s1.p2"])


def choose_proof(tab: AppTest, passage: str) -> AppTest:
    """The tab after this passage was chosen."""
    choose_passage(tab, passage)
    return tab.run()


def test_the_proof_is_chosen_beside_the_answer_and_saved(browser: Browser, serve: Serve) -> None:
    tab = choose(begin_test(browser, serve, PROVED, DAY), "Pashinyan")
    lacking = words(tab)

    choose_proof(tab, "s2.p1")

    assert "The passage that proves it is still to be chosen." in lacking
    assert browser.attempt().record(0).proof == "s2.p1"
    assert "✓ Saved at" in words(tab)


def test_the_proof_can_be_changed_and_is_scored_at_the_hand_in(
    browser: Browser, serve: Serve
) -> None:
    tab = choose(begin_test(browser, serve, PROVED), "Pashinyan")

    choose_proof(tab, "s2.p1")
    choose_proof(tab, "s1.p2")
    press(review(browser), "Hand in")

    assert mark(browser.attempt()).points == 2
    assert "✓ Right, and proved" in words(at(browser, browser.attempt(), 1))


def test_a_proof_stays_while_its_learner_looks_into_another_source(
    browser: Browser, serve: Serve
) -> None:
    tab = choose(begin_test(browser, serve, PROVED, DAY), "Pashinyan")
    choose_proof(tab, "s1.p2")

    look_elsewhere(tab)
    next(each for each in tab.radio if each.label == "Look into").set_value("s2").run()

    assert browser.attempt().record(0).proof == "s1.p2"


def test_a_refresh_opens_the_source_of_the_proof_chosen(browser: Browser, serve: Serve) -> None:
    choose_proof(choose(begin_test(browser, serve, PROVED, DAY), "Pashinyan"), "s2.p1")

    tab = at(browser, browser.attempt(), 1)

    values = [each.value for each in tab.radio]
    assert values == [option_id(PROVED, "Pashinyan"), "s2", "s2.p1"]


def test_what_another_tab_saved_is_shown_and_not_overwritten(
    browser: Browser, serve: Serve
) -> None:
    first = choose(begin_test(browser, serve, REFUSER, DAY), "Putin")
    second = at(browser, browser.attempt(), 1)
    choose(second, "Lukashenko")

    first.run()

    assert first.radio[0].value == option_id(REFUSER, "Lukashenko")
    assert response(browser) == chosen(REFUSER, "Lukashenko")


def test_a_text_that_another_tab_saved_is_shown(browser: Browser, serve: Serve) -> None:
    item = extended_response()
    first = begin_test(browser, serve, item, DAY)
    fill_in(first, Written(text="Short."))
    first.run()
    second = at(browser, browser.attempt(), 1)
    fill_in(second, Written(text="Rather longer."))
    second.run()

    first.run()

    assert told(first, "writing")["text"] == "Rather longer."
    assert response(browser) == Written(text="Rather longer.")


def test_an_order_that_another_tab_saved_is_shown(browser: Browser, serve: Serve) -> None:
    item = ordering()
    first = begin_test(browser, serve, item, DAY)
    fill_in(first, wrong(item))
    first.run()
    second = at(browser, browser.attempt(), 1)
    fill_in(second, right(item))
    second.run()

    first.run()

    shown = right(item)
    assert isinstance(shown, Ordered)
    assert told(first, "ordering")["order"] == list(shown.options)
    assert response(browser) == right(item)


def test_a_change_made_after_another_tabs_is_taken(browser: Browser, serve: Serve) -> None:
    first = choose(begin_test(browser, serve, REFUSER, DAY), "Putin")
    choose(at(browser, browser.attempt(), 1), "Lukashenko")
    first.run()

    choose(first, "Pashinyan")

    assert response(browser) == chosen(REFUSER, "Pashinyan")


def test_a_hasty_second_change_is_not_lost(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click while the page is being drawn ends that run, here just after the first save."""
    tab = begin_test(browser, serve, REFUSER, DAY)
    field, answer = tab.radio[0], Attempts.answer

    def answer_and_stop(*args: object, **named: object) -> None:
        answer(*args, **named)  # type: ignore[arg-type]  # passed on as they came
        st.stop()

    with monkeypatch.context() as hasty:
        hasty.setattr(Attempts, "answer", answer_and_stop)
        choose(tab, "Putin")
    first = response(browser)
    field.set_value(option_id(REFUSER, "Lukashenko")).run()

    assert first == chosen(REFUSER, "Putin")
    assert response(browser) == chosen(REFUSER, "Lukashenko")
    assert tab.radio[0].value == option_id(REFUSER, "Lukashenko")


def test_a_change_that_arrives_after_a_restart_is_saved(browser: Browser, serve: Serve) -> None:
    """A browser reconnects with the values of its widgets and an empty session."""
    tab = choose(begin_test(browser, serve, REFUSER, DAY), "Putin")
    restart()
    for kept in ("credential", f"follows-{browser.attempt().id}-0"):
        del tab.session_state[kept]

    choose(tab, "Lukashenko")

    assert response(browser) == chosen(REFUSER, "Lukashenko")
    assert tab.radio[0].value == option_id(REFUSER, "Lukashenko")
