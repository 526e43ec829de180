"""Runs of pages take turns, so that an answer waits for those before it, and not for those behind.

Python works on one run at a time. Streamlit begins each at once, and then all that are begun share
the time: while a whole school answers, each is done as late as the last of them.
"""

from threading import Semaphore

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

AT_ONCE = 2
"""Runs that go on at the same time: while one waits for the database, the other one works."""

LONGEST_WAIT_SECONDS = 0.5
"""After this a run begins in any case, so that a few slow pages do not hold up all others."""


def take_turns() -> None:
    """Let a run of a page begin when few others go on, the first that came first."""
    run, turns = ScriptRunner._run_script, Semaphore(AT_ONCE)

    def run_in_turn(self: ScriptRunner, rerun_data: RerunData) -> None:
        has_turn = turns.acquire(timeout=LONGEST_WAIT_SECONDS)
        try:
            run(self, rerun_data)
        finally:
            if has_turn:
                turns.release()

    ScriptRunner._run_script = run_in_turn  # type: ignore[method-assign]
