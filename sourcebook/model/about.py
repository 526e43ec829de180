"""The description of a course: its title, its sources, the sides of its people, its pictures."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sourcebook.model.base import Closed, Line, Prose, Slug

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Legend(Closed):
    """What one filling of a map stands for."""

    filling: Literal["plain", "hatched", "dashed"]
    means: Prose


class CourseMap(Closed):
    """A map of the course; its picture is the file `seeds/maps/<id>.svg`."""

    alt: Prose
    legend: tuple[Legend, ...] = ()
    note: Prose | None = None


class Drawing(Closed):
    """A drawing of the course; its picture is the file `seeds/drawings/<id>.svg`."""

    alt: Prose
    note: Prose | None = None


class About(Closed):
    """The course as a whole, as `seeds/course.yaml` describes it.

    `evidence` is a phrase for all sources together, such as "five news articles of November 2022",
    and `knowledge_ends` the time after which nothing is known, such as "November 2022". `cover` is
    the id of the drawing on the first page.
    """

    title: Line
    lead: Prose
    evidence: Phrase
    knowledge_ends: Phrase
    limits: Prose | None = None
    sides: tuple[Line, ...] = ()
    maps: dict[Slug, CourseMap] = Field(default_factory=dict)
    drawings: dict[Slug, Drawing] = Field(default_factory=dict)
    cover: Slug | None = None


UNNAMED = About(
    title="A course", lead="Lessons and quizzes.", evidence="its sources", knowledge_ends="them"
)
"""The description of a course that has none, or that has not been read yet."""
