"""The record of each place of an attempt, summed up from its events."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from sourcebook.model.attempts import (
    NOTHING_YET,
    Answer,
    Choice,
    Choices,
    Event,
    Flagged,
    GaveUp,
    Hinted,
    Marked,
    MarkSeen,
    Matches,
    Ordered,
    Proved,
    Record,
    Regraded,
    Response,
    Revised,
    SecondAsked,
    Tried,
    Typed,
    Unmarked,
    Written,
)


def records(events: Iterable[Event]) -> dict[int, Record]:
    """The record of each place that has events; `events` come oldest first."""
    found: dict[int, Record] = {}
    for event in events:
        record = found.get(event.place, NOTHING_YET)
        found[event.place] = after_event(record, event)
    return found


def after_event(record: Record, event: Event) -> Record:
    """A record after one more event at its place."""
    return record.model_copy(update=_change(record, event))


def _change(record: Record, event: Event) -> dict[str, object]:
    match event:
        case Tried():
            return {"answers": (*record.answers, _answer(event))}
        case Revised():
            return {"answers": (_answer(event),), "in_test": True}
        case Proved():
            return {"proof": event.passage}
        case Hinted():
            return {"hints": record.hints + 1}
        case GaveUp():
            return {"gave_up": True}
        case Flagged():
            return {"flagged": event.flagged}
        case Marked():
            return _marked(record, event)
        case SecondAsked():
            changes = record.mark_changes + 1
            asked = {"second": "asked", "second_asked_by": event.who, "second_mark": None}
            return {**asked, "mark_changes": changes}
        case Unmarked():
            return _unmarked(record)
        case MarkSeen():
            return {"mark_seen": True}
        case Regraded():
            options, prompts = event.reworded, event.reworded_prompts
            answers = (with_new_ids(each, options, prompts) for each in record.answers)
            return {"regraded": event, "answers": tuple(answers)}
        case _:
            assert_never(event)


def _marked(record: Record, event: Marked) -> dict[str, object]:
    if event.second:
        agrees = record.level == event.level
        return {
            "second": "agreed" if agrees else "differs",
            "second_mark": event,
            "mark_changes": record.mark_changes + 1,
        }
    changed = _marks(record, (*record.marks, event), by_teacher=event.by == "teacher")
    # The first mark may change while the second one is not given.
    return {**changed, "second": "asked" if record.second == "asked" else None}


def _unmarked(record: Record) -> dict[str, object]:
    if record.second_mark:
        changes = record.mark_changes + 1
        return {"second": "asked", "second_mark": None, "mark_changes": changes}
    return {**_marks(record, record.marks[:-1], by_teacher=True), "second": None}


def _marks(record: Record, marks: tuple[Marked, ...], *, by_teacher: bool) -> dict[str, object]:
    latest = marks[-1] if marks else None
    return {
        "marks": marks,
        "level": latest.level if latest else None,
        "marked_by": latest.by if latest else None,
        "mark_changes": record.mark_changes + by_teacher,
        "mark_seen": False,
        "second_mark": None,
    }


def _answer(event: Tried | Revised) -> Answer:
    return Answer(
        response=event.response,
        score=event.score,
        answered_at=event.at,
        confidence=event.confidence,
    )


def with_new_ids(answer: Answer, options: Mapping[str, str], prompts: Mapping[str, str]) -> Answer:
    """The answer with the new ids of its options and prompts."""
    if not (options or prompts):
        return answer
    return answer.model_copy(update={"response": _renamed(answer.response, options, prompts)})


def _renamed(
    response: Response, options: Mapping[str, str], prompts: Mapping[str, str]
) -> Response:
    def new(option: str) -> str:
        return options.get(option, option)

    match response:
        case Choice(option=chosen):
            return Choice(option=new(chosen))
        case Choices(options=ticks):
            return Choices(options=frozenset(map(new, ticks)))
        case Ordered(options=order):
            return Ordered(options=tuple(map(new, order)))
        case Matches(targets=targets):
            rows = targets.items()
            return Matches(targets={prompts.get(row, row): new(to) for row, to in rows})
        case Typed() | Written():
            return response
        case _:
            assert_never(response)
