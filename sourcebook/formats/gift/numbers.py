"""Numbers to type, as they stand inside the braces of a question."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from sourcebook.formats.gift.answers import split, text_of, weighted
from sourcebook.formats.gift.escapes import shown
from sourcebook.formats.gift.questions import (
    Format,
    NumberAnswer,
    Numbers,
    UnreadableError,
)

_NUMBER: Final = re.compile(
    r"([-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,17})?|\.[0-9]{1,17}))(?:[eE]([-+]?[0-9]{1,2}))?"
)
_REVERSED: Final = "The range runs from the larger number to the smaller. It is turned round."
_NEGATIVE: Final = "The tolerance is below zero. It is read without its sign."


def numbers(answers: str, form: Format, doubt: Callable[[str], None]) -> Numbers:
    """The numbers of a question, in their order; what is read in another way is passed to `doubt`.

    Raises UnreadableError for what is no number in plain digits: Moodle would take any answer.
    """
    right, found, otherwise = answers.partition("~")
    read = [_number(part, form, doubt) for part in split(right, "=")]
    if not any(not each.is_any for each in read):
        raise UnreadableError("There is no number after '{#'. Write one such as {#23}.")
    if found:
        _, _, feedback = otherwise.partition("#")
        read.append(NumberAnswer(Fraction(0), text_of(feedback, form), is_any=True))
    return Numbers(tuple(read))


def _number(part: str, form: Format, doubt: Callable[[str], None]) -> NumberAnswer:
    weight, rest = weighted(part, Fraction(1))
    written, _, feedback = rest.partition("#")
    text = shown(written)
    answer = NumberAnswer(weight, text_of(feedback, form))
    if text == "*":
        return _any_other(answer)
    low, is_range, high = text.partition("..")
    if is_range:
        ends = sorted((_exact(low), _exact(high)))
        if ends[0] != _exact(low):
            doubt(_REVERSED)
        return answer._replace(low=ends[0], high=ends[1])
    return _with_tolerance(answer, text, doubt)


def _any_other(answer: NumberAnswer) -> NumberAnswer:
    if answer.weight > 0:
        raise UnreadableError("With '*' any answer is right. Write a number such as 23.")
    return answer._replace(is_any=True)


def _with_tolerance(answer: NumberAnswer, text: str, doubt: Callable[[str], None]) -> NumberAnswer:
    number, colon, width = text.partition(":")
    middle, tolerance = _exact(number), _exact(width) if colon else Fraction(0)
    if tolerance < 0:
        doubt(_NEGATIVE)
    tolerance = abs(tolerance)
    return answer._replace(low=middle - tolerance, high=middle + tolerance, middle=middle)


def _exact(written: str) -> Fraction:
    """A number in plain digits, exactly.

    Raises UnreadableError for anything else.
    """
    found = _NUMBER.fullmatch(written.strip())
    if not found:
        raise UnreadableError(
            f"'{written.strip()[:40]}' is not a number. "
            "Write digits, with a point and a hyphen where needed, such as -3.5."
        )
    return Fraction(found[1].rstrip(".")) * Fraction(10) ** int(found[2] or 0)
