"""What is known of the pictures in the documentation without a browser."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests import pictures
from tests.browser.screens import SCREENS
from tests.pictures import Seen

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [screen.name for screen in SCREENS]
_LARGEST = 1_500_000
_NAMED = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")

BEFORE = Seen(["Lessons", "Read one", "Below"], ["all .lead { font-size: 1rem; }"])


def shown() -> list[tuple[str, Path]]:
    """Every picture that a page of the documentation shows: what it says of it, and its place."""
    return [
        (words, (page.parent / place).resolve())
        for page in PAGES
        for words, place in _NAMED.findall(page.read_text("utf-8"))
    ]


def test_every_picture_that_is_shown_is_made_by_the_command_and_every_one_made_is_shown() -> None:
    on_pages = {place for _, place in shown()}

    assert sorted(on_pages) == sorted(pictures.path(name) for name in NAMES)
    assert sorted(pictures.FOLDER.iterdir()) == sorted(on_pages)


def test_every_picture_says_in_words_what_is_seen_on_it() -> None:
    assert [place.name for words, place in shown() if len(words.split()) < 6] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_no_larger_than_a_screen_and_holds_its_words(name: str) -> None:
    kept = pictures.kept(name)

    assert kept is not None
    assert kept.words
    assert kept.look
    with Image.open(pictures.path(name)) as image:
        assert image.width <= 1280
        assert image.height <= 1700


def test_all_pictures_together_are_small() -> None:
    assert sum(each.stat().st_size for each in pictures.FOLDER.iterdir()) < _LARGEST


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A picture of one white point, on which BEFORE was seen."""
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    Image.new("RGB", (1, 1), "white").save(tmp_path / "point.png")
    pictures.keep("point", (tmp_path / "point.png").read_bytes(), BEFORE)
    return "point"


def test_a_picture_of_what_is_still_so_is_up_to_date(picture: str) -> None:
    narrow = BEFORE._replace(words=["Lessons", "Read one"])
    wide = BEFORE._replace(words=["Lessons", "Read one", "Below", "Further below"])

    assert pictures.kept(picture) == BEFORE
    assert pictures.out_of_date(picture, narrow, wide) == []


def test_a_picture_is_out_of_date_when_words_or_looks_are_others(picture: str) -> None:
    words = BEFORE._replace(words=["Lessons", "Read two", "Below"])
    look = BEFORE._replace(look=["all .lead { font-size: 2rem; }"])
    order = BEFORE._replace(words=["Read one", "Lessons", "Below"])

    assert pictures.out_of_date(picture, words, words) == [
        "Text no longer there: Read one",
        "Text that is new: Read two",
    ]
    assert pictures.out_of_date(picture, look, look) == [
        "Look no longer there: all .lead { font-size: 1rem; }",
        "Look that is new: all .lead { font-size: 2rem; }",
    ]
    assert pictures.out_of_date(picture, order, order) == ["Text in another order."]


def test_a_picture_from_elsewhere_is_not_taken_for_one_of_ours(picture: str) -> None:
    Image.new("RGB", (1, 1)).save(pictures.path(picture))

    assert pictures.kept(picture) is None
    assert pictures.out_of_date(picture, BEFORE, BEFORE) != []
