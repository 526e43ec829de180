"""The database does not answer while a learner fills in an item: nothing filled in is lost."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.errors import StoreError
from sourcebook.model.items import Item
from sourcebook.pages.shared import services
from tests.builders import (
    every_kind,
    numeric,
    single_choice,
)

from .conftest import Browser, Serve, component_data, fails, fill_in, labels, press, right, send
from .test_written import REASONS, TEXT, write
from .tiny_course import begin

# A text of several lines has a test of its own.
KINDS = [each for each in every_kind() if each.type != "extended_response"]


def outage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be read or written until the test undoes it."""
    for name in ("reading", "writing", "erasing"):
        monkeypatch.setattr(services.store(), name, fails)


def errors(tab: AppTest) -> list[str]:
    """The messages on the screen that say what failed."""
    return [each.value for each in tab.error]


@pytest.mark.parametrize("item", KINDS, ids=lambda item: str(item.type))
def test_what_is_filled_in_during_an_outage_is_there_afterwards_and_can_be_handed_in(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch, item: Item
) -> None:
    tab = begin(browser, serve, item, numeric(id="another"))
    with monkeypatch.context() as meanwhile:
        outage(meanwhile)
        fill_in(tab, right(item))
        send(tab)
        assert errors(tab) == ["The disk is full."]
        press(tab, "Try again")
        assert errors(tab) == ["The disk is full."]

    press(tab, "Try again")

    assert errors(tab) == []
    assert not tab.exception
    assert browser.attempt().answers == {}
    send(tab)
    assert browser.attempt().answers[0].response == right(item)


def test_the_page_says_what_came_of_the_click_rather_than_why_it_is_not_drawn(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = begin(browser, serve, single_choice(), numeric(id="another"))
    fill_in(tab, right(single_choice()))

    def not_saved() -> Any:
        raise StoreError("This was not saved.")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(services.store(), "reading", fails)
        meanwhile.setattr(services.store(), "writing", not_saved)
        send(tab)

    assert errors(tab) == ["This was not saved."]


def test_after_an_outage_the_page_has_no_button_to_try_again(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = begin(browser, serve, single_choice(), numeric(id="another"))
    with monkeypatch.context() as meanwhile:
        outage(meanwhile)
        tab.run()
        assert "Try again" in labels(tab)

    press(tab, "Try again")

    assert "Try again" not in labels(tab)
    assert "Check my answer" in labels(tab)


def test_a_text_that_is_written_during_an_outage_is_saved_afterwards(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = write(begin(browser, serve, REASONS), "It said")
    with monkeypatch.context() as meanwhile:
        outage(meanwhile)
        write(tab, TEXT)
        assert errors(tab) == ["The disk is full."]

    press(tab, "Try again")

    assert errors(tab) == []
    assert not tab.exception
    attempt = browser.attempt()
    assert services.store().attempts.draft(browser.learner, attempt.id, 0) == TEXT
    assert component_data(tab, "writing")["text"] == TEXT
