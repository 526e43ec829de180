"""How an attempt goes on: what may come next at each place, and what it all comes to.

A move of the learner becomes an event here, or is refused; the store keeps the events.
"""

from datetime import datetime
from fractions import Fraction
from typing import Literal, NamedTuple

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
    Record,
    Response,
    Revised,
    Tried,
    is_blank,
)
from sourcebook.model.base import PassageId
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.scoring import RIGHT, WRONG, is_whole, score

Step = Literal["answer", "proof", "marking", "withheld", "nothing"]
"""What a place waits for; `withheld`: for a test with the same item to be handed in."""


class Mark(NamedTuple):
    """What an attempt came to: points earned, points possible, how many items lack what."""

    points: Fraction
    possible: Fraction
    unanswered: int
    unmarked: int = 0

    @property
    def percent(self) -> Fraction:
        """Points in per cent of what was possible, from 0 to 100, not rounded."""
        return self.points * 100 / self.possible


def mark(attempt: Attempt) -> Mark:
    """Points earned and possible; what is unanswered or unmarked earns nothing as yet."""
    points = [pinned.item.points for pinned in attempt.items]
    earned = (earned_at(attempt, place) * worth for place, worth in enumerate(points))
    places = range(len(attempt.items))
    unanswered = sum(not is_answered(attempt, place) for place in places)
    unmarked = sum(_is_unmarked(attempt, place) for place in places)
    return Mark(sum(earned, WRONG), sum(points, WRONG), unanswered, unmarked)


def has_passed(attempt: Attempt) -> bool:
    """Whether the points reach the pass mark that was in force when the attempt began."""
    return mark(attempt).percent >= attempt.pass_mark


def earned_at(attempt: Attempt, place: int) -> Fraction:
    """The score on record for a place, from 0 to 1."""
    return earned(attempt.items[place].item, attempt.record(place))


def earned(item: Item, record: Record) -> Fraction:
    """The score of a record: of the best try, with the proof, or as marked or regraded."""
    if record.regraded and not is_marked_by_rubric(item):
        return record.regraded.score
    return earned_at_first(item, record)


def earned_at_first(item: Item, record: Record) -> Fraction:
    """The score of a record as it was before any regrading."""
    return _with_proof(item, record, [answer.score for answer in record.answers])


def rescored(item: Item, record: Record) -> Fraction:
    """What the same responses earn by this version of the item.

    Raises AttemptError where a response names what this version does not offer.
    """
    tries = enumerate(record.answers)
    scores = [value_of(item, number) * score(item, each.response) for number, each in tries]
    if item.proof and scores and not is_proof_asked(record):
        # Nobody loses half for a proof that the version before did not ask for.
        return max(scores)
    return _with_proof(item, record, scores)


def is_proof_asked(record: Record) -> bool:
    """Whether an answer is such that a proof is asked for: it earned something, or in test mode.

    A proof earns nothing beside an answer that earns nothing.
    """
    return record.in_test or record.proof is not None or best_score(record) > WRONG


def best_score(record: Record) -> Fraction:
    """The score of the best try, before any proof."""
    return max((each.score for each in record.answers), default=WRONG)


def value_of(item: Item, number: int) -> Fraction:
    """What a try is worth, counted from 0; a try beyond the last earns nothing."""
    return item.tries[number] if number < len(item.tries) else WRONG


def is_answered(attempt: Attempt, place: int) -> bool:
    """Whether a response that is not blank is on record."""
    answer = attempt.record(place).answer
    return answer is not None and not is_blank(answer.response)


def step(attempt: Attempt, place: int) -> Step:
    """What a place waits for: an answer, its proof, the marking of a text, or nothing more.

    An answer to an item of a test that is open elsewhere waits for that test to be handed in:
    even another try would say that the first one was wrong.
    """
    if place in attempt.withheld and is_answered(attempt, place):
        return "withheld"
    return _step(attempt, place)


def _step(attempt: Attempt, place: int) -> Step:
    item, record = attempt.items[place].item, attempt.record(place)
    if attempt.is_finished:
        return "marking" if _is_unmarked(attempt, place) else "nothing"
    if attempt.feedback == "deferred" or not _is_settled(item, record):
        return "answer"
    if item.proof and record.proof is None and not record.gave_up and is_proof_asked(record):
        return "proof"
    return "marking" if _is_unmarked(attempt, place) else "nothing"


