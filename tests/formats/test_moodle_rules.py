"""What Moodle asks of a file before it imports it: learnt by importing some eighty files."""

import re
from collections.abc import Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.formats.moodle_fractions import FRACTIONS
from sourcebook.formats.moodle_xml import dumps, loads
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from tests import builders
from tests.strategies import KINDS

NEAR = Fraction(1, 100_000)
STORED = [round(float(each), 7) for each in FRACTIONS]
"""The values of Moodle's own list, which have seven digits."""


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found is not None
    return found


def questions(course: Course, *items: Item) -> list[Element]:
    _, *found = fromstring(dumps(builders.quiz(*items), course)).findall("question")
    return found


def question(course: Course, item: Item) -> Element:
    (found,) = questions(course, item)
    return found


def texts(element: Element, path: str) -> list[str]:
    return [(each.text or "").strip() for each in element.findall(path)]


def scores(element: Element) -> list[Fraction]:
    return [Fraction(each.get("fraction", "")) / 100 for each in element.findall("answer")]


def refused(found: Element) -> Iterator[str]:
    """Why Moodle would refuse a question, or leave something out without a word."""
    kind = found.get("type")
    (name,) = texts(found, "name/text")
    (given_id,) = texts(found, "idnumber")
    if not 0 < len(name) <= 251 or re.search("[<>\n]", name):
        yield "name"
    if not 0 < len(given_id) <= 100:
        yield "idnumber"
    if any(len(each) for each in found.iter("text")):
        yield "markup that is not escaped"
    if not (texts(found, "defaultgrade") and texts(found, "penalty")):
        yield "no mark or penalty"
    if kind != "ordering" and not all(
        any(abs(score - Fraction(str(each))) <= NEAR for each in STORED) for score in scores(found)
    ):
        yield "a grade that is not in the list"
    yield from refused_kind(found)


def refused_kind(found: Element) -> Iterator[str]:
    match found.get("type"):
        case "multichoice":
            for name in ("single", "shuffleanswers", "answernumbering"):
                if not texts(found, name):
                    yield name
            if len(found.findall("answer")) < 2 or "" in texts(found, "answer/text"):
                yield "too few options"
            right = [each for each in scores(found) if each > 0]
            best = max(right) if texts(found, "single") == ["true"] else sum(right, Fraction(0))
            if abs(best - 1) > Fraction(1, 1000):
                yield "no way to earn 100 %"
        case "truefalse":
            if sorted(texts(found, "answer/text")) != ["false", "true"] or sum(scores(found)) != 1:
                yield "true and false"
        case "numerical":
            numbers = texts(found, "answer/text") + texts(found, "answer/tolerance")
            if 1 not in scores(found) or not all(
                re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", each) for each in numbers
            ):
                yield "numbers"
        case "shortanswer":
            if 1 not in scores(found) or "" in texts(found, "answer/text"):
                yield "no answer worth 100 %"
        case "matching":
            targets = texts(found, "subquestion/answer/text")
            if "" in targets or any(len(each) > 255 for each in targets) or len(targets) < 2:
                yield "targets"
        case "ordering":
            if found.find("shownumcorrect") is None:
                yield "no shownumcorrect"
        case "essay":
            pass
        case other:
            yield f"type {other}"


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_moodle_refuses_no_question_of_any_kind(
    kind: str, data: st.DataObject, course: Course
) -> None:
    assert list(refused(question(course, data.draw(KINDS[kind])))) == []


@pytest.mark.parametrize(
    "item",
    [
        builders.single_choice(stem="<b>Who</b>\n\n" + "refused? " * 60),
        builders.matching(extra_targets=["<" * 300]),
        builders.numeric(key="-1/3", tolerance="1/7"),
        builders.multiple_choice(keys=[str(each) for each in range(10)]),
        builders.multiple_choice(keys=[str(each) for each in range(13)]),
        builders.short_answer(key="\a"),
    ],
)
def test_moodle_refuses_no_question_at_the_edge(item: Item, course: Course) -> None:
    assert list(refused(question(course, item))) == []


