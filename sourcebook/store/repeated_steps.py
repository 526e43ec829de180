"""A step in an attempt that a restart of the database has interrupted is taken once more.

It is never taken twice: if nobody knows whether the first try was committed, the attempt says so.
"""

from collections.abc import Callable

from sourcebook.errors import LostConnectionError
from sourcebook.model.attempts import Attempt
from sourcebook.store.attempt_cache import State
from sourcebook.store.locked_attempts import Change, LockedAttempt

Step = Callable[[Change], Attempt | None]
"""Makes a change on a locked attempt in a transaction of its own."""


def taken(step: Step, change: Change) -> Attempt | None:
    """What a step returns, which is tried again if its connection was lost."""
    made: list[tuple[State, State]] = []

    def noted(held: LockedAttempt) -> LockedAttempt:
        after = change(held)
        made.append((held.state, after.state))
        return after

    try:
        return step(noted)
    except LostConnectionError as lost:
        if not lost.may_be_saved:
            return step(change)
        return step(_unless_saved(change, made[-1], lost))


def _unless_saved(change: Change, made: tuple[State, State], lost: LostConnectionError) -> Change:
    """The change, unless the attempt shows that it was made by the transaction that was lost."""
    before, after = made

    def change_once(held: LockedAttempt) -> LockedAttempt:
        if held.state == before:
            # It was not committed; or it adds no event, and may be made again.
            return change(held)
        if held.state == after:
            return held
        # Another tab has taken a step meanwhile, so that the events do not say it.
        raise lost

    return change_once
