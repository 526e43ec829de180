"""Texts of Moodle in any of its formats, as the plain text or Markdown of a draft."""

import re
from collections import Counter
from html import unescape
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from sourcebook.errors import QuestionListError
from sourcebook.formats.html_text import Plain, as_plain
from sourcebook.formats.moodle_xml.tree import text_in

_LONGEST: Final = 100_000
_DEEPEST: Final = 60
_DATA: Final = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]*")
_LINES: Final = re.compile(r"<br ?/?>")
_PARAGRAPHS: Final = re.compile(r"(?:<p>[^<>\r\n]*(?:<br ?/?>[^<>\r\n]*)*</p>)+")
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>")
_MOST_COMMENTS: Final = 200
_COMMENT: Final = re.compile(r"<(?:[!?]|/[^a-zA-Z])")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
_EMPTY: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_PICTURE: Final = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")


class Formatted(NamedTuple):
    """A text as Moodle holds it, and its format: `html`, `markdown` and so on."""

    text: str
    format: str


def formatted(element: Element | None, default: str = "html") -> Formatted:
    """The text of an element such as `<questiontext>`; what has no format takes the default."""
    if element is None:
        return Formatted("", default)
    return Formatted(text_in(element, "text"), element.get("format", default).strip())


def plain_text(text: Formatted) -> Plain:
    """A text of any format as a draft has it.

    Raises QuestionListError if it is too long, or its tags are too deep inside each other.
    """
    words = _expect_short(text.text)
    match text.format:
        case "plain_text":
            return Plain(words, ())
        case "markdown":
            names = _PICTURE.findall(words)
            left_out = tuple(f"A picture is left out: {name}." for name in names)
            return Plain(_PICTURE.sub("", words).strip(), left_out)
        case "moodle_auto_format":
            return from_html(words.replace("\r\n", "\n").replace("\n", "<br>"))
        case _:
            return from_html(words)


def on_one_line(text: str) -> str:
    """A text without line breaks, as options have it."""
    return " ".join(text.split()) if "\n" in text else text


def from_html(html: str) -> Plain:
    """HTML as plain text; paragraphs of plain words are read without a parser, and exactly."""
    if "<" not in html:
        return Plain(" ".join(unescape(html).split()), ())
    if _PARAGRAPHS.fullmatch(html):
        found = (_LINES.sub("\n", each) for each in _PARAGRAPH.findall(html))
        return Plain("\n\n".join(unescape(each) for each in found).strip(), ())
    return as_plain(expect_harmless(html))


def expect_harmless(html: str) -> str:
    """The HTML without the data of pictures; QuestionListError if it is not fit to be parsed."""
    shorter = _expect_short(html)
    if len(_COMMENT.findall(shorter)) > _MOST_COMMENTS:
        raise QuestionListError(f"A text has more than {_MOST_COMMENTS} comments.")
    if _depth(shorter) > _DEEPEST:
        raise QuestionListError(f"The tags of a text are more than {_DEEPEST} inside each other.")
    return shorter


def _expect_short(text: str) -> str:
    shorter = _DATA.sub("data:", text)
    if len(shorter) > _LONGEST:
        raise QuestionListError(f"A text has {len(shorter):,} characters, more than {_LONGEST:,}.")
    return shorter


def _depth(html: str) -> int:
    """How many tags are open at once, at most; each name is counted by itself."""
    opened: Counter[str] = Counter()
    deepest = total = 0
    for closing, written, rest in _TAG.findall(html):
        name = written.lower()
        if closing and opened[name]:
            opened[name] -= 1
            total -= 1
        elif not closing and name not in _EMPTY and not rest.endswith("/"):
            opened[name] += 1
            total += 1
            deepest = max(deepest, total)
    return deepest
