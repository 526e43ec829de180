"""All that is kept of a learner as one page of HTML that any browser shows, and any person reads.

Nothing in it is fetched from anywhere. The keys of items still open stay out of it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any, NamedTuple, assert_never

from sourcebook.delivery import earned_at, has_passed, mark, may_see_key, may_see_result
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Matches,
    Ordered,
    Record,
    Response,
    Typed,
    Written,
)
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of, is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.model.learners import Reading
from sourcebook.model.options import options, prompts
from sourcebook.pages.quiz.attempt_view import shown_item, title
from sourcebook.pages.quiz.score_explanation import CONFIDENCE, LEVELS
from sourcebook.pages.quiz.unsent_answers import parsed
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.number_format import counted, percent, points_of
from sourcebook.pages.shared.templates import Macros
from sourcebook.store import Store

_html = Macros(__file__)
_PURPOSES = {
    "quiz": "to take the quiz",
    "missed": "to repeat what you missed; no result of the quiz",
    "review": "to review what was due; no result of a quiz",
    "practice": "to practise one objective; no result of a quiz",
}


class _Reader(NamedTuple):
    """What the words of this file depend on: what the course has, and the learner's time zone."""

    course: Course
    zone: tzinfo


def takeaway(store: Store, learner_id: str, course: Course, *, zone: tzinfo, now: datetime) -> str:
    """A page with a learner's name, classes, lessons and each answer, in the times of a zone.

    An attempt whose time has run out by `now` is ended first, as everywhere in the app.
    """
    store.attempts.end_overdue(now=now)
    reader = _Reader(course, zone)
    attempts = [
        _attempt(each, store.attempts.drafts(learner_id, each.id), reader)
        for each in store.attempts.of_learner(learner_id)
    ]
    who, lessons = _who(store, learner_id, reader, now), _lessons(store, learner_id, reader)
    return f"{_html.page(who, lessons, attempts)}\n"


def _who(store: Store, learner_id: str, reader: _Reader, now: datetime) -> dict[str, str]:
    learner = store.learners.one(learner_id)
    rooms = [room.name for room in store.classes.of_learner(learner_id)]
    return {
        "Name": learner.name if learner and learner.name else "no name given",
        "Here since": _moment(learner.created_at, reader) if learner else "never",
        "Recovery code": "in force" if learner and learner.has_code else "none",
        "Classes": "; ".join(rooms) or "none",
        "This file made": _moment(now, reader),
        "All times": f"by the clock of {reader.zone}",
    }


def _lessons(store: Store, learner_id: str, reader: _Reader) -> dict[str, str]:
    readings = store.readings.of_learner(learner_id).items()
    in_order = sorted(readings, key=lambda each: each[1].opened_at)
    return {_title(reader, lesson_id): _reading(each, reader) for lesson_id, each in in_order}


def _reading(reading: Reading, reader: _Reader) -> str:
    read = f", read {_moment(reading.read_at, reader)}" if reading.read_at else ""
    return f"last opened {_moment(reading.opened_at, reader)}{read}"


def _attempt(attempt: Attempt, drafts: Mapping[int, str], reader: _Reader) -> dict[str, Any]:
    """An attempt as the page lists it, and with its items."""
    result = _result(attempt)
    return {
        "id": attempt.id,
        "title": title(attempt),
        "started": _moment(attempt.started_at, reader),
        "result": result,
        "facts": _course_of(attempt, result, reader),
        "answered": [
            _item(attempt, place, drafts.get(place, ""), reader)
            for place in range(len(attempt.items))
        ],
    }


def _course_of(attempt: Attempt, result: str, reader: _Reader) -> dict[str, str]:
    """When an attempt began and ended, what it was for, and what it came to."""
    ended = _moment(attempt.finished_at, reader) if attempt.finished_at else "not yet"
    limit = {"Time until": _moment(attempt.deadline, reader)} if attempt.deadline else {}
    return {
        "Started": _moment(attempt.started_at, reader),
        **limit,
        "Finished": ended,
        "What for": _PURPOSES[attempt.purpose],
        "Result": result,
    }


def _result(attempt: Attempt) -> str:
    """What a finished attempt came to; of an open one how much is answered, and no score."""
    if not attempt.is_finished:
        items = counted(len(attempt.items), "item")
        return f"not finished, {len(attempt.answers)} of {items} answered"
    if not may_see_result(attempt):
        return "kept, and shown once you have handed in a test that is open"
    total = mark(attempt)
    result = f"{points_of(total.points, total.possible)}, {percent(total.percent)}"
    if attempt.purpose == "quiz":
        passed = "passed" if has_passed(attempt) else "not passed"
        result += f", {passed} ({percent(attempt.pass_mark)} passes)"
    if total.unmarked:
        result += f"; {counted(total.unmarked, 'text')} not marked, counted 0 as yet"
    return result


