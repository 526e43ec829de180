"""Rubrics: what a text in a learner's own words must show for which points."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from sourcebook.model.base import Closed, Exact, Prose


class Rubric(Closed):
    """What a written answer must show to earn all, half or none of the points."""

    full: Prose
    part: Prose
    none: Prose

    def levels(self) -> tuple[str, str, str]:
        """The descriptions by level: 0 none, 1 part, 2 full."""
        return self.none, self.part, self.full


class RubricLevel(Closed):
    """A level of a rubric: the points for it, and what an answer shows that reaches it."""

    points: Exact = Field(ge=0, le=100)
    text: Prose


def _down_to_nothing(levels: tuple[RubricLevel, ...]) -> tuple[RubricLevel, ...]:
    if any(lower.points >= higher.points for higher, lower in pairwise(levels)):
        raise PydanticCustomError(
            "wrong-levels", "expected fewer points at each level than at the one before"
        )
    if levels[-1].points:
        raise PydanticCustomError("wrong-levels", "expected 0 points at the last level")
    return levels


_FIELDS, _LIST = "as-fields", "as-list"
RubricLevels = Annotated[
    tuple[RubricLevel, ...], Field(min_length=2, max_length=10), AfterValidator(_down_to_nothing)
]
"""Levels as an author writes them: the best first, the last one without points."""


def _form(value: object) -> str:
    return _LIST if isinstance(value, list | tuple) else _FIELDS


AnyRubric = Annotated[
    Annotated[Rubric, Tag(_FIELDS)] | Annotated[RubricLevels, Tag(_LIST)],
    Discriminator(_form),
]
"""Three levels by their names, or up to ten levels, each with points of its own."""

_POINTS: TypeAdapter[Fraction] = TypeAdapter(Exact)
_NOTHING_BETWEEN = "Nothing: an answer earns all of the points or none."


def levels_of(rubric: AnyRubric, points: Fraction) -> tuple[RubricLevel, ...]:
    """The levels with their points, the lowest first, of an item worth so many points."""
    if isinstance(rubric, tuple):
        return rubric[::-1]
    return tuple(
        RubricLevel(points=points * share_of(rubric, level), text=text)
        for level, text in enumerate(rubric.levels())
    )


def share_of(rubric: AnyRubric, level: int) -> Fraction:
    """The score of a level, from 0 to 1; of the best one if there is no such level."""
    if isinstance(rubric, tuple):
        return rubric[max(0, len(rubric) - 1 - level)].points / rubric[0].points
    return Fraction(min(level, 2), 2)


def in_three(rubric: AnyRubric) -> Rubric:
    """A rubric as other programs take it; its levels between the best and the last become one."""
    if isinstance(rubric, Rubric):
        return rubric
    full, *between, none = rubric
    part = " ".join(_with_points(each, full.points) for each in between) or _NOTHING_BETWEEN
    return Rubric(full=full.text, part=part[:2000], none=none.text)


def texts_of_rubric(rubric: AnyRubric) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """The texts of a rubric, each with its place in a file."""
    if isinstance(rubric, tuple):
        yield from (((place, "text"), level.text) for place, level in enumerate(rubric))
    else:
        yield from zip((("full",), ("part",), ("none",)), rubric.levels()[::-1], strict=True)


def with_points_of_rubric(fields: object) -> object:
    """The fields of an item, worth the points of its rubric's best level if they do not say."""
    match fields:
        case {"points": _}:
            return fields
        case {"rubric": [{"points": most}, *_] as rubric, **rest} if _is_worth_something(most):
            return {**rest, "rubric": rubric, "points": most}
        case _:
            return fields


def with_points_of_item(rubric: AnyRubric, info: ValidationInfo) -> AnyRubric:
    """The rubric, if its best level has the points of the item."""
    points = info.data.get("points")
    if isinstance(rubric, tuple) and points is not None and rubric[0].points != points:
        raise PydanticCustomError(
            "wrong-levels", "expected as many points at the first level as the item has"
        )
    return rubric


def _is_worth_something(points: object) -> bool:
    """Whether these points can be those of an item; else the rubric itself is at fault."""
    try:
        return 0 < _POINTS.validate_python(points) <= 100
    except ValidationError:
        return False


def _with_points(level: RubricLevel, most: Fraction) -> str:
    return f"{float(level.points):g} of {float(most):g}: {level.text}"
