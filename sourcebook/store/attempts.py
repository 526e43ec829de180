"""Attempts of learners: starting one, and every step in it.

Not here: marks of texts (`text_marks`), and reading many attempts at once (`attempt_queries`).
"""

import random
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import itemgetter

from sqlalchemy import bindparam, select

from sourcebook import delivery
from sourcebook.errors import AttemptError, StoreError
from sourcebook.model.attempts import Attempt, Confidence, Event, Purpose, Regraded, Response
from sourcebook.model.quizzes import Quiz
from sourcebook.store import attempt_rules, result_rows, rows, tables
from sourcebook.store.locked_attempts import LockedAttempt, next_number
from sourcebook.store.text_marks import TextMarks

_DRAFTS = (
    select(tables.draft.c.place, tables.draft.c.text)
    .join(tables.attempt, tables.attempt.c.id == tables.draft.c.attempt_id)
    .where(
        tables.attempt.c.learner_id == bindparam("learner_id"),
        tables.attempt.c.id == bindparam("attempt_id"),
    )
)
"""Every look at an item asks this, so it is made once."""


class Attempts(TextMarks):
    """Attempts and the steps in them.

    Methods that take a step return the attempt after it. They raise AttemptError if the attempt
    belongs to another learner or does not allow the step.
    """

    def start(
        self,
        learner_id: str,
        quiz: Quiz,
        *,
        now: datetime,
        rng: random.Random,
        purpose: Purpose = "quiz",
    ) -> Attempt:
        """A new attempt with its items pinned, or the one that is still open.

        Items keep the author's order; `rng` shuffles their options, once for the whole attempt.
        A quiz with a time limit sets the attempt a deadline. Raises AttemptError if the quiz is
        set to a class of the learner, and its rules allow no new attempt now.
        """
        self.end_overdue(now=now)
        with self.database.writing() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            rules = (
                attempt_rules.of_new(connection, learner_id, quiz, now) if purpose == "quiz" else {}
            )
            attempt_id = secrets.token_hex(16)
            limit = timedelta(minutes=quiz.time_limit) if quiz.time_limit else None
            row = {
                "id": attempt_id,
                "learner_id": learner_id,
                "quiz_id": quiz.id,
                "quiz_title": quiz.title,
                "pass_mark": quiz.pass_mark,
                "feedback": quiz.feedback,
                "confidence": quiz.confidence,
                "purpose": purpose,
                "started_at": now,
                "time_limit": quiz.time_limit,
                "deadline": now + limit if limit else None,
            }
            if rows.keep(connection, tables.attempt, row | rules):
                rows.pin(connection, attempt_id, quiz, rng)
        attempt = self.unfinished(learner_id, quiz.id, purpose=purpose)
        if attempt is None:
            raise StoreError("The attempt was ended while it was being started. Start again.")
        return attempt

    def answer(
        self,
        learner_id: str,
        attempt_id: str,
        place: int,
        response: Response,
        *,
        now: datetime,
        confidence: Confidence | None = None,
        try_number: int | None = None,
    ) -> Attempt:
        """Keep a response; the one that completes an attempt finishes it.

        `try_number`, counted from 0, says which try this is meant to be: if another tab has made
        that try already, its response stays.
        """

        def move(attempt: Attempt) -> Event | None:
            if _came_too_late(attempt, place, try_number):
                return None
            return delivery.answer(attempt, place, response, now=now, confidence=confidence)

        return self._step(learner_id, attempt_id, move, now=now)

    def prove(
        self, learner_id: str, attempt_id: str, place: int, passage: str, *, now: datetime
    ) -> Attempt:
        """Keep the passage chosen as the proof of an answer; the first one chosen stays."""

        def move(attempt: Attempt) -> Event | None:
            if attempt.feedback == "immediate" and attempt.record(place).proof:
                return None
            return delivery.prove(attempt, place, passage, now=now)

        return self._step(learner_id, attempt_id, move, now=now)

    def open_hint(
        self, learner_id: str, attempt_id: str, place: int, *, number: int, now: datetime
    ) -> Attempt:
        """Note that a hint was opened, counted from 0; nothing changes if it was open already."""

        def move(attempt: Attempt) -> Event | None:
            if attempt.record(place).hints > number:
                return None
            return delivery.open_hint(attempt, place, now=now)

        return self._step(learner_id, attempt_id, move, now=now)

    def give_up(self, learner_id: str, attempt_id: str, place: int, *, now: datetime) -> Attempt:
        """End the tries at an item, so that its solution may be shown."""
        return self._step(
            learner_id, attempt_id, lambda at: delivery.give_up(at, place, now=now), now=now
        )

    def flag(
        self, learner_id: str, attempt_id: str, place: int, *, flagged: bool, now: datetime
    ) -> Attempt:
        """Flag an item for another look, or remove the flag."""
        return self._step(
            learner_id,
            attempt_id,
            lambda at: delivery.flag(at, place, flagged=flagged, now=now),
            now=now,
        )

    def finish(self, learner_id: str, attempt_id: str, *, now: datetime) -> Attempt:
        """End an attempt; items without an answer stay unanswered."""
        self._change(learner_id, attempt_id, lambda held: held.finished(now), now=now)
        found = self.one(learner_id, attempt_id)
        if found is None:
            raise AttemptError("There is no such attempt.")
        return found

    def save_draft(
        self, learner_id: str, attempt_id: str, place: int, text: str, *, now: datetime
    ) -> Attempt:
        """Save what is being written or chosen at a place, in place of what was saved before.

        Returns the attempt as it is now.
        """
        row = {"attempt_id": attempt_id, "place": place, "text": text, "saved_at": now}

        def save(held: LockedAttempt) -> LockedAttempt:
            if not 0 <= place < len(held.attempt.items):
                raise AttemptError("There is no such item in this attempt.")
            if delivery.step(held.seen, place) not in ("answer", "proof"):
                raise AttemptError("This item is answered already.")
            rows.replace(held.connection, tables.draft, row)
            return held

        # An emptied text is erased from the files; a changed one within seconds.
        transaction = self.database.writing if text.strip() else self.database.erasing
        return self._change(learner_id, attempt_id, save, now=now, transaction=transaction)

    def draft(self, learner_id: str, attempt_id: str, place: int) -> str:
        """The draft last saved at a place; empty if there is none."""
        return self.drafts(learner_id, attempt_id).get(place, "")

    def drafts(self, learner_id: str, attempt_id: str) -> dict[int, str]:
        """The drafts in an attempt, by place."""
        named = {"learner_id": learner_id, "attempt_id": attempt_id}
        with self.database.reading() as connection:
            return {row.place: row.text for row in connection.execute(_DRAFTS, named)}

    def regrade(self, regraded: Iterable[tuple[str, Regraded]]) -> None:
        """Keep new scores, each with the id of its attempt: all of them, or none."""
        changed = []
        with self.database.writing() as connection:
            # In the order of their ids, so that two regradings never wait for each other.
            for attempt_id, event in sorted(regraded, key=itemgetter(0)):
                rows.append(connection, attempt_id, next_number(connection, attempt_id), event)
                changed.append(attempt_id)
            result_rows.forget(connection, dict.fromkeys(changed))


def _came_too_late(attempt: Attempt, place: int, try_number: int | None) -> bool:
    """Whether another tab has handed in the try that this response was meant to be."""
    made = len(attempt.record(place).answers)
    if attempt.feedback == "deferred" or not made:
        return False
    closed = delivery.step(attempt, place) != "answer"
    return closed or (try_number is not None and try_number < made)
