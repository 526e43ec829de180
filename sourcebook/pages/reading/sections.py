"""The sections of a lesson and their addresses: contents, headings, links to one of them."""

import re
import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from sourcebook.model.lessons import Lesson
from sourcebook.pages.shared import links
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def names(lesson: Lesson) -> tuple[str, ...]:
    """What each section is called in an address, such as `how-we-work`; empty without a heading.

    Of two sections with the same heading, the second has a number.
    """
    found: list[str] = []
    for section in lesson.sections:
        name = _slug(section.heading) if section.heading else ""
        alike = sum(re.fullmatch(rf"{re.escape(name)}(-\d+)?", each) is not None for each in found)
        found.append(f"{name}-{alike + 1}" if name and alike else name)
    return tuple(found)


def anchor(name: str) -> str:
    """The HTML id of a section's heading."""
    return f"section-{name}"


def contents(lesson: Lesson) -> Markup:
    """The headings of a lesson as links; nothing where it has fewer than two."""
    listed = [
        links.link(_address(lesson, name), str(section.heading))
        for section, name in zip(lesson.sections, names(lesson), strict=True)
        if name
    ]
    return _html.contents(listed) if len(listed) > 1 else Markup("")


def headings(lesson: Lesson) -> Sequence[Markup]:
    """The heading of each section; some are empty."""
    return [
        _html.heading(anchor(name), text) if text else Markup("") for name, text in _named(lesson)
    ]


def linked_headings(lesson: Lesson) -> Sequence[Markup]:
    """The heading of each section with a link to itself; some are empty."""
    return [_linked(lesson, name, text) if text else Markup("") for name, text in _named(lesson)]


def _linked(lesson: Lesson, name: str, text: str) -> Markup:
    own_link = links.own_link(_address(lesson, name), f"Link to this section: {text}")
    return _html.linked_heading(anchor(name), text, own_link)


def _named(lesson: Lesson) -> list[tuple[str, str | None]]:
    """What each section is called in an address, and its heading."""
    texts = [section.heading for section in lesson.sections]
    return list(zip(names(lesson), texts, strict=True))


def _address(lesson: Lesson, name: str) -> str:
    return f"{links.lesson_address(lesson)}&section={name}"


def _slug(heading: str) -> str:
    """A heading in small plain letters, with a hyphen between its words."""
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-") or "section"