def may_see_key(attempt: Attempt, place: int) -> bool:
    """Whether the answer is in for good, so that key, rationale and proof can be shown.

    Not while a test with the same item is open.
    """
    return is_answered(attempt, place) and step(attempt, place) in ("marking", "nothing")


def may_see_hints(attempt: Attempt, place: int) -> bool:
    """Whether hints can be shown, which may give the answer away."""
    return place not in attempt.withheld


def may_see_result(attempt: Attempt) -> bool:
    """Whether the score of a finished attempt says nothing of a test that is open.

    What was finished before the test began, the learner has seen already.
    """
    return not any(
        attempt.finished_at is None or attempt.finished_at >= test.started_at
        for place, test in attempt.withheld.items()
        if is_answered(attempt, place)
    )


def open_places(attempt: Attempt) -> tuple[int, ...]:
    """The places where something is still to be done, in order.

    Before a quiz in test mode is handed in, these are the items without an answer or a proof.
    """
    places = range(len(attempt.items))
    if attempt.feedback == "deferred" and not attempt.is_finished:
        return tuple(place for place in places if lacks(attempt, place))
    return tuple(place for place in places if step(attempt, place) not in ("nothing", "withheld"))


def lacks(attempt: Attempt, place: int) -> Literal["answer", "rest", "proof"] | None:
    """What has not been given at a place: the answer, the rest of it, or else the proof."""
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


def answer(
    attempt: Attempt,
    place: int,
    response: Response,
    *,
    now: datetime,
    confidence: Confidence | None = None,
) -> Event:
    """The event of a response handed in; in test mode it takes the place of the one before.

    Raises AttemptError for a blank response (in test mode one can be taken back), for a place
    that the attempt lacks or that takes none, and for a finished attempt.
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
    """The event of marking an item for another look, or of taking the mark away."""
    _open_item(attempt, place)
    return Flagged(place=place, at=now, flagged=flagged)


def mark_written(attempt: Attempt, place: int, level: Level, *, now: datetime) -> Event:
    """The event of a learner marking her own text; possible when the quiz is over, too."""
    _known_item(attempt, place)
    if attempt.record(place).marked_by == "teacher":
        raise AttemptError("Your teacher has marked this text; that mark counts.")
    if step(attempt, place) != "marking":
        raise AttemptError("There is no text to be marked here.")
    return Marked(place=place, at=now, level=level)


def mark_by_teacher(attempt: Attempt, place: int, level: Level, *, now: datetime) -> Event:
    """The event of a teacher marking a text; it counts in place of every mark before.

    Possible as soon as the text is handed in, and again at any later time.
    """
    if not is_handed_in(attempt, place):
        raise AttemptError("There is no text to be marked here.")
    return Marked(place=place, at=now, level=level, by="teacher")


def is_handed_in(attempt: Attempt, place: int) -> bool:
    """Whether a text of the learner's own is in for good, marked or not."""
    written = is_marked_by_rubric(_known_item(attempt, place))
    # For the teacher nothing is withheld.
    in_for_good = _step(attempt, place) in ("marking", "nothing")
    return written and is_answered(attempt, place) and in_for_good


def is_complete(attempt: Attempt) -> bool:
    """Whether nothing is left to do, so that the attempt ends by itself."""
    places = range(len(attempt.items))
    return attempt.feedback == "immediate" and all(step(attempt, at) == "nothing" for at in places)


def _is_settled(item: Item, record: Record) -> bool:
    if not record.answers:
        return False
    used_up = len(record.answers) >= len(item.tries)
    return used_up or record.gave_up or score(item, record.answers[-1].response) == RIGHT


def _is_unmarked(attempt: Attempt, place: int) -> bool:
    written = is_marked_by_rubric(attempt.items[place].item)
    return written and is_answered(attempt, place) and attempt.record(place).level is None


def _with_proof(item: Item, record: Record, scores: list[Fraction]) -> Fraction:
    if is_marked_by_rubric(item):
        return Fraction(record.level or 0, 2)
    best = max(scores, default=WRONG)
    return best * (1 + (record.proof in item.proof)) / 2 if item.proof else best


def _open_item(attempt: Attempt, place: int) -> Item:
    if attempt.is_finished:
        raise AttemptError("This attempt is finished; its answers stay as they are.")
    return _known_item(attempt, place)


def _known_item(attempt: Attempt, place: int) -> Item:
    if not 0 <= place < len(attempt.items):
        raise AttemptError("There is no such item in this attempt.")
    return attempt.items[place].item
