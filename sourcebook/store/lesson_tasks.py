"""The answers that learners save at the tasks of lessons, with every revision."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, bindparam, func, select

from sourcebook.model.lesson_work import AnyTaskAnswer, SavedTask, TaskAnswer, TaskCounts
from sourcebook.store import rows, tables
from sourcebook.store.column_types import storable_value
from sourcebook.store.lesson_drafts import LessonDrafts, remove_draft
from sourcebook.store.tally import note

_ANSWER: TypeAdapter[TaskAnswer] = TypeAdapter(AnyTaskAnswer)
_TABLE = tables.lesson_task
_SAVED = select(_TABLE.c.task, _TABLE.c.number, _TABLE.c.kind, _TABLE.c.body, _TABLE.c.saved_at)
_OF_LEARNER = _TABLE.c.learner_id == bindparam("learner_id")
_OF_LESSON = _OF_LEARNER & (_TABLE.c.lesson_id == bindparam("lesson_id"))

_OTHER = _TABLE.alias()
_IS_LATEST = _TABLE.c.number == (
    select(func.max(_OTHER.c.number))
    .where(
        _OTHER.c.learner_id == _TABLE.c.learner_id,
        _OTHER.c.lesson_id == _TABLE.c.lesson_id,
        _OTHER.c.task == _TABLE.c.task,
    )
    .scalar_subquery()
)

_LATEST: Select[Any] = _SAVED.where(_OF_LESSON, _TABLE.c.task == bindparam("task"), _IS_LATEST)
_LATEST_IN_LESSON: Select[Any] = _SAVED.where(_OF_LESSON, _IS_LATEST)
_ALL: Select[Any] = (
    _SAVED.add_columns(_TABLE.c.lesson_id)
    .where(_OF_LEARNER)
    .order_by(_TABLE.c.lesson_id, _TABLE.c.task, _TABLE.c.number)
)
_KINDS: Select[Any] = (
    select(_TABLE.c.lesson_id, _TABLE.c.task, _TABLE.c.kind)
    .where(_OF_LEARNER, _IS_LATEST)
    .order_by(_TABLE.c.lesson_id)
)


class LessonTasks(LessonDrafts):
    """The answers to the tasks of lessons; a later answer replaces no earlier one."""

    def save_task(
        self, learner_id: str, lesson_id: str, task: str, answer: TaskAnswer, *, now: datetime
    ) -> SavedTask:
        """Keep an answer as the next revision, and no draft; the answer as it was saved.

        If it is equal to the latest revision, that one is returned, and nothing is written.
        """
        place = {"learner_id": learner_id, "lesson_id": lesson_id, "task": task}
        body = storable_value(answer.model_dump(mode="json"))
        with self.database.writing() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            # Two tabs that save at once wait for each other here.
            rows.lock_learner(connection, learner_id)
            remove_draft(connection, place)
            latest = _latest(connection, place)
            storable = _ANSWER.validate_python(body)
            if latest and latest.answer == storable:
                return latest
            number = latest.number + 1 if latest else 1
            row = place | {"number": number, "kind": body.pop("kind"), "body": body}
            connection.execute(_TABLE.insert(), row | {"saved_at": now})
            note(connection, "task_answers")
        return SavedTask(task, number, storable, rows.in_utc(now))

    def tasks(self, learner_id: str, lesson_id: str) -> dict[str, SavedTask]:
        """The latest answer to each task of a lesson, by the name of the task."""
        named = {"learner_id": learner_id, "lesson_id": lesson_id}
        with self.database.reading() as connection:
            found = connection.execute(_LATEST_IN_LESSON, named)
            return {row.task: _saved(row) for row in found}

    def all_tasks(self, learner_id: str) -> Sequence[tuple[str, SavedTask]]:
        """Every revision of every answer with its lesson's id, by lesson, task and number."""
        with self.database.reading() as connection:
            found = connection.execute(_ALL, {"learner_id": learner_id})
            return [(row.lesson_id, _saved(row)) for row in found]

    def task_counts(self, learner_id: str) -> dict[str, TaskCounts]:
        """Which tasks of each lesson are answered or left out, by the lesson's id."""
        with self.database.reading() as connection:
            found = connection.execute(_KINDS, {"learner_id": learner_id}).all()
        return {
            lesson_id: _counts(list(own))
            for lesson_id, own in groupby(found, attrgetter("lesson_id"))
        }


def _latest(connection: Connection, place: dict[str, str]) -> SavedTask | None:
    row = connection.execute(_LATEST, place).first()
    return _saved(row) if row else None


def _saved(row: Row[Any]) -> SavedTask:
    answer = _ANSWER.validate_python({**row.body, "kind": row.kind})
    return SavedTask(row.task, row.number, answer, row.saved_at)


def _counts(found: Sequence[Row[Any]]) -> TaskCounts:
    passed_over = frozenset(row.task for row in found if row.kind == "passed_over")
    return TaskCounts(frozenset(row.task for row in found) - passed_over, passed_over)
