"""What a learner or a teacher does, as an event; AttemptError if it is not allowed."""

from datetime import datetime

from sourcebook.delivery.marks import value_of
from sourcebook.delivery.steps import is_handed_in, item_at, may_see_hints, step
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import (
    Attempt,
    Confidence,
    Event,
    Flagged,
    GaveUp,
    Hinted,
    Level,
    Marked,
    Proved,
    Response,
    Revised,
    Tried,
    is_blank,
)
from sourcebook.model.base import PassageId
from sourcebook.model.items import Item
from sourcebook.scoring import score


def answer(
    attempt: Attempt,
    place: int,
    response: Response,
    *,
    now: datetime,
    confidence: Confidence | None = None,
) -> Event:
    """The event of a response handed in; in test mode it replaces the one before.

    Raises AttemptError for a blank response (except in test mode, where it takes an answer
    back), for a place that does not exist or takes no response, and for a finished attempt.
    """
    item = _open_item(attempt, place)
    if attempt.feedback == "deferred":
        return Revised(
            place=place,
            at=now,
            response=response,
            score=value_of(item, 0) * score(item, response),
            confidence=confidence,
        )
    if is_blank(response):
        raise AttemptError("Nothing is chosen yet.")
    if step(attempt, place) != "answer":
        raise AttemptError("This item is answered already.")
    value = value_of(item, len(attempt.record(place).answers))
    return Tried(
        place=place,
        at=now,
        response=response,
        score=value * score(item, response),
        confidence=confidence,
    )


def prove(attempt: Attempt, place: int, passage: PassageId, *, now: datetime) -> Event:
    """The event of a passage chosen as the proof of an answer."""
    item = _open_item(attempt, place)
    if not item.proof:
        raise AttemptError("This item asks for no proof.")
    if attempt.feedback == "immediate" and step(attempt, place) != "proof":
        raise AttemptError(
            "A proof is chosen once, after the answer, and only where it can earn something."
        )
    return Proved(place=place, at=now, passage=passage)


def open_hint(attempt: Attempt, place: int, *, now: datetime) -> Event:
    """The event of the next hint opened."""
    item = _open_item(attempt, place)
    used = attempt.record(place).hints
    if (
        attempt.feedback == "deferred"
        or not may_see_hints(attempt, place)
        or step(attempt, place) != "answer"
        or used == len(item.hints)
    ):
        raise AttemptError("There is no further hint here.")
    return Hinted(place=place, at=now)


def give_up(attempt: Attempt, place: int, *, now: datetime) -> Event:
    """The event of asking for the solution instead of another try."""
    _open_item(attempt, place)
    is_open = attempt.feedback == "immediate" and step(attempt, place) == "answer"
    if not (is_open and attempt.record(place).answers):
        raise AttemptError("The solution is shown after a first try.")
    return GaveUp(place=place, at=now)


def flag(attempt: Attempt, place: int, *, flagged: bool, now: datetime) -> Event:
    """The event of flagging an item for another look, or of removing the flag."""
    _open_item(attempt, place)
    return Flagged(place=place, at=now, flagged=flagged)


def mark_written(attempt: Attempt, place: int, level: Level, *, now: datetime) -> Event:
    """The event of learners marking their own text; possible when the quiz is over, too."""
    item_at(attempt, place)
    if attempt.record(place).marked_by == "teacher":
        raise AttemptError("Your teacher has marked this text; that mark counts.")
    if step(attempt, place) != "marking":
        raise AttemptError("There is no text to be marked here.")
    return Marked(place=place, at=now, level=level)


def mark_by_teacher(
    attempt: Attempt, place: int, level: Level, *, now: datetime, who: str | None = None
) -> Event:
    """The event of a teacher marking a text; it replaces every mark before.

    `who` is the teacher's name. Possible as soon as the text is handed in, and again at any later
    time.
    """
    if not is_handed_in(attempt, place):
        raise AttemptError("There is no text to be marked here.")
    return Marked(place=place, at=now, level=level, by="teacher", who=who)


def _open_item(attempt: Attempt, place: int) -> Item:
    if attempt.is_finished:
        raise AttemptError("This attempt is finished; its answers stay as they are.")
    return item_at(attempt, place)
