"""A question of Moodle while it is read, and what its reader has to say on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from sourcebook.formats.moodle_fractions import nearest
from sourcebook.formats.moodle_xml.marks import Parts, parts_of
from sourcebook.formats.moodle_xml.numbers import read
from sourcebook.formats.moodle_xml.texts import (
    Formatted,
    expect_harmless,
    formatted,
    from_html,
    plain_text,
)
from sourcebook.formats.moodle_xml.tree import text_in, texts_in

_MARK: Final = re.compile(r"sourcebook (\w+): (.+)")
_NO_PARTS: Final = Parts((), "")
_PER_CENT: Final = Fraction(1, 100)


class Text(NamedTuple):
    """A text as a draft has it, and the marked parts that were found in it."""

    text: str
    parts: Parts = _NO_PARTS


class Answer(NamedTuple):
    """An answer: its score from -1 to 1, its texts, and how far a number may be off."""

    score: Fraction
    text: Text
    feedback: Text
    tolerance: str


@dataclass(frozen=True, slots=True)
class Question:
    """An element `<question>`; `causes` gathers what is left out or changed, as sentences."""

    element: Element
    causes: list[str] = field(default_factory=list)

    def note(self, cause: str) -> None:
        """Note what a person must look at."""
        self.causes.append(cause)

    @property
    def format(self) -> str:
        """The format of the question's text, which its options take where they name none."""
        found = self.element.find("questiontext")
        return "html" if found is None else found.get("format", "html").strip()

    def mark(self, name: str) -> str:
        """What the tag of ours with this name says, such as `objective`; empty without one."""
        return next(iter(self.marks(name)), "")

    def marks(self, name: str) -> list[str]:
        """What all tags of ours with this name say."""
        found = (_MARK.fullmatch(tag) for tag in self.tags())
        return [each[2].strip() for each in found if each and each[1] == name]

    def other_tags(self) -> list[str]:
        """The tags that are not ours."""
        return [tag for tag in self.tags() if not _MARK.fullmatch(tag)]

    def tags(self) -> Iterator[str]:
        """The tags of the question and its course."""
        for path in ("tags/tag/text", "coursetags/tag/text"):
            yield from texts_in(self.element, path)

    def text(self, element: Element | None, default: str = "html") -> Text:
        """A text with its marked parts; what cannot be kept of it is noted."""
        return self._text(formatted(element, default))

    def html(self, html: str) -> str:
        """A piece of HTML as plain text; what cannot be kept of it is noted."""
        found = from_html(html)
        self.causes.extend(found.left_out)
        return found.text

    def part(self, text: Text, name: str) -> str | None:
        """The marked part of a text under this name; None without one."""
        found = text.parts.html(name)
        return self.html(found) if found else None

    def answers(self, *, plain: bool = False) -> Iterator[Answer]:
        """The answers in their order; `plain` if their texts are typed and have no format."""
        for element in self.element.findall("answer"):
            typed = Text(text_in(element, "text"))
            yield Answer(
                self._score(element.get("fraction", "0")),
                typed if plain else self.text(element, self.format),
                self.text(element.find("feedback")),
                text_in(element, "tolerance"),
            )

    def _text(self, found: Formatted) -> Text:
        if "sourcebook-" in found.text and found.format != "plain_text":
            parts = parts_of(expect_harmless(found.text))
            return Text(self.html(parts.rest), parts)
        read_as = plain_text(found)
        self.causes.extend(read_as.left_out)
        return Text(read_as.text)

    def _score(self, fraction: str) -> Fraction:
        number = read(fraction.strip().removesuffix("%"))
        if number is None:
            self.note(f"Its grade '{fraction[:20]}' is no number. It counts as 0.")
            return Fraction(0)
        limited = max(Fraction(-1), min(Fraction(1), number * _PER_CENT))
        listed = nearest(limited) or Fraction(0)
        if abs(listed - number * _PER_CENT) > Fraction(1, 100_000):
            self.note(f"Moodle has no grade of {fraction[:20]} %. The nearest one is used.")
        return listed
