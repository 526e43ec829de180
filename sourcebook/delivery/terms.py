"""What holds for one learner at a part of the course that is set to their class or classes.

If several classes have the same part, the learner gets the kindest of each rule: the earliest
opening, the latest due and closing date, the most attempts and minutes. Keys are shown only when
none of the classes withholds them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeVar

from sourcebook.model.assignments import KEYS_SHOWN, Assignment, KeysShown
from sourcebook.model.attempts import Purpose
from sourcebook.model.quizzes import Quiz

Refusal = Literal["not_open", "closed", "used_up"]
"""Why no new attempt can begin."""

_Number = TypeVar("_Number", int, datetime)


class Work(Protocol):
    """What has to be known of an attempt here."""

    @property
    def quiz_id(self) -> str:
        """The quiz."""

    @property
    def purpose(self) -> Purpose:
        """Why it was started."""

    @property
    def finished_at(self) -> datetime | None:
        """When it ended; None if it is open."""


@dataclass(frozen=True)
class Terms:
    """The rules of one learner at one part; `assignments` are those of their classes, at least one.

    A date that is None is no date: always open, never due, never closed.
    """

    learner_id: str
    assignments: tuple[Assignment, ...]

    @property
    def opens(self) -> datetime | None:
        """When work may begin."""
        found = [each.dates_of(self.learner_id).opens for each in self.assignments]
        known = [each for each in found if each]
        return min(known) if len(known) == len(found) else None

    @property
    def due(self) -> datetime | None:
        """Until when work is in time."""
        return _most(each.dates_of(self.learner_id).due for each in self.assignments)

    @property
    def closes(self) -> datetime | None:
        """From when nothing is taken any more."""
        return _most(each.dates_of(self.learner_id).closes for each in self.assignments)

    @property
    def keys(self) -> KeysShown:
        """When keys and reasons are shown: the latest that one of the classes asks for."""
        return max((each.settings.keys for each in self.assignments), key=KEYS_SHOWN.index)

    @property
    def attempts(self) -> int | None:
        """How many attempts are allowed; None for any number."""
        return _most(each.settings.attempts for each in self.assignments)

    def minutes(self, own: int | None) -> int | None:
        """The time limit with extra time; `own` is that of the quiz, None if it has none."""
        return _most(self._minutes(each, own) for each in self.assignments)

    def _minutes(self, assignment: Assignment, own: int | None) -> int | None:
        limit, extension = assignment.settings.time_limit or own, self._extension(assignment)
        if limit is None:
            return None
        # Rounded up to whole minutes.
        return -(-limit * (100 + extension) // 100)

    def _extension(self, assignment: Assignment) -> int:
        own = assignment.extensions.get(self.learner_id)
        return own.extra_percent if own else 0

    def attempts_left(self, attempts: Iterable[Work]) -> int | None:
        """How many attempts may still begin after these of the learner; None for any number."""
        taken = tuple(attempts)
        return _most(
            None
            if each.settings.attempts is None
            else max(0, each.settings.attempts - sum(belongs(one, each) for one in taken))
            for each in self.assignments
        )

    def refusal(self, attempts: Iterable[Work], now: datetime) -> Refusal | None:
        """Why no new attempt can begin now; None if one can."""
        if self.opens and now < self.opens:
            return "not_open"
        if self.closes and now >= self.closes:
            return "closed"
        return "used_up" if self.attempts_left(attempts) == 0 else None

    def deadline(self, started_at: datetime, own_minutes: int | None) -> datetime | None:
        """When an attempt ends by itself: after its time limit, or when the assignment closes."""
        limit = self.minutes(own_minutes)
        ends = started_at + timedelta(minutes=limit) if limit else None
        known = [each for each in (ends, self.closes) if each]
        return min(known) if known else None

    def withheld_until(self, now: datetime) -> datetime | None:
        """Until when keys and results are withheld; None if they are not."""
        closing = (
            each.dates_of(self.learner_id).closes
            for each in self.assignments
            if each.settings.keys == "after_closing"
        )
        return max((each for each in closing if each and each > now), default=None)

    def is_late(self, attempt: Work, now: datetime) -> bool:
        """Whether an attempt was handed in after the due date, or is still open after it."""
        return self.covers(attempt) and self.is_after_due(attempt.finished_at or now)

    def covers(self, attempt: Work) -> bool:
        """Whether an attempt is work for one of these assignments."""
        return any(belongs(attempt, each) for each in self.assignments)

    def is_after_due(self, moment: datetime) -> bool:
        """Whether a moment is after the due date; the due date itself is in time."""
        return self.due is not None and moment > self.due

    def applied_to(self, quiz: Quiz) -> Quiz:
        """The quiz with this time limit, as a test unless keys are shown as the quiz says."""
        feedback = quiz.feedback if self.keys == "as_quiz" else "deferred"
        changes = {"feedback": feedback, "time_limit": self.minutes(quiz.time_limit)}
        return quiz.model_copy(update=changes)


def belongs(attempt: Work, assignment: Assignment) -> bool:
    """Whether an attempt is work for an assignment: one that did not end before it was set."""
    return (
        assignment.kind == "quiz"
        and (attempt.quiz_id, attempt.purpose) == (assignment.part_id, "quiz")
        and (attempt.finished_at is None or attempt.finished_at >= assignment.set_at)
    )


def _most(found: Iterable[_Number | None]) -> _Number | None:
    """The highest, None if one is None: no limit is more than any."""
    highest: _Number | None = None
    for each in found:
        if each is None:
            return None
        highest = each if highest is None else max(highest, each)
    return highest
