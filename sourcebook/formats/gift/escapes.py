"""Signs that mean something in GIFT: how they are written in a text, and how they are read."""

import re
from collections.abc import Mapping
from typing import Final

_SPECIAL: Final = "~=#{}:\\"
# Code points that stand for no character, so that no text has them.
_HIDDEN: Final[Mapping[str, str]] = {
    sign: chr(0xFDD0 + place) for place, sign in enumerate([*_SPECIAL, "n"])
}
_SHOWN: Final = str.maketrans(
    {hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()}
)
_WRITTEN: Final = str.maketrans({"\n": r"\n"} | {sign: f"\\{sign}" for sign in _SPECIAL})
_ESCAPED: Final = re.compile(r"\\([~=#{}:\\n])")
_MOODLE_MARKS: Final = re.compile("&&(010|035|058|061|123|125|126);")
_ENTITIES: Final = {
    "&#39;": "&apos;",
    "&#34;": "&quot;",
    "#": "&num;",
    "{": "&lbrace;",
    "}": "&rbrace;",
    "\\": "&bsol;",
    "//": "&sol;/",
}


def escaped(text: str) -> str:
    """A text in which no sign means anything to a reader of GIFT."""
    return str(text).translate(_WRITTEN)


def with_entities(html: str) -> str:
    """A piece of HTML in which no sign means anything, without a backslash.

    Moodle hands some parts of a file to a plugin that may not know the backslash.
    """
    written = str(html)
    for sign, entity in _ENTITIES.items():
        written = written.replace(sign, entity)
    return written


def hidden(text: str) -> str:
    """The text of a file with each escaped sign replaced, so that it separates nothing."""
    return _ESCAPED.sub(lambda found: _HIDDEN[found[1]], text)


def shown(text: str) -> str:
    """A part of a text whose escaped signs were hidden, as a person reads it, trimmed."""
    read = text.translate(_SHOWN)
    return _MOODLE_MARKS.sub(lambda found: chr(int(found[1])), read).strip()


def has_moodle_mark(text: str) -> bool:
    """Whether Moodle would take a part of this text for a mark of its own, such as `&&058;`."""
    return _MOODLE_MARKS.search(text) is not None
