"""A file of GIFT keeps the rules that a real Moodle has been seen to follow."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.formats import gift
from sourcebook.formats.gift.blocks import blocks
from sourcebook.formats.gift.losses import why_left_out
from sourcebook.formats.gift.questions import Question
from sourcebook.formats.gift.reading import questions
from sourcebook.formats.moodle_fractions import nearest
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from tests import builders, strategies
from tests.formats import special_items

NOTHING = Course(sources={}, comparisons={}, lessons={}, quizzes={})
any_item = special_items.items() | st.one_of(*strategies.KINDS.values())


def written(*items: Item, title: str = "The Yerevan summit") -> str:
    return gift.dumps(builders.quiz(*items, title=title), NOTHING).decode()


def minimal_course() -> Course:
    course = check(builders.course_files()).course
    assert course
    return course


def test_a_question_as_it_is_written() -> None:
    item = builders.single_choice(
        stem="Who said 2 < 3?\n\nAnd {why}?",
        distractors=[{"text": "Putin ~ he", "score": "1/3", "feedback": "# No: = wrong."}],
        proof=["s1.p2"],
    )

    assert gift.dumps(builders.quiz(item), minimal_course()).decode() == (
        "$CATEGORY: $course$/top/The Yerevan summit\n"
        "\n"
        "// [id:refuser] [tag:kind: single_choice] [tag:objective: tell-the-day] "
        "[tag:skill: facts] [tag:difficulty: medium] [tag:citations: s1.p1] [tag:proof: s1.p2]\n"
        "::refuser::[html]<p>Who said 2 &lt; 3?</p><p>And \\{why\\}?</p>{\n"
        "\t=<p>Pashinyan</p>\n"
        "\t~%33.33333%<p>Putin \\~ he</p>#<p>\\# No\\: \\= wrong.</p>\n"
        "\t####<p>The Munich report says so.</p><p><b>Proof</b></p><ul>"
        "<li>Munich report, paragraph 2 <small>(s1.p2)</small>\\: Pashinyan called the missing "
        "help &\\#34;depressing&\\#34; and left the declaration unsigned.</li>"
        "<li>Munich report, paragraph 1 <small>(s1.p1)</small>\\: The six members of the alliance "
        "met in Yerevan on 23 November 2022.</li></ul>\n"
        "}\n"
        "\n"
    )


def test_passages_to_choose_from_have_their_names_and_summaries() -> None:
    text = gift.dumps(builders.quiz(builders.evidence()), minimal_course()).decode()

    assert (
        "\t~%50%<p><b>Polish report, paragraph 1</b> <small>(s2.p1)</small><br>"
        "The declaration was left unsigned.</p>\n" in text
    )


@given(any_item)
def test_a_file_is_a_category_and_a_question_with_one_empty_line_between(item: Item) -> None:
    lines = written(item).split("\n")

    assert lines[1] == ""
    if why_left_out(item) is None:
        assert [line for line in lines if not line.strip()] == ["", "", ""]
        assert [line.strip()[:2] for line in lines if line.strip().startswith("//")] == ["//"]
        assert len(list(blocks("\n".join(lines).encode()))) == 1


@given(any_item)
def test_a_question_is_read_again_without_a_doubt(item: Item) -> None:
    for question in questions(written(item).encode()):
        assert isinstance(question, Question)
        assert question.doubts == ()
        assert question.stem.format == question.general.format == "html"
        assert question.name == item.id


@given(any_item)
def test_every_weight_is_one_that_moodle_knows(item: Item) -> None:
    for weight in re.findall("%(-?[0-9.]+)%", re.sub(r"<p>.*?</p>", "", written(item))):
        near = nearest(Fraction(weight) / 100)

        assert near is not None
        assert abs(near - Fraction(weight) / 100) < Fraction(1, 100_000)


@given(special_items.items())
def test_nothing_that_an_item_contains_is_markup(item: Item) -> None:
    # Answers to type are plain text, up to the first '#' that is not escaped.
    html = re.sub(r"(?m)^\t=%(?:\\.|[^\\#\n])*#", "", written(item))
    tags = set(re.findall("<[^>]*>", html))
    ours = "p br b i li ul ol small blockquote".split()

    assert tags <= {f"<{slash}{name}>" for name in ours for slash in ("", "/")}


@pytest.mark.parametrize("number", ["-5", "0.125", "123456789012345.000000000000001"])
def test_numbers_are_written_in_plain_digits(number: str) -> None:
    assert f"\t=%100%{number}:0#\n" in written(builders.numeric(key=number))
