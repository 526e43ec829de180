"""Texts of items as HTML, and texts of imported questions as plain text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter
from markupsafe import Markup, escape

NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that neither XML nor HTML can hold."""

_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_SPACES: Final = re.compile(r"(?<=\S) {2,}")
_NOT_SHOWN: Final = ("script", "style", "template", "head", "noscript", "iframe", "object")
_MEDIA: Final = {"img": "A picture", "audio": "A sound", "video": "A film", "svg": "A picture"}


class Plain(NamedTuple):
    """A text without markup, and what was left out of it, a sentence each."""

    text: str
    left_out: tuple[str, ...]


def as_html(text: str) -> Markup:
    """A text of an item as HTML paragraphs; everything in it is shown as it is written."""
    paragraphs = (
        escape(each.strip()).replace("\n", Markup("<br>")) for each in _PARAGRAPHS.split(text)
    )
    return Markup("").join(Markup("<p>{}</p>").format(each) for each in paragraphs if each)


def as_plain(html: str) -> Plain:
    """The text of a piece of HTML as Markdown, with pictures and the like named as left out."""
    found = BeautifulSoup(html, "html.parser")
    left_out = tuple(_removed(found))
    written = MarkdownConverter(
        escape_asterisks=False, escape_underscores=False, escape_misc=False
    ).convert_soup(found)
    lines = (_SPACES.sub(" ", line).rstrip() for line in str(written).strip().splitlines())
    return Plain(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)), left_out)


def _removed(found: BeautifulSoup) -> Iterator[str]:
    for tag in found.find_all([*_NOT_SHOWN, *_MEDIA]):
        if tag.decomposed or not isinstance(tag, Tag):
            continue
        if media := _MEDIA.get(tag.name):
            named = tag.get("alt") or tag.get("src") or ""
            yield f"{media} is left out{f': {str(named)[:80]}' if named else ''}."
        tag.decompose()
