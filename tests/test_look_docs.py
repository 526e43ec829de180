"""docs/look.md tells the truth: its ratios are right, its names exist, and none is left out."""

import re
from math import floor

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.pages.shared.markup import source_shape
from tests import contrast, style_sheet
from tests.contrast import LIGHTS, named
from tests.style_sheet import ROOT

PAGE = (ROOT / "docs" / "look.md").read_text("utf-8")
_RATIO = re.compile(
    r"^\| `([^`]+)`[^|]*\| `([^`]+)`[^|]*\| ([\d.]+) \| ([\d.]+) \| (3|4\.5) \|$", re.MULTILINE
)
_NO_PAIR = {"--own"}
RATIOS = [
    (ink, ground, paper, night, asked) for ink, ground, paper, night, asked in _RATIO.findall(PAGE)
]


def test_the_contrast_of_black_on_white_is_twenty_one() -> None:
    black, white, grey = map(contrast.rgb, ("#000", "#ffffff", "#777"))

    assert contrast.contrast(black, white) == pytest.approx(21)
    # The grey that is known for being just too light: 4.48.
    assert contrast.contrast(grey, white) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("ink", "ground", "paper", "night", "asked"), RATIOS)
def test_every_contrast_is_as_it_is_told_and_enough(
    ink: str, ground: str, paper: str, night: str, asked: str
) -> None:
    ratios = [contrast.contrast(named(ink, light), named(ground, light)) for light in LIGHTS]

    assert [f"{floor(ratio * 10) / 10:.1f}" for ratio in ratios] == [paper, night]
    assert min(ratios) >= float(asked)


def test_a_citation_under_the_mouse_can_be_read_in_the_colour_of_every_source() -> None:
    inks = [named("#fff, #1b1917", light) for light in LIGHTS]
    sources = [[named(f"--s{number}", light) for light in LIGHTS] for number in range(1, 6)]

    ratios = [contrast.contrast(*each) for own in sources for each in zip(inks, own, strict=True)]

    assert min(ratios) >= 4.5


def test_every_colour_is_told_of() -> None:
    missing = sorted(name for name in contrast.colours() if f"`{name}`" not in PAGE)

    assert len(RATIOS) > 15
    assert missing == []


def test_every_class_and_every_colour_that_it_names_is_in_the_style_sheet() -> None:
    codes = re.findall(r"`([^`\n]+)`", PAGE)
    classes = {
        name for code in codes if code[:1] == "." for name in re.findall(r"\.([\w-]+)", code)
    }
    colours = {code for code in codes if re.fullmatch(r"--[\w-]+", code)}
    used = set(style_sheet.variables()) | {"--share"}

    assert len(classes) > 30
    assert sorted(classes - style_sheet.own_classes() - {"streamlit", "toml"}) == []
    assert sorted(colours - used) == []


def test_every_source_has_the_mark_that_is_told() -> None:
    course = check(read_files(ROOT)).course
    assert course is not None

    shown = re.findall(r"^\| (\S) \| ([^|]+) \| `--(s\d)` \|$", PAGE, re.MULTILINE)

    sources = course.sources.values()
    assert shown == [(source_shape(each.id), each.label, each.id) for each in sources]
