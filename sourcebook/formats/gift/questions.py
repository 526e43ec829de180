"""Questions as a file of GIFT has them, read as Moodle reads them, before they become items."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

Format = Literal["html", "markdown", "plain", "moodle"]
"""How a text is written; `moodle` is HTML in which line ends count."""


class Text(NamedTuple):
    """A text as it stands in the file, with no escaped sign left, and its format."""

    written: str
    format: Format = "moodle"


class Answer(NamedTuple):
    """An answer to choose or to type; `weight` is from −1 to 1, as it is written."""

    text: Text
    weight: Fraction
    feedback: Text


class NumberAnswer(NamedTuple):
    """All numbers from `low` to `high`; `middle` if they are written as a number and a tolerance.

    Without any number it stands for all that are not named otherwise.
    """

    weight: Fraction
    feedback: Text
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    middle: Fraction | None = None
    is_any: bool = False


class Match(NamedTuple):
    """A prompt with its target; an empty prompt if the target belongs to none."""

    prompt: Text
    target: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """Options to choose from: one of them if `is_single`, else several."""

    answers: Sequence[Answer]
    is_single: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that is true or false, with feedback on a wrong and on a right judgement."""

    is_true: bool
    if_wrong: Text
    if_right: Text


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts of which one is to be typed."""

    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of which one is to be typed; the first that holds counts."""

    answers: Sequence[NumberAnswer]


@dataclass(frozen=True, slots=True)
class Matches:
    """Prompts that each go with one target."""

    pairs: Sequence[Match]


@dataclass(frozen=True, slots=True)
class Sequenced:
    """Texts to put into order; they stand in the right one."""

    texts: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Essay:
    """An answer in one's own words."""


@dataclass(frozen=True, slots=True)
class Description:
    """A text that asks nothing."""


Body = Choice | Statement | Typed | Numbers | Matches | Sequenced | Essay | Description


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its place: `line` counts from 1, `category` is the path as it is written.

    `name` is empty if none is given. `doubts` are sentences on what was read in another way
    than it is written.
    """

    line: int
    name: str
    id: str
    tags: Sequence[str]
    category: str
    stem: Text
    general: Text
    body: Body
    doubts: Sequence[str] = ()


class Refused(NamedTuple):
    """A question that cannot be read: its line, and in a sentence why, and what to do."""

    line: int
    why: str


class UnreadableError(Exception):
    """Why a single question cannot be read."""
