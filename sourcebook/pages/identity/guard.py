"""Slows guessing down: wrong codes and passwords are counted, logged and answered late.

Nobody is refused. If a limit refused, one person could use it to lock out a class that shares their
address, and the teacher; so a right code opens at once, however many wrong ones were tried.
Guessing is still hopeless: codes have 40 bits or more, and passwords are checked one at a time.
"""

import logging
from collections.abc import Callable
from functools import cache
from threading import Lock
from time import sleep
from typing import TypeVar

import streamlit as st
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from sourcebook.pages.shared import current_learner

log = logging.getLogger("sourcebook")

_WINDOW = parse("1000 per 15 minutes")
"""Wrong tries are counted over a quarter of an hour, up to this many; it limits nothing."""

FREE_TRIES = 5
"""Wrong tries that are answered at once; each one more doubles the wait, from one second on."""

LONGEST_WAIT = 8.0
"""The longest delay of the answer to a wrong try, in seconds."""

MANY = 50
"""With more wrong passwords than this in all, those of unknown browsers are checked less often."""

PAUSE = 0.3
"""Seconds between two checks of passwords from unknown browsers, after many wrong ones."""

_LOGGED, _THEN_EACH = 10, 100
"""The first wrong tries from an address are logged, then one in a hundred."""

_EVERYWHERE = "everywhere"
Found = TypeVar("Found")
_known_browsers, _unknown_browsers = Lock(), Lock()


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def wrong_code(door: str) -> None:
    """Count and log a wrong code, and delay the answer."""
    _note(door)


def try_password(
    find: Callable[[], Found], *, was_open_here: bool, note: Callable[[], None] = lambda: None
) -> Found:
    """What the password opens; nothing for a wrong one, and that comes later each time.

    Passwords take turns, because checking one costs much memory and time. Browsers in which the
    desk was open before have a queue of their own, so that the tries of others do not delay them.
    `note` keeps a wrong try elsewhere, as often as it is logged.
    """
    with _known_browsers if was_open_here else _unknown_browsers:
        if not was_open_here and _count("password", _EVERYWHERE) >= MANY:
            sleep(PAUSE)
        found = find()
    if not found:
        _note("password", note)
    return found


def forget() -> None:
    """Start counting anew, as a new process does."""
    _limiter.cache_clear()


def wait_after(wrong: int) -> float:
    """The delay of the answer to a wrong try in seconds, after this many wrong ones."""
    return 0.0 if wrong <= FREE_TRIES else min(2.0 ** (wrong - FREE_TRIES - 1), LONGEST_WAIT)


def _note(door: str, note: Callable[[], None] = lambda: None) -> None:
    browser, address = current_learner.browser() or "no cookie", _address()
    for who in (browser, address, _EVERYWHERE):
        _limiter().hit(_WINDOW, door, who)
    mine, from_here = _count(door, browser), _count(door, address)
    if from_here <= _LOGGED or from_here % _THEN_EACH == 0:
        said = "Wrong %s from %s, browser %s: number %d from this address in a quarter of an hour."
        log.warning(said, door, address, browser[:8], from_here)
        note()
    # The address counts for less, because a whole school may share it.
    sleep(wait_after(max(mine, from_here // 10)))


def _count(door: str, who: str) -> int:
    left = _limiter().get_window_stats(_WINDOW, door, who).remaining
    return _WINDOW.amount - left


def _address() -> str:
    address = st.context.ip_address
    return address if isinstance(address, str) else "this machine"
