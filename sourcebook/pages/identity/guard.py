"""Slows guessing down: wrong codes and passwords are counted, logged and answered late.

The store counts them for all servers of the site together.

Nobody is refused. If a limit refused, one person could use it to lock out a class that shares their
address, and the teacher; so a right code opens at once, however many wrong ones were tried.
Guessing is still hopeless: codes have 40 bits or more, and passwords are checked one at a time.
"""

import logging
from collections.abc import Callable
from threading import Lock
from time import sleep
from typing import TypeVar

import streamlit as st

from sourcebook.errors import StoreError
from sourcebook.pages.identity.tokens import trace
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.services import store
from sourcebook.store import MOST_COUNTED

log = logging.getLogger("sourcebook")

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

_DOOR = "password"
Found = TypeVar("Found")
_known_browsers, _unknown_browsers = Lock(), Lock()


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
        if not was_open_here and _wrong_passwords() >= MANY:
            sleep(PAUSE)
        found = find()
    if not found:
        _note(_DOOR, note)
    return found


def wait_after(wrong: int) -> float:
    """The delay of the answer to a wrong try in seconds, after this many wrong ones."""
    return 0.0 if wrong <= FREE_TRIES else min(2.0 ** (wrong - FREE_TRIES - 1), LONGEST_WAIT)


def _note(door: str, note: Callable[[], None] = lambda: None) -> None:
    browser, address = current_learner.browser() or "no cookie", _address()
    names = {"browser": trace(browser, length=12), "address": trace(address, length=4)}
    try:
        mine, from_here = store().wrong_tries.note(door, **names, now=clock.now())
    except StoreError:
        # Nobody guesses faster because the database does not answer.
        sleep(LONGEST_WAIT)
        raise
    is_logged = from_here <= _LOGGED or from_here % _THEN_EACH == 0
    if is_logged and from_here < MOST_COUNTED:
        said = "Wrong %s from %s, browser %s: number %d from this address in a quarter of an hour."
        log.warning(said, door, address, browser[:8], from_here)
        note()
    # The address counts for less, because a whole school may share it.
    sleep(wait_after(max(mine, from_here // 10)))


def _wrong_passwords() -> int:
    return store().wrong_tries.count(_DOOR, now=clock.now())


def _address() -> str:
    address = st.context.ip_address
    return address if isinstance(address, str) else "this machine"
