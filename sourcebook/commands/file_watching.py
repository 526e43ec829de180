"""Watching a course: an action runs after every change of a file."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from sourcebook.content.live_course import stamp_of

INTERVAL_SECONDS = 0.5


def rest() -> None:
    """Wait until it is time to look again."""
    time.sleep(INTERVAL_SECONDS)


def clear_screen() -> None:
    """Empty the terminal, where the output goes to one."""
    if sys.stdout.isatty():
        sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")


def watch(root: Path, act: Callable[[], None], *, pause: Callable[[], None] = rest) -> None:
    """Act now and after every change of a content file, until the keyboard interrupts.

    `pause` waits between two looks. If a folder cannot be read for a moment, because a save or a
    checkout is under way, it is read again later.
    """
    seen: tuple[tuple[str, int, int], ...] | None = None
    try:
        while True:
            now = _stamp(root)
            if now is not None and now != seen:
                act()
                seen = now
            pause()
    except KeyboardInterrupt:
        return


def _stamp(root: Path) -> tuple[tuple[str, int, int], ...] | None:
    try:
        return stamp_of(root)
    except OSError:
        return None
