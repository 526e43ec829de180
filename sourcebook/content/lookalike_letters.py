"""Letters of other alphabets that look like those of an id: which they are, and what is meant."""

import unicodedata

_LATIN = dict(
    zip("аеорсухіѕјһԁԛԝкмтвнοαεικνρυχ", "aeopcyxisjhdqwkmtbhoaeiknpux", strict=True)
) | dict(zip("АВЕКМНОРСТХІЅЈΑΒΕΗΙΚΜΝΟΡΤΥΧΖ", "ABEKMHOPCTXISJABEHIKMNOPTYXZ", strict=True))
_ALPHABETS = {"CYRILLIC": "a Cyrillic", "GREEK": "a Greek"}


def in_latin(text: str) -> str:
    """The text with Latin letters for those that look like them."""
    return "".join(_LATIN.get(letter, letter) for letter in text)


def foreign_letter(text: str) -> str:
    """A sentence on the first letter that only looks Latin; empty if there is none."""
    for letter in text:
        if letter in _LATIN:
            alphabet = _ALPHABETS[unicodedata.name(letter).split()[0]]
            return f"The '{letter}' in it is {alphabet} letter: type '{in_latin(text)}' anew."
    return ""
