"""A question of QTI 1.2 while it is read."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.found import expect_few
from sourcebook.formats.qti.texts import one_line, read_text
from sourcebook.formats.qti.xml_text import inner_html, read_decimal, text_of
from sourcebook.formats.qti12.conditions import Condition, conditions

_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_TAG = re.compile("</?[a-z][a-z0-9]*[^<>]*>", re.IGNORECASE)


@dataclass
class Question:
    """A question while it is read; `notes` and `used` grow."""

    item: Element
    fields: dict[str, str]
    conditions: tuple[Condition, ...]
    feedback: dict[str, str]
    notes: list[str]
    used: set[str] = field(default_factory=set)

    @property
    def type(self) -> str:
        """The type of question that Canvas names; empty if the file names none."""
        return self.fields.get("question_type", "")

    def responses(self) -> list[Element]:
        """The elements in which something is answered."""
        found = [each for each in self.item.iter() if each.tag in _RESPONSES]
        expect_few(len(found))
        return found

    def asked(self) -> str:
        """The text before the first answer, as HTML."""
        presentation = self.item.find("presentation")
        if presentation is None:
            return ""
        shown = deepcopy(presentation)
        for each in list(shown.iter()):
            if each.tag in _RESPONSES:
                each.clear()
        return "\n".join(html_of(each) for each in shown.iter("material"))

    def plain(self, html: str) -> str:
        """HTML as plain text; what is left out of it is noted."""
        text = read_text(html)
        self.notes += text.left_out
        return text.text

    def said(self, name: str) -> str:
        """The text of a feedback; empty if there is none of this name."""
        if name not in self.feedback:
            return ""
        self.used.add(name)
        return self.plain(self.feedback[name])

    def labels(self, response: Element) -> Iterator[tuple[str, str]]:
        """The ids and texts of what can be chosen."""
        labels = list(response.iter("response_label"))
        expect_few(len(labels))
        for each in labels:
            materials = "\n".join(html_of(part) for part in each.iter("material"))
            yield each.get("ident", ""), one_line(self.plain(materials))

    def prompt(self, response: Element) -> str:
        """The text of a row, beside what is chosen for it."""
        return one_line(self.plain("\n".join(map(html_of, response.findall("material")))))

    def points(self) -> Fraction | None:
        """The points of the question; None if the file does not say."""
        return read_decimal(self.fields.get("points_possible"))


def question_of(item: Element) -> Question:
    """A question, before anything of it is read."""
    fields = {
        text_of(each.find("fieldlabel")): text_of(each.find("fieldentry"))
        for each in item.iter("qtimetadatafield")
    }
    feedback = {
        each.get("ident", ""): "\n".join(html_of(part) for part in each.iter("material"))
        for each in item.iter("itemfeedback")
    }
    return Question(item, fields, conditions(item), feedback, [])


def html_of(material: Element) -> str:
    """A text as HTML, whether the file has it as HTML or plain; pictures are named."""
    return "".join(_html_of(each) for each in material)


def _html_of(part: Element) -> str:
    if part.tag == "matimage":
        named = Element("img", {"src": part.get("uri") or part.get("label") or "a picture"})
        holder = Element("p")
        holder.append(named)
        return inner_html(holder)
    if part.tag not in ("mattext", "matemtext"):
        return ""
    is_html = part.get("texttype", "").lower() == "text/html"
    # Some programs name no type and write HTML.
    is_html = is_html or (
        "texttype" not in part.attrib and _TAG.search(part.text or "") is not None
    )
    return part.text or "" if is_html and not len(part) else inner_html(part)
