"""Scores for the gradebooks of Moodle and Canvas: exact, harmless, and never another's."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.errors import QuestionListError
from sourcebook.formats.gradebook import (
    ListedLearner,
    ScoredLearner,
    canvas_csv,
    class_list,
    moodle_csv,
)
from sourcebook.model.learners import tidy_name

TITLES = {"csto-quiz": "The alliance", "war-quiz": "The war of 2020"}
NINA = ScoredLearner(
    ListedLearner("Nina Petrosyan", email="nina@school.example", user_id="41"),
    {"csto-quiz": 87.5, "war-quiz": 100.0},
)
ARAM = ScoredLearner(
    ListedLearner("Aram Sargsyan", email="aram@school.example", user_id="42", section="Blue"),
    {"csto-quiz": 59.999},
)
BEGINNINGS = "=+-@\t\r\n\x00＝＋－＠"
names = st.one_of(st.text(max_size=20), st.text("=+-@',;\"\n NP", max_size=9))
percents = st.floats(0, 100)


def table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_moodle_gets_a_line_for_each_learner_and_a_dash_for_no_grade() -> None:
    found = moodle_csv([NINA, ARAM], TITLES)

    assert found.raw.startswith(b"\xef\xbb\xbfEmail address,Full name,")
    assert table(found.raw) == [
        ["Email address", "Full name", "The alliance", "The war of 2020"],
        ["nina@school.example", "Nina Petrosyan", "87", "100"],
        ["aram@school.example", "Aram Sargsyan", "59", "-"],
    ]
    assert found.notes == ()


def test_canvas_gets_the_points_possible_below_its_headers() -> None:
    found = canvas_csv([NINA, ARAM], TITLES)

    assert found.raw.startswith(b"\xef\xbb\xbfStudent,ID,")
    assert table(found.raw) == [
        [
            *("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
            *("The alliance", "The war of 2020"),
        ],
        ["    Points Possible", "", "", "", "", "100", "100"],
        ["Nina Petrosyan", "41", "", "", "", "87", "100"],
        ["Aram Sargsyan", "42", "", "", "Blue", "59", ""],
    ]
    assert found.notes == ()


def test_moodle_is_given_what_most_learners_are_known_by() -> None:
    by_number = ScoredLearner(ListedLearner("Lilit", id_number="S3"), {"csto-quiz": 50.0})
    both = ScoredLearner(
        ListedLearner("Nina", email="n@x.example", id_number="S1"), {"csto-quiz": 1}
    )

    found = moodle_csv([both, by_number], TITLES)

    assert [line[:2] for line in table(found.raw)] == [
        ["ID number", "Full name"],
        ["S1", "Nina"],
        ["S3", "Lilit"],
    ]


def test_a_learner_whom_moodle_cannot_find_is_left_out_and_named() -> None:
    """Moodle would give their grades to the learner of the line before."""
    unknown = ScoredLearner(ListedLearner("Lilit"), {"csto-quiz": 50.0})
    twin = ScoredLearner(ListedLearner("Ani", email="ARAM@school.example"), {"csto-quiz": 1.0})

    found = moodle_csv([NINA, unknown, ARAM, twin], TITLES)

    assert [line[1] for line in table(found.raw)[1:]] == ["Nina Petrosyan"]
    assert found.notes == (
        "Left out, because they have no Email address of their own in the class list: "
        "'Lilit', 'Aram Sargsyan' and 'Ani'.",
    )


def test_a_class_that_moodle_knows_by_nothing_is_refused() -> None:
    with pytest.raises(QuestionListError, match="Moodle finds learners by nothing else"):
        moodle_csv([ScoredLearner(ListedLearner("Lilit"), {"csto-quiz": 50.0})], TITLES)


def test_a_learner_without_any_result_is_left_out_and_named() -> None:
    idle = ScoredLearner(ListedLearner("Lilit", email="l@x.example", user_id="9"), {"other": 9.0})

    for found in (moodle_csv([NINA, idle], TITLES), canvas_csv([NINA, idle], TITLES)):
        assert "Lilit" not in found.raw.decode()
        assert found.notes == ("Left out, because they have no result at these quizzes: 'Lilit'.",)


def test_canvas_is_said_to_look_for_names_where_it_has_no_id() -> None:
    found = canvas_csv([ScoredLearner(ListedLearner("Lilit"), {"csto-quiz": 50.0})], TITLES)

    assert table(found.raw)[2][:2] == ["Lilit", ""]
    assert found.notes == (
        "Canvas has to find them by their names, because they have no ID: 'Lilit'.",
    )


@pytest.mark.parametrize(
    ("percent", "grade"),
    [
        (0.0, "0"),
        (59.999999, "59"),
        (0.29 * 100, "29"),
        (0.57 * 100, "57"),
        (100 / 3, "33"),
        (99.999, "99"),
        (12.5, "12"),
        (100.0, "100"),
    ],
)
def test_a_grade_is_the_whole_per_cent_of_the_results(percent: float, grade: str) -> None:
    row = NINA._replace(percents={"csto-quiz": percent})

    assert table(moodle_csv([row], TITLES).raw)[1][2] == grade
    assert table(canvas_csv([row], TITLES).raw)[2][5] == grade


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("The war (2020)", "The war [2020]"),
        ("The war (2020) and after", "The war (2020) and after"),
        ("Final Points of the war", "Final points of the war"),
        ("Current Score", "Current score"),
        ("Section", "Section – csto-quiz"),
        ("=A1", "'=A1"),
        ("One\nline", "One line"),
    ],
)
def test_canvas_takes_a_title_for_the_name_of_an_assignment(title: str, header: str) -> None:
    found = canvas_csv([NINA], {"csto-quiz": title})

    assert table(found.raw)[0][5] == header


def test_equal_titles_are_told_apart() -> None:
    titles = {"one": "War", "two": "war", "three": "war – two"}
    row = NINA._replace(percents={"one": 1.0})

    header = table(moodle_csv([row], titles).raw)[0]

    assert header[2:] == ["War", "war – two", "war – two – three"]


def test_no_name_is_taken_for_the_points_possible() -> None:
    row = NINA._replace(learner=ListedLearner("Points Possible", user_id="41"))

    assert table(canvas_csv([row], TITLES).raw)[2][0] == "points possible"


@given(st.lists(st.tuples(names, names, percents), max_size=6), names)
def test_no_cell_is_run_as_a_formula(rows: list[tuple[str, str, float]], title: str) -> None:
    listed = [
        ScoredLearner(
            ListedLearner(name, email=f"{place}@x.example", sis_id=sis), {"quiz": percent}
        )
        for place, (name, sis, percent) in enumerate(rows)
    ]
    listed = listed or [NINA._replace(percents={"quiz": 1.0})]

    for found in (moodle_csv(listed, {"quiz": title}), canvas_csv(listed, {"quiz": title})):
        cells = [cell for line in table(found.raw) for cell in line]
        assert all(cell == "-" or not cell.lstrip().startswith(tuple(BEGINNINGS)) for cell in cells)


@given(st.lists(st.tuples(names, percents), min_size=1, max_size=6))
def test_a_file_that_was_written_is_a_class_list_of_the_same_learners(
    rows: list[tuple[str, float]],
) -> None:
    # A comma parts the last name from the first, and an apostrophe keeps a text from being run.
    bare = [(re.sub("[,']", " ", tidy_name(name) or ""), percent) for name, percent in rows]
    named = [(tidy_name(name) or "Nina", percent) for name, percent in bare]
    listed = [
        ListedLearner(name, email=f"n{place}@x.example", user_id=f"{place}1")
        for place, (name, _) in enumerate(named)
    ]
    scored = [
        ScoredLearner(learner, {"quiz": percent})
        for learner, (_, percent) in zip(listed, named, strict=True)
    ]

    moodle = class_list(moodle_csv(scored, {"quiz": "War"}).raw)
    canvas = class_list(canvas_csv(scored, {"quiz": "War"}).raw)

    assert [(each.name, each.email) for each in moodle.learners] == [
        (each.name, each.email) for each in listed
    ]
    assert [(each.name, each.user_id) for each in canvas.learners] == [
        (each.name, each.user_id) for each in listed
    ]


@given(percents)
def test_a_grade_that_was_written_is_the_per_cent_rounded_down(percent: float) -> None:
    row = NINA._replace(percents={"csto-quiz": percent})

    grade = float(table(canvas_csv([row], TITLES).raw)[2][5])

    assert -1e-9 <= percent - grade < 1
