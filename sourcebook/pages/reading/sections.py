"""The sections of a lesson and their addresses: contents, headings, and the way to one of them."""

import re
import unicodedata
from collections.abc import Sequence
from html import escape

from sourcebook.model.lessons import Lesson
from sourcebook.pages.shared import links


def names(lesson: Lesson) -> tuple[str, ...]:
    """What each section is called in an address, such as `how-we-work`; empty without a heading.

    Two sections that are headed alike are told apart by a number.
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


def contents(lesson: Lesson) -> str:
    """The headings of a lesson as links; nothing where it has fewer than two."""
    listed = [
        f"<li>{links.way(_address(lesson, name), str(section.heading))}</li>"
        for section, name in zip(lesson.sections, names(lesson), strict=True)
        if name
    ]
    if len(listed) < 2:
        return ""
    return (
        "<nav aria-label='In this lesson' class='contents'><p class='meta' aria-hidden='true'>In "
        f"this lesson</p><ol>{''.join(listed)}</ol></nav>"
    )


def headings(lesson: Lesson, *, linked: bool) -> Sequence[str]:
    """The heading of each section as HTML, with a link to itself where `linked`; some are empty."""
    return [
        _heading(lesson, section.heading, name, linked) if section.heading else ""
        for section, name in zip(lesson.sections, names(lesson), strict=True)
    ]


def _heading(lesson: Lesson, heading: str, name: str, linked: bool) -> str:
    shown = f"<h2 id='{anchor(name)}'>{escape(heading)}</h2>"
    if not linked:
        return shown
    itself = links.own_link(_address(lesson, name), f"Link to this section: {heading}")
    return f"<div class='headed'>{shown}{itself}</div>"


def _address(lesson: Lesson, name: str) -> str:
    return f"{links.of_lesson(lesson)}&section={name}"


def _slug(heading: str) -> str:
    """A heading in small plain letters, with a hyphen between its words."""
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-") or "section"
