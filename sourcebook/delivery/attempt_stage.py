"""How far an attempt is."""

from datetime import datetime

from sourcebook.delivery.marks import mark
from sourcebook.model.attempts import Attempt
from sourcebook.model.results import AttemptStage


def attempt_stage(attempt: Attempt) -> AttemptStage:
    """How far an attempt is, open or finished."""
    is_open = not attempt.is_finished
    reached = mark(attempt).percent if attempt.is_finished and attempt.purpose == "quiz" else None
    return AttemptStage(
        attempt.id,
        attempt.learner_id,
        attempt.quiz_id,
        attempt.quiz_title,
        attempt.purpose,
        attempt.started_at,
        attempt.finished_at,
        percent=None if reached is None else float(reached),
        passed=reached is not None and reached >= attempt.pass_mark,
        last_step=_last_step(attempt),
        answered=len(attempt.answers) if is_open else 0,
        items=len(attempt.items) if is_open else 0,
    )


def _last_step(attempt: Attempt) -> datetime:
    if attempt.finished_at:
        # No answer comes later.
        return attempt.finished_at
    records = attempt.records.values()
    answered = [each.answered_at for record in records for each in record.answers]
    return max([attempt.started_at, *answered])
