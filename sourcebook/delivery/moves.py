"""What a learner or a teacher does, as an event; AttemptError if it is not allowed."""

from datetime import datetime

from sourcebook.delivery.marks import value_of
from sourcebook.delivery.steps import (
    has_new_mark,
    is_handed_in,
    is_hidden_from,
    item_at,
    may_see_hints,
    step,
)
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import (
    LONGEST_COMMENT,
    Attempt,
    Confidence,
    Event,
    Flagged,
    GaveUp,
    Hinted,
    Level,
    Marked,
    MarkSeen,
    Proved,
    Record,
    Response,
    Revised,
    SecondAsked,
    Tried,
    Unmarked,
    is_blank,
)
from sourcebook.model.base import PassageId
from sourcebook.model.item_kinds import is_marked_by_rubric
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
    item = item_at(attempt, place)
    if attempt.record(place).marked_by == "teacher":
        raise AttemptError("Your teacher has marked this text; that mark counts.")
    if step(attempt, place) != "marking":
        raise AttemptError("There is no text to be marked here.")
    _refuse_unknown_level(item, level)
    return Marked(place=place, at=now, level=level)


def mark_by_teacher(
    attempt: Attempt,
    place: int,
    level: Level,
    *,
    now: datetime,
    comment: str | None = None,
    who: str | None = None,
    changes: int | None = None,
) -> Event | None:
    """The event of a teacher marking a text; it replaces every mark before.

    Possible as soon as the text is handed in, and again at any later time; None if the latest mark
    of a teacher is the same. The mark of somebody from whom the first one is hidden is a second
    mark. `changes` are the changes of its mark that the teacher has seen.
    """
    if not is_handed_in(attempt, place):
        raise AttemptError("There is no text to be marked here.")
    _refuse_unknown_level(item_at(attempt, place), level)
    if comment and len(comment) > LONGEST_COMMENT:
        raise AttemptError(
            f"The comment has {len(comment)} characters, and there is room for {LONGEST_COMMENT}. "
            "Shorten it."
        )
    record, said = attempt.record(place), (comment or "").strip() or None
    is_same = record.marked_by == "teacher" and (record.level, record.comment) == (level, said)
    second = is_hidden_from(record, who)
    if is_same and not second and record.second != "differs":
        return None
    _refuse_unseen_changes(record, changes)
    return Marked(
        place=place, at=now, level=level, by="teacher", comment=said, who=who, second=second
    )


def ask_second_mark(
    attempt: Attempt, place: int, *, now: datetime, who: str | None = None
) -> Event | None:
    """The event of a teacher asking for a second mark; None if one is asked for already."""
    item_at(attempt, place)
    record = attempt.record(place)
    if record.marked_by != "teacher":
        raise AttemptError("Mark this text first; then you can ask for a second mark.")
    return None if record.second == "asked" else SecondAsked(place=place, at=now, who=who)


def take_back_mark(
    attempt: Attempt, place: int, *, now: datetime, changes: int, who: str | None = None
) -> Event:
    """The event of a teacher taking back the latest mark; the one before it counts again."""
    item_at(attempt, place)
    record = attempt.record(place)
    if record.marked_by != "teacher":
        raise AttemptError("There is no mark of a teacher to be taken back.")
    _refuse_unseen_changes(record, changes)
    return Unmarked(place=place, at=now, who=who)


def see_mark(attempt: Attempt, place: int, *, now: datetime) -> Event | None:
    """The event of a learner seeing their teacher's mark; None if there is nothing new to see."""
    return MarkSeen(place=place, at=now) if has_new_mark(attempt, place) else None


def _refuse_unknown_level(item: Item, level: Level) -> None:
    if not is_marked_by_rubric(item) or level >= len(item.levels()):
        raise AttemptError("The rubric of this item has no such level.")


def _refuse_unseen_changes(record: Record, changes: int | None) -> None:
    if changes is not None and changes != record.mark_changes:
        raise AttemptError(
            "Somebody else has changed the mark of this text meanwhile. Nothing was overwritten: "
            "look at their mark, then give yours again if you still want to."
        )


def _open_item(attempt: Attempt, place: int) -> Item:
    if attempt.is_finished:
        raise AttemptError("This attempt is finished; its answers stay as they are.")
    return item_at(attempt, place)
