"""What was found in a file of QTI, before it becomes the draft of an item."""

from fractions import Fraction
from typing import Final, NamedTuple

from sourcebook.formats.qti.explanations import Explanation
from sourcebook.formats.qti.tags import Tags
from sourcebook.model.items import TickRule

MOST_ANSWERS: Final = 500


class Option(NamedTuple):
    """An option, with the id that the file gives it."""

    ident: str
    text: str
    feedback: str = ""
    score: Fraction = Fraction(0)


class Choices(NamedTuple):
    """Options to choose from; `keys` are the ids of those that are right."""

    options: tuple[Option, ...]
    keys: tuple[str, ...]
    is_single: bool
    rule: TickRule | None = None


class Number(NamedTuple):
    """A number with its tolerance, or a range of numbers."""

    number: Fraction | None
    between: tuple[Fraction, Fraction] | None
    tolerance: Fraction
    score: Fraction
    feedback: str = ""


class Numbers(NamedTuple):
    """A number to type: those that are right, and those that are expected and wrong."""

    right: tuple[Number, ...]
    wrong: tuple[Number, ...]


class Words(NamedTuple):
    """A word to type: those that are right, and those that are expected and wrong."""

    right: tuple[str, ...]
    wrong: tuple[Option, ...]


class Row(NamedTuple):
    """A prompt with its target, and feedback on matching it wrongly."""

    ident: str
    prompt: str
    target: str
    feedback: str = ""


class Rows(NamedTuple):
    """Prompts with their targets, and the targets that go with none."""

    rows: tuple[Row, ...]
    extra_targets: tuple[Option, ...]


class Order(NamedTuple):
    """Texts in their right order."""

    texts: tuple[Option, ...]


class Essay(NamedTuple):
    """A text to write; the rubric has what earns all, half and none of the points."""

    rubric: tuple[str, str, str] | None
    model_answer: str


Answer = Choices | Numbers | Words | Rows | Order | Essay


class Found(NamedTuple):
    """A question as it was found; `notes` say what was left out of it or bent.

    `if_wrong` is the feedback on any wrong answer.
    """

    ident: str
    stem: str
    answer: Answer
    claim: str = ""
    if_wrong: str = ""
    explanation: Explanation = Explanation()
    points: Fraction | None = None
    tags: Tags = Tags()
    notes: tuple[str, ...] = ()


def expect_few(answers: int) -> None:
    """Raise NotReadable if a question has more answers than anybody reads."""
    if answers > MOST_ANSWERS:
        raise NotReadable(f"It has more than {MOST_ANSWERS} answers.")


class NotReadable(Exception):  # noqa: N818 - a reason, which becomes a note of the draft.
    """Why a question cannot become an item, as a sentence."""
