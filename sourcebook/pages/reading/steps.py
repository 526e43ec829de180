"""The steps of a lesson and their addresses: a step is a section, the opening among them."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import NamedTuple

from markupsafe import Markup

from sourcebook.model.lesson_work import Note
from sourcebook.model.lessons import Lesson, Section
from sourcebook.pages.shared import links
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

OPENING = "start"
"""What a step without a heading is called in an address."""


class Step(NamedTuple):
    """A step of a lesson: its number from 1, its name in an address, its title, what is in it.

    `tasks` has the names under which the answers to its tasks are saved, in their order.
    """

    number: int
    name: str
    title: str
    section: Section
    tasks: tuple[str, ...]


def steps(lesson: Lesson) -> tuple[Step, ...]:
    """The steps of a lesson; the opening has the lesson's title."""
    named = zip(names(lesson), lesson.sections, lesson.named_tasks(), strict=True)
    return tuple(
        Step(number, name, section.heading or lesson.title, section, tuple(task for task, _ in of))
        for number, (name, section, of) in enumerate(named, start=1)
    )


def names(lesson: Lesson) -> tuple[str, ...]:
    """What each step is called in an address, such as `how-we-work`.

    Of two steps with the same heading, the second has a number.
    """
    found: list[str] = []
    for section in lesson.sections:
        name = _slug(section.heading) if section.heading else OPENING
        alike = sum(re.fullmatch(rf"{re.escape(name)}(-\d+)?", each) is not None for each in found)
        found.append(f"{name}-{alike + 1}" if alike else name)
    return tuple(found)


def address(lesson: Lesson, step: Step) -> str:
    """The address of a step."""
    return f"{links.lesson_address(lesson)}&section={step.name}"


def whole_address(lesson: Lesson) -> str:
    """The address of the lesson on one page."""
    return f"{links.lesson_address(lesson)}&view=whole"


def place(lesson: Lesson, step: Step) -> str:
    """The place of a step among a learner's notes."""
    return f"{lesson.id}/{step.name}"


def anchor(name: str) -> str:
    """The HTML id of a step's heading."""
    return f"section-{name}"


def progress(
    lesson: Lesson, here: Step, seen: Collection[str], notes: Mapping[str, Note]
) -> Markup:
    """How far the learner is, and behind a summary all steps: those opened, and their notes."""
    all_steps = steps(lesson)
    listed = [
        (each, address(lesson, each), each.name in seen, notes.get(place(lesson, each)))
        for each in all_steps
    ]
    return _html.progress(here, len(all_steps), listed, whole_address(lesson))


def heading(step: Step) -> Markup:
    """The heading of a step among others, without a link to itself."""
    return _html.heading(anchor(step.name), step.title) if step.section.heading else Markup()


def linked_heading(lesson: Lesson, step: Step) -> Markup:
    """The heading of a step among others, with a link to itself."""
    if not step.section.heading:
        return Markup()
    own_link = links.own_link(address(lesson, step), f"Link to this step: {step.title}")
    return _html.linked_heading(anchor(step.name), step.title, own_link)


def beside(lesson: Lesson, here: Step) -> tuple[Step | None, Step | None]:
    """The step before and the one after, None where there is none."""
    all_steps, place = steps(lesson), here.number
    before = all_steps[place - 2] if place > 1 else None
    return before, all_steps[place] if place < len(all_steps) else None


def _slug(heading: str) -> str:
    """A heading in small plain letters, with a hyphen between its words."""
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")[:50] or "section"
