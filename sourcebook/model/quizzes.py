"""Quizzes: which items a learner is given, when answers are explained, and what is a pass."""

from typing import Literal

from pydantic import Field

from sourcebook.model.base import Closed, Line, Slug, State, Truth, Whole
from sourcebook.model.items import AnyItem

Feedback = Literal["immediate", "deferred"]
"""When an answer is explained: at once, or (test mode) after the whole quiz is handed in."""


Purpose = Literal["quiz", "checks", "pool"]


class Draw(Closed):
    """How many items on an objective a quiz draws at random, from pools before other quizzes."""

    objective: Slug
    items: Whole = Field(default=1, ge=1, le=20)


class Quiz(Closed):
    """A quiz: its own items in the author's order, or a blueprint for drawing them.

    With another purpose nobody takes it: `checks` has the items that stand in lessons, which no
    quiz scores, and `pool` has items that blueprints draw before those of other quizzes.
    `confidence` asks learners how sure they are of each answer; `time_limit` is in minutes.
    """

    id: Slug
    title: Line
    state: State = "open"
    purpose: Purpose = "quiz"
    lesson: Slug | None = None
    pass_mark: Whole = Field(default=60, ge=0, le=100)
    feedback: Feedback = "immediate"
    confidence: Truth = False
    time_limit: Whole | None = Field(default=None, ge=1, le=600)
    items: tuple[AnyItem, ...] = ()
    draw: tuple[Draw, ...] = ()

    @property
    def size(self) -> int:
        """How many items a learner is given."""
        return len(self.items) + sum(each.items for each in self.draw)
