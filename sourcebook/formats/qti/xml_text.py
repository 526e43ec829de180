"""XML that is built from texts, and XML of others, which is read within limits."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final
from xml.etree.ElementTree import (
    Element,
    ParseError,
    TreeBuilder,
    tostring,
)

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from sourcebook.errors import QuestionListError
from sourcebook.formats.html_text import NOT_IN_XML

MOST_BYTES: Final = 5_000_000
MOST_ELEMENTS: Final = 100_000
DEEPEST: Final = 100
_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_DIGITS: Final = 60
_NUMBER: Final = re.compile(
    r"\s*[-+]?(?:\d{1,60}(?:\.\d{0,60})?|\.\d{1,60})(?:[eE][-+]?\d{1,2})?\s*"
)

Child = Element | str


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """An element with these children; texts are shown as they are written."""
    made = Element(tag, {name: fit(value) for name, value in (attributes or {}).items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            made.append(child)
            last = child
        elif last is None:
            made.text = (made.text or "") + fit(child)
        else:
            last.tail = (last.tail or "") + fit(child)
    return made


def fit(text: str) -> str:
    """The text without characters that XML has no place for."""
    return NOT_IN_XML.sub("", text)


def as_xml(root: Element) -> bytes:
    """A file with this root."""
    written = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def as_html_text(*parts: Element) -> str:
    """Elements as HTML in a text."""
    return "".join(tostring(part, encoding="unicode", method="html") for part in parts)


def paragraphs(text: str) -> Iterator[Element]:
    """The paragraphs of a text; everything in it is shown as it is written."""
    for each in _PARAGRAPHS.split(text):
        if each.strip():
            yield element("p", {}, *lines(each.strip()))


def lines(text: str) -> Iterator[Child]:
    """A text whose line ends are kept."""
    for place, line in enumerate(text.split("\n")):
        if place:
            yield element("br")
        yield line


def decimal(number: Fraction) -> str:
    """A number as a decimal: exact if it has an end, else with fifteen digits."""
    for digits in range(_DIGITS):
        scaled = number * 10**digits
        if scaled.denominator == 1:
            return _with_point(int(scaled), digits)
    return _with_point(round(number * 10**15), 15)


def read_decimal(text: str | None) -> Fraction | None:
    """The number that a decimal stands for; None if it is none."""
    return Fraction(text.strip()) if text and _NUMBER.fullmatch(text) else None


def read_xml(raw: bytes, name: str) -> Element:
    """The root of an XML file, its elements named without namespaces.

    Raises QuestionListError if it is not XML, is too large or too deep, or declares entities.
    """
    if len(raw) > MOST_BYTES:
        raise QuestionListError(f"{name} is larger than 5 MB. Export fewer questions at once.")
    parser: Any = DefusedXMLParser(target=_Limited(name))
    try:
        parser.feed(raw)
        root: Element = parser.close()
    except DefusedXmlException as error:
        message = f"{name} declares entities, which a file of questions does not need."
        raise QuestionListError(f"{message} Export the questions again.") from error
    except (ParseError, ValueError, LookupError) as error:
        place = getattr(error, "position", None)
        where = f", line {place[0]}" if place else ""
        message = f"{name}{where}: this is not well-formed XML. Export the questions again."
        raise QuestionListError(message) from error
    return root


def inner_html(part: Element) -> str:
    """What stands inside an element, as HTML."""
    inside = [tostring(child, encoding="unicode", method="html") for child in map(_shown, part)]
    opening = element("p", {}, part.text or "")
    return as_html_text(opening)[3:-4] + "".join(inside)


def text_of(part: Element | None) -> str:
    """The text of an element, without spaces around it; empty if there is no element."""
    return "".join(part.itertext()).strip() if part is not None else ""


def _shown(part: Element) -> Element:
    """Pictures as HTML has them."""
    for each in part.iter("object"):
        if each.get("type", "").startswith("image/"):
            each.tag = "img"
            each.set("src", each.get("data", ""))
    return part


def _with_point(scaled: int, digits: int) -> str:
    sign, written = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(digits + 1, "0")
    return f"{sign}{written[:-digits]}.{written[-digits:]}" if digits else f"{sign}{written}"


class _Limited(TreeBuilder):
    """Builds a tree, and stops if it becomes too large or too deep."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._elements, self._depth = name, 0, 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            message = f"{self._name} has too many elements, or too many inside each other."
            raise QuestionListError(f"{message} Export fewer questions at once.")
        attributes = {_local(name): value for name, value in attrs.items()}
        return super().start(_local(tag), attributes)

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(_local(tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
