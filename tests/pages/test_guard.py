"""Guessing codes and passwords: who waits, who does not, and what the log says."""

import logging

import pytest

from sourcebook import settings
from sourcebook.errors import StoreError
from sourcebook.pages.identity import guard
from sourcebook.pages.shared import current_learner, services
from sourcebook.store import Store

from .conftest import fails

NINA, ARAM = "hash of a cookie", "hash of another cookie"


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which an answer was held back, one for each call."""
    held: list[float] = []
    monkeypatch.setattr(guard, "sleep", held.append)
    at(monkeypatch, NINA)
    return held


def at(monkeypatch: pytest.MonkeyPatch, browser: str, address: str = "192.0.2.1") -> None:
    """Let the next tries come from this browser."""
    monkeypatch.setattr(current_learner, "browser", lambda: browser)
    monkeypatch.setattr(guard, "_address", lambda: address)


def wrong(times: int) -> None:
    """Try wrong passwords in a browser in which the desk was never open."""
    for _ in range(times):
        assert guard.try_password(lambda: False, was_open_here=False) is False


def test_the_answer_to_a_wrong_password_comes_later_and_later(waits: list[float]) -> None:
    wrong(10)

    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 8]


def test_a_right_password_is_never_held_back(waits: list[float]) -> None:
    wrong(20)
    waits.clear()

    assert guard.try_password(lambda: True, was_open_here=False)
    assert waits == []


def test_another_browser_of_the_same_address_waits_for_nobody_elses_first_tries(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong(10)
    at(monkeypatch, ARAM)
    waits.clear()

    wrong(1)

    assert waits == [0]


def test_new_cookies_do_not_end_the_wait(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(100):
        at(monkeypatch, f"browser {number}")
        wrong(1)

    assert waits[-1] == guard.LONGEST_WAIT


def test_after_many_wrong_ones_unknown_browsers_take_turns_with_a_pause(
    waits: list[float],
) -> None:
    wrong(guard.MANY)
    waits.clear()

    guard.try_password(lambda: True, was_open_here=False)
    guard.try_password(lambda: True, was_open_here=True)

    assert waits == [guard.PAUSE]


def test_a_browser_that_had_the_desk_open_does_not_queue_behind_others(
    waits: list[float],
) -> None:
    with guard._unknown_browsers:
        assert guard.try_password(lambda: True, was_open_here=True)


def test_a_wrong_try_is_logged_without_what_was_typed(
    waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="sourcebook"):
        guard.wrong_code("class code")

    assert caplog.messages == [
        "Wrong class code from 192.0.2.1, browser hash of : "
        "number 1 from this address in a quarter of an hour."
    ]


def test_wrong_tries_at_another_server_count(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store.open(settings.settings().database_url)
    monkeypatch.setattr(guard, "store", lambda: other)
    wrong(6)
    monkeypatch.setattr(guard, "store", services.store)
    waits.clear()

    wrong(1)

    other.close()
    assert waits == [2]


def test_the_address_is_kept_nowhere(waits: list[float]) -> None:
    wrong(3)

    kept = settings.settings().data / "sourcebook.db"
    services.store().close()
    assert b"wrong_try" in kept.read_bytes()
    assert b"192.0.2.1" not in kept.read_bytes()


def test_nobody_guesses_faster_if_the_database_does_not_answer(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.store().wrong_tries, "note", fails)

    with pytest.raises(StoreError):
        guard.wrong_code("class code")

    assert waits == [guard.LONGEST_WAIT]


def test_a_flood_of_tries_does_not_fill_the_log(
    waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="sourcebook"):
        for _ in range(300):
            guard.wrong_code("class code")

    assert len(caplog.messages) == 13
