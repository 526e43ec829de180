"""Guessing the code of a class: wrong ones are answered later and later."""

import pytest

from sourcebook.pages.identity import guard
from sourcebook.pages.identity.guard import FREE_TRIES

from .conftest import Browser


def test_wrong_codes_of_a_class_are_answered_later_and_later(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[float] = []
    monkeypatch.setattr(guard, "sleep", held.append)
    tabs = [browser.open("me", join=f"0000-000{number}") for number in range(FREE_TRIES + 3)]

    assert {tab.warning[0].value for tab in tabs} == {
        "There is no class with this code. Check it with your teacher."
    }
    assert held == [0.0] * FREE_TRIES + [1.0, 2.0, 4.0]
