"""A lesson: its objectives, and its text as sections of prose and figures."""

from typing import Literal

from pydantic import Field

from sourcebook.model.base import Closed, Line, Slug, Whole


class Objective(Closed):
    """What a learner can do after a lesson; the text begins with a verb that can be tested."""

    id: Slug
    text: Line


class Prose(Closed):
    """Markdown between two figures; its citations look like `[@s2.p10]`."""

    markdown: str


class ComparisonFigure(Closed):
    """The place in a lesson where a comparison of the sources is shown."""

    comparison: Slug


class TimelineFigure(Closed):
    """The place in a lesson where the events of a period are shown.

    `first` and `last` are years such as `2020`, or months such as `2022-09`, both included.
    """

    first: str
    last: str


class MapFigure(Closed):
    """The place in a lesson where a map is shown."""

    map: Slug


class ChartFigure(Closed):
    """The place in a lesson where a chart is shown."""

    chart: Literal["who-is-quoted"]


class CheckFigure(Closed):
    """The place in a lesson where a learner can try an item, without a score."""

    item: Slug


Figure = ComparisonFigure | TimelineFigure | MapFigure | ChartFigure | CheckFigure


class Section(Closed):
    """A heading and what follows it; the opening of a lesson has no heading."""

    heading: str | None
    blocks: tuple[Prose | Figure, ...]


class FrontMatter(Closed):
    """The fields between the two `---` lines at the top of a lesson file."""

    id: Slug
    title: Line
    minutes: Whole = Field(ge=1, le=120)
    needs: tuple[Slug, ...] = ()
    objectives: tuple[Objective, ...] = Field(min_length=1)


class Lesson(FrontMatter):
    """A lesson as a learner reads it, section by section."""

    kind: Literal["lesson"] = "lesson"
    sections: tuple[Section, ...]
