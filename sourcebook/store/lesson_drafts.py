"""What learners are writing at the tasks of lessons and have not saved yet."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from sourcebook.model.lesson_work import TaskDraft
from sourcebook.store import rows, tables
from sourcebook.store.column_types import storable_value
from sourcebook.store.rooms import Room

_TABLE = tables.lesson_draft
_OF_LEARNER = _TABLE.c.learner_id == bindparam("learner_id")
_OF_LESSON = _OF_LEARNER & (_TABLE.c.lesson_id == bindparam("lesson_id"))
_IN_LESSON = select(_TABLE.c.task, _TABLE.c.body).where(_OF_LESSON)
_ALL = (
    select(_TABLE.c.lesson_id, _TABLE.c.task, _TABLE.c.body)
    .where(_OF_LEARNER)
    .order_by(_TABLE.c.lesson_id, _TABLE.c.task)
)
_REMOVED = delete(_TABLE).where(_OF_LESSON, _TABLE.c.task == bindparam("task"))


class LessonDrafts(Room):
    """One draft of a learner at each task, until they save the task."""

    def save_draft(
        self, learner_id: str, lesson_id: str, task: str, draft: TaskDraft, *, now: datetime
    ) -> None:
        """Keep a draft in place of the one before."""
        row = {"learner_id": learner_id, "lesson_id": lesson_id, "task": task, "saved_at": now}
        body = storable_value(draft.model_dump(mode="json"))
        # An emptied text is erased from the files; a changed one within seconds.
        transaction = self.database.writing if draft.text.strip() else self.database.erasing
        with transaction() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            rows.replace(connection, _TABLE, row | {"body": body})

    def drafts(self, learner_id: str, lesson_id: str) -> dict[str, TaskDraft]:
        """The drafts in a lesson, by the name of the task."""
        named = {"learner_id": learner_id, "lesson_id": lesson_id}
        with self.database.reading() as connection:
            found = connection.execute(_IN_LESSON, named)
            return {row.task: TaskDraft.model_validate(row.body) for row in found}

    def all_drafts(self, learner_id: str) -> dict[tuple[str, str], TaskDraft]:
        """Every draft of a learner, by its lesson's id and the name of its task."""
        with self.database.reading() as connection:
            found = connection.execute(_ALL, {"learner_id": learner_id})
            return {(row.lesson_id, row.task): TaskDraft.model_validate(row.body) for row in found}


def remove_draft(connection: Connection, place: dict[str, str]) -> None:
    """Delete the draft at a task, named by its learner, lesson and task."""
    connection.execute(_REMOVED, place)
