"""The people and places of the course are accepted as other languages spell them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.model.attempts import Typed
from sourcebook.model.course import Course
from sourcebook.model.items import ShortAnswer
from sourcebook.scoring import score
from sourcebook.typed import mixture, same_text

LANGUAGES = {"de", "fr", "ru", "uk", "tr", "hy", "az"}


@pytest.fixture(scope="module")
def course() -> Course:
    """The course of this repository."""
    made = check(read_files(Path(__file__).resolve().parents[1])).course
    assert made is not None
    return made


def spellings(course: Course) -> Iterator[tuple[str, str]]:
    """Every spelling of everybody, with the id of the person."""
    for name, person in course.people.items():
        yield from ((name, spelling) for spelling in person.spellings())


def test_everybody_is_spelt_in_seven_languages(course: Course) -> None:
    assert {name: set(each.languages) for name, each in course.people.items()} == dict.fromkeys(
        course.people, LANGUAGES
    )


def test_no_spelling_stands_for_two_people(course: Course) -> None:
    listed = list(spellings(course))

    shared = [
        (one, other)
        for one, spelling in listed
        for other, another in listed
        if one < other and same_text(spelling, another)
    ]

    assert shared == []


def test_no_spelling_has_letters_of_two_alphabets(course: Course) -> None:
    places = [item for item in course.items() if isinstance(item, ShortAnswer)]
    accepted = [text for item in places for text in (item.key, *item.also_accept)]

    assert [text for text in accepted if mixture(text)] == []
    assert [spelling for _, spelling in spellings(course) if mixture(spelling)] == []


@pytest.mark.parametrize(
    ("item_id", "typed"),
    [
        ("out-of-an-exercise", "Kirgisistan Kirghizistan Кыргызстан Киргизия Kırgızistan"),
        ("out-of-an-exercise", "Ղրղզստան ՂՐՂԶՍՏԱՆ Qırğızıstan"),
        ("closing-voice", "Paschinjan Pachinian Пашинян Paşinyan Փաշինյան"),
        ("asked-in-polish-report", "Moskau Moscou Москва Moskova Մոսկվա Moskva"),
        ("heard-at-united-nations", "Kasachstan Казахстан Kazakistan Ղազախստան Qazaxıstan"),
        ("towards-whom", "Dschaparow Djaparov Жапаров Caparov Ժապարով"),
        ("one-wrong-word", "Süd Sud Юг Güney Հարավ Cənub"),
    ],
)
def test_a_name_is_right_in_each_language(course: Course, item_id: str, typed: str) -> None:
    item = next(each for each in course.items() if each.id == item_id)

    assert {text: score(item, Typed(text=text)) for text in typed.split()} == dict.fromkeys(
        typed.split(), 1
    )
