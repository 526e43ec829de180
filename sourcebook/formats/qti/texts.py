"""Texts of others' files as plain text, within limits."""

import re
from typing import Final, NamedTuple

from sourcebook.errors import QuestionListError
from sourcebook.formats.html_text import as_plain

_LONGEST: Final = 20_000
_MOST_TAGS: Final = 1_000
_DEEPEST: Final = 40
_SHOWN: Final = 60
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_ALONE: Final = frozenset("br hr img input col area wbr embed source link meta".split())


class Text(NamedTuple):
    """A text, and what was left out of it, a sentence each."""

    text: str
    left_out: tuple[str, ...] = ()


def read_text(html: str) -> Text:
    """The text of a piece of HTML. Raises QuestionListError if it is too long or too deep."""
    if len(html) > _LONGEST or html.count("<") > _MOST_TAGS:
        raise QuestionListError("A text is too long for a question. Shorten it and export again.")
    if "<" not in html and "&" not in html:
        return Text(" ".join(html.split()))
    if _depth(html) > _DEEPEST:
        message = "A text has too many elements inside each other. Remove its formatting."
        raise QuestionListError(message)
    return Text(*as_plain(html))


def _depth(html: str) -> int:
    """How many elements are inside each other at most; an unclosed one counts to the end."""
    depth = deepest = 0
    for closing, name, alone in _TAG.findall(html):
        if closing:
            depth = max(depth - 1, 0)
        elif not alone and name.lower() not in _ALONE:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def lost_feedback(html: str) -> str:
    """The note that a feedback is left out, with its first words."""
    return f"The feedback '{one_line(read_text(html).text)[:_SHOWN]}' is left out."


def one_line(text: str) -> str:
    """A text on one line, as options have it."""
    return " ".join(text.split())
