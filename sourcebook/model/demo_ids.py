"""Invented learners, by whom a teacher sees each page before her first class has met.

Their ids say what they are, so that no database can hold them unnoticed among real ones.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sourcebook.model.attempts import Attempt, Event
from sourcebook.model.learners import Classroom, Learner

INVENTED = "invented-"
"""How the ids of invented learners and classes begin; those of real ones are hex digits."""


class InventedAttempt(NamedTuple):
    """An attempt, and what happened in it, oldest first."""

    attempt: Attempt
    events: tuple[Event, ...]


class InventedLearner(NamedTuple):
    """A learner in one class, when they read each lesson (by its id), and what they answered."""

    learner: Learner
    classroom_id: str
    readings: Mapping[str, datetime]
    attempts: tuple[InventedAttempt, ...]


class InventedClasses(NamedTuple):
    """Classes, and everybody in them."""

    classrooms: tuple[Classroom, ...]
    learners: tuple[InventedLearner, ...]
