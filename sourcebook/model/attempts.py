"""An attempt: the items it pinned at its start, and what has happened to each since.

Every step of a learner is an event; a record sums up the events at one place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, assert_never

from pydantic import Field

from sourcebook.model.base import Closed, Exact, PassageId
from sourcebook.model.items import AnyItem
from sourcebook.model.quizzes import Feedback

Confidence = Literal["guessing", "fairly_sure", "certain"]
Purpose = Literal["quiz", "missed", "review", "practice"]
"""Why an attempt was started.

To take the quiz, to repeat the items missed in it, to review items of any lesson that are due or
were missed, or to practise one objective. Only the first counts as a result.
"""

LONGEST_TEXT = 6000
"""Characters that a text in a learner's own words may have."""

LONGEST_COMMENT = 2000
"""Characters that a comment on a text may have."""

Level = Annotated[int, Field(ge=0, le=9)]
"""A level of a rubric, counted from the lowest; of three levels 0 is none, 1 part, 2 full."""


Marker = Literal["learner", "teacher"]
"""Who marks a text by its rubric."""


class Choice(Closed):
    """The response to an item with one answer: the id of the option chosen."""

    kind: Literal["choice"] = "choice"
    option: str


class Choices(Closed):
    """The response to an item with several right options: the ids of those ticked."""

    kind: Literal["choices"] = "choices"
    options: frozenset[str]


class Typed(Closed):
    """The response to an item whose answer is typed, exactly as typed."""

    kind: Literal["typed"] = "typed"
    text: Annotated[str, Field(max_length=200)]


class Matches(Closed):
    """The response to a matching item: target id by prompt id; a row left open is absent."""

    kind: Literal["matches"] = "matches"
    targets: dict[str, str]


class Ordered(Closed):
    """The response to an ordering item: the ids in the learner's order; empty if untouched."""

    kind: Literal["ordered"] = "ordered"
    options: tuple[str, ...]


class Written(Closed):
    """The response to an item answered in one's own words, exactly as written."""

    kind: Literal["written"] = "written"
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]


Response = Choice | Choices | Typed | Matches | Ordered | Written
AnyResponse = Annotated[Response, Field(discriminator="kind")]


class Unsent(Closed):
    """What is filled in but not handed in; `tries` counts the responses handed in before."""

    tries: int
    response: AnyResponse | None = None
    confidence: Confidence | None = None
    proof: PassageId | None = None


class PinnedItem(Closed):
    """An item as it was when the attempt began, with the order of its options (by id)."""

    item: AnyItem
    fingerprint: str
    option_order: tuple[str, ...]


class Happened(Closed):
    """What every event has: when it happened and at which place, counted from 0."""

    place: int
    at: datetime


class Tried(Happened):
    """A response was handed in; `score` is what this try earned, from 0 to 1."""

    kind: Literal["tried"] = "tried"
    response: AnyResponse
    score: Exact
    confidence: Confidence | None = None


class Revised(Happened):
    """A response replaced the one before; possible until the quiz is handed in."""

    kind: Literal["revised"] = "revised"
    response: AnyResponse
    score: Exact
    confidence: Confidence | None = None


class Proved(Happened):
    """A passage was chosen as the proof."""

    kind: Literal["proved"] = "proved"
    passage: PassageId


class Hinted(Happened):
    """The next hint was opened."""

    kind: Literal["hinted"] = "hinted"


class GaveUp(Happened):
    """The learner asked for the solution instead of another try."""

    kind: Literal["gave_up"] = "gave_up"


class Flagged(Happened):
    """The item was flagged for another look, or the flag was removed."""

    kind: Literal["flagged"] = "flagged"
    flagged: bool


class Marked(Happened):
    """A written response was marked by its rubric; the latest mark counts.

    `comment` is what a teacher says to the learner, and `who` is the teacher's name; None if it is
    unknown, or it is a learner's own mark. A `second` mark was given without a look at the first
    one, and does not count by itself.
    """

    kind: Literal["marked"] = "marked"
    level: Level
    by: Marker = "learner"
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] | None = None
    who: Annotated[str, Field(max_length=200)] | None = None
    second: bool = False


class SecondAsked(Happened):
    """A teacher asked for the mark of a second one, who does not see the first mark."""

    kind: Literal["second_asked"] = "second_asked"
    who: Annotated[str, Field(max_length=200)] | None = None


class Unmarked(Happened):
    """A teacher took the latest mark back; the one before it counts again."""

    kind: Literal["unmarked"] = "unmarked"
    who: Annotated[str, Field(max_length=200)] | None = None


