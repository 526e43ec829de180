"""Invented learners, who show a teacher what each page looks like with a class.

Their ids begin with a word of their own, which distinguishes them from real learners.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sourcebook.model.attempts import Attempt, Event
from sourcebook.model.learners import Classroom, Learner

INVENTED = "invented-"
"""How the ids of invented learners and classes begin; real ids are hex digits."""


class InventedAttempt(NamedTuple):
    """An attempt with its events, oldest first."""

    attempt: Attempt
    events: tuple[Event, ...]


class InventedLearner(NamedTuple):
    """A learner in one class, with the time they read each lesson (by its id), and attempts."""

    learner: Learner
    classroom_id: str
    readings: Mapping[str, datetime]
    attempts: tuple[InventedAttempt, ...]


class InventedClasses(NamedTuple):
    """Classes with their learners."""

    classrooms: tuple[Classroom, ...]
    learners: tuple[InventedLearner, ...]
