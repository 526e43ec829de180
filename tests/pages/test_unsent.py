"""What is filled in and not handed in: there again after a refresh, and never scored."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Confidence, Response
from sourcebook.model.items import Item
from sourcebook.pages.shared import clock, services
from tests.builders import (
    every_kind,
    numeric,
    option_id,
    ordering,
    short_answer,
    single_choice,
)

from .conftest import (
    ARAM,
    Browser,
    Serve,
    component_data,
    everything_sent,
    fill_in,
    hand_in,
    look_elsewhere,
    press,
    restart,
    send,
    sureness,
    wrong,
)
from .tiny_course import at, begin, chosen, words

REFUSER, DAY = single_choice(), numeric()
KINDS = [each for each in every_kind() if each.type != "extended_response"]


def fill(tab: AppTest, response: Response, sure: Confidence | None = None) -> AppTest:
    """The tab after this was filled in, and not handed in."""
    fill_in(tab, response, sure)
    return tab.run()


@pytest.mark.parametrize("item", KINDS, ids=lambda item: str(item.type))
def test_after_a_refresh_and_a_restart_it_is_filled_in_and_can_be_handed_in(
    browser: Browser, serve: Serve, item: Item
) -> None:
    fill(begin(browser, serve, item, numeric(id="another")), wrong(item))
    restart()

    tab = at(browser, browser.attempt(), 1)

    assert not tab.exception
    assert browser.attempt().answers == {}
    send(tab)
    assert browser.attempt().answers[0].response == wrong(item)


def test_it_is_there_after_a_look_at_another_item(browser: Browser, serve: Serve) -> None:
    tab = fill(begin(browser, serve, REFUSER, DAY), chosen(REFUSER, "Putin"))

    press(tab, "Skip for now")
    press(tab, "Skip for now")
    press(tab, "Go to the first of them")

    assert tab.query_params["item"] == "1"
    assert tab.radio[0].value == option_id(REFUSER, "Putin")


def test_the_newest_choice_is_the_one_that_is_kept(browser: Browser, serve: Serve) -> None:
    tab = fill(begin(browser, serve, REFUSER, DAY), chosen(REFUSER, "Putin"))

    fill(tab, chosen(REFUSER, "Lukashenko"))

    again = at(browser, browser.attempt(), 1)
    assert again.radio[0].value == option_id(REFUSER, "Lukashenko")


def test_how_sure_a_learner_is_is_kept_too(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, DAY, confidence=True)

    fill(tab, chosen(REFUSER, "Putin"), "certain")

    assert sureness(at(browser, browser.attempt(), 1)).value == "certain"


def test_the_order_is_shown_as_the_learners_own(browser: Browser, serve: Serve) -> None:
    item = ordering()
    fill(begin(browser, serve, item, DAY), wrong(item))

    data = component_data(at(browser, browser.attempt(), 1), "ordering")

    assert data["order"] == list(wrong(item).options)  # type: ignore[union-attr]  # an order has options
    assert data["touched"]


def test_a_passage_chosen_as_proof_is_kept(browser: Browser, serve: Serve) -> None:
    item = single_choice(citations=["s1.p2", "s1.p1"], proof=["s1.p2"])
    tab = hand_in(begin(browser, serve, item, DAY), chosen(item, "Pashinyan"))
    look_elsewhere(tab)
    next(each for each in tab.radio if each.label == "Look into").set_value("s2").run()
    next(each for each in tab.radio if each.label.endswith("passages")).set_value("s2.p1").run()
    restart()

    again = at(browser, browser.attempt(), 1)

    assert [each.value for each in again.radio] == ["s2", "s2.p1"]
    assert browser.attempt().record(0).proof is None
    press(again, "This passage proves it")
    assert browser.attempt().record(0).proof == "s2.p1"


def test_a_second_try_begins_with_the_response_before(browser: Browser, serve: Serve) -> None:
    item = single_choice(tries=["1", "1/2"])
    tab = begin(browser, serve, item, DAY, confidence=True)
    fill(tab, chosen(item, "Putin"), "certain")
    send(tab)

    again = at(browser, browser.attempt(), 1)

    assert again.radio[0].value == option_id(item, "Putin")
    assert sureness(again).value is None


def test_what_is_chosen_for_a_second_try_is_kept(browser: Browser, serve: Serve) -> None:
    item = single_choice(tries=["1", "1/2"])
    tab = hand_in(begin(browser, serve, item, DAY), chosen(item, "Putin"))

    fill(tab, chosen(item, "Lukashenko"))

    again = at(browser, browser.attempt(), 1)
    assert again.radio[0].value == option_id(item, "Lukashenko")
    assert len(browser.attempt().record(0).answers) == 1


def test_what_was_not_handed_in_is_shown_at_the_end_and_earns_nothing(
    browser: Browser, serve: Serve
) -> None:
    fill(begin(browser, serve, REFUSER, DAY), chosen(REFUSER, "Putin"))
    services.store().attempts.finish(browser.learner, browser.attempt().id, now=clock.now())

    tab = at(browser, browser.attempt(), 1)

    assert "You left this item unanswered. What you had chosen, and not handed in Putin" in words(
        tab
    )
    assert browser.attempt().answers == {}


def test_nothing_of_it_is_shown_to_another_learner(browser: Browser, serve: Serve) -> None:
    item = short_answer()
    fill_in(begin(browser, serve, item, DAY), wrong(item))
    attempt = browser.attempt()
    browser.cookie = ARAM

    tab = at(browser, attempt, 1)

    assert "the man in the moon" not in everything_sent(tab)


def test_a_choice_brings_no_key(browser: Browser, serve: Serve) -> None:
    tab = fill(begin(browser, serve, REFUSER, DAY), chosen(REFUSER, "Putin"))

    assert REFUSER.rationale not in everything_sent(tab)


def test_looking_at_an_item_keeps_nothing(browser: Browser, serve: Serve) -> None:
    begin(browser, serve, REFUSER, DAY)

    assert services.store().attempts.drafts(browser.learner, browser.attempt().id) == {}