def _item(attempt: Attempt, place: int, draft: str, reader: _Reader) -> tuple[str, dict[str, str]]:
    """What an item asked, and what its learner did with it."""
    item, record = shown_item(attempt, place), attempt.record(place)
    if test := attempt.withheld.get(place):
        # Beside a full score the answer itself would say what is right.
        facts = {"Your answer": f"kept, and shown once you have handed in “{test.title}”"}
        return _asked(item), facts
    facts = dict(_happened(item, record, reader)) | _draft(item, record, draft, reader)
    # Before the answer is in for good, what it earned would say whether it is right.
    if may_see_key(attempt, place):
        facts["It earned"] = points_of(earned_at(attempt, place) * item.points, item.points)
    return _asked(item), facts


def _draft(item: Item, record: Record, draft: str, reader: _Reader) -> dict[str, str]:
    """What was filled in last, where nothing else was handed in for it."""
    unsent = None if is_marked_by_rubric(item) else parsed(draft)
    if unsent is None:
        return {"You were writing": draft} if draft else {}
    found = {}
    if unsent.response and unsent.response not in [each.response for each in record.answers]:
        found["You filled in"] = _in_words(item, unsent.response, reader)
    if unsent.confidence and unsent.tries == len(record.answers):
        found["You were, when you filled it in"] = CONFIDENCE[unsent.confidence]
    if unsent.proof and unsent.proof != record.proof:
        found["You looked at as proof"] = _passage(reader, unsent.proof)
    return found


def _asked(item: Item) -> str:
    """The question of an item; of a claim to be judged, the claim, too."""
    claim = claim_of(item)
    return f"{item.stem} “{claim}”" if claim else item.stem


def _happened(item: Item, record: Record, reader: _Reader) -> Iterator[tuple[str, str]]:
    for number, answer in enumerate(record.answers, start=1):
        which = "" if len(record.answers) == 1 else f", try {number}"
        yield f"You answered{which}", _in_words(item, answer.response, reader) or "nothing"
        yield f"On{which}", _moment(answer.answered_at, reader)
        if answer.confidence:
            yield f"You were{which}", CONFIDENCE[answer.confidence]
    if record.hints:
        yield "You opened", counted(record.hints, "hint")
    if record.gave_up:
        yield "You asked for", "the solution"
    if record.proof:
        yield "You chose as proof", _passage(reader, record.proof)
    if record.level is not None:
        by = ", by your teacher" if record.marked_by == "teacher" else ""
        yield "Marked by its rubric", f"{LEVELS[record.level]}{by}"
    if record.flagged:
        yield "You flagged it", "for another look"
    if record.regraded:
        yield "Corrected, scored again", _moment(record.regraded.at, reader)


def _in_words(item: Item, response: Response, reader: _Reader) -> str:
    """A response as its learner gave it, in the words of the item."""
    texts = {each.id: _passage(reader, each.text) for each in options(item)}
    match response:
        case Choice(option=chosen):
            return texts.get(chosen, chosen)
        case Choices(options=ticks):
            return "; ".join(text for each, text in texts.items() if each in ticks)
        case Ordered(options=order):
            return " → ".join(texts.get(each, each) for each in order)
        case Matches(targets=targets):
            rows = {each.id: each.text for each in prompts(item)}
            pairs = ((rows.get(row, row), texts.get(to, to)) for row, to in targets.items())
            return "\n".join(f"{row} → {to}" for row, to in pairs)
        case Typed(text=text) | Written(text=text):
            return text
        case _:
            assert_never(response)


def _passage(reader: _Reader, text: str) -> str:
    """A passage's id as its source and paragraph; any other text as it is."""
    evidence = reader.course.evidence(text)
    return markup.passage_name(evidence) if evidence else text


def _title(reader: _Reader, lesson_id: str) -> str:
    lesson = reader.course.lessons.get(lesson_id)
    return lesson.title if lesson else f"{lesson_id}, no longer in the course"


def _moment(moment: datetime, reader: _Reader) -> str:
    return f"{moment.astimezone(reader.zone):%Y-%m-%d %H:%M:%S %Z}"
