"""Looking at a course again and again, and doing something whenever a file was saved."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from sourcebook.content.live_course import stamp_of

INTERVAL_SECONDS = 0.5


def rest() -> None:
    """Wait until the next look is due."""
    time.sleep(INTERVAL_SECONDS)


def clear_screen() -> None:
    """Empty the terminal, where the output goes to one."""
    if sys.stdout.isatty():
        sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")


def watch(root: Path, act: Callable[[], None], *, pause: Callable[[], None] = rest) -> None:
    """Act now and after every change of a content file, until the keyboard interrupts.

    `pause` waits from one look to the next. A folder that cannot be read for a moment, as in
    the middle of a save or a checkout, is looked at again.
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
