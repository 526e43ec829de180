"""When items come back to a learner, and the short sessions in which they do.

The py-fsrs library computes the days from the learner's answers with FSRS 6, the Free Spaced
Repetition Scheduler of Ye and others. They depend only on the attempts and the learner's time
zone. So they are not stored, and a corrected score changes them. docs/review.md explains it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, tzinfo
from operator import attrgetter
from textwrap import shorten
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler

from sourcebook.delivery import earned, may_see_key
from sourcebook.model.attempts import Attempt, Record
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.scoring import RIGHT

SESSION_SIZE = 10
"""The most items in a session of what is due or of one objective."""

MISSED_SIZE = 20
"""The most items in a session of what was missed."""

DUE_TODAY, MISSED_ITEMS = "due-today", "missed-items"
"""The quiz ids of the two kinds of review session."""

_LONGEST_TITLE = 300
# Without steps of minutes, every interval is whole days; without fuzz, it is always the same.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Due(NamedTuple):
    """An item that comes back, its day, and how often it was missed so far."""

    item: Item
    due_on: date
    lapses: int


def due(attempts: Iterable[Attempt], course: Course, zone: tzinfo, *, by: date) -> tuple[Due, ...]:
    """The items that come back by a day, those that have waited longest first."""
    return tuple(each for each in deck(attempts, course, zone) if each.due_on <= by)


def deck(attempts: Iterable[Attempt], course: Course, zone: tzinfo) -> tuple[Due, ...]:
    """All items that come back to a learner, the earliest first; `zone` is their time zone now.

    An item is added by the first answer that missed it or was right without confidence; from
    then on every answer sets a new day. Items that are no longer in the course and items that
    are marked by a rubric never come back.
    """
    items = _items(course)
    memories: dict[str, Card] = {}
    lapses: Counter[str] = Counter()
    for at, item_id, rated in _answers(attempts):
        if item_id in items and (item_id in memories or rated in (Rating.Again, Rating.Hard)):
            # Moved to the end, so that of two items due on one day the one answered first leads.
            memories[item_id] = _reviewed(memories.pop(item_id, None), rated, _noon(at, zone))
            lapses[item_id] += rated == Rating.Again
    found = (Due(items[each], card.due.date(), lapses[each]) for each, card in memories.items())
    return tuple(sorted(found, key=attrgetter("due_on")))


def rating(item: Item, record: Record) -> Rating:
    """How well an item was remembered, as its settled record shows.

    Every answer that earned less than all points counts as missed: a partly right one, one
    without its proof, and a later try that is worth less.
    """
    if earned(item, record) < RIGHT:
        return Rating.Again
    sure = record.answer.confidence if record.answer else None
    if sure == "guessing" or record.hints or len(record.answers) > 1:
        return Rating.Hard
    return Rating.Easy if sure == "certain" else Rating.Good


def review_session(due_items: Iterable[Due], course: Course) -> Quiz:
    """A session of the items that have waited longest, at most `SESSION_SIZE`, lessons mixed."""
    items = [each.item for each in due_items][:SESSION_SIZE]
    return _session(DUE_TODAY, "Review", interleaved(items, course))


def missed_items(attempts: Iterable[Attempt], course: Course) -> tuple[Item, ...]:
    """The items missed at the latest answer, the one missed longest ago first.

    After them come items that a finished attempt left out and that were never answered. Items
    that are no longer in the course or are marked by a rubric are not included.
    """
    attempts = tuple(attempts)
    items, latest = _items(course), _latest(attempts)
    missed = [item_id for item_id, rated in latest.items() if rated == Rating.Again]
    left_out = dict.fromkeys(each for each in _left_out(attempts) if each not in latest)
    return tuple(items[each] for each in [*missed, *left_out] if each in items)


def missed_session(attempts: Iterable[Attempt], course: Course) -> Quiz | None:
    """A session of missed items, lessons mixed; None if nothing was missed.

    It has the first `MISSED_SIZE` of `missed_items`, so that repeated sessions reach them all.
    """
    chosen = interleaved(missed_items(attempts, course)[:MISSED_SIZE], course)
    return _session(MISSED_ITEMS, "What you missed", chosen) if chosen else None


def practice_session(
    objective_id: str, attempts: Iterable[Attempt], course: Course, rng: random.Random
) -> Quiz | None:
    """A session on one objective; None if no item assesses it.

    It has at most `SESSION_SIZE` random items. Those that were never answered or were missed at
    the latest answer come first.
    """
    objective = course.objective(objective_id)
    items = [item for item in _items(course).values() if item.objective == objective_id]
    if objective is None or not items:
        return None
    latest = _latest(attempts)
    known = {item_id for item_id, rated in latest.items() if rated != Rating.Again}
    rng.shuffle(items)
    items.sort(key=lambda item: item.id in known)
    title = shorten(f"Practice: {objective.text}", _LONGEST_TITLE, placeholder=" …")
    return _session(objective_id, title, items[:SESSION_SIZE])


def interleaved(items: Iterable[Item], course: Course) -> list[Item]:
    """The items with the lessons mixed: neighbours are of different lessons if possible.

    The next item is always the first one of the lesson with most items left.
    """
    lessons = {
        objective.id: lesson.id
        for lesson in course.lessons.values()
        for objective in lesson.objectives
    }
    left, order = list(items), list[Item]()
    last: str | None = None
    while left:
        lesson_of = [lessons.get(item.objective, "") for item in left]
        sizes = Counter(lesson_of)
        place = max(range(len(left)), key=lambda n: (lesson_of[n] != last, sizes[lesson_of[n]]))
        last = lesson_of[place]
        order.append(left.pop(place))
    return order


def _items(course: Course) -> dict[str, Item]:
    """The items that a session can have; writing a text would take too long."""
    return {item.id: item for item in course.items() if not is_marked_by_rubric(item)}


def _answers(attempts: Iterable[Attempt]) -> list[tuple[datetime, str, Rating]]:
    """Every settled answer, oldest first: when it was given, to which item, and its rating."""
    return sorted(each for attempt in attempts for each in _answers_in(attempt))


def _answers_in(attempt: Attempt) -> Iterator[tuple[datetime, str, Rating]]:
    for place, answer in attempt.answers.items():
        if may_see_key(attempt, place):
            item = attempt.items[place].item
            yield answer.answered_at, item.id, rating(item, attempt.record(place))


def _noon(moment: datetime, zone: tzinfo) -> datetime:
    """Noon in UTC on the learner's calendar day, so that days are 24 hours apart.

    py-fsrs counts periods of 24 hours and accepts only UTC.
    """
    return datetime.combine(moment.astimezone(zone).date(), time(12), tzinfo=UTC)


def _reviewed(before: Card | None, rated: Rating, at: datetime) -> Card:
    """The memory of an item, as py-fsrs models it, after an answer."""
    # With an id, because py-fsrs waits a millisecond to make one.
    card = before or Card(card_id=0, due=at)
    # A clock that is set back at midnight can give an earlier day after a later one.
    on = max(at, card.last_review or at)
    return _SCHEDULER.review_card(card, rated, on)[0]


def _latest(attempts: Iterable[Attempt]) -> dict[str, Rating]:
    """The rating of the latest settled answer to each item; the item answered last comes last."""
    latest: dict[str, Rating] = {}
    for _, item_id, rated in _answers(attempts):
        latest.pop(item_id, None)
        latest[item_id] = rated
    return latest


def _left_out(attempts: Iterable[Attempt]) -> Iterator[str]:
    """The ids of the items without an answer in finished attempts at a quiz or its missed items.

    Reviews and practice do not count: their items come back anyway.
    """
    for attempt in attempts:
        if attempt.is_finished and attempt.purpose in ("quiz", "missed"):
            for place, pinned in enumerate(attempt.items):
                if place not in attempt.answers:
                    yield pinned.item.id


def _session(session_id: str, title: str, items: Iterable[Item]) -> Quiz:
    return Quiz(id=session_id, title=title, confidence=True, items=tuple(items))
