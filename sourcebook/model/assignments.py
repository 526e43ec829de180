"""Assignments: a lesson or a quiz set to a class, with its dates and rules.

What holds for one learner is worked out in `delivery.terms`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field

from sourcebook.model.base import Closed

PartKind = Literal["quiz", "lesson"]

Counts = Literal["first", "latest", "best"]
"""Which attempt of a learner counts."""

KeysShown = Literal["as_quiz", "after_handing_in", "after_closing"]
"""When keys and reasons are shown, the earliest first: as the quiz says, then later and later."""

KEYS_SHOWN: tuple[KeysShown, ...] = ("as_quiz", "after_handing_in", "after_closing")

MOST_ATTEMPTS, MOST_MINUTES, MOST_EXTRA_PERCENT = 100, 600, 300


class Part(NamedTuple):
    """A part of the course that can be set: a lesson or a quiz, by its id."""

    kind: PartKind
    id: str


class Dates(Closed):
    """When work begins, is due, and ends; each is optional."""

    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None

    def or_else(self, others: "Dates") -> "Dates":
        """These dates, with the others where one is missing."""
        return Dates(
            opens=self.opens or others.opens,
            due=self.due or others.due,
            closes=self.closes or others.closes,
        )

    def problems(self) -> Iterator[str]:
        """A sentence for each pair of dates in the wrong order, with what to do."""
        named = [("opens", self.opens), ("is due", self.due), ("closes", self.closes)]
        given = [(name, moment) for name, moment in named if moment]
        for (name, moment), (later_name, later) in pairwise(given):
            if later < moment or (later == moment and name == "opens"):
                yield f"It {later_name} before it {name}, or at the same moment. Change one date."


class Settings(Dates):
    """What a teacher chooses for an assignment.

    `attempts` and `time_limit` (minutes) are None for no limit and for the quiz's own limit.
    """

    attempts: int | None = None
    counts: Counts = "best"
    time_limit: int | None = None
    keys: KeysShown = "as_quiz"

    @property
    def dates(self) -> Dates:
        """Its dates alone."""
        return Dates(opens=self.opens, due=self.due, closes=self.closes)

    def problems(self) -> Iterator[str]:
        """A sentence for each setting that cannot be, with what to do."""
        yield from super().problems()
        if self.attempts is not None and not 1 <= self.attempts <= MOST_ATTEMPTS:
            yield (
                f"The number of attempts is from 1 to {MOST_ATTEMPTS}. Leave it empty if learners "
                "may take the quiz as often as they like."
            )
        if self.time_limit is not None and not 1 <= self.time_limit <= MOST_MINUTES:
            yield (
                f"A time limit is from 1 to {MOST_MINUTES} minutes. Leave it empty for the quiz’s "
                "own limit."
            )
        if self.keys == "after_closing" and self.closes is None:
            yield "Keys are shown after closing, but it never closes. Give it a closing date."

    def problems_as(self, kind: PartKind) -> Iterator[str]:
        """The same, and what a lesson cannot have."""
        yield from self.problems()
        if kind == "lesson" and self != Settings(due=self.due):
            yield "A lesson is always open to read, so it has a due date and nothing else."


class Extension(Dates):
    """Other dates and more time for one learner; a date that is missing is that of the class.

    `extra_percent` is added to the time limit: 25 makes 50 minutes of 40.
    """

    extra_percent: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different from the class."""
        return self == Extension()

    def problems_within(self, settings: Settings) -> Iterator[str]:
        """A sentence for each thing that cannot be, together with the dates of the class."""
        yield from self.or_else(settings.dates).problems()
        if not 0 <= self.extra_percent <= MOST_EXTRA_PERCENT:
            yield f"Extra time is from 0 to {MOST_EXTRA_PERCENT} per cent."


class Assignment(Closed):
    """A part of the course that is set to a class.

    `title` is what the part was called when it was set, for the time after it was removed from
    the course. `version` grows with every change, also of an extension; `extensions` are by
    learner id.
    """

    id: str
    classroom_id: str
    kind: PartKind
    part_id: str
    title: str
    set_at: datetime
    version: Annotated[int, Field(ge=1)] = 1
    settings: Settings = Settings()
    extensions: Mapping[str, Extension] = Field(default_factory=dict)

    @property
    def part(self) -> Part:
        """The lesson or quiz that is set."""
        return Part(self.kind, self.part_id)

    def dates_of(self, learner_id: str) -> Dates:
        """The dates that hold for a learner."""
        own = self.extensions.get(learner_id)
        return own.or_else(self.settings.dates) if own else self.settings.dates

    def only_for(self, learner_id: str) -> Self:
        """The assignment without the extensions of other learners."""
        own = {each: way for each, way in self.extensions.items() if each == learner_id}
        return self.model_copy(update={"extensions": own})
