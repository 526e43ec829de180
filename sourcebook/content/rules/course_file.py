"""Rules on the description of a course: the sides of people, and its pictures."""

import re

from sourcebook.content.faults import Spot, Values, did_you_mean, list_some, nearest
from sourcebook.content.unchecked_course import UncheckedCourse, entries
from sourcebook.model.about import About

_UNSAFE = re.compile(
    r"<!DOCTYPE|<!ENTITY|<script|<foreignObject|\bon\w+\s*=|href\s*=|@import|url\(\s*+[\"']?+(?!#)",
    re.IGNORECASE,
)
_SVG = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


def sides_are_known(unchecked: UncheckedCourse) -> None:
    """`unknown-side`: course.yaml lists the side of each person."""
    sides = [side for each in unchecked.about if each.model for side in each.model.sides]
    if not all(each.model for each in unchecked.about):
        return
    for parsed in unchecked.people:
        for name, person in entries(parsed.model):
            if person.side not in sides:
                message = f"course.yaml has no side '{person.side}'."
                listed = list_some(sides, "and") if sides else "not listed"
                near = nearest(person.side, sides)
                hint = did_you_mean(near) or f"Its sides are {listed}."
                values = Values(person.side, near)
                parsed.add((name, "side"), "unknown-side", message, hint, values=values)


def descriptions_have_pictures(unchecked: UncheckedCourse) -> None:
    """`missing-picture`, `unknown-file`: each map or drawing has its picture, and the reverse."""
    for parsed in unchecked.about:
        for kind, name in _described(parsed.model):
            if f"{kind}/{name}" not in unchecked.pictures:
                message = f"there is no file 'seeds/{kind}/{name}.svg'."
                hint = f"Put the picture there, or delete the {kind.removesuffix('s')}."
                parsed.add((kind, name), "missing-picture", message, hint)
    if all(each.model for each in unchecked.about):
        described = [each for about in unchecked.about for each in _described(about.model)]
        for path, file in unchecked.pictures.items():
            kind, _, name = path.partition("/")
            if (kind, name) not in described:
                hint = f"Describe the {kind.removesuffix('s')} in course.yaml."
                file.add(Spot(1, 1), "unknown-file", "the course does not read this file.", hint)


def _described(about: About | None) -> list[tuple[str, str]]:
    """The maps and drawings of a course, as `("maps", "csto-members")`."""
    if about is None:
        return []
    return [
        *(("maps", name) for name in about.maps),
        *(("drawings", name) for name in about.drawings),
    ]


def pictures_are_safe(unchecked: UncheckedCourse) -> None:
    """`unsafe-picture`: a picture is an SVG drawing and nothing more."""
    for file in unchecked.pictures.values():
        if found := _UNSAFE.search(file.text):
            written, spot = found.group().strip(), file.spot_of(found.start())
            message = f"a picture may not have '{written}'."
            hint = "Delete it: nothing in a picture runs or is fetched."
            file.add(spot, "unsafe-picture", message, hint, values=Values(written))
        elif not _SVG.match(file.text) and not file.faults:
            message, hint = "this is not an SVG picture.", "Save the drawing in the format SVG."
            file.add(Spot(1, 1), "unsafe-picture", message, hint)
