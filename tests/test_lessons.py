"""Lesson files: front matter, sections, figures, citations. Faults are in tests/bad."""

import pytest

from sourcebook.content.citations import (
    CITATION,
    lesson_markdown,
    passages_cited,
    without_citations,
)
from sourcebook.content.faults import Spot
from sourcebook.content.files import ContentFile
from sourcebook.content.lesson_files import LessonFile, read_lesson
from sourcebook.model.lessons import (
    ChartFigure,
    CheckTask,
    ComparisonTask,
    DrawingFigure,
    Figure,
    MapFigure,
    Prose,
    Section,
    TimelineFigure,
)

FRONT = """\
---
id: yerevan-summit
title: The Yerevan summit
question: Why would a leader leave a declaration unsigned?
minutes: 8
objectives:
  - {id: tell-the-day, text: Tell the day of the summit.}
---
"""
COMPARED = ComparisonTask(comparison="pen-gesture")


def read(body: str, front: str = FRONT) -> LessonFile:
    return read_lesson(ContentFile("lessons/04-yerevan-summit.md", (front + body).encode()))


def sections(body: str) -> tuple[Section, ...]:
    lesson = read(body)
    assert lesson.file.faults == []
    assert lesson.lesson
    return lesson.lesson.sections


def test_the_front_matter_says_what_the_lesson_is() -> None:
    lesson = read("").lesson

    assert lesson is not None
    assert (lesson.id, lesson.minutes, lesson.needs) == ("yerevan-summit", 8, ())
    assert [objective.id for objective in lesson.objectives] == ["tell-the-day"]
    assert lesson.sections == (Section(heading=None, blocks=()),)


def test_a_lesson_is_cut_at_its_second_level_headings() -> None:
    found = sections("Opening.\n\n## The day\n\nOne.\n\nTwo.\n\n## The refusal\n\nThree.\n")

    assert found == (
        Section(heading=None, blocks=(Prose(markdown="Opening."),)),
        Section(heading="The day", blocks=(Prose(markdown="One.\n\nTwo."),)),
        Section(heading="The refusal", blocks=(Prose(markdown="Three."),)),
    )


def test_a_section_is_cut_at_its_figures() -> None:
    found = sections("One.\n\n```compare pen-gesture\n```\n\nTwo.\n")

    assert found[0].blocks == (Prose(markdown="One."), COMPARED, Prose(markdown="Two."))


@pytest.mark.parametrize("fence", ["```compare pen-gesture\n```", "~~~ compare  pen-gesture\n~~~"])
def test_a_figure_may_be_fenced_in_either_way(fence: str) -> None:
    assert sections(fence)[0].blocks == (COMPARED,)


@pytest.mark.parametrize(
    ("info", "figure"),
    [
        ("timeline 2020..2022", TimelineFigure(first="2020", last="2022")),
        ("timeline 2022-09..2022-11", TimelineFigure(first="2022-09", last="2022-11")),
        ("map csto-members", MapFigure(map="csto-members")),
        ("drawing unsigned-sheet", DrawingFigure(drawing="unsigned-sheet")),
        ("chart who-is-quoted", ChartFigure(chart="who-is-quoted")),
        ("check refuser", CheckTask(item="refuser")),
    ],
)
def test_a_fence_is_the_figure_that_it_names(info: str, figure: Figure) -> None:
    found = sections(f"One.\n\n```{info}\n```\n")

    assert found[0].blocks == (Prose(markdown="One."), figure)


def test_blocks_come_with_their_places_in_the_file() -> None:
    lesson = read("```check refuser\n```\n\nOne. [@none]\n\n```compare pen-gesture\n```\n")

    assert [(each.block, each.spot) for each in lesson.blocks] == [
        (CheckTask(item="refuser"), Spot(9, 1)),
        (COMPARED, Spot(14, 1)),
    ]


def test_a_section_may_hold_nothing_but_its_heading() -> None:
    assert sections("## The day\n") == (Section(heading="The day", blocks=()),)


