"""A lesson: its objectives, and its text as sections of prose and living figures."""

from typing import Literal

from pydantic import Field

from sourcebook.model.base import Closed, Line, Slug, Whole


class Objective(Closed):
    """What a learner can do after a lesson; the text starts with a verb that can be tested."""

    id: Slug
    text: Line


class Prose(Closed):
    """A run of Markdown between two figures; citations stand in it as `[@s2.p10]`."""

    markdown: str


class ComparisonFigure(Closed):
    """The place in a lesson where a comparison of the sources is shown."""

    comparison: Slug


class Section(Closed):
    """A heading (none for the opening of a lesson) and what stands under it."""

    heading: str | None
    blocks: tuple[Prose | ComparisonFigure, ...]


class FrontMatter(Closed):
    """What stands between the two `---` lines at the head of a lesson file."""

    id: Slug
    title: Line
    minutes: Whole = Field(ge=1, le=120)
    needs: tuple[Slug, ...] = ()
    objectives: tuple[Objective, ...] = Field(min_length=1)


class Lesson(FrontMatter):
    """A lesson as a learner reads it, section by section."""

    kind: Literal["lesson"] = "lesson"
    sections: tuple[Section, ...]
