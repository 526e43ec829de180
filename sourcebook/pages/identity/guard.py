"""A limit on guessing: how often a wrong code or password may be tried."""

from collections.abc import Callable
from functools import cache
from threading import Lock

import streamlit as st
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

WRONG_CODES = parse("30 per 15 minutes")
"""For all learners behind one address together, such as a school's; codes have 40 bits or more."""

WRONG_PASSWORDS, WRONG_PASSWORDS_IN_ALL = parse("10 per 15 minutes"), parse("50 per 15 minutes")
"""From one address, and from all together, as whoever guesses may have many."""

TOO_MANY_CODES = "Too many wrong codes were tried from here. Try again in a quarter of an hour."

_PASSWORD = "password"  # noqa: S105  # The name of a door, not what opens it.
_one_at_a_time = Lock()


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def may_try(door: str) -> bool:
    """Whether another code may be tried at this door from where the browser is."""
    return _limiter().test(WRONG_CODES, door, _address())


def note_wrong_code(door: str) -> None:
    """Count a code that opened nothing."""
    _limiter().hit(WRONG_CODES, door, _address())


def try_password(fits: Callable[[], bool]) -> bool | None:
    """Whether the password fits; None after too many wrong ones, when none is looked at.

    Passwords take turns, so that many at once neither pass the limit nor fill the memory.
    """
    here, everywhere = (_PASSWORD, _address()), (_PASSWORD,)
    with _one_at_a_time:
        may = _limiter().test(WRONG_PASSWORDS, *here)
        if not (may and _limiter().test(WRONG_PASSWORDS_IN_ALL, *everywhere)):
            return None
        if fits():
            return True
        _limiter().hit(WRONG_PASSWORDS, *here)
        _limiter().hit(WRONG_PASSWORDS_IN_ALL, *everywhere)
        return False


def forget() -> None:
    """Start counting anew, as a new process does."""
    _limiter.cache_clear()


def _address() -> str:
    address = st.context.ip_address
    return address if isinstance(address, str) else "this machine"