class MarkSeen(Happened):
    """The learner opened their text after a teacher had marked it."""

    kind: Literal["mark_seen"] = "mark_seen"


class Regraded(Happened):
    """The score was worked out again with a corrected version of the item.

    `reworded` gives the new id of each option whose text has changed, by its old id, and
    `reworded_prompts` those of the prompts of a matching item.
    """

    kind: Literal["regraded"] = "regraded"
    item: AnyItem
    score: Exact
    reworded: Mapping[str, str] = Field(default_factory=dict)
    reworded_prompts: Mapping[str, str] = Field(default_factory=dict)


Event = (
    Tried
    | Revised
    | Proved
    | Hinted
    | GaveUp
    | Flagged
    | Marked
    | SecondAsked
    | Unmarked
    | MarkSeen
    | Regraded
)
AnyEvent = Annotated[Event, Field(discriminator="kind")]


class Answer(Closed):
    """A response on record, with the score (0..1) that it earned."""

    response: AnyResponse
    score: Exact
    answered_at: datetime
    confidence: Confidence | None = None


class Record(Closed):
    """What happened at one place: all tries, the proof, hints, marks, a regrading.

    After a regrading the answers name the options of the corrected item.
    `level` is the latest mark, and `marked_by` who gave it; None without a mark. `marks` are all
    marks but those taken back, oldest first; `mark_changes` counts what teachers have done to them,
    so that a second teacher cannot overwrite what they have not seen. `mark_seen` says that the
    learner has seen the latest mark. `second` says how far a second mark is, `second_asked_by` who
    asked for it, and `second_mark` is that mark; until somebody decides, the first one counts. With
    `in_test` the response could be changed until the quiz was handed in.
    """

    answers: tuple[Answer, ...] = ()
    proof: PassageId | None = None
    hints: int = 0
    gave_up: bool = False
    flagged: bool = False
    level: Level | None = None
    marked_by: Marker | None = None
    marks: tuple[Marked, ...] = ()
    mark_changes: int = 0
    mark_seen: bool = False
    second: Literal["asked", "differs", "agreed"] | None = None
    second_asked_by: str | None = None
    second_mark: Marked | None = None
    regraded: Regraded | None = None
    in_test: bool = False

    @property
    def answer(self) -> Answer | None:
        """The latest response on record."""
        return self.answers[-1] if self.answers else None

    @property
    def comment(self) -> str | None:
        """What the teacher says to the learner with the latest mark."""
        return self.marks[-1].comment if self.marks else None


NOTHING_YET = Record()
"""The record of a place where nothing has happened."""


class OpenTest(Closed):
    """A test that explains nothing yet: it is not handed in, or its keys wait for a moment.

    `until` is that moment, None if the keys are shown as soon as it is handed in.
    """

    attempt_id: str
    quiz_id: str
    title: str
    started_at: datetime
    is_handed_in: bool = False
    until: datetime | None = None


class Attempt(Closed):
    """One learner's work on one quiz; `records` is keyed by place, counted from 0.

    No response is taken after `deadline`. With `withheld_until`, its keys and result are withheld
    from the learner until then. `withheld` names the places whose answers they cannot see for
    now, because a test of theirs that explains nothing yet has the same items.
    """

    id: str
    learner_id: str
    quiz_id: str
    quiz_title: str
    pass_mark: int
    feedback: Feedback = "immediate"
    confidence: bool = False
    purpose: Purpose = "quiz"
    started_at: datetime
    deadline: datetime | None = None
    finished_at: datetime | None
    withheld_until: datetime | None = None
    items: tuple[PinnedItem, ...]
    records: Mapping[int, Record] = Field(default_factory=dict)
    withheld: Mapping[int, OpenTest] = Field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        """Whether no further response will be taken."""
        return self.finished_at is not None

    @property
    def answers(self) -> dict[int, Answer]:
        """The latest response at each place, without the blank ones."""
        given = ((place, record.answer) for place, record in sorted(self.records.items()))
        return {place: each for place, each in given if each and not is_blank(each.response)}

    def record(self, place: int) -> Record:
        """What happened at a place; an empty record if nothing did."""
        return self.records.get(place, NOTHING_YET)


def is_blank(response: Response) -> bool:
    """Whether nothing was chosen, typed or moved: such an item counts as unanswered."""
    match response:
        case Choice(option=chosen):
            return not chosen
        case Choices(options=ticks):
            return not ticks
        case Typed(text=text) | Written(text=text):
            return not text.strip()
        case Matches(targets=targets):
            return not targets
        case Ordered(options=order):
            return not order
        case _:
            assert_never(response)
