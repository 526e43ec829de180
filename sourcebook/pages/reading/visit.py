"""What is known of the learner who reads a lesson: their steps, and their answers to its tasks."""

from dataclasses import dataclass, field
from typing import Any, TypeVar, assert_never

import streamlit as st

from sourcebook.errors import StoreError
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.lesson_work import (
    CheckAnswer,
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    PassedOver,
    SavedTask,
    TaskAnswer,
    TaskDraft,
)
from sourcebook.model.lessons import Lesson, Task
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.services import store

_UNSAVED = "unsaved-tasks"
"""Where a session has the answers of somebody who is no learner, by lesson and task."""

_DRAFTS = "unsaved-drafts"
"""Where a session has what somebody who is no learner is writing, by lesson and task."""

A = TypeVar("A", bound=TaskAnswer)


@dataclass(frozen=True)
class Visit:
    """A lesson, and what its learner has done in it so far.

    Nothing is known while the database is out of reach: the lesson can be read all the same.
    """

    course: Course
    lesson: Lesson
    reading: Reading | None = None
    saved: dict[str, SavedTask] = field(default_factory=dict)
    drafts: dict[str, TaskDraft] = field(default_factory=dict)

    def answer(self, task: str, kind: type[A]) -> A | None:
        """The latest answer to a task; None if there is none of this kind."""
        saved = self.saved.get(task)
        return saved.answer if saved and isinstance(saved.answer, kind) else None

    def draft(self, task: str) -> TaskDraft:
        """What was written or chosen last at a task; at first what its saved answer says."""
        if draft := self.drafts.get(task):
            return draft
        saved = self.saved.get(task)
        return _draft_from(saved.answer) if saved else TaskDraft()

    @property
    def is_read(self) -> bool:
        """Whether the lesson counts as done."""
        return self.reading is not None and self.reading.is_read

    @property
    def steps(self) -> frozenset[str]:
        """The names of the steps that the learner opened."""
        return self.reading.steps if self.reading else frozenset()

    def open_tasks(self) -> dict[str, Task]:
        """The tasks without an answer that are not left out on purpose, by their names."""
        return {name: each for name, each in self.lesson.tasks().items() if name not in self.saved}

    def save(self, task: str, answer: TaskAnswer) -> None:
        """Save an answer to a task at once; earlier ones are kept.

        Without a learner it is known as long as the tab is open.
        """
        now, learner = clock.now(), current_learner.get_or_create_learner()
        if learner:
            saved = store().readings.save_task(learner, self.lesson.id, task, answer, now=now)
        else:
            saved = SavedTask(task, 1, answer, now)
            _unsaved(_UNSAVED, self.lesson)[task] = saved
        self.saved[task] = saved
        self.drafts.pop(task, None)

    def save_draft(self, task: str, draft: TaskDraft) -> None:
        """Save what is being written at a task, in place of what was saved before."""
        learner = current_learner.get_or_create_learner()
        if learner:
            readings = store().readings
            readings.save_draft(learner, self.lesson.id, task, draft, now=clock.now())
        else:
            _unsaved(_DRAFTS, self.lesson)[task] = draft
        self.drafts[task] = draft


def visit(course: Course, lesson: Lesson) -> Visit:
    """The visit of the current learner to a lesson."""
    try:
        learner = current_learner.learner_id()
        if learner is None:
            saved, drafts = _unsaved(_UNSAVED, lesson), _unsaved(_DRAFTS, lesson)
            return Visit(course, lesson, saved=saved, drafts=drafts)
        readings = store().readings
        reading = readings.of_learner(learner).get(lesson.id)
        saved, drafts = readings.tasks(learner, lesson.id), readings.drafts(learner, lesson.id)
        return Visit(course, lesson, reading, saved, drafts)
    except StoreError:
        return Visit(course, lesson)


def _draft_from(answer: TaskAnswer) -> TaskDraft:
    """The draft with which a new version of an answer begins; empty if the answer has no text."""
    match answer:
        case Guess(text=text) | DocumentAnswer(text=text):
            return TaskDraft(text=text)
        case Claim(text=text, passages=passages):
            return TaskDraft(text=text, passages=passages)
        case ComparisonAnswer() | CheckAnswer() | PassedOver():
            return TaskDraft()
        case _:
            assert_never(answer)


def _unsaved(what: str, lesson: Lesson) -> dict[str, Any]:
    """What a session has of a lesson, by task."""
    found: dict[str, Any] = st.session_state.setdefault(what, {}).setdefault(lesson.id, {})
    return found
