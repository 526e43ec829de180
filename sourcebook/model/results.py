"""What is kept of finished attempts, so that the results of a class need not score them again."""

from datetime import datetime
from typing import Literal, NamedTuple

from sourcebook.model.attempts import Confidence, Purpose
from sourcebook.model.items import Item

Counting = Literal["first", "latest", "best", "all"]
"""Which attempts count: each learner's first at each quiz, their latest, their best, or all."""


class Selected(NamedTuple):
    """Which finished attempts at whole quizzes results are of.

    `classroom_id` is None for all classes, and `teacher` the id of the teacher who asks; None
    stands for the site itself. They were finished from `first` on and before `before`, if these
    are given, at the quizzes with `quiz_ids`, or at any.
    """

    classroom_id: str | None = None
    teacher: str | None = None
    counting: Counting = "all"
    first: datetime | None = None
    before: datetime | None = None
    quiz_ids: tuple[str, ...] | None = None


class ItemResult(NamedTuple):
    """What came of one item of a finished attempt.

    `pinned` is the fingerprint of the item as the attempt had it, and `item` the version that the
    answer was scored by, with its `fingerprint`; `since` is when it was scored again, None if it
    never was. `score` runs from 0 to 1, with tries and proof: 0 for a blank, None for a text that
    is not marked yet. `is_right` says that the last response alone is fully right. `chosen` are the
    options of the first try, `proof` is the passage chosen, and `seconds` the time of all tries,
    None if it is unknown. `confidence` and `is_right_at_first` are those of the first try; the
    confidence is None, too, if the item still waits for something.
    """

    place: int
    pinned: str
    item: Item
    fingerprint: str
    since: datetime | None
    score: float | None
    is_blank: bool
    is_right: bool
    chosen: tuple[str, ...]
    proof: str | None
    seconds: float | None
    hints: int
    tries: int
    confidence: Confidence | None
    is_right_at_first: bool


class Rescored(NamedTuple):
    """The version by which the answers to a pinned item were last scored again, and since when."""

    item: Item
    fingerprint: str
    since: datetime


class FinishedAttempt(NamedTuple):
    """A finished attempt at a whole quiz."""

    attempt_id: str
    learner_id: str
    quiz_id: str
    started_at: datetime
    finished_at: datetime


class Reached(NamedTuple):
    """What an attempt came to: `percent` runs from 0 to 100 and is not rounded."""

    learner_id: str
    quiz_id: str
    percent: float


class QuizSums(NamedTuple):
    """The attempts at a quiz that count.

    `percents` says how many attempts reached which per cent, `passed` counts learners, and
    `quiz_title` is the title at the attempt that was finished last, at the moment `last`.
    """

    quiz_id: str
    quiz_title: str
    learners: int
    passed: int
    percents: dict[float, int]
    last: datetime


class VersionSums(NamedTuple):
    """How many answers to a version of an item have which score, and how many are right.

    `scores` has no texts without a mark; blanks count in it with 0.
    """

    fingerprint: str
    item: Item
    scores: dict[float, int]
    right: int


class ChosenPassage(NamedTuple):
    """How often a passage was chosen at a version of an item.

    It was chosen as its proof or, if `as_evidence`, as the evidence it asks for, at the first try.
    """

    item: Item
    passage: str
    as_evidence: bool
    times: int


class ChoiceSums(NamedTuple):
    """How often each option of a version of an item was chosen at the first try.

    `shown` counts all who had the version, blanks included, and a blank chose nothing.
    """

    item: Item
    shown: int
    chosen: dict[str, int]


class SureSums(NamedTuple):
    """How many answers to a version of an item say how sure their learner was.

    `sure_and_wrong` counts those that were certain and not right at the first try.
    """

    item: Item
    answers: int
    sure_and_wrong: int


class AttemptStage(NamedTuple):
    """How far an attempt is, of whatever purpose.

    `percent` is what a finished attempt at a whole quiz came to, from 0 to 100 and not rounded, and
    `passed` whether this reached its pass mark; None and False for others. `last_step` is the last
    moment that the attempt keeps: its start, an answer, or its end. Of an open one, `answered` of
    its `items` have an answer; of others both are 0.
    """

    id: str
    learner_id: str
    quiz_id: str
    quiz_title: str
    purpose: Purpose
    started_at: datetime
    finished_at: datetime | None
    percent: float | None
    passed: bool
    last_step: datetime
    answered: int = 0
    items: int = 0

    @property
    def is_finished(self) -> bool:
        """Whether no further response will be taken."""
        return self.finished_at is not None
