"""How an attempt goes on: what may come next at each place, and what it all comes to.

A step of the learner becomes an event here, or is refused; the store keeps the events.
"""

from sourcebook.delivery.marks import (
    Mark,
    best_score,
    earned,
    earned_at,
    earned_at_first,
    has_passed,
    is_answered,
    is_proof_asked,
    mark,
    rescored,
    value_of,
)
from sourcebook.delivery.moves import (
    answer,
    flag,
    give_up,
    mark_by_teacher,
    mark_written,
    open_hint,
    prove,
)
from sourcebook.delivery.steps import (
    Step,
    is_complete,
    is_handed_in,
    lacks,
    may_see_hints,
    may_see_key,
    may_see_result,
    open_places,
    step,
    tries_left,
)

__all__ = [
    "Mark",
    "Step",
    "answer",
    "best_score",
    "earned",
    "earned_at",
    "earned_at_first",
    "flag",
    "give_up",
    "has_passed",
    "is_answered",
    "is_complete",
    "is_handed_in",
    "is_proof_asked",
    "lacks",
    "mark",
    "mark_by_teacher",
    "mark_written",
    "may_see_hints",
    "may_see_key",
    "may_see_result",
    "open_hint",
    "open_places",
    "prove",
    "rescored",
    "step",
    "tries_left",
    "value_of",
]
