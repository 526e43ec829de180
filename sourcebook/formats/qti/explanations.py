"""The general feedback on an item: why its key is right, and what proves it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, Tag

from sourcebook.formats.proofs import proofs
from sourcebook.formats.qti.texts import Text, read_text
from sourcebook.formats.qti.xml_text import element, paragraphs
from sourcebook.model.base import PASSAGE
from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse, Item

_PARTS: Final = ("rationale", "calculated", "model-answer")


class Explanation(NamedTuple):
    """The texts of the general feedback; `cited` are the passages that it names."""

    rationale: str = ""
    calculated: str = ""
    model_answer: str = ""
    cited: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def explain(item: Item, course: Course) -> Iterator[Element]:
    """The general feedback on an item: the rationale, and each passage with our summary."""
    yield marked("rationale", item.rationale)
    if item.calculated:
        yield marked("calculated", item.calculated)
    if isinstance(item, ExtendedResponse):
        yield marked("model-answer", item.model_answer)
    shown = [
        element("li", {"class": each.passage}, f"{each.name}: {each.summary}")
        for each in proofs(item, course)
    ]
    if shown:
        yield element("ul", {"class": "sourcebook-proof"}, *shown)


def marked(part: str, text: str) -> Element:
    """The paragraphs of a text, in a division that names what they are."""
    return element("div", {"class": f"sourcebook-{part}"}, *paragraphs(text))


def read_explanation(html: str) -> Explanation:
    """The parts of the general feedback; of others' files all of it is the rationale."""
    if "sourcebook-" not in html:
        text = read_text(html)
        return Explanation(rationale=text.text, left_out=text.left_out)
    found = BeautifulSoup(html, "html.parser")
    named = {part: _part(found, part) for part in _PARTS}
    return Explanation(
        named["rationale"].text,
        named["calculated"].text,
        named["model-answer"].text,
        tuple(_cited(found)),
        tuple(each for text in named.values() for each in text.left_out),
    )


def marked_part(html: str, part: str) -> str:
    """The text of a division that names what it is; empty if there is none."""
    return _part(BeautifulSoup(html, "html.parser"), part).text


def _part(found: BeautifulSoup, part: str) -> Text:
    division = found.find(class_=f"sourcebook-{part}")
    return read_text(division.decode_contents()) if isinstance(division, Tag) else Text("")


def _cited(found: BeautifulSoup) -> Iterator[str]:
    for each in found.select(".sourcebook-proof li"):
        names = list(each.get_attribute_list("class"))
        yield from (name for name in names if re.fullmatch(PASSAGE, str(name)))
