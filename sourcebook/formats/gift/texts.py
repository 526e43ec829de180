"""Texts of a file of GIFT as an item has them, and texts of an item as the file has them."""

import re
from fractions import Fraction
from html import unescape
from typing import Final

from markupsafe import Markup, escape

from sourcebook.formats.gift.questions import Text, UnreadableError
from sourcebook.formats.html_text import Plain, as_html, as_plain

_LONGEST: Final = 20_000
_MOST_TAGS: Final = 1_000
_MOST_DECIMALS: Final = 15
_SIMPLE: Final = re.compile(r"(?:<p>(?:[^<\n]|<br>)*</p>)+|(?:[^<\n]|<br>)*")


def as_paragraphs(text: str) -> Markup:
    """A text of an item as HTML paragraphs, in which nothing is markup."""
    return as_html(re.sub("\r\n?", "\n", text))


def as_line(text: str) -> Markup:
    """A text of an item as HTML without paragraphs, in which nothing is markup."""
    return Markup("<br>").join(escape(line) for line in re.split("\r\n|\r|\n", text))


def plain(text: Text) -> Plain:
    """A text of a question as Markdown, and in sentences what is left out of it.

    Raises UnreadableError for a very long text and for HTML that no person has written.
    """
    if len(text.written) > _LONGEST:
        raise UnreadableError(f"A text is longer than {_LONGEST:,} characters. Shorten it.")
    match text.format:
        case "plain" | "markdown":
            return Plain(text.written, ())
        case "moodle":
            return _from_html(text.written.replace("\n", "<br>"))
        case "html":
            return _from_html(text.written)


def marked_up(text: Text) -> int:
    """How many HTML tags of a text take time to be read."""
    is_html = text.format in ("html", "moodle")
    return text.written.count("<") if is_html and not _SIMPLE.fullmatch(text.written) else 0


def decimal(number: Fraction) -> str | None:
    """A number in digits, exactly; None if no decimal number of 15 places equals it."""
    scaled = number * 10**_MOST_DECIMALS
    if scaled.denominator != 1:
        return None
    digits = f"{abs(scaled.numerator):0{_MOST_DECIMALS + 1}d}"
    whole, places = digits[:-_MOST_DECIMALS], digits[-_MOST_DECIMALS:].rstrip("0")
    return ("-" if scaled < 0 else "") + whole + (f".{places}" if places else "")


def rounded(number: Fraction) -> str:
    """A number in digits, to 15 places, which is nearer than Moodle computes."""
    return decimal(round(number, _MOST_DECIMALS)) or "0"


def _from_html(html: str) -> Plain:
    if _SIMPLE.fullmatch(html):
        lines = html.replace("</p><p>", "\n\n").replace("<br>", "\n")
        return Plain(unescape(re.sub("</?p>", "", lines)).strip(), ())
    if html.count("<") > _MOST_TAGS:
        raise UnreadableError(f"A text has more than {_MOST_TAGS:,} HTML tags. Write it anew.")
    try:
        return as_plain(html)
    except RecursionError as error:
        raise UnreadableError("HTML is nested too deep. Write the text anew.") from error
