"""Whether the database has what the screens of learners said: nothing lost, nothing twice."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.school.learners import Step

_EVENTS = """
    SELECT attempt_id, place, kind, count(*) FROM event
    WHERE kind IN ('tried', 'proved') GROUP BY attempt_id, place, kind
"""


class Comparison(NamedTuple):
    """How many steps the screens had acknowledged, and what the database has instead."""

    acknowledged: int
    lost: int
    doubled: int

    def __str__(self) -> str:
        return f"{self.acknowledged:,} acknowledged, {self.lost:,} lost, {self.doubled:,} doubled"


def compared(database: Path, acknowledged: Counter[Step], unsure: Counter[Step]) -> Comparison:
    """Compare what learners saw with what is on disk.

    A step that was sent, and whose feedback never came, may be on disk or not.
    """
    found = steps_in(database)
    return Comparison(
        acknowledged.total(),
        (acknowledged - found).total(),
        (found - acknowledged - unsure).total(),
    )


def steps_in(database: Path) -> Counter[Step]:
    """How often each step is in the database."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(_EVENTS).fetchall()
    return Counter({Step(attempt, place, kind): times for attempt, place, kind, times in rows})
