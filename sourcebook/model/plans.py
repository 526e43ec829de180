"""A plan for the teacher: how to teach a lesson, in sections that every plan has."""

from typing import Final

from sourcebook.model.base import Closed, Slug

SECTIONS: Final[tuple[str, ...]] = (
    "In 45 minutes",
    "In 90 minutes",
    "To begin",
    "Questions, source by source",
    "What students get wrong",
    "Sensitive moments",
    "An easier way",
    "A harder way",
    "Exit question",
    "For the worksheet",
)
"""The headings of a plan, in their order."""


class PlanHead(Closed):
    """What stands before the sections of a plan: the lesson that it is for."""

    lesson: Slug


class PlanSection(Closed):
    """A section of a plan: its heading, and Markdown with citations such as `[@s2.p10]`."""

    heading: str
    markdown: str


class Plan(PlanHead):
    """A plan for a lesson; its sections are in the order of `SECTIONS`."""

    sections: tuple[PlanSection, ...]
