"""Rules on what a course says of itself: sides that people may have, maps and their pictures."""

import re

from sourcebook.content.faults import Spot, Values, did_you_mean, list_some, nearest
from sourcebook.content.unchecked_course import Draft, entries

_UNSAFE = re.compile(
    r"<!DOCTYPE|<!ENTITY|<script|<foreignObject|\bon\w+\s*=|href\s*=", re.IGNORECASE
)
_SVG = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


def sides_are_known(draft: Draft) -> None:
    """`unknown-side`: course.yaml lists the side of each person."""
    sides = [side for each in draft.about if each.model for side in each.model.sides]
    if not all(each.model for each in draft.about):
        return
    for parsed in draft.people:
        for name, person in entries(parsed.model):
            if person.side not in sides:
                message = f"course.yaml has no side '{person.side}'."
                listed = list_some(sides, "and") if sides else "not listed"
                near = nearest(person.side, sides)
                hint = did_you_mean(near) or f"Its sides are {listed}."
                values = Values(person.side, near)
                parsed.add((name, "side"), "unknown-side", message, hint, values=values)


def maps_have_pictures(draft: Draft) -> None:
    """`missing-picture`, `unknown-file`: each map has its picture, and each picture its map."""
    for parsed in draft.about:
        for name in parsed.model.maps if parsed.model else ():
            if name not in draft.pictures:
                path = f"seeds/maps/{name}.svg"
                hint = "Put the picture there, or delete the map."
                parsed.add(("maps", name), "missing-picture", f"there is no file '{path}'.", hint)
    if all(each.model for each in draft.about):
        for name, file in draft.pictures.items():
            if name not in draft.maps():
                hint = "Describe the map in course.yaml."
                file.add(Spot(1, 1), "unknown-file", "the course does not read this file.", hint)


def pictures_are_safe(draft: Draft) -> None:
    """`unsafe-picture`: a picture is an SVG drawing and nothing more."""
    for file in draft.pictures.values():
        if found := _UNSAFE.search(file.text):
            written, spot = found.group().strip(), file.spot_of(found.start())
            message = f"a picture may not have '{written}'."
            hint = "Delete it: nothing in a picture runs or is fetched."
            file.add(spot, "unsafe-picture", message, hint, values=Values(written))
        elif not _SVG.match(file.text) and not file.faults:
            message, hint = "this is no SVG picture.", "Save the drawing in the format SVG."
            file.add(Spot(1, 1), "unsafe-picture", message, hint)
