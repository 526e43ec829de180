"""What this process measures of itself, for the person who runs the site.

A measure has a number and no learner. Who was active is kept in memory for five minutes only, as
the hash by which the store knows a browser; nothing but their number leaves this module.
"""

import threading
import time
from itertools import takewhile

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

PAGE_SECONDS = Histogram(
    "sourcebook_page_seconds",
    "Seconds in which the server drew a page.",
    registry=REGISTRY,
    buckets=_SECONDS,
)
ACTION_SECONDS = Histogram(
    "sourcebook_action_seconds",
    "Seconds of what a press of a button does before the page is drawn, such as to save an answer.",
    registry=REGISTRY,
    buckets=_SECONDS,
)
PAGE_ERRORS = Counter(
    "sourcebook_page_errors",
    "Pages that could not be shown: an error of ours (unexpected), or one that the page explained.",
    ("kind",),
    registry=REGISTRY,
)
for _kind in ("unexpected", "explained"):
    PAGE_ERRORS.labels(_kind)

ACTIVE_SECONDS = 300.0
"""How long a learner counts as active after a page of theirs was drawn."""


class Activity:
    """How many were active of late; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[str, float] = {}

    def note(self, who: str, *, now: float) -> None:
        """Somebody is active at this moment, in seconds of a clock that only goes forward."""
        with self._lock:
            # So that the newest is always the last one.
            self._last.pop(who, None)
            self._last[who] = now
            self._forget(now)

    def count(self, *, now: float) -> int:
        """How many were active within `ACTIVE_SECONDS`."""
        with self._lock:
            self._forget(now)
            return len(self._last)

    def _forget(self, now: float) -> None:
        is_old = takewhile(lambda each: now - each[1] > ACTIVE_SECONDS, self._last.items())
        for who, _ in list(is_old):
            del self._last[who]


_ACTIVITY = Activity()


def note_active(credential: str | None) -> None:
    """Count the learner with this credential as active; one without any is not counted."""
    if credential:
        _ACTIVITY.note(credential, now=time.monotonic())


def active_learners() -> int:
    """How many learners were active in the last five minutes."""
    return _ACTIVITY.count(now=time.monotonic())
