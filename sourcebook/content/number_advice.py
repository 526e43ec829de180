"""Advice on numbers that are not written as a course file has them."""

import re
from fractions import Fraction

from sourcebook.typed import read_number

_GROUPED = re.compile(r"[-−+]?[1-9][0-9]{0,2}(?:([.,'’ \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
_TRUE = set("yes y on ja oui si sí evet да 1 wahr vrai richtig right correct t".split())
_FALSE = set("no n off nein non hayır hayir нет 0 falsch faux wrong incorrect f".split())


def advice(written: str, field: object) -> str:
    """How to write the number that may be meant; empty if that is unclear."""
    text = written.strip()
    if text.endswith("%"):
        return _of_per_cent(text[:-1].strip(), field)
    if field == "pass_mark" and (number := read_number(text)) and 0 < number < 1:
        return f"It is in per cent: write {_plain(number * 100)}."
    if _GROUPED.fullmatch(text):
        return _of_groups(text)
    if re.fullmatch(r"[-−+]?[0-9]+,[0-9]+", text):
        return f"The decimal mark is a point: write {text.replace(',', '.')}."
    if re.fullmatch(r"[-−+]?[0-9.]+", text) or (number := read_number(text)) is None:
        return ""
    return f"Write the number alone: {_plain(number)}."


def advice_on_groups(written: str) -> str:
    """What to write if `2.000` is read as 2 and may mean two thousand."""
    text = written.strip()
    if not (_GROUPED.fullmatch(text) and "." in text):
        return ""
    bare = re.sub("[^0-9]", "", text)
    return f"A point is the decimal mark, so '{text}' is {_plain(Fraction(text))}: write {bare}."


def advice_on_truth(written: str) -> str:
    """What to write for another word for yes or no."""
    word = written.strip().casefold()
    meant = "true" if word in _TRUE else "false" if word in _FALSE else ""
    return f"Write {meant}." if meant else ""


def _of_per_cent(text: str, field: object) -> str:
    number = read_number(text)
    if number is None:
        return ""
    if field == "pass_mark":
        return f"It is in per cent already: write {_plain(number)}."
    if field in ("score", "tries"):
        return f"Write it as a part of 1: {number / 100}."
    return f"Write the number alone: {_plain(number)}."


def _of_groups(text: str) -> str:
    bare = re.sub(r"[^0-9−+-]", "", text)
    if text.count(",") == 1:
        return (
            f"Write {bare}, without a comma, or {text.replace(',', '.')} if it is a decimal mark."
        )
    return f"Write it without marks between the thousands: {bare}."


def _plain(number: Fraction) -> str:
    return f"{float(number):.15g}"
