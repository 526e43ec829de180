"""What a cell of an answer says: a number, true or false, a kind of item."""

import calendar
import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sourcebook.content.authoring.question_headers import bare
from sourcebook.content.authoring.tables.cells import Figure
from sourcebook.model.item_kinds import Kind, PerKind
from sourcebook.typed import read_number

NUMBER = re.compile(r"[-−+]?[0-9]{1,15}(\.[0-9]{1,15})?")
"""What a course file takes for a number."""

_LONGEST = 60
_DASH = re.compile(r"[‐‑‒–—―−－]\s*(?=[0-9])")
_MEASURE = re.compile(
    r"([-+]?[0-9][0-9.,'’\s]*?)(?:\s*([%‰€$£])|\s([^\W\d_](?:[^\W\d]|[ .²³/-]){0,29}))?"
)
_LOGICAL = "true:false wahr:falsch vrai:faux истина:ложь doğru:yanlış"
"""The words of spreadsheets for true and false."""

_AGREED = (
    "t:f yes:no richtig:unrichtig ja:nein oui:non да:нет верно:неверно правда:неправда "
    "evet:hayır правильно:неправильно"
)
_KINDS = PerKind(
    single_choice=(
        "single radio onecorrect einfachauswahl choixunique одиночныйвыбор одинответ tekseçim"
    ),
    multiple_choice=(
        "multiple mc mcq mcqs multichoice checkbox multipleresponse "
        "mehrfachauswahl choixmultiple choixmultiples qcm множественныйвыбор çoktanseçmeli"
    ),
    true_false=(
        "tf trueorfalse boolean richtigfalsch wahrfalsch vraifaux vraioufaux "
        "верноневерно правдаложь истиналожь doğruyanlış"
    ),
    verdict="",
    numeric="number numerical zahl numerisch nombre numérique число sayı sayısal",
    short_answer=(
        "short text fillin fillintheblank kurzantwort freitext réponsecourte "
        "texte короткийответ краткийответ текст kısacevap metin"
    ),
    matching="",
    ordering="",
    evidence="",
    extended_response="",
)
"""Other names that lists have for the kinds."""

_KIND_NAMES: dict[str, Kind] = {
    bare(name): kind for kind, names in _KINDS.pairs() for name in (kind, *names.split())
}
_MONTHS = {
    bare(name)
    for name in (*calendar.month_name[1:], *calendar.month_abbr[1:])
    for name in (name, name[:4])
} | {
    bare(name)
    for name in (
        "januar februar märz mai juni juli oktober dezember janvier février mars avril juin "
        "juillet août septembre octobre novembre décembre января февраля марта апреля мая июня "
        "июля августа сентября октября ноября декабря ocak şubat mart nisan mayıs haziran temmuz "
        "ağustos eylül ekim kasım aralık"
    ).split()
}


def _truths(pairs: str) -> dict[str, str]:
    words = (pair.split(":") for pair in pairs.split())
    return {
        bare(word): value
        for pair in words
        for word, value in zip(pair, ("true", "false"), strict=True)
    }


_IS_LOGICAL = _truths(_LOGICAL)
_TRUTHS = _IS_LOGICAL | _truths(_AGREED)


class Measure(NamedTuple):
    """A number as a course file writes it, and the unit beside it (or nothing)."""

    number: str
    unit: str


def truth(cell: str) -> str | None:
    """`true` or `false` for a word that means one of them, else None."""
    return _TRUTHS.get(bare(cell)) if len(cell) <= _LONGEST else None


def is_logical(cell: str) -> bool:
    """Whether a cell has a word with which spreadsheets show true and false."""
    return len(cell) <= _LONGEST and bare(cell) in _IS_LOGICAL


def kind_named(cell: str) -> Kind | None:
    """The kind of item that a cell names, or None."""
    return _KIND_NAMES.get(bare(cell)) if len(cell) <= _LONGEST else None


def measure(cell: str) -> Measure | None:
    """The number that a cell holds and nothing but a unit beside it, as a learner's is read.

    `2,000`, `2 000`, `–5` and `6 members` are read; `007` and `23 November` are not numbers.
    """
    if isinstance(cell, Figure):
        plain = cell.removesuffix("%")
        return Measure(plain, cell[len(plain) :]) if NUMBER.fullmatch(plain) else None
    if len(cell) > _LONGEST:
        return None
    written = _DASH.sub("-", cell, count=1) if _DASH.match(cell) else cell
    found = _MEASURE.fullmatch(written)
    if not found or re.match(r"[-+]?0[0-9]", written) or bare(found[3] or "") in _MONTHS:
        return None
    number = read_number(written)
    if number is None:
        return None
    text = _decimal(number)
    unit = found[2] or found[3] or ""
    return Measure(text, unit.strip()) if NUMBER.fullmatch(text) else None


def _decimal(number: Fraction) -> str:
    return format(Decimal(number.numerator) / Decimal(number.denominator), "f")
