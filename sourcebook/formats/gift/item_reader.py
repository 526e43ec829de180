"""Texts and weights of a question as an item has them, with a record of what was changed."""

from fractions import Fraction
from typing import Final, NamedTuple

from sourcebook.formats.gift.questions import Text
from sourcebook.formats.gift.texts import marked_up, plain
from sourcebook.formats.moodle_fractions import as_text, nearest

_AS_MOODLE: Final = Fraction(1, 100_000)
_AS_MEANT: Final = Fraction(1, 200)
_RIGHT_FEEDBACK: Final = "Feedback on a right answer has no place and is left out."
_OTHER_FEEDBACK: Final = "Feedback on any other answer has no place and is left out."
_MOST_SHOWN: Final = 80
_UNKNOWN_WEIGHT: Final = "Moodle does not know this weight and would refuse the file."


class Doubt(NamedTuple):
    """Something to look at in a question: the cause as a sentence, and the value, if any."""

    cause: str
    value: str = ""


class Reader:
    """Reads the texts and weights of one question; `doubts` grows with what is changed.

    `tags` counts the HTML tags of the texts that were read.
    """

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self.tags = 0

    def doubt(self, cause: str, value: str = "") -> None:
        """Record something to look at."""
        self.doubts.append(Doubt(cause, value))

    def text(self, text: Text) -> str:
        """A text as Markdown; pictures and the like are recorded as left out."""
        self.tags += marked_up(text)
        read = plain(text)
        for sentence in read.left_out:
            self.doubt(sentence)
        return read.text

    def leave_out_right_feedback(self, feedback: Text) -> None:
        """Record that feedback on a right answer is left out, if there is any."""
        self._leave_out(_RIGHT_FEEDBACK, feedback)

    def leave_out_other_feedback(self, feedback: Text) -> None:
        """Record that feedback on all answers that are not named is left out, if there is any."""
        self._leave_out(_OTHER_FEEDBACK, feedback)

    def _leave_out(self, cause: str, feedback: Text) -> None:
        if feedback.written:
            self.doubt(cause, f"'{self.text(feedback)[:_MOST_SHOWN]}'")

    def score(self, weight: Fraction) -> Fraction:
        """A weight as a score from 0 to 1: exactly 1/3 for 33.33333 %, and 0 below 0."""
        known = nearest(weight) or Fraction(0)
        if abs(known - weight) >= _AS_MOODLE:
            meant = known if abs(known - weight) <= _AS_MEANT else weight
            self.doubt(_UNKNOWN_WEIGHT, f"{as_text(weight)} % is read as {as_text(meant)} %")
            known = meant
        return max(known, Fraction(0))
