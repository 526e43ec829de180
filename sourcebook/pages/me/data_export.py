"""All that is kept of a learner, as one page of HTML that any browser shows.

The page loads nothing. It has no keys of items that are still open.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from sourcebook.delivery import earned_at, has_passed, mark, may_see_key, may_see_result
from sourcebook.model.assignments import Extension
from sourcebook.model.attempts import Attempt, Record
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.pages.me import lesson_export
from sourcebook.pages.me.export_words import Reader, kept_until, moment
from sourcebook.pages.quiz.attempt_view import shown_item, title
from sourcebook.pages.quiz.score_explanation import CONFIDENCE, level_in_words
from sourcebook.pages.quiz.unsent_answers import parsed
from sourcebook.pages.shared.number_format import counted, percent, points_of
from sourcebook.pages.shared.response_words import asked, passage, response_in_words
from sourcebook.pages.shared.templates import Macros
from sourcebook.store import Store

_html = Macros(__file__)
_PURPOSES = {
    "quiz": "to take the quiz",
    "missed": "to repeat what you missed; no result of the quiz",
    "review": "to review what was due; no result of a quiz",
    "practice": "to practise one objective; no result of a quiz",
}


def takeaway(store: Store, learner_id: str, course: Course, *, zone: tzinfo, now: datetime) -> str:
    """A page with a learner's name, classes, lessons, answers and notes, in the times of a zone.

    An attempt whose time has run out by `now` is ended first, as everywhere in the app.
    """
    store.attempts.end_overdue(now=now)
    reader = Reader(course, zone)
    attempts = [
        _attempt(each, store.attempts.drafts(learner_id, each.id), reader)
        for each in store.attempts.of_learner(learner_id)
    ]
    who = _who(store, learner_id, reader, now)
    lessons = lesson_export.lessons(store, learner_id, reader)
    tasks = lesson_export.tasks(store, learner_id, reader)
    notes = lesson_export.notes(store, learner_id, reader)
    extensions = _extensions(store, learner_id, reader)
    return f"{_html.page(who, lessons, tasks, attempts, notes, extensions)}\n"


def _who(store: Store, learner_id: str, reader: Reader, now: datetime) -> dict[str, str]:
    learner = store.learners.one(learner_id)
    rooms = [room.name for room in store.classes.of_learner(learner_id)]
    return {
        "Name": learner.name if learner and learner.name else "no name given",
        "Here since": moment(learner.created_at, reader) if learner else "never",
        "Recovery code": "in force" if learner and learner.has_code else "none",
        "Classes": "; ".join(rooms) or "none",
        "This file made": moment(now, reader),
        "All times": f"by the clock of {reader.zone}",
    }


def _extensions(store: Store, learner_id: str, reader: Reader) -> dict[str, str]:
    """The dates and the time that teachers gave this learner alone, by what is set."""
    return {
        assignment.title: "; ".join(_given(extension, reader))
        for assignment, extension in store.assignments.extensions_of(learner_id)
    }


def _given(extension: Extension, reader: Reader) -> Iterator[str]:
    named = (("opens", extension.opens), ("due", extension.due), ("closes", extension.closes))
    yield from (f"{name} {moment(at, reader)}" for name, at in named if at)
    if extension.extra_percent:
        yield f"{percent(extension.extra_percent)} more time"


def _attempt(attempt: Attempt, drafts: Mapping[int, str], reader: Reader) -> dict[str, Any]:
    """An attempt as the page lists it, and with its items."""
    result = _result(attempt)
    return {
        "id": attempt.id,
        "title": title(attempt),
        "started": moment(attempt.started_at, reader),
        "result": result,
        "facts": _course_of(attempt, result, reader),
        "answered": [
            _item(attempt, place, drafts.get(place, ""), reader)
            for place in range(len(attempt.items))
        ],
    }


def _course_of(attempt: Attempt, result: str, reader: Reader) -> dict[str, str]:
    """When an attempt began and ended, what it was for, and what it came to."""
    ended = moment(attempt.finished_at, reader) if attempt.finished_at else "not yet"
    limit = {"Time until": moment(attempt.deadline, reader)} if attempt.deadline else {}
    return {
        "Started": moment(attempt.started_at, reader),
        **limit,
        "Finished": ended,
        "What for": _PURPOSES[attempt.purpose],
        "Result": result,
    }


def _result(attempt: Attempt) -> str:
    """The result of a finished attempt; for an open one, how much is answered, and no score."""
    if not attempt.is_finished:
        items = counted(len(attempt.items), "item")
        return f"not finished, {len(attempt.answers)} of {items} answered"
    if not may_see_result(attempt):
        return "kept, and shown once a test with its items is handed in or closed"
    total = mark(attempt)
    result = f"{points_of(total.points, total.possible)}, {percent(total.percent)}"
    if attempt.purpose == "quiz":
        passed = "passed" if has_passed(attempt) else "not passed"
        result += f", {passed} ({percent(attempt.pass_mark)} passes)"
    if total.unmarked:
        result += f"; {counted(total.unmarked, 'text')} not marked, counted 0 as yet"
    return result


def _item(attempt: Attempt, place: int, draft: str, reader: Reader) -> tuple[str, dict[str, str]]:
    """What an item asked, and what its learner did with it."""
    item, record = shown_item(attempt, place), attempt.record(place)
    if test := attempt.withheld.get(place):
        # With a full score, the answer itself would show what is right.
        facts = {"Your answer": kept_until(test, reader)}
        return asked(item), facts
    facts = dict(_happened(item, record, reader)) | _draft(item, record, draft, reader)
    # Before the answer is final, its score would show whether it is right.
    if may_see_key(attempt, place):
        facts["It earned"] = points_of(earned_at(attempt, place) * item.points, item.points)
    return asked(item), facts


def _draft(item: Item, record: Record, draft: str, reader: Reader) -> dict[str, str]:
    """What was filled in last, where nothing else was handed in for it."""
    unsent = None if is_marked_by_rubric(item) else parsed(draft)
    if unsent is None:
        return {"You were writing": draft} if draft else {}
    found = {}
    if unsent.response and unsent.response not in [each.response for each in record.answers]:
        found["You filled in"] = response_in_words(item, unsent.response, reader.course)
    if unsent.confidence and unsent.tries == len(record.answers):
        found["You were, when you filled it in"] = CONFIDENCE[unsent.confidence]
    if unsent.proof and unsent.proof != record.proof:
        found["You looked at as proof"] = passage(reader.course, unsent.proof)
    return found


def _happened(item: Item, record: Record, reader: Reader) -> Iterator[tuple[str, str]]:
    for number, answer in enumerate(record.answers, start=1):
        which = "" if len(record.answers) == 1 else f", try {number}"
        yield (
            f"You answered{which}",
            response_in_words(item, answer.response, reader.course) or "nothing",
        )
        yield f"On{which}", moment(answer.answered_at, reader)
        if answer.confidence:
            yield f"You were{which}", CONFIDENCE[answer.confidence]
    if record.hints:
        yield "You opened", counted(record.hints, "hint")
    if record.gave_up:
        yield "You asked for", "the solution"
    if record.proof:
        yield "You chose as proof", passage(reader.course, record.proof)
    if is_marked_by_rubric(item) and record.level is not None:
        by = ", by your teacher" if record.marked_by == "teacher" else ""
        yield "Marked by its rubric", f"{level_in_words(item, record.level)}{by}"
        if record.comment:
            yield "Your teacher’s comment", record.comment
    if record.flagged:
        yield "You flagged it", "for another look"
    if record.regraded:
        yield "Corrected, scored again", moment(record.regraded.at, reader)
