"""Numbers: the one number that a text has, or why none can be read without doubt."""

import re
import unicodedata
from fractions import Fraction
from typing import Literal

from sourcebook.typed.signs import plain_signs

Unread = Literal[
    "none", "several", "word", "attached", "fraction", "power", "dash", "date", "unclear"
]
"""Why no number is read: there is none, or there are several; a word such as `million` changes it;
letters are attached to it; it has a fraction or a power, a dash that may be a minus, or the form
of a date; or its points, commas and spaces can be read in several ways.
"""

_SIZES = (
    "hundred hundert centaine сотн հարյուր thousand tausend millier тысяч հազար million "
    "milion миллион milyon միլիոն milliard миллиард milyar միլիարդ billion биллион trillion "
    "триллион trilyon dozen dutzend douzaine дюжин duzine lakh crore"
)
"""How words begin that make a number another one, as folded."""

_CHANGES = (
    "b bn mn mln mio mrd md tn tsd tys тыс млн млрд трлн lac mil mille bin yuz "
    "minus moins минус eksi manfi մինուս negative half halves halb halbe demi demie половина "
    "половиной bucuk yarim կես third thirds quarter quarters fourths fifths tenths "
    "twice double triple"
)
"""Whole words that do the same."""

_CHANGE = re.compile(rf"(?:{'|'.join(_SIZES.split())})\w{{0,3}}|{'|'.join(_CHANGES.split())}")
_LETTER = re.compile(r"\b[kM]\b")
"""A thousand and a million; `K` and `m` beside a number are units."""

_NUMBER = re.compile(r"(?:(?<![\w.,٫])[.,٫])?\d(?:[\d.,٫' ]*\d)?")
_POWER = re.compile(r"\d\s*(?:e\s*[-+]?\d|\^|\*\*|[x×*·]\s*10\b)", re.IGNORECASE)
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d{3}\b)\d*")

_MINUS = re.compile(r"[^\w-]*-[^\w-]*")
"""A dash at the start, with at most a sign such as $ beside it."""

_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?P<by>[.,' ])\d{3}(?:(?P=by)\d{3}){0,4}(?:(?!(?P=by))[.,٫]\d{1,15})?"
)
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2}){1,6},\d{3}(?:[.٫]\d{1,15})?")
_PLAIN = re.compile(r"(?:\d{1,15}(?:[.,٫]\d{1,15})?|[.,٫]\d{1,15})")


def read_number(text: str) -> Fraction | None:
    """The one number in a text (`about 2,000 soldiers`, `0,5`); None where there is a doubt.

    A comma, a point, a space or an apostrophe before each group of three digits groups
    thousands; any other single comma or point is the decimal mark. A dash is a minus at the
    start only.
    """
    read = _read(text)
    return read if isinstance(read, Fraction) else None


def why_unread(text: str) -> Unread | None:
    """Why no number is read in a text; None where one is."""
    read = _read(text)
    return None if isinstance(read, Fraction) else read


def as_typed(value: Fraction) -> str:
    """A number as a learner types it: whole, or with up to six decimals."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    # Three decimals would be read as thousands: 1.234 is a way to write 1234.
    return f"{text}0" if text[-4:-3] == "." else text


def _read(text: str) -> Fraction | Unread:
    written = "".join(map(_digit, plain_signs(text)))
    if odd := _odd_sign(written):
        return odd
    found = list(_NUMBER.finditer(written))
    if len(found) != 1:
        return _none_or_several(written)
    before, number, after = written[: found[0].start()], found[0][0], written[found[0].end() :]
    if doubt := _beside(before, number, after):
        return doubt
    return _value(number, minus=_MINUS.fullmatch(before) is not None)


def _digit(char: str) -> str:
    """A decimal digit of any script as one of ours; commas and points of other scripts, too."""
    digit = unicodedata.decimal(char, None)
    return char.translate(_MARKS) if digit is None else str(digit)


_MARKS = str.maketrans("，．٬", ",.'")


def _odd_sign(written: str) -> Unread | None:
    """The reason where a fraction, a power or a number sign of another kind is written."""
    for place, char in enumerate(written):
        form = unicodedata.decomposition(char)
        if form.startswith("<fraction>"):
            return "fraction"
        # m² is a unit, 10² is a number.
        if char.isdigit() > char.isdecimal() and written[place - 1 : place].isdigit():
            return "power"
        if unicodedata.numeric(char, None) is not None and not char.isdigit():
            return "word" if re.search(r"\d", written) else "none"
    return "power" if _POWER.search(written) else None


def _none_or_several(written: str) -> Unread:
    if not re.search(r"\d", written):
        return "none"
    return "fraction" if re.search(r"\d\s*[/⁄]\s*\d", written) else "several"


def _beside(before: str, number: str, after: str) -> Unread | None:
    """The reason where what stands beside a number may belong to it."""
    if _is_changed(f"{before} {after}"):
        return "word"
    if re.search(r"[^\W\d][-'/]?$", before) or re.match(r"[^\W\d](?!\w)", after):
        return "attached"
    has_dash = re.search(r"^\s*-|-\s*$", before) and not _MINUS.fullmatch(before)
    if has_dash or after.strip() == "-":
        return "dash"
    if _DATE.fullmatch(number) or _DATE.fullmatch(number + after[:1]):
        return "date"
    if re.search(r"[±∓×*^/⁄√÷\\]\s*$", before) or re.match(r"\s*[±×*^/⁄÷\\]", after):
        return "unclear"
    return None


def _is_changed(words: str) -> bool:
    """Whether a word beside a number makes it another one: `2 million`, `2k`, `minus 5`."""
    letters = unicodedata.normalize("NFKD", words.casefold()).replace("ı", "i").replace("ə", "a")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    named = any(map(_CHANGE.fullmatch, re.findall(r"[^\W\d_]+", bare)))
    return named or _LETTER.search(words) is not None


def _value(number: str, *, minus: bool) -> Fraction | Unread:
    """The value of digits with their points, commas and spaces."""
    if grouped := _GROUPED.fullmatch(number):
        number = number.replace(grouped["by"], "")
    elif _INDIAN.fullmatch(number):
        number = number.replace(",", "")
    elif not _PLAIN.fullmatch(number):
        return "several" if " " in number else "unclear"
    value = Fraction(number.replace(",", ".").replace("٫", "."))
    return -value if minus else value
