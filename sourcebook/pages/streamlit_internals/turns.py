"""Runs of pages take turns, so that an answer waits for those before it, and not for those behind.

Python works on one run at a time. Streamlit begins each at once, and then all that are begun share
the time: while a whole school answers, each is done as late as the last of them.
"""

from collections import deque
from threading import Lock

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

AT_ONCE = 2
"""Runs that go on at the same time: while one waits for the database, the other one works."""

LONGEST_WAIT_SECONDS = 1.0
"""After this a run begins in any case, so that a few slow pages do not hold up all others."""


class Turns:
    """Turns that are given in the order in which they are asked for; safe to share."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._lock = Lock()
        # A lock for each thread that waits; it is released when the turn is theirs.
        self._waiting: deque[Lock] = deque()

    def take(self, *, longest_wait: float) -> bool:
        """Wait for a turn, for so many seconds at most; whether it came. `give_back` ends it."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            own = Lock()
            own.acquire()
            self._waiting.append(own)
        if own.acquire(timeout=longest_wait):
            return True
        with self._lock:
            if own not in self._waiting:
                # It came in the very moment.
                return True
            self._waiting.remove(own)
            return False

    def give_back(self) -> None:
        """End a turn, and give it to who has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


def take_turns() -> None:
    """Let a run of a page begin when few others go on, the first that came first."""
    run, turns = ScriptRunner._run_script, Turns(AT_ONCE)

    def run_in_turn(self: ScriptRunner, rerun_data: RerunData) -> None:
        has_turn = turns.take(longest_wait=LONGEST_WAIT_SECONDS)
        try:
            run(self, rerun_data)
        finally:
            if has_turn:
                turns.give_back()

    ScriptRunner._run_script = run_in_turn  # type: ignore[method-assign]
