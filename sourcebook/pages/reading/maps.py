"""The map of the CSTO's members, drawn from public-domain geometry that ships with the app.

`map.json` holds rings of longitude and latitude from Natural Earth, thinned to 13 kB.
"""

import base64
import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

_MAP: Final = Path(__file__).parent / "map.json"
_MEMBERS: Final = ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")

Point = tuple[float, float]


def members_map() -> str:
    """The six members and Azerbaijan, once as a whole and once round the Caucasus."""
    members = f"{', '.join(_MEMBERS[:-1])} and {_MEMBERS[-1]}"
    return (
        "<figure class='map'><img width='720' height='400' "
        f"src='data:image/svg+xml;base64,{_picture()}' alt='Map of the "
        f"members of the CSTO, which are {members}, and of Azerbaijan, which is none.'>"
        f"<figcaption><p><span class='swatch member'></span> Member of the CSTO: {members}. "
        "<span class='swatch other'></span> Not a member: Azerbaijan. The frame shows the "
        "Caucasus larger.</p><p>The map shows where the states lie. It does not decide whose any "
        "disputed land is, and leaves some of it out. Geometry: Natural Earth, public domain."
        "</p></figcaption></figure>"
    )


@cache
def _picture() -> str:
    """The map as an SVG picture in base 64; it follows the light or dark of the page."""
    whole = _outlines(_whole, (*_MEMBERS, "Azerbaijan"))
    near = _outlines(_near, ("Russia", "Azerbaijan", "Armenia"))
    labels = {
        "Russia": _whole(98, 61),
        "Kazakhstan": _whole(67, 48),
        "Belarus": _whole(33, 53.3),
        "Kyrgyzstan": _whole(84, 40.8),
        "Tajikistan": _whole(74, 36),
    }
    near_labels = {"Armenia": _near(44.6, 41.55), "Azerbaijan": _near(48.2, 40.5)}
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 720 400'><style>{_MAP_STYLE}</style>"
        "<defs><pattern id='hatch' width='7' height='7' patternUnits='userSpaceOnUse' "
        "patternTransform='rotate(45)'><line y2='7' class='hatch'/></pattern></defs>"
        f"{whole}{_labels(labels)}<rect x='462' y='222' width='250' height='170' class='frame'/>"
        "<svg x='462' y='222' width='250' height='170' viewBox='0 0 250 170'>"
        f"{near}{_labels(near_labels)}</svg></svg>"
    )
    return base64.b64encode(svg.encode()).decode("ascii")


_MAP_STYLE: Final = """
:root { color-scheme: light dark;
  --ink: #1f1b18; --paper: #fbf8f3; --tint: #c9b3c7; --edge: #6d3b6b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece6dc; --paper: #1b1917; --tint: #59405a; --edge: #d8a8d5; }
}
.member { fill: var(--tint); stroke: var(--edge); stroke-width: .8; }
.other { fill: url(#hatch); stroke: var(--ink); stroke-width: 1.2; }
.hatch { stroke: var(--ink); stroke-width: 2; }
.frame { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
text { fill: var(--ink); font: 600 19px sans-serif; text-anchor: middle; paint-order: stroke;
  stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
"""


@cache
def _countries() -> dict[str, list[list[Point]]]:
    countries: dict[str, list[list[Point]]] = json.loads(_MAP.read_text("utf-8"))["countries"]
    return countries


def _whole(longitude: float, latitude: float) -> Point:
    """Albers' equal-area conic round 85° east, standard parallels 40° and 65° north, in units.

    Snyder, Map Projections: A Working Manual (1987), formulas 14-1 to 14-6.
    """
    low, high = math.radians(40), math.radians(65)
    cone = (math.sin(low) + math.sin(high)) / 2
    size = math.cos(low) ** 2 + 2 * cone * math.sin(low)
    radius = math.sqrt(size - 2 * cone * math.sin(math.radians(latitude))) / cone
    angle = cone * math.radians(longitude - 85)
    return 245 + 400 * radius * math.sin(angle), 400 * radius * math.cos(angle) - 23


def _near(longitude: float, latitude: float) -> Point:
    """A plain plate for the small frame: a degree east is as long as at 40° north."""
    return (longitude - 42.3) * 28, (42.6 - latitude) * 36.5


def _outlines(project: Callable[[float, float], Point], names: Sequence[str]) -> str:
    shapes = []
    for name in names:
        look = "other" if name == "Azerbaijan" else "member"
        for ring in _countries()[name]:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (project(*p) for p in ring))
            shapes.append(f"<polygon class='{look}' points='{points}'/>")
    return "".join(shapes)


def _labels(places: Mapping[str, Point]) -> str:
    return "".join(
        f"<text x='{x:.0f}' y='{y:.0f}'>{name}</text>" for name, (x, y) in places.items()
    )