def test_lists_headings_and_quotations_stay_as_they_are_written() -> None:
    body = "### Who met\n\n- Six *members*.\n- One chair.\n\n> A sentence.\n>\n> Another.\n"

    assert sections(body)[0].blocks == (Prose(markdown=body.rstrip("\n")),)


def test_the_passages_of_a_paragraph_are_those_cited_in_it() -> None:
    lesson = read("Six met. [@s1.p1] One left. [@s1.p2 ; @s2.p1]\n\nWhy? [@none]\n")

    assert [paragraph.passages for paragraph in lesson.paragraphs] == [
        ("s1.p1", "s1.p2", "s2.p1"),
        ("none",),
    ]


def test_every_list_item_and_quotation_is_a_paragraph_of_its_own() -> None:
    lesson = read("- Six met. [@s1.p1]\n- One left. [@s1.p2]\n\n> Quoted. [@s2.p1]\n")

    assert [paragraph.text for paragraph in lesson.paragraphs] == [
        "Six met. ",
        "One left. ",
        "Quoted. ",
    ]


def test_the_words_of_a_paragraph_run_on_over_line_breaks_and_marks() -> None:
    lesson = read("Six *members*\nmet in **Yerevan**. [@s1.p1]\n")

    assert lesson.paragraphs[0].text == "Six members met in Yerevan. "


def test_words_are_found_in_their_line() -> None:
    lesson = read("Six members\nmet in Yerevan. [@s1.p1]\n")

    assert lesson.find(lesson.paragraphs[0], "Yerevan") == Spot(10, 8)


def test_words_that_a_line_break_parts_are_placed_in_the_first_line() -> None:
    lesson = read("Six members\nmet in Yerevan. [@s1.p1]\n")

    assert lesson.find(lesson.paragraphs[0], "members met") == Spot(9, 1)


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("[@s2.p10]", [["s2.p10"]]),
        ("[@s2.p10; @s3.p6]", [["s2.p10", "s3.p6"]]),
        ("[@s2.p10] and [@s3.p6]", [["s2.p10"], ["s3.p6"]]),
        ("[@none]", [["none"]]),
        ("[s2.p10]", []),
        ("[@ s2.p10]", []),
        ("`[@s2.p10]`", []),
        (r"\[@s2.p10]", []),
    ],
)
def test_citations_are_tokens_of_their_own(text: str, passages: list[list[str]]) -> None:
    children = lesson_markdown().parseInline(text)[0].children or []

    found = [token.meta["passages"] for token in children if token.type == CITATION]

    assert found == passages


def test_a_text_is_read_with_its_citations_and_without_them() -> None:
    text = "Six members [@s2.p10; @s3.p6]. So much for names. [@none] Six! [@s2.p10]"

    assert passages_cited(text) == ("s2.p10", "s3.p6", "s2.p10")
    assert without_citations(text) == "Six members . So much for names.  Six! "


def test_html_is_text_where_it_is_not_asked_for() -> None:
    assert lesson_markdown().render("<b>Six</b>") == "<p>&lt;b&gt;Six&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<div>\n\n<b>Six</b>\n", ["HTML", "HTML", "HTML"]),
        ("![Six](a.png)\n\n[Six](https://example.org)", ["an image", "a link"]),
        ("<https://example.org>", ["a link"]),
        ("[Six][6]\n\n[6]: https://example.org", ["a link"]),
        ("    indented", ["a block indented by four spaces"]),
    ],
)
def test_markup_is_refused_wherever_it_stands(body: str, names: list[str]) -> None:
    faults = read(body).file.faults

    assert [fault.message for fault in faults] == [
        f"{name} cannot stand in a lesson." for name in names
    ]


def test_a_lesson_with_faults_in_front_still_shows_those_of_its_text() -> None:
    lesson = read("<b>Six</b>\n", FRONT.replace("minutes: 8", "minutes: none"))

    assert lesson.lesson is None
    assert [fault.rule for fault in lesson.file.faults] == ["wrong-value", "markup", "markup"]
