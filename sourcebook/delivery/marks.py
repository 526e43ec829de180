"""What was earned: at a place of an attempt, and in all of it."""

from fractions import Fraction
from typing import NamedTuple

from sourcebook.model.attempts import Attempt, Record, is_blank
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.scoring import WRONG, score


class Mark(NamedTuple):
    """What an attempt came to: points, and how many items lack an answer or a mark."""

    points: Fraction
    possible: Fraction
    unanswered: int
    unmarked: int = 0

    @property
    def percent(self) -> Fraction:
        """The percentage of the possible points, from 0 to 100, not rounded."""
        return self.points * 100 / self.possible


def mark(attempt: Attempt) -> Mark:
    """Points earned and possible; an item without an answer or a mark earns nothing yet."""
    points = [pinned.item.points for pinned in attempt.items]
    earned = (earned_at(attempt, place) * worth for place, worth in enumerate(points))
    places = range(len(attempt.items))
    unanswered = sum(not is_answered(attempt, place) for place in places)
    unmarked = sum(is_unmarked(attempt, place) for place in places)
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

    Raises AttemptError if a response names something that this version does not offer.
    """
    tries = enumerate(record.answers)
    scores = [value_of(item, number) * score(item, each.response) for number, each in tries]
    if item.proof and scores and not is_proof_asked(record):
        # Nobody loses half for a proof that the version before did not ask for.
        return max(scores)
    return _with_proof(item, record, scores)


def is_proof_asked(record: Record) -> bool:
    """Whether the answer earned something, or was given in test mode.

    Beside an answer that earns nothing, a proof would earn nothing.
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


def is_unmarked(attempt: Attempt, place: int) -> bool:
    """Whether a text was handed in that nobody has marked."""
    written = is_marked_by_rubric(attempt.items[place].item)
    return written and is_answered(attempt, place) and attempt.record(place).level is None


def _with_proof(item: Item, record: Record, scores: list[Fraction]) -> Fraction:
    if is_marked_by_rubric(item):
        return item.share(record.level or 0)
    best = max(scores, default=WRONG)
    return best * (1 + (record.proof in item.proof)) / 2 if item.proof else best
