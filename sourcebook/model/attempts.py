"""An attempt: the items it pinned at its start, and the responses given so far."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from sourcebook.model.base import Closed, Exact
from sourcebook.model.quizzes import AnyItem


class Choice(Closed):
    """The response to an item with one answer: the id of the option chosen."""

    kind: Literal["choice"] = "choice"
    option: str


class Choices(Closed):
    """The response to a multiple-choice item: the ids of the options ticked."""

    kind: Literal["choices"] = "choices"
    options: frozenset[str]


class Typed(Closed):
    """The response to an item that is typed, exactly as typed."""

    kind: Literal["typed"] = "typed"
    text: Annotated[str, Field(max_length=200)]


class Matches(Closed):
    """The response to a matching item: target id by prompt id; a row left open is absent."""

    kind: Literal["matches"] = "matches"
    targets: dict[str, str]


Response = Choice | Choices | Typed | Matches
AnyResponse = Annotated[Response, Field(discriminator="kind")]


class PinnedItem(Closed):
    """An item as it was when the attempt began, with the order of its options (by id)."""

    item: AnyItem
    fingerprint: str
    option_order: tuple[str, ...]


class Answer(Closed):
    """A response on record, with the score (0..1) that it earned."""

    response: AnyResponse
    score: Exact
    answered_at: datetime


class Attempt(Closed):
    """One learner's way through one quiz; `answers` is keyed by place, counted from 0."""

    id: str
    quiz_id: str
    quiz_title: str
    pass_mark: int
    started_at: datetime
    finished_at: datetime | None
    items: tuple[PinnedItem, ...]
    answers: Mapping[int, Answer]

    @property
    def is_finished(self) -> bool:
        """Whether no further response will be taken."""
        return self.finished_at is not None

    def open_places(self) -> tuple[int, ...]:
        """The places of items without an answer, in order."""
        return tuple(place for place in range(len(self.items)) if place not in self.answers)
