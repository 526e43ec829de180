"""The rules of a new attempt at a quiz that is set to a class of its learner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from sourcebook.delivery.terms import Refusal
from sourcebook.errors import AttemptError
from sourcebook.model.assignments import Part
from sourcebook.model.quizzes import Quiz
from sourcebook.store import assignment_terms, rows

REFUSALS: Final[Mapping[Refusal, str]] = {
    "not_open": "This quiz is not open yet. Its first page says when it opens.",
    "closed": "This quiz is closed. Ask your teacher if you still have to take it.",
    "used_up": "You have used all your attempts at this quiz. Ask your teacher for another one.",
}
"""Why an attempt cannot begin, and what to do."""


def of_new(
    connection: Connection, learner_id: str, quiz: Quiz, now: datetime
) -> dict[str, str | datetime | None]:
    """What a new attempt has besides, if the quiz is set to a class of the learner.

    Raises AttemptError if no attempt may begin. If one is open, the learner goes on with it.
    """
    # Two starts at once wait for each other here, so that they are counted one after the other.
    rows.lock_learner(connection, learner_id)
    part = Part("quiz", quiz.id)
    held = assignment_terms.terms_of(connection, [learner_id], part, locked=True)
    terms = held.get(learner_id, {}).get(part)
    if terms is None:
        return {}
    taken = assignment_terms.attempts_at(connection, [learner_id], quiz.id)
    is_open = any(each.finished_at is None for each in taken)
    if not is_open and (refusal := terms.refusal(taken, now)):
        raise AttemptError(REFUSALS[refusal])
    return {
        "feedback": terms.applied_to(quiz).feedback,
        "deadline": terms.deadline(now, quiz.time_limit),
        "withheld_until": terms.withheld_until(now),
    }
