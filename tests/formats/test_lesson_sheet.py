"""The sheet of a lesson: documents with questions and lines, then our answers for the teacher."""

import io

import docx
import pytest

from sourcebook.content.checking import check
from sourcebook.formats import worksheet
from sourcebook.formats.worksheet.lesson_paper import lesson_paper
from sourcebook.formats.worksheet.parts import Boxes, Heading, Lines, Part, Side, Table, Text
from sourcebook.model.course import Course
from sourcebook.model.lessons import (
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    GuessTask,
    Lesson,
    Section,
    Task,
)
from sourcebook.model.sources import VERDICTS
from tests import builders

GUESS = GuessTask(ask="Who left it unsigned?", options=("A host", "A guest"))
SENTENCE = GuessTask(ask="Why?")
DOCUMENT = DocumentTask(
    passages=("s1.p2", "s1.p1"), ask="Which word is quoted?", answer="One: “depressing” (s1.p2)."
)
COMPARISON = ComparisonTask(comparison="membership-sentence")
CHECK = CheckTask(item="refuser")
CLAIM = ClaimTask(
    ask="What do you claim?",
    full="With a passage.",
    part="Without one.",
    none="Nothing.",
    model="He refused.",
    cites=("s1.p2",),
)


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found
    return found


def lesson_with(course: Course, *tasks: Task) -> Lesson:
    sections = (Section(heading="One step", blocks=tasks),)
    return course.lessons["yerevan-summit"].model_copy(update={"sections": sections})


def parts(side: Side) -> list[Part]:
    return [part for group in side.groups for part in group.parts]


def texts(side: Side) -> list[str]:
    return [f"{part.label}{part.text}" for part in parts(side) if isinstance(part, Text)]


def headings(side: Side) -> list[str]:
    return [part.text for part in parts(side) if isinstance(part, Heading)]


def test_the_sheet_has_all_tasks_in_the_order_of_the_lesson(course: Course) -> None:
    lesson = lesson_with(course, GUESS, DOCUMENT, COMPARISON, CHECK, CLAIM)

    sheet = lesson_paper(lesson, course)

    assert headings(sheet.learners) == [
        "The Yerevan summit",
        "1. Your guess",
        "2. Document: Munich report",
        "Paragraph 2",
        "Paragraph 1",
        "3. Comparison",
        "4. Check yourself",
        "5. Your answer",
    ]


def test_a_document_has_our_summary_and_words_marked_as_quoted(course: Course) -> None:
    sheet = lesson_paper(lesson_with(course, DOCUMENT), course)

    assert texts(sheet.learners)[1:] == [
        "News report · 25 November 2022 (stated)",
        "The report’s words: “depressing” (Nikol Pashinyan)",
        'Our summary: Pashinyan called the missing help "depressing" and left the declaration '
        "unsigned.",
        "Our summary: The six members of the alliance met in Yerevan on 23 November 2022.",
        "Which word is quoted?",
    ]
    assert Lines(4) in parts(sheet.learners)


def test_a_document_has_the_paragraph_itself_if_the_course_has_it(course: Course) -> None:
    with_articles = course.model_copy(update={"originals": {"s1.p2": "He said: depressing."}})

    sheet = lesson_paper(lesson_with(with_articles, DOCUMENT), with_articles)

    assert "The report’s words: He said: depressing." in texts(sheet.learners)
    assert not [each for each in texts(sheet.learners) if "Nikol Pashinyan" in each]


def test_a_page_may_end_between_two_passages_of_a_document_only(course: Course) -> None:
    sheet = lesson_paper(lesson_with(course, DOCUMENT), course)

    first, second = (group for group in sheet.learners.groups[1:])

    assert [part.text for part in first.parts if isinstance(part, Heading)] == [
        *("1. Document: Munich report", "Paragraph 2")
    ]
    assert second.parts[0] == Heading(3, "Paragraph 1")
    assert second.parts[-1] == Lines(4)


def test_a_comparison_has_the_accounts_and_the_verdicts_to_tick(course: Course) -> None:
    found = parts(lesson_paper(lesson_with(course, COMPARISON), course).learners)

    tables = [part.rows for part in found if isinstance(part, Table)]
    boxes = [choice.text for part in found if isinstance(part, Boxes) for choice in part.choices]
    assert tables == [
        (
            ("Munich report", "“depressing” It gives a single word. (Paragraph 2)"),
            ("Polish report", "Says nothing on this."),
        )
    ]
    assert boxes == list(VERDICTS.values())


def test_a_guess_has_options_to_tick_or_lines_to_write_on(course: Course) -> None:
    options, sentence = (
        parts(lesson_paper(lesson_with(course, task), course).learners)[-1]
        for task in (GUESS, SENTENCE)
    )

    assert isinstance(options, Boxes)
    assert isinstance(sentence, Lines)


def test_our_answers_are_for_the_teacher_only(course: Course) -> None:
    sheet = lesson_paper(lesson_with(course, GUESS, DOCUMENT, COMPARISON, CLAIM), course)
    ours = [
        "One: “depressing” (Munich report, paragraph 2).",
        "A matter of wording. Only one report has a word of it.",
        "A model answer: He refused.",
        "Munich report, paragraph 2",
    ]

    assert texts(sheet.teacher) == ours
    assert not set(ours) & set(texts(sheet.learners))


def test_a_task_without_its_evidence_is_left_out(course: Course) -> None:
    lost = (
        DOCUMENT.model_copy(update={"passages": ("s9.p9",)}),
        ComparisonTask(comparison="none"),
        CheckTask(item="none"),
    )

    sheet = lesson_paper(lesson_with(course, *lost, SENTENCE), course)

    assert headings(sheet.learners) == ["The Yerevan summit", "1. Your guess"]


def test_the_word_file_of_a_lesson_begins_with_its_title_and_a_line_for_the_name(
    course: Course,
) -> None:
    raw = worksheet.lesson_sheet(lesson_with(course, DOCUMENT), course)

    first, second, third = docx.Document(io.BytesIO(raw)).paragraphs[:3]

    assert (first.text, first.style and first.style.name) == ("The Yerevan summit", "Heading 1")
    assert second.text.split() == ["Name", "Date"]
    assert third.text == (
        "The question of the lesson: Why would a leader leave a declaration unsigned?"
    )
