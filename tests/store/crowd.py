"""Learners who go on all the time, each in a thread of their own."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

LEARNERS = tuple(letter * 64 for letter in "abcd")
LONGEST_SECONDS = 60.0
"""After this long a crowd that does not go on is a failure."""


class Crowd:
    """Threads that repeat a step; `done` counts the steps of each learner that have returned."""

    def __init__(self, step: Callable[[str], object], learners: Sequence[str] = LEARNERS) -> None:
        self._step, self._ends = step, threading.Event()
        self._change = threading.Condition()
        self._failures: list[BaseException] = []
        self.done = dict.fromkeys(learners, 0)
        self._threads = [threading.Thread(target=self._live, args=[each]) for each in learners]

    @contextmanager
    def at_work(self) -> Iterator["Crowd"]:
        """Everybody goes on until the end; raises what went wrong for any of them."""
        for each in self._threads:
            each.start()
        try:
            yield self
        finally:
            self._ends.set()
            for each in self._threads:
                each.join(LONGEST_SECONDS)
        if self._failures:
            raise self._failures[0]

    def wait_for(self, steps: int) -> None:
        """Wait until everybody has done so many steps more than at this moment."""
        before = dict(self.done)
        with self._change:
            went_on = self._change.wait_for(
                lambda: self._failures or all(self.done[x] >= before[x] + steps for x in before),
                LONGEST_SECONDS,
            )
        assert went_on, f"{self.done} after {before}"

    def _live(self, learner: str) -> None:
        try:
            while not self._ends.is_set():
                self._step(learner)
                with self._change:
                    self.done[learner] += 1
                    self._change.notify_all()
        except BaseException as error:
            with self._change:
                self._failures.append(error)
                self._change.notify_all()
