"""What a question of QTI 1.2 says about responses: what they earn, and which feedback they show."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.found import expect_few
from sourcebook.formats.qti.xml_text import read_decimal, text_of

_GENERAL = ("general_fb", "correct_fb", "general_incorrect_fb")
_MOST_PER_ANSWER = 3
_LIMITS = ("vargte", "vargt", "varlte", "varlt")


class Test(NamedTuple):
    """A test of a response: its name, and the value that it has or (`is_not`) has not."""

    response: str
    value: str
    is_not: bool


class Condition(NamedTuple):
    """A condition: its tests, what it earns (None if nothing is said), and the feedback it shows.

    `limits` are the numbers between which a response lies; if it `is_open`, one of them is not
    accepted.
    """

    tests: tuple[Test, ...]
    limits: tuple[Fraction, ...]
    is_open: bool
    earns: Fraction | None
    shown: tuple[str, ...]

    def right(self) -> tuple[Test, ...]:
        """The tests on what a response has."""
        return tuple(each for each in self.tests if not each.is_not)


def conditions(item: Element) -> tuple[Condition, ...]:
    """The conditions of a question, in the order of the file."""
    found = list(item.iter("respcondition"))
    expect_few(len(found) // _MOST_PER_ANSWER)
    return tuple(_condition(each) for each in found)


def feedback_on(found: tuple[Condition, ...], value: str, *, response: str = "") -> str:
    """The name of the feedback that is shown on this answer alone; empty if there is none."""
    for each in found:
        alone = each.tests if len(each.tests) == 1 else ()
        for test in alone:
            if test.value == value and not test.is_not and response in ("", test.response):
                return next((name for name in each.shown if name not in _GENERAL), "")
    return ""


def feedback_without(found: tuple[Condition, ...], response: str) -> str:
    """The name of the feedback that is shown if a response is wrong; empty if there is none."""
    for each in found:
        if [(test.response, test.is_not) for test in each.tests] == [(response, True)]:
            return next(iter(each.shown), "")
    return ""


def _condition(condition: Element) -> Condition:
    tests = list[Test]()
    limits = list[Fraction]()
    for each in condition.iterfind("conditionvar"):
        tests += _tests(each, is_not=False)
        numbers = (read_decimal(text_of(part)) for part in each.iter() if part.tag in _LIMITS)
        limits += (number for number in numbers if number is not None)
    earned = [_earned(each) for each in condition.iterfind("setvar")]
    known = [each for each in earned if each is not None]
    shown = (each.get("linkrefid", "") for each in condition.iterfind("displayfeedback"))
    is_open = any(each.tag in ("vargt", "varlt") for each in condition.iter())
    return Condition(
        tuple(tests), tuple(limits), is_open, known[0] if known else None, tuple(shown)
    )


def _earned(setvar: Element) -> Fraction | None:
    amount = read_decimal(text_of(setvar))
    return -amount if amount and setvar.get("action") == "Subtract" else amount


def _tests(part: Element, *, is_not: bool) -> Iterator[Test]:
    for each in part:
        if each.tag == "varequal":
            yield Test(each.get("respident", ""), text_of(each), is_not)
        else:
            yield from _tests(each, is_not=is_not != (each.tag == "not"))
