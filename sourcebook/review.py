"""When items come back to a learner, and the short sessions in which they do.

The days are those of FSRS 6, the Free Spaced Repetition Scheduler of Ye and others, as the
py-fsrs library works them out from the learner's own answers. They follow from the attempts and
the learner's time zone alone, so nothing is kept of them, and a corrected score moves them.
docs/review.md explains it.
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
"""How many items a session has at most; all that was missed makes a longer one."""

MISSED_SIZE = 20
"""How many items a session of what was missed has at most."""

DUE_TODAY, MISSED_ITEMS = "due-today", "missed-items"
"""The quiz ids of the two sessions that are started to review."""

_LONGEST_TITLE = 300
# Without steps of minutes every interval is of whole days, and without fuzz always the same.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Due(NamedTuple):
    """An item that comes back: as it is now, on which day, and how often it was missed so far."""

    item: Item
    due_on: date
    lapses: int


def due(attempts: Iterable[Attempt], course: Course, zone: tzinfo, *, by: date) -> tuple[Due, ...]:
    """The items that come back by a day, the one that has waited longest first."""
    return tuple(each for each in deck(attempts, course, zone) if each.due_on <= by)


def deck(attempts: Iterable[Attempt], course: Course, zone: tzinfo) -> tuple[Due, ...]:
    """All items that come back to a learner, the earliest first; `zone` is their time zone now.

    An item joins them with the first answer that missed it or was right without confidence;
    from then on every answer sets the day anew. What is no longer in the course and what is
    answered in one's own words never comes back.
    """
    items = _items(course)
    memories: dict[str, Card] = {}
    lapses: Counter[str] = Counter()
    for at, item_id, rated in _answers(attempts):
        if item_id in items and (item_id in memories or rated in (Rating.Again, Rating.Hard)):
            # Put last again, so that of two items due on one day the one answered earlier leads.
            memories[item_id] = _reviewed(memories.pop(item_id, None), rated, _noon(at, zone))
            lapses[item_id] += rated == Rating.Again
    found = (Due(items[each], card.due.date(), lapses[each]) for each, card in memories.items())
    return tuple(sorted(found, key=attrgetter("due_on")))


def rating(item: Item, record: Record) -> Rating:
    """How well an item was remembered, as its settled record shows.

    All that earned less than everything counts as missed: a partly right answer, one without
    its proof, and a later try that is worth less.
    """
    if earned(item, record) < RIGHT:
        return Rating.Again
    sure = record.answer.confidence if record.answer else None
    if sure == "guessing" or record.hints or len(record.answers) > 1:
        return Rating.Hard
    return Rating.Easy if sure == "certain" else Rating.Good


def review_session(due_items: Iterable[Due], course: Course) -> Quiz:
    """A session of what has waited longest, its lessons mixed; at most `SESSION_SIZE` items."""
    items = [each.item for each in due_items][:SESSION_SIZE]
    return _session(DUE_TODAY, "Review", interleaved(items, course))


def missed_items(attempts: Iterable[Attempt], course: Course) -> tuple[Item, ...]:
    """The items to practise: those missed at the latest answer, the one missed longest ago first.

    After them come those that a finished attempt left out and that were never answered. What is
    no longer in the course and what is answered in one's own words is never among them.
    """
    attempts = tuple(attempts)
    items, latest = _items(course), _latest(attempts)
    missed = [item_id for item_id, rated in latest.items() if rated == Rating.Again]
    left_out = dict.fromkeys(each for each in _left_out(attempts) if each not in latest)
    return tuple(items[each] for each in [*missed, *left_out] if each in items)


def missed_session(attempts: Iterable[Attempt], course: Course) -> Quiz | None:
    """A session of what was missed, its lessons mixed; None for nothing.

    It has the first `MISSED_SIZE` of `missed_items`, so that one session after another goes
    through them all.
    """
    chosen = interleaved(missed_items(attempts, course)[:MISSED_SIZE], course)
    return _session(MISSED_ITEMS, "What you missed", chosen) if chosen else None


def practice_session(
    objective_id: str, attempts: Iterable[Attempt], course: Course, rng: random.Random
) -> Quiz | None:
    """A session on one objective, or None where no item assesses it.

    At most `SESSION_SIZE` items by chance, those first that were never answered or were missed
    at the latest answer.
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
    """The items with the lessons mixed, so that two of one lesson are apart where they can be.

    Next comes the lesson with most items left, and of these the item that came first before.
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
    """The items that a session can have; a text of one's own takes longer than one."""
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
    """Noon, by UTC, of the learner's calendar day: every day is 24 hours after the one before.

    py-fsrs counts spans of 24 hours, and takes no other zone than UTC.
    """
    return datetime.combine(moment.astimezone(zone).date(), time(12), tzinfo=UTC)


def _reviewed(before: Card | None, rated: Rating, at: datetime) -> Card:
    """What is remembered of an item after an answer on a day."""
    # Given an id, because py-fsrs waits a millisecond for one of its own.
    card = before or Card(card_id=0, due=at)
    # Clocks that go back at midnight can show an earlier day after a later one.
    on = max(at, card.last_review or at)
    return _SCHEDULER.review_card(card, rated, on)[0]


def _latest(attempts: Iterable[Attempt]) -> dict[str, Rating]:
    """How the latest settled answer to each item is rated; the item answered last comes last."""
    latest: dict[str, Rating] = {}
    for _, item_id, rated in _answers(attempts):
        latest.pop(item_id, None)
        latest[item_id] = rated
    return latest


def _left_out(attempts: Iterable[Attempt]) -> Iterator[str]:
    """The ids of the items without an answer in each finished attempt at a quiz, or a part of it.

    A review or practice that was cut short leaves nothing out: its items come back anyway.
    """
    for attempt in attempts:
        if attempt.is_finished and attempt.purpose in ("quiz", "missed"):
            for place, pinned in enumerate(attempt.items):
                if place not in attempt.answers:
                    yield pinned.item.id


def _session(session_id: str, title: str, items: Iterable[Item]) -> Quiz:
    return Quiz(id=session_id, title=title, confidence=True, items=tuple(items))
