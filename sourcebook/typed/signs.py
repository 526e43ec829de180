"""Signs that keyboards, phones and word processors use for one another."""

import unicodedata

_INVISIBLE = "\u034f\u115f\u1160\u180b\u180c\u180d\u2800\u3164\uffa0\ufffc" + "".join(
    map(chr, range(0xFE00, 0xFE10))
)
"""Characters without a shape that Unicode does not class as format characters."""

_DASHES = "−⁃˗"
"""Signs that look like a dash and are not of the class of dashes."""

_APOSTROPHES = "’‘‚‛ʼʻʽʾʿʹˈˊˋ′‵´`՚＇׳ꞌ\u1ffd"
_QUOTES = '"„″‶‟＂〝〞〟「」『』'


class _Plain(dict[int, str]):
    """The plain sign for each character, by its code point."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if char.isspace():
        return " "
    if char in _INVISIBLE or kind in ("Cf", "Cc"):
        return ""
    if kind == "Pd" or char in _DASHES:
        return "-"
    if char in _APOSTROPHES:
        return "'"
    return '"' if kind in ("Pi", "Pf") or char in _QUOTES else char


_PLAIN = _Plain()


def plain_signs(text: str) -> str:
    """The text with one kind each of dash, apostrophe, quotation mark and space, and no
    invisible characters.
    """
    return text.translate(_PLAIN)
