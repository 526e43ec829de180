"""What a learner did in lessons, in the file of their data: steps, answers to tasks, notes.

While a test is open that has the item of a check, the file does not say what was answered there.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, assert_never

from sourcebook.model.learners import Reading
from sourcebook.model.lesson_work import (
    CheckAnswer,
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    Note,
    PassedOver,
    SavedTask,
    TaskAnswer,
    TaskDraft,
)
from sourcebook.model.sources import VERDICTS
from sourcebook.model.withholding import ClosedItems
from sourcebook.pages.me.export_words import Reader, kept_until, lesson_title, moment
from sourcebook.pages.shared.number_format import points_of
from sourcebook.pages.shared.response_words import asked, passage, response_in_words
from sourcebook.store import Store

Facts = dict[str, str]


class Task(NamedTuple):
    """A task of a lesson, and every revision of what was answered there."""

    lesson: str
    name: str
    revisions: Facts


def lessons(store: Store, learner_id: str, reader: Reader) -> Facts:
    """When each lesson was opened and read, and its steps; by title, the oldest visit first."""
    readings = store.readings.of_learner(learner_id).items()
    in_order = sorted(readings, key=lambda each: each[1].opened_at)
    return {lesson_title(reader, lesson_id): _reading(each, reader) for lesson_id, each in in_order}


def tasks(store: Store, learner_id: str, reader: Reader) -> list[Task]:
    """Every task that a learner answered, left out or began, lesson by lesson."""
    closed = store.attempts.closed_items(learner_id)
    facts: dict[tuple[str, str], Facts] = {}
    saved = store.readings.all_tasks(learner_id)
    for place, own in groupby(saved, key=lambda each: (each[0], each[1].task)):
        facts[place] = _revisions([each for _, each in own], reader, closed)
    for place, draft in store.readings.all_drafts(learner_id).items():
        facts[place] = facts.get(place, {}) | dict(_draft(draft, reader))
    return [
        Task(lesson_title(reader, lesson_id), task, facts[lesson_id, task])
        for lesson_id, task in sorted(facts)
    ]


def notes(store: Store, learner_id: str, reader: Reader) -> Facts:
    """A learner's notes and bookmarks, each by its place."""
    kept = store.notes.of_learner(learner_id)
    return {_place(reader, place): _note(each, reader) for place, each in kept.items()}


def _reading(reading: Reading, reader: Reader) -> str:
    read = f", read {moment(reading.read_at, reader)}" if reading.read_at else ""
    steps = f"; steps opened: {', '.join(sorted(reading.steps))}" if reading.steps else ""
    last = f"; the last one: {reading.step}" if reading.step else ""
    return f"last opened {moment(reading.opened_at, reader)}{read}{steps}{last}"


def _revisions(saved: Sequence[SavedTask], reader: Reader, closed: ClosedItems) -> Facts:
    facts: Facts = {}
    for each in saved:
        which = "" if len(saved) == 1 else f", version {each.number}"
        for name, value in _answer(each.answer, reader, closed):
            facts[f"{name}{which}"] = value
        facts[f"On{which}"] = moment(each.saved_at, reader)
    return facts


def _draft(draft: TaskDraft, reader: Reader) -> Iterator[tuple[str, str]]:
    if draft.text:
        yield "You were writing or choosing", draft.text
    if draft.passages:
        yield (
            "You were naming as proof",
            "; ".join(passage(reader.course, p) for p in draft.passages),
        )


def _answer(answer: TaskAnswer, reader: Reader, closed: ClosedItems) -> Iterator[tuple[str, str]]:
    match answer:
        case Guess():
            yield "You were asked", answer.asked
            yield "You guessed", answer.text
        case DocumentAnswer():
            yield "You were asked", answer.asked
            yield "You answered", answer.text
        case ComparisonAnswer():
            yield "You were asked", answer.asked
            yield "You judged", VERDICTS[answer.verdict]
        case CheckAnswer():
            yield from _check(answer, reader, closed)
        case Claim():
            yield "You were asked", answer.asked
            yield "You concluded", answer.text
            yield (
                "You named as proof",
                "; ".join(passage(reader.course, p) for p in answer.passages),
            )
        case PassedOver():
            yield "You left it out", "on purpose"
        case _:
            assert_never(answer)


def _check(answer: CheckAnswer, reader: Reader, closed: ClosedItems) -> Iterator[tuple[str, str]]:
    item = reader.course.item(answer.item_id)
    test = closed.test_of(item) if item else closed.ids.get(answer.item_id)
    if item:
        yield "You were asked", asked(item)
    if test:
        # Beside a full score the answer itself would say what is right.
        yield "Your answer", kept_until(test, reader)
        return
    if item:
        yield "You answered", response_in_words(item, answer.response, reader.course) or "nothing"
        yield "It earned", points_of(answer.score * item.points, item.points)
    else:
        yield "You answered", f"{answer.item_id}, no longer in the course"
        yield "Your answer", answer.response.model_dump_json(exclude={"kind"})


def _place(reader: Reader, place: str) -> str:
    """A passage as its source and paragraph, a step as its lesson and name."""
    lesson_id, _, step = place.partition("/")
    return f"{lesson_title(reader, lesson_id)}: {step}" if step else passage(reader.course, place)


def _note(note: Note, reader: Reader) -> str:
    """A note with the time it was saved at."""
    saved = moment(note.saved_at, reader)
    return f"a bookmark, {saved}" if note.is_bookmark else f"{note.text}\n({saved})"
