"""The map of the members: a picture that needs no other host, and its text."""

import base64
import re
from xml.etree import ElementTree

import pytest

from sourcebook.pages.reading import maps

MEMBERS = ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def svg() -> str:
    """The picture as it is written."""
    found = re.search(r"src='data:image/svg\+xml;base64,([^']+)'", maps.members_map())
    assert found
    return base64.b64decode(found[1], validate=True).decode()


def areas(svg: str, look: str) -> list[list[tuple[float, float]]]:
    """The corners of every outline with this look."""
    drawn = ElementTree.fromstring(svg).iter(f"{SVG}polygon")
    texts = [each.attrib["points"] for each in drawn if each.attrib["class"] == look]
    pairs = [[corner.split(",") for corner in text.split()] for text in texts]
    return [[(float(x), float(y)) for x, y in corners] for corners in pairs]


def holds(outline: list[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a place lies inside an outline: a line from it crosses an odd number of edges."""
    edges = zip(outline, [*outline[1:], outline[0]], strict=True)
    crossed = [
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in edges
    ]
    return sum(crossed) % 2 == 1


def test_the_text_names_the_six_members_and_says_that_azerbaijan_is_none() -> None:
    alt = maps.members_map().partition(" alt='")[2].partition("'")[0]

    assert alt == (
        "Map of the members of the CSTO, which are Armenia, Belarus, Kazakhstan, Kyrgyzstan, "
        "Russia and Tajikistan, and of Azerbaijan, which is none."
    )


def test_the_caption_says_what_each_look_stands_for() -> None:
    caption = maps.members_map().partition("<figcaption>")[2]

    assert "member'></span> Member of the CSTO: Armenia, Belarus" in caption
    assert "other'></span> Not a member: Azerbaijan." in caption


def test_the_picture_is_well_formed(svg: str) -> None:
    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"


def test_the_picture_asks_no_other_host_for_anything(svg: str) -> None:
    addresses = re.findall(r"[a-z]+://[^'\"\s)]+", svg)

    assert set(addresses) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r"url\(([^)]*)\)", svg) == ["#hatch"]
    assert not re.search(r"href|@import|<script|<image|<foreignObject", svg)


def test_azerbaijan_alone_is_drawn_as_no_member(svg: str) -> None:
    baku, yerevan = (49.87, 40.41), (44.51, 40.18)
    others = areas(svg, "other")

    assert any(holds(outline, *maps._whole(*baku)) for outline in others)
    assert not any(holds(outline, *maps._whole(*yerevan)) for outline in others)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(44.51, 40.18), (27.57, 53.9), (71.43, 51.13), (74.6, 42.87), (37.62, 55.75), (68.78, 38.56)],
    ids=["Yerevan", "Minsk", "Astana", "Bishkek", "Moscow", "Dushanbe"],
)
def test_every_members_capital_lies_in_a_member(
    svg: str, longitude: float, latitude: float
) -> None:
    place = maps._whole(longitude, latitude)

    assert any(holds(outline, *place) for outline in areas(svg, "member"))


def test_every_country_of_the_map_is_labelled_once(svg: str) -> None:
    labels = [each.text for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]

    assert sorted(map(str, labels)) == sorted([*MEMBERS, "Azerbaijan"])


def test_the_whole_lies_within_the_picture(svg: str) -> None:
    # Drawn for 720 by 400, with a little of Russia's edge to spare.
    whole = [corner for name in MEMBERS for ring in maps._countries()[name] for corner in ring]

    places = [maps._whole(*corner) for corner in whole]

    assert all(0 <= x <= 720 and 0 <= y <= 400 for x, y in places)
