"""Letters of different alphabets that look alike, such as the Latin C and the Cyrillic С."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sourcebook.typed.signs import plain_signs

_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
_LOOKS_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + "ՕՍՏԼօոսհցյզ",
    "ABESIJKMHOPCTYXaesijopcyxhdqw" + "ABEZHIKMNOPTYXo" + "OUSLonuhgjq",
)
"""Cyrillic, Greek and Armenian letters, and the Latin letter that each looks like."""


class Mixture(NamedTuple):
    """Letters of one alphabet in a text that is otherwise in another one."""

    letters: tuple[str, ...]
    alphabet: str
    rest: str


def mixture(text: str) -> Mixture | None:
    """The letters that do not belong to the alphabet of a text; None if it has only one.

    A word has letters of two alphabets, or Latin words stand beside a word of another alphabet that
    could be a Latin one. A Greek letter that looks like no Latin one is a sign: `μg`.
    """
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", plain_signs(text)))
    mixed = [word for word in words if len(_alphabets(word)) > 1]
    if not mixed and any("LATIN" in _alphabets(word) for word in words):
        mixed = words if any(_looks_latin(word) for word in words) else []
    if not mixed:
        return None
    counts = Counter(map(_alphabet, _letters(mixed)))
    odd, *_, rest = sorted(counts, key=lambda name: (counts[name], name == "LATIN"))
    letters = dict.fromkeys(each for each in _letters(mixed) if _alphabet(each) == odd)
    return Mixture(tuple(letters), odd.capitalize(), rest.capitalize())


def in_latin(text: str) -> str | None:
    """The Latin text that a text of another alphabet looks like, letter by letter, if any."""
    letters = [char for char in text if char.isalpha()]
    return text.translate(_LOOKS_LATIN) if _looks_latin("".join(letters)) else None


def _looks_latin(word: str) -> bool:
    return bool(word) and all(ord(letter) in _LOOKS_LATIN for letter in word)


def _alphabets(word: str) -> set[str]:
    return {_alphabet(letter) for letter in _letters([word])}


def _letters(words: Iterable[str]) -> list[str]:
    """The letters that belong to an alphabet; signs do not."""
    return [letter for word in words for letter in word if _alphabet(letter)]


def _alphabet(letter: str) -> str:
    """The alphabet of a letter; empty for a sign and for any other character."""
    name = unicodedata.name(letter, "").partition(" ")[0]
    is_sign = name == "GREEK" and ord(letter) not in _LOOKS_LATIN
    return name if name in _ALPHABETS and not is_sign else ""
