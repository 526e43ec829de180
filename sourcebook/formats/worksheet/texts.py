"""Numbers, letters and dates as they stand on paper, and texts that name passages."""

import re
from fractions import Fraction
from string import ascii_lowercase
from typing import Final

from sourcebook.formats.html_text import NOT_IN_XML
from sourcebook.formats.proofs import passage_name
from sourcebook.model.course import Course, Evidence
from sourcebook.model.sources import Publication

_ID: Final = re.compile(r"\bs[1-9][0-9]*\.p[1-9][0-9]*\b")
_DECIMALS: Final = 15
_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()


def printable(text: str) -> str:
    """A text without the control characters that neither a Word file nor HTML can hold."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def letter(place: int) -> str:
    """The letter of an option by its place from 0: a, b, … z, aa, ab, …"""
    before, last = divmod(place, len(ascii_lowercase))
    return f"{letter(before - 1) if before else ''}{ascii_lowercase[last]}"


def exact(number: Fraction) -> str:
    """A number without rounding: `23`, `-0.5`, `2 2/3`."""
    sign, size = "-" if number < 0 else "", abs(number)
    whole, rest = divmod(size, 1)
    decimals = rest * 10**_DECIMALS
    if decimals.denominator == 1:
        digits = f"{int(decimals):0{_DECIMALS}}".rstrip("0")
        return f"{sign}{whole}{'.' if digits else ''}{digits}"
    return f"{sign}{f'{whole} ' if whole else ''}{rest}"


def points(worth: Fraction) -> str:
    """Points with their noun: `1 point`, `1/3 point`, `2 points`."""
    return f"{exact(worth)} {'point' if 0 < worth <= 1 else 'points'}"


def dated(publication: Publication) -> str:
    """A date as exact as it is known, and whether it is printed or inferred."""
    year, *rest = publication.value.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest and 1 <= int(rest[0]) <= len(_MONTHS) else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return f"{' '.join([*day, *month, year])} ({publication.basis})"


def with_names(text: str, course: Course) -> str:
    """The text with the name of a passage in place of its id, such as `s3.p17`."""
    return _ID.sub(lambda found: passage_name(found.group(), course), text)


def quotations(evidence: Evidence) -> tuple[str, ...]:
    """The words that we quote from a passage, in quotation marks, each with its speaker."""
    return tuple(f"“{quote.words}” ({quote.speaker})" for quote in evidence.passage.quotes)
