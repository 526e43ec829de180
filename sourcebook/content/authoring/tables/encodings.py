"""The text of a file in an unknown encoding: certain if possible, else a good guess.

A list is short, so statistics of languages do not help. What helps: a wrong encoding makes letters
in the middle of words into symbols, capitals or letters of another alphabet.
"""

import re
from collections.abc import Callable

from sourcebook.content.authoring.tables.cells import tidy
from sourcebook.content.authoring.tables.notes import Note, shortened
from sourcebook.errors import QuestionListError

_NAMES = {
    "cp1252": "Western European (Windows-1252)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1250": "Central European (Windows-1250)",
    "mac_roman": "Western European (Mac)",
    "cp850": "Western European (DOS)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "mac_cyrillic": "Cyrillic (Mac)",
    "cp866": "Cyrillic (DOS)",
}
"""The encodings to choose from, the commonest first."""

_GUESSED_FROM = 10_000
_USUAL = frozenset("“”‘’„‚«»‹›–—…€£§°·№¿¡²³½¼¾×\u00a0")
_RARE = frozenset("ðýþÐÝÞЉЊЋЂЏЅЃЌљњћђџѕѓќ")
_MISPLACED = re.compile(
    r"[^\W\d_]{2}[³²¹¿£§]|£[^\W\d_]"  # a symbol at a word
    "|[a-zà-ÿа-яё](?=[A-ZÀ-ÞŠŽА-ЯЁ])|[A-Z](?=[À-ÞŠŽ][a-z])"  # a capital within one
    r"|[^\x00-\x7f\u0400-\u04ff\W]{2}"  # two letters in a row that are not in ASCII
)


def decoded(
    raw: bytes, encoding: str | None, knows: Callable[[str], int]
) -> tuple[str, list[Note]]:
    """The text of a file, and a note with a line to look at if its encoding is a guess.

    `knows` counts the known headers in a text. Raises QuestionListError if the file is not in
    the encoding that is named.
    """
    if encoding:
        return _named(raw, encoding), []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), []
    wide = _unmarked_utf_16(raw)
    if wide and knows(raw[:_GUESSED_FROM].decode(wide, "replace")):
        return _noted(raw.decode(wide, "replace"), "UTF-16 without a mark")
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        guess = _guess(raw, knows)
        return _noted(raw.decode(guess, "replace"), _NAMES[guess])


def _named(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except (ValueError, LookupError) as error:
        # Some encodings raise more than a UnicodeDecodeError, and a name may be no text.
        message = f"The file is not in the encoding '{encoding}'. Name another, or none."
        raise QuestionListError(message) from error


def _noted(text: str, encoding: str) -> tuple[str, list[Note]]:
    lines = (tidy(line[:200]) for line in text.splitlines() if not line.isascii())
    cause = (
        f"The file is not in UTF-8. It is read as {encoding}: '{shortened(next(lines, ''))}'. "
        "If letters are wrong, save it as CSV in UTF-8 and import it again."
    )
    return text, [Note(cause)]


def _unmarked_utf_16(raw: bytes) -> str | None:
    """UTF-16 without a mark: each sign has two bytes, and one of them is often zero."""
    first, second = raw[::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 or (first and second) or first + second < len(raw) / 20:
        return None
    return ("utf_16_be" if first else "utf_16_le") if first or second else None


def _guess(raw: bytes, knows: Callable[[str], int]) -> str:
    """The encoding with the most known headers; among equals, with the fewest odd signs."""
    lines = raw.splitlines()
    odd = b"\n".join(line for line in lines if not line.isascii())[:_GUESSED_FROM]
    start = raw[:_GUESSED_FROM]

    def merit(name: str) -> tuple[int, float]:
        return knows(start.decode(name, "replace")), -_oddity(odd.decode(name, "replace"))

    return max(_NAMES, key=merit)


def _oddity(text: str) -> float:
    """How unlikely a text is: symbols, capitals within words, mixed alphabets, rare letters."""
    odd = 0.0
    for char in text:
        if not char.isascii() and not (char.islower() or char.isupper() or char in _USUAL):
            odd += 2
        elif char in _RARE:
            odd += 0.3
    for word in re.findall(r"[^\W\d_]+", text):
        cyrillic = sum("\u0400" <= char <= "\u04ff" for char in word)
        odd += 2 if 0 < cyrillic < len(word) else 0
    return odd + len(_MISPLACED.findall(text))
