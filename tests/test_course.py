"""The course as a whole: look-ups by id, blueprints that draw items, people and dated events."""

import random

import pytest

from sourcebook.content.checking import check
from sourcebook.model.background import Event
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from tests.builders import course_files, quiz, single_choice, true_false

DAY = [single_choice(id=f"day-{number}") for number in range(5)]
PLACE = [true_false(id=f"place-{number}", objective="name-the-place") for number in range(2)]


def course_of(*quizzes: Quiz) -> Course:
    return Course(
        sources={}, comparisons={}, lessons={}, quizzes={each.id: each for each in quizzes}
    )


def blueprint(**items: int) -> Quiz:
    """A final quiz that draws so many items on the day and on the place."""
    objectives = {"day": "tell-the-day", "place": "name-the-place"}
    draw = [{"objective": objectives[name], "items": number} for name, number in items.items()]
    return Quiz.model_validate({"id": "final-quiz", "title": "The whole course", "draw": draw})


def drawn(final: Quiz, *, seed: int = 1) -> list[str]:
    """The ids of the items that the final quiz takes from the day's and the place's."""
    course = course_of(quiz(*DAY), quiz(*PLACE, id="place-quiz"), final)
    return [item.id for item in course.filled(final, random.Random(seed)).items]


@pytest.fixture
def course() -> Course:
    """The minimal course."""
    made = check(course_files()).course
    assert made is not None
    return made


def test_an_item_is_found_in_whichever_quiz_holds_it() -> None:
    course = course_of(quiz(*DAY), quiz(*PLACE, id="place-quiz"))

    assert course.item("place-1") == PLACE[1]
    assert course.item("refuser") is None


def test_the_items_of_a_course_come_in_the_order_of_its_quizzes() -> None:
    course = course_of(quiz(*PLACE, id="place-quiz"), quiz(*DAY))

    assert list(course.items()) == [*PLACE, *DAY]


def test_a_quiz_without_a_blueprint_stays_as_it_is() -> None:
    own = quiz(*DAY)

    assert course_of(own).filled(own, random.Random(1)) == own


def test_a_blueprint_draws_so_many_items_of_each_objective_in_its_order() -> None:
    found = drawn(blueprint(place=1, day=3))

    assert [name.split("-")[0] for name in found] == ["place", "day", "day", "day"]


def test_no_item_is_drawn_twice() -> None:
    twice = blueprint(day=3).draw * 2

    found = drawn(blueprint().model_copy(update={"draw": twice}))

    assert sorted(found) == [item.id for item in DAY]


def test_an_item_of_its_own_is_not_drawn_again() -> None:
    final = blueprint(day=5).model_copy(update={"items": (DAY[0],)})

    found = drawn(final)

    assert found[0] == "day-0"
    assert sorted(found) == [item.id for item in DAY]


def test_where_too_few_items_assess_an_objective_all_are_taken() -> None:
    assert sorted(drawn(blueprint(place=9))) == ["place-0", "place-1"]


def test_an_objective_that_nothing_assesses_draws_nothing() -> None:
    final = Quiz.model_validate(
        {"id": "final-quiz", "title": "All", "draw": [{"objective": "name-the-host", "items": 2}]}
    )

    assert drawn(final) == []


def test_the_same_chance_draws_the_same_items_and_another_others() -> None:
    final = blueprint(day=2)

    assert drawn(final, seed=1) == drawn(final, seed=1)
    assert len({tuple(drawn(final, seed=seed)) for seed in range(20)}) > 5


def test_filling_a_quiz_leaves_the_quiz_of_the_course_alone() -> None:
    final = blueprint(day=2)

    course_of(quiz(*DAY), final).filled(final, random.Random(1))

    assert final.items == ()


def test_the_size_of_a_quiz_counts_what_it_draws() -> None:
    assert quiz(*DAY).size == 5
    assert blueprint(day=3, place=2).size == 5


def test_people_terms_and_events_are_part_of_the_course(course: Course) -> None:
    assert course.people["nikol-pashinyan"].office == "Prime minister of Armenia"
    assert course.people["nikol-pashinyan"].variants == ()
    assert course.glossary["aggression"].owners == ("Pashinyan", "Armenia")
    assert course.timeline["summit"].date == "2022-11-23"


def test_a_source_counts_the_words_of_each_speaker(course: Course) -> None:
    assert course.sources["s1"].quoted == {"Nikol Pashinyan": 1}
    assert course.sources["s2"].quoted == {}


@pytest.mark.parametrize(
    ("date", "precision", "year"),
    [("2022-11-23", "day", 2022), ("2022-09", "month", 2022), ("1990", "decade", 1990)],
)
def test_an_event_has_a_year_however_exact_its_date(date: str, precision: str, year: int) -> None:
    own = {"event": "They met.", "date": date, "precision": precision, "basis": "stated"}

    event = Event.model_validate(own | {"citations": ["s1.p1"]})

    assert event.year == year


def test_events_keep_the_order_of_their_file() -> None:
    files = course_files()
    files["seeds/timeline.yaml"] += files["seeds/timeline.yaml"].replace(b"summit:", b"photo:")

    made = check(files).course

    assert made is not None
    assert list(made.timeline) == ["summit", "photo"]


def test_a_course_without_people_does_not_ask_who_speaks() -> None:
    files = course_files()
    del files["seeds/people.yaml"]

    assert check(files).faults == ()