def test_the_file_begins_with_a_category_whose_name_has_no_single_slash(course: Course) -> None:
    quiz = builders.quiz(title="War/peace <b>")

    category = fromstring(dumps(quiz, course)).find("question")

    assert category is not None
    assert texts(category, "category/text") == ["$course$/top/War//peace ‹b›"]
    assert texts(category, "idnumber") == ["yerevan-quiz"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("net", [50, 50, -50, -50]), ("exact", [50, 50, -50, -50]), ("coverage", [50, 50, 0, 0])],
)
def test_wrong_ticks_take_off_what_the_rule_of_the_item_says(
    rule: str, expected: list[int], course: Course
) -> None:
    found = question(course, builders.multiple_choice(scoring=rule))

    assert [each * 100 for each in scores(found)] == expected


def test_what_may_be_typed_is_written_in_the_order_in_which_it_is_tried(course: Course) -> None:
    wrong = {"number": "-0.5", "tolerance": "0.25"}
    item = builders.numeric(between=["1", "4"], key=None, distractors=[wrong])

    found = question(course, item)

    assert texts(found, "answer/text") == ["2.5", "-0.5"]
    assert texts(found, "answer/tolerance") == ["1.5", "0.25"]
    assert scores(found) == [1, 0]


def test_a_star_stands_for_itself_in_a_short_answer(course: Course) -> None:
    found = question(course, builders.short_answer(key="2 * 3"))

    assert texts(found, "answer/text") == [r"2 \* 3"]


def test_the_target_that_is_too_many_has_an_empty_prompt(course: Course) -> None:
    found = question(course, builders.matching())

    assert texts(found, "subquestion/text") == ["<p>Pashinyan</p>", "<p>Lukashenko</p>", ""]
    assert texts(found, "subquestion/answer/text") == ["Armenia", "Belarus", "Kazakhstan"]


def test_learners_see_the_rationale_and_the_passages_when_they_have_answered(
    course: Course,
) -> None:
    found = question(course, builders.single_choice(proof=["s1.p2"]))

    (explained,) = texts(found, "generalfeedback/text")
    words = re.sub("<[^>]+>", "|", explained)

    assert "|The Munich report says so.|" in words
    assert "Each of these passages proves the answer" in words
    assert "|Munich report, paragraph 2: " in words


def test_graders_see_the_rubric_and_a_model_answer(course: Course) -> None:
    (found,) = texts(question(course, builders.extended_response()), "graderinfo/text")

    assert re.sub("(<[^>]+>)+", "|", found) == (
        "|All points|Names the missing help.|Half the points|Names the refusal.|No points|Neither."
        "|A model answer|The prime minister refused to sign, because help was missing."
        "|A good answer takes about 100 words.|"
    )


def test_tags_say_kind_objective_skill_and_difficulty(course: Course) -> None:
    assert texts(question(course, builders.verdict(difficulty="easy")), "tags/tag/text") == [
        "sourcebook kind: verdict",
        "sourcebook objective: tell-the-day",
        "sourcebook skill: facts",
        "sourcebook difficulty: easy",
    ]


@pytest.mark.parametrize(
    ("tries", "taken_off"), [(["1"], "0.3333333"), (["1", "3/4"], "0.25"), (["1", "0"], "1")]
)
def test_a_further_try_costs_what_the_item_says(
    tries: list[str], taken_off: str, course: Course
) -> None:
    assert texts(question(course, builders.single_choice(tries=tries)), "penalty") == [taken_off]


def test_moodle_gives_as_many_tries_as_the_item(course: Course) -> None:
    item = builders.single_choice(tries=["1", "1/2", "0"], hints=["Read."])

    raw = dumps(builders.quiz(item), course)

    hints = [each.text for each in fromstring(raw).findall(".//hint/text")]
    assert len(hints) == 2
    assert "Try again." in (hints[1] or "")
    assert loads(raw).items[0]["hints"] == ["Read."]
