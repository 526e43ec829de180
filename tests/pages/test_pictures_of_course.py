"""The map and the drawings of the course: pictures that need no other host, and their text."""

import base64
import math
import re
from xml.etree import ElementTree

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.model.course import Course
from sourcebook.pages.reading.pictures import cover, drawing_figure, map_figure
from sourcebook.settings import PROJECT
from tests.builders import course_files

MEMBERS = ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def course() -> Course:
    """The course as it is in this project."""
    made = check(read_files(PROJECT)).course
    assert made
    return made


@pytest.fixture(scope="module")
def figure(course: Course) -> str:
    """The map as HTML."""
    return map_figure(course, "csto-members")


@pytest.fixture(scope="module")
def svg(figure: str) -> str:
    """The picture as it is written."""
    found = re.search(r"src='data:image/svg\+xml;base64,([^']+)'", figure)
    assert found
    return base64.b64decode(found[1], validate=True).decode()


def drawn_at(longitude: float, latitude: float) -> tuple[float, float]:
    """Where the picture has a place: Albers' equal-area conic round 85° east, 40° and 65° north.

    Snyder, Map Projections: A Working Manual (1987), formulas 14-1 to 14-6.
    """
    low, high = math.radians(40), math.radians(65)
    cone = (math.sin(low) + math.sin(high)) / 2
    size = math.cos(low) ** 2 + 2 * cone * math.sin(low)
    radius = math.sqrt(size - 2 * cone * math.sin(math.radians(latitude))) / cone
    angle = cone * math.radians(longitude - 85)
    return 245 + 400 * radius * math.sin(angle), 400 * radius * math.cos(angle) - 23


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


def test_the_text_names_the_six_members_and_says_that_azerbaijan_is_none(figure: str) -> None:
    alt = figure.partition(" alt='")[2].partition("'")[0]

    assert alt == (
        "Map of the members of the CSTO in November 2022, which were Armenia, Belarus, Kazakhstan, "
        "Kyrgyzstan, Russia and Tajikistan, and of Azerbaijan, which was none."
    )


def test_the_caption_says_what_each_look_stands_for(figure: str) -> None:
    caption = figure.partition("<figcaption>")[2]

    assert "filling-plain'></span> Member of the CSTO in November 2022: Armenia, Belarus" in caption
    assert "filling-hatched'></span> Not a member: Azerbaijan." in caption


def test_the_picture_is_well_formed(svg: str) -> None:
    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"


def test_the_picture_asks_no_other_host_for_anything(svg: str) -> None:
    addresses = re.findall(r"[a-z]+://[^'\"\s)]+", svg)

    assert set(addresses) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r"url\(([^)]*)\)", svg) == ["#hatch"]
    assert not re.search(r"href|@import|<script|<image|<foreignObject", svg)


def test_azerbaijan_alone_is_drawn_as_no_member(svg: str) -> None:
    baku, yerevan = (49.87, 40.41), (44.51, 40.18)
    others = areas(svg, "hatched")

    assert any(holds(outline, *drawn_at(*baku)) for outline in others)
    assert not any(holds(outline, *drawn_at(*yerevan)) for outline in others)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(44.51, 40.18), (27.57, 53.9), (71.43, 51.13), (74.6, 42.87), (37.62, 55.75), (68.78, 38.56)],
    ids=["Yerevan", "Minsk", "Astana", "Bishkek", "Moscow", "Dushanbe"],
)
def test_every_members_capital_lies_in_a_member(
    svg: str, longitude: float, latitude: float
) -> None:
    place = drawn_at(longitude, latitude)

    assert any(holds(outline, *place) for outline in areas(svg, "plain"))


def test_every_country_of_the_map_is_labelled_once(svg: str) -> None:
    labels = [each.text for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]

    assert sorted(map(str, labels)) == sorted([*MEMBERS, "Azerbaijan"])


def test_the_map_of_the_south_caucasus_decides_nothing(course: Course) -> None:
    figure = map_figure(course, "south-caucasus")

    assert "<span class='swatch filling-dashed'></span> About where Nagorno-Karabakh lies" in figure
    assert "It does not decide whose any land is" in figure


def test_every_place_of_the_south_caucasus_has_its_name_and_stands_in_the_text(
    course: Course,
) -> None:
    svg = course.pictures["maps/south-caucasus"]

    names = " ".join(str(each.text) for each in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    places = names.replace("Nagorno- Karabakh", "Nagorno-Karabakh").replace(
        "Caspian Sea", "Caspian"
    )
    assert len(places.split()) == 11
    alt = course.about.maps["south-caucasus"].alt
    assert [name for name in places.split() if name not in alt] == []


def test_a_course_without_the_map_draws_none(course: Course) -> None:
    assert map_figure(course, "caucasus") == ""


DRAWINGS = ("row-with-gap", "six-seats", "table-with-pen", "unsigned-sheet")


def test_the_course_has_four_small_drawings(course: Course) -> None:
    drawn = {name: svg for name, svg in course.pictures.items() if name.startswith("drawings/")}

    assert sorted(drawn) == [f"drawings/{name}" for name in DRAWINGS]
    assert [name for name, svg in drawn.items() if len(svg.encode()) >= 4000] == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_a_text_and_says_what_it_does_not_show(course: Course, name: str) -> None:
    figure = drawing_figure(course, name)

    drawing = course.about.drawings[name]
    assert f" alt='{drawing.alt}'>" in figure
    assert ("<figcaption>" in figure) is bool(drawing.note)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_colours_for_paper_and_for_night_and_none_of_a_flag(
    course: Course, name: str
) -> None:
    svg = course.pictures[f"drawings/{name}"]

    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"
    assert "@media (prefers-color-scheme: dark)" in svg
    assert "<text" not in svg
    colours = {
        "#1f1b18",
        "#fffdfa",
        "#c9b3c7",
        "#6d3b6b",
        "#ece6dc",
        "#2a2622",
        "#59405a",
        "#d8a8d5",
    }
    assert set(re.findall(r"#\w{6}", svg)) == colours


def test_the_cover_is_a_drawing_without_a_caption(course: Course) -> None:
    shown = cover(course)

    assert course.about.drawings[course.about.cover or ""].alt in shown
    assert "<figcaption>" not in shown


def test_a_course_without_a_drawing_or_a_cover_shows_none(course: Course) -> None:
    about = course.about.model_copy(update={"cover": None})

    assert drawing_figure(course, "torn-sheet") == ""
    assert cover(course.model_copy(update={"about": about})) == ""


@pytest.mark.parametrize(
    ("filling", "is_safe"),
    [
        ("url(#hatch)", True),
        ("url('#hatch')", True),
        ('url( "#hatch")', True),
        ("url(https://elsewhere.example/a)", False),
        ('url( "//elsewhere.example/a")', False),
        ("url(a.svg#hatch)", False),
    ],
)
def test_a_filling_comes_from_the_picture_itself(filling: str, is_safe: bool) -> None:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><style>a {{ fill: {filling} }}</style></svg>"

    faults = check(course_files() | {"seeds/maps/csto-members.svg": svg.encode()}).faults

    assert [fault.rule for fault in faults] == ([] if is_safe else ["unsafe-picture"])
