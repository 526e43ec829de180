"""Worksheets: every kind has a place on paper, and the key fits the printed version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.formats.worksheet.item_parts import item_parts
from sourcebook.formats.worksheet.key_parts import key_parts
from sourcebook.formats.worksheet.key_words import right_answer
from sourcebook.formats.worksheet.parts import Boxes, Sheet, Table, Text
from sourcebook.formats.worksheet.quiz_paper import quiz_paper
from sourcebook.formats.worksheet.shuffling import Version, option_order
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import Item, Matching, MultipleChoice, Ordering, SingleChoice
from sourcebook.model.options import options
from tests import builders, strategies

VERSIONS: tuple[Version, ...] = ("A", "B")
versions = st.sampled_from(VERSIONS)


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found
    return found


def questions(sheet: Sheet) -> list[str]:
    """The texts asked on the pages for learners, in their order."""
    parts = [part for group in sheet.learners.groups for part in group.parts]
    return [part.text for part in parts if isinstance(part, Text) and part.look == "asked"]


def quiz_with_stems() -> list[Item]:
    """One item of each kind, each with a stem of its own."""
    return [item.model_copy(update={"stem": f"Ask {item.id}?"}) for item in builders.every_kind()]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_item_is_asked_once(course: Course, version: Version) -> None:
    items = quiz_with_stems()

    asked = questions(quiz_paper(builders.quiz(*items), course, version))

    assert sorted(asked) == sorted(item.stem for item in items)


def test_version_a_has_the_order_of_the_author_and_version_b_another(course: Course) -> None:
    items = quiz_with_stems()
    first, second = (
        questions(quiz_paper(builders.quiz(*items), course, version)) for version in VERSIONS
    )

    assert first == [item.stem for item in items]
    assert second != first


@given(data=st.data(), kind=st.sampled_from(KINDS), version=versions)
def test_an_item_of_any_kind_gets_a_place_and_a_key(
    course: Course, data: st.DataObject, kind: str, version: Version
) -> None:
    item = data.draw(strategies.KINDS[kind])
    order = option_order(item, "yerevan-quiz", version)

    assert sorted(order) == sorted(each.id for each in options(item))
    assert list(item_parts(item, course, order))
    assert right_answer(item, course, order)


@given(data=st.data(), version=versions)
def test_the_letters_of_the_key_are_those_of_the_right_options(
    course: Course, data: st.DataObject, version: Version
) -> None:
    kinds = st.one_of(strategies.single_choices(), strategies.multiple_choices())
    item: SingleChoice | MultipleChoice = data.draw(kinds)
    order = option_order(item, "yerevan-quiz", version)

    boxes = next(each for each in item_parts(item, course, order) if isinstance(each, Boxes))
    keys = item.keys if isinstance(item, MultipleChoice) else (item.key,)
    right = [f"{each.letter} {each.text}" for each in boxes.choices if each.text in keys]

    assert right_answer(item, course, order).split("\n") == right


@given(item=strategies.matchings(), version=versions)
def test_the_letters_of_the_key_lead_from_prompts_to_targets(
    course: Course, item: Matching, version: Version
) -> None:
    order = option_order(item, "yerevan-quiz", version)

    table = next(each for each in item_parts(item, course, order) if isinstance(each, Table))
    targets = dict(line.split(" ", 1) for line in table.rows[0][1].split("\n"))
    found = [line.split()[1] for line in right_answer(item, course, order).split("\n")]

    assert [targets[each] for each in found] == [pair.target for pair in item.pairs]


@given(item=strategies.orderings, version=versions)
def test_the_numbers_of_the_key_put_the_texts_into_order(
    course: Course, item: Ordering, version: Version
) -> None:
    order = option_order(item, "yerevan-quiz", version)

    table = next(each for each in item_parts(item, course, order) if isinstance(each, Table))
    numbers = right_answer(item, course, order).removeprefix("From top to bottom: ").split(", ")
    placed = sorted(zip(map(int, numbers), (row[1] for row in table.rows), strict=True))

    assert [text for _, text in placed] == list(item.sequence)


def test_both_versions_of_a_quiz_that_draws_have_the_same_items(course: Course) -> None:
    draw = [{"objective": "tell-the-day", "items": 3}]
    quiz = builders.quiz(id="final", draw=draw).model_copy(update={"items": ()})

    first, second = (questions(quiz_paper(quiz, course, version)) for version in VERSIONS)

    assert len(first) == 3
    assert sorted(first) == sorted(second)


def test_a_proof_is_chosen_among_passages_and_named_in_the_key(course: Course) -> None:
    item = builders.single_choice(proof=["s1.p2"], citations=["s1.p2"])
    sheet = quiz_paper(builders.quiz(item), course, "A")

    passages = [
        choice
        for group in sheet.learners.groups
        for part in group.parts
        if isinstance(part, Boxes)
        for choice in part.choices
        if choice.name
    ]
    key = [part for group in sheet.teacher.groups for part in group.parts]
    letters = [each.letter for each in passages if each.name == "Munich report, paragraph 2. "]

    named = f"{letters[0]} Munich report, paragraph 2"
    assert [part.text for part in key if isinstance(part, Text) and part.label == "Proof to tick: "]
    assert any(isinstance(part, Text) and part.text == named for part in key)


def test_the_key_says_what_proves_it_and_what_to_say_of_other_answers(course: Course) -> None:
    wrong = {"text": "Putin", "feedback": "He signed; see s1.p2.", "score": "1/3"}
    item = builders.single_choice(distractors=[wrong])

    sheet = quiz_paper(builders.quiz(item), course, "A")
    tables = {
        part.about: part.rows
        for group in sheet.teacher.groups
        for part in group.parts
        if isinstance(part, Table)
    }

    summary = "The six members of the alliance met in Yerevan on 23 November 2022."
    said = "Earns 1/3 of the points. He signed; see Munich report, paragraph 2."
    assert tables["What proves it"] == (("Munich report, paragraph 1", summary),)
    assert tables["Other answers"] == (("Putin", said),)


def test_an_expected_number_is_named_with_its_worth_and_its_passages(course: Course) -> None:
    band = {"number": "25", "score": "1/2", "feedback": "Printed above.", "citations": ["s2.p1"]}
    key = list(key_parts(builders.numeric(distractors=[band]), course, ()))

    tables = {part.about: part.rows for part in key if isinstance(part, Table)}
    said = "Earns 0.5 of the points. Printed above. (Polish report, paragraph 1)"
    assert tables["Other answers"] == (("25", said),)


def test_the_key_says_how_the_sources_compare(course: Course) -> None:
    key = list(key_parts(builders.true_false(comparison="membership-sentence"), course, ()))

    compared = [part.text for part in key if isinstance(part, Text) and "sources" in part.label]
    assert compared == [
        "How do the reports render the complaint? A matter of wording. "
        "Only one report has a word of it."
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "23"),
        ({"tolerance": "0.5", "unit": "November"}, "23 (or up to 0.5 more or less) November"),
        ({"key": None, "between": ["20", "25"]}, "20 to 25"),
        ({"also_accept": [{"number": "1/3"}, {"number": "7", "score": "1/2"}]}, "23 or 1/3"),
    ],
)
def test_a_number_stands_in_the_key_without_rounding(
    course: Course, changes: dict[str, object], words: str
) -> None:
    assert right_answer(builders.numeric(**changes), course, ()) == words
