"""What a learner does at the tasks of a lesson, and their own notes and bookmarks.

Nothing here counts as a result; results come from quizzes.
"""

from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, StringConstraints

from sourcebook.model.attempts import LONGEST_TEXT, AnyResponse
from sourcebook.model.base import Closed, Exact, PassageId, Slug
from sourcebook.model.sources import Verdict
from sourcebook.model.storable_text import storable

LONGEST_NOTE = 4000
"""Characters that a note may have."""

MOST_NOTES = 500
"""How many notes and bookmarks a learner may have."""

MOST_PASSAGES = 20
"""How many passages a claim may rest on."""

_PLACE = r"^(s[1-9][0-9]*\.p[1-9][0-9]*|[a-z0-9-]{1,60}/[a-z0-9-]{1,60})$"


def _storable(text: object) -> object:
    return storable(text) if isinstance(text, str) else text


Asked = Annotated[str, BeforeValidator(_storable), Field(max_length=2000)]
"""The question of a task, as the learner saw it."""

Text = Annotated[str, BeforeValidator(_storable), Field(max_length=LONGEST_TEXT)]

NotePlace = Annotated[str, StringConstraints(pattern=_PLACE)]
"""A passage such as `s2.p11`, or a step of a lesson such as `yerevan-summit/in-his-words`."""


class Guess(Closed):
    """What a learner expects before they read: the text of an option, or their own sentence."""

    kind: Literal["guess"] = "guess"
    asked: Asked
    text: Text


class DocumentAnswer(Closed):
    """What a learner finds in a document."""

    kind: Literal["document"] = "document"
    asked: Asked
    text: Text


class ComparisonAnswer(Closed):
    """How a learner judges what the sources say on one question."""

    kind: Literal["comparison"] = "comparison"
    asked: Asked
    verdict: Verdict


class CheckAnswer(Closed):
    """The response to an item in a lesson, with its score from 0 to 1.

    `fingerprint` names the version of the item that was answered.
    """

    kind: Literal["check"] = "check"
    item_id: Slug
    fingerprint: str
    response: AnyResponse
    score: Exact


class Claim(Closed):
    """What a learner concludes, and the passages that they name as its proof."""

    kind: Literal["claim"] = "claim"
    asked: Asked
    text: Text
    passages: Annotated[tuple[PassageId, ...], Field(min_length=1, max_length=MOST_PASSAGES)]


class PassedOver(Closed):
    """The learner left the task out on purpose."""

    kind: Literal["passed_over"] = "passed_over"


TaskAnswer = Guess | DocumentAnswer | ComparisonAnswer | CheckAnswer | Claim | PassedOver
AnyTaskAnswer = Annotated[TaskAnswer, Field(discriminator="kind")]


class TaskDraft(Closed):
    """What a learner is writing at a task and has not saved yet; for a claim also its passages."""

    text: Text = ""
    passages: Annotated[tuple[PassageId, ...], Field(max_length=MOST_PASSAGES)] = ()


class SavedTask(NamedTuple):
    """An answer to a task as it was saved; `number` counts its revisions from 1."""

    task: str
    number: int
    answer: TaskAnswer
    saved_at: datetime


class TaskCounts(NamedTuple):
    """The tasks of a lesson that a learner answered, and those that they left out on purpose."""

    answered: frozenset[str] = frozenset()
    passed_over: frozenset[str] = frozenset()


class Note(Closed):
    """A learner's own note; without a text it is a bookmark."""

    place: NotePlace
    text: str
    saved_at: datetime

    @property
    def is_bookmark(self) -> bool:
        """Whether only the place is kept."""
        return not self.text
