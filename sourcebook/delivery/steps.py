"""What may come next at each place of an attempt, and what the learner may see there."""

from typing import Literal

from sourcebook.delivery.marks import is_answered, is_proof_asked, is_unmarked
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Record
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.scoring import RIGHT, is_whole, score

Step = Literal["answer", "proof", "marking", "withheld", "nothing"]
"""What a place waits for; `withheld`: for a test with the same item to be handed in."""


def step(attempt: Attempt, place: int) -> Step:
    """What a place waits for: an answer, its proof, the marking of a text, or nothing more.

    If an open test has the same item, the place waits until that test is handed in: even
    another try would show that the first one was wrong.
    """
    if place in attempt.withheld and is_answered(attempt, place):
        return "withheld"
    return _step(attempt, place)


def _step(attempt: Attempt, place: int) -> Step:
    item, record = attempt.items[place].item, attempt.record(place)
    if attempt.is_finished:
        return "marking" if is_unmarked(attempt, place) else "nothing"
    if attempt.feedback == "deferred" or not _is_settled(item, record):
        return "answer"
    if item.proof and record.proof is None and not record.gave_up and is_proof_asked(record):
        return "proof"
    return "marking" if is_unmarked(attempt, place) else "nothing"


def may_see_key(attempt: Attempt, place: int) -> bool:
    """Whether the answer is final, so that key, rationale and proof can be shown.

    Not while a test with the same item is open.
    """
    return is_answered(attempt, place) and step(attempt, place) in ("marking", "nothing")


def may_see_hints(attempt: Attempt, place: int) -> bool:
    """Whether hints can be shown: they may give the answer away to an open test."""
    return place not in attempt.withheld


def may_see_result(attempt: Attempt) -> bool:
    """Whether the score of a finished attempt tells nothing about an open test.

    The learner has already seen the score of an attempt that ended before the test began.
    """
    return not any(
        attempt.finished_at is None or attempt.finished_at >= test.started_at
        for place, test in attempt.withheld.items()
        if is_answered(attempt, place)
    )


def open_places(attempt: Attempt) -> tuple[int, ...]:
    """The places where something is still to be done, in order.

    In test mode, until the quiz is handed in, these are the items without an answer or a proof.
    """
    places = range(len(attempt.items))
    if attempt.feedback == "deferred" and not attempt.is_finished:
        return tuple(place for place in places if lacks(attempt, place))
    return tuple(place for place in places if step(attempt, place) not in ("nothing", "withheld"))


def lacks(attempt: Attempt, place: int) -> Literal["answer", "rest", "proof"] | None:
    """What is missing at a place: the answer, the rest of it, or the proof; None for nothing."""
    item, answer = attempt.items[place].item, attempt.answers.get(place)
    if answer is None:
        return "answer"
    if not is_whole(item, answer.response):
        return "rest"
    return "proof" if item.proof and attempt.record(place).proof is None else None


def tries_left(attempt: Attempt, place: int) -> int:
    """How many more responses a place takes."""
    item, record = attempt.items[place].item, attempt.record(place)
    if step(attempt, place) != "answer":
        return 0
    return len(item.tries) - len(record.answers) if attempt.feedback == "immediate" else 1


def is_handed_in(attempt: Attempt, place: int) -> bool:
    """Whether a text, marked or not, was handed in and can no longer change."""
    written = is_marked_by_rubric(item_at(attempt, place))
    # Nothing is withheld from a teacher.
    is_final = _step(attempt, place) in ("marking", "nothing")
    return written and is_answered(attempt, place) and is_final


def has_new_mark(attempt: Attempt, place: int) -> bool:
    """Whether a teacher has marked a text since its learner last opened it, and they may see it."""
    record = attempt.record(place)
    return record.marked_by == "teacher" and not record.mark_seen and may_see_key(attempt, place)


def is_hidden_from(record: Record, who: str | None) -> bool:
    """Whether a second mark is asked for, and this teacher neither gave the first nor asked."""
    if record.second != "asked" or not record.marks:
        return False
    return who not in (record.marks[-1].who, record.second_asked_by)


def is_complete(attempt: Attempt) -> bool:
    """Whether nothing is left to do, so that the attempt can end."""
    places = range(len(attempt.items))
    return attempt.feedback == "immediate" and all(step(attempt, at) == "nothing" for at in places)


def _is_settled(item: Item, record: Record) -> bool:
    if not record.answers:
        return False
    used_up = len(record.answers) >= len(item.tries)
    return used_up or record.gave_up or score(item, record.answers[-1].response) == RIGHT


def item_at(attempt: Attempt, place: int) -> Item:
    """The item at a place; AttemptError if the attempt has no such place."""
    if not 0 <= place < len(attempt.items):
        raise AttemptError("There is no such item in this attempt.")
    return attempt.items[place].item
