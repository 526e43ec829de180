"""A question of QTI 2.x while it is read: its elements, and what was used of its feedback."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.found import expect_few
from sourcebook.formats.qti.texts import one_line, read_text
from sourcebook.formats.qti.xml_text import inner_html, read_decimal, text_of

_INSIDE = ("feedbackInline", "feedbackBlock")


@dataclass
class Question:
    """A question while it is read; `notes` and `used` grow."""

    root: Element
    interaction: Element
    response: Element
    feedback: dict[str, str]
    notes: list[str]
    used: set[str] = field(default_factory=set)

    def right_values(self) -> list[str]:
        """The right values of the response, in the order of the file."""
        values = self.response.findall("correctResponse/value")
        expect_few(len(values))
        return [text_of(each) for each in values]

    def mapping(self) -> dict[str, Fraction]:
        """What each answer counts according to the mapping, in the order of the file."""
        entries = self.response.findall("mapping/mapEntry")
        expect_few(len(entries))
        found = {each.get("mapKey", ""): read_decimal(each.get("mappedValue")) for each in entries}
        return {key: value for key, value in found.items() if value is not None}

    def uses_mapping(self) -> bool:
        """Whether the points come from the mapping."""
        processing = self.root.find("responseProcessing")
        if processing is None:
            return not self.right_values()
        template = processing.get("template", "").removesuffix(".xml")
        return template.endswith("map_response") or processing.find(".//mapResponse") is not None

    def statements(self) -> Iterator[Element]:
        """The elements that say what a response earns."""
        processing = self.root.find("responseProcessing")
        if processing is not None:
            yield from processing.iter()

    def feedback_on(self, *names: str) -> str:
        """The text that is shown after this answer; empty if there is none."""
        for name in names:
            if name in self.feedback:
                self.used.add(name)
                return self.plain(self.feedback[name])
        return ""

    def plain(self, html: str) -> str:
        """HTML as plain text; what is left out of it is noted."""
        text = read_text(html)
        self.notes += text.left_out
        return text.text

    def options(self, part: Element, tag: str) -> list[tuple[str, str, str]]:
        """The ids, texts and feedback of options; those without a text are left out."""
        elements = list(part.iter(tag))
        expect_few(len(elements))
        found = [self._option(each) for each in elements]
        if not all(text for _, text, _ in found):
            self.notes.append("An option without a text is left out.")
        return [each for each in found if each[1]]

    def _option(self, element: Element) -> tuple[str, str, str]:
        """The id of an option, its text and the feedback on choosing it."""
        name, shown = element.get("identifier", ""), deepcopy(element)
        inside = [each for each in shown.iter() if each.tag in _INSIDE]
        said = " ".join(self.plain(inner_html(each)) for each in inside)
        for each in inside:
            each.clear()
        text = one_line(self.plain(inner_html(shown)))
        return name, text, said.strip() or self.feedback_on(name)
