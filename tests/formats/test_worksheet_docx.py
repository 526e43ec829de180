"""A worksheet as a Word file: what a screen reader, a printer and a curious learner find."""

import io
import itertools
import zipfile

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from sourcebook.content.checking import check
from sourcebook.formats import worksheet
from sourcebook.formats.fits import WHOLE
from sourcebook.formats.worksheet.docx_styles import LINE
from sourcebook.model.course import Course
from tests import builders
from tests.formats.printed_words import opened


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found
    return found


@pytest.mark.parametrize(("length", "not_kept"), [(100, 1), (300, 27)])
def test_lines_to_write_on_stay_on_one_page_if_they_fit(
    course: Course, length: int, not_kept: int
) -> None:
    """Of 32 lines, the first three stay with the question, and the last three together."""
    made = opened(worksheet.dumps(builders.quiz(builders.extended_response(length=length)), course))

    lines = [each for each in made.paragraphs if each.style and each.style.name == LINE.name]
    kept = [bool(each.paragraph_format.keep_with_next) for each in lines]

    assert kept.count(False) == not_kept
    assert kept[:3] == [True] * 3
    assert kept[-3:] == [True, True, False]


def test_line_breaks_of_a_text_stay(course: Course) -> None:
    raw = worksheet.dumps(builders.quiz(builders.true_false(stem="One.\n\nTwo.")), course)

    assert "One.\n\nTwo." in [each.text for each in opened(raw).paragraphs]


def test_headings_are_real_and_skip_no_level(course: Course) -> None:
    raw = worksheet.dumps(builders.quiz(), course)
    names = [each.style.name for each in opened(raw).paragraphs if each.style]
    levels = [int(name[-1]) for name in names if name and name.startswith("Heading")]

    assert levels.count(1) == 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_each_table_has_a_name_and_a_row_of_headings(course: Course) -> None:
    tables = opened(worksheet.dumps(builders.quiz(), course)).tables

    assert len(tables) > 10
    for table in tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(cell.text for cell in table.rows[0].cells)


def test_two_tables_never_stand_beside_each_other(course: Course) -> None:
    """Word would take them for one table."""
    body = opened(worksheet.dumps(builders.quiz(), course)).element.body

    tags = [each.tag for each in body]

    assert (qn("w:tbl"), qn("w:tbl")) not in set(itertools.pairwise(tags))


def test_the_file_is_a4_in_english_and_in_a_font_that_is_everywhere(course: Course) -> None:
    made = opened(worksheet.dumps(builders.quiz(), course))
    fonts = {
        value
        for each in made.styles.element.iter(qn("w:rFonts"))
        if each.getparent().getparent().get(qn("w:styleId")) in styles_used(made)
        for value in each.attrib.values()
    }

    pages = [(each.page_width or 0, each.page_height or 0) for each in made.sections]

    assert [(round(wide / Cm(1), 1), round(high / Cm(1), 1)) for wide, high in pages] == [
        *((21.0, 29.7), (21.0, 29.7))
    ]
    assert {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert fonts == {"Arial"}


def styles_used(made: Document) -> set[str]:
    return {each.get(qn("w:val")) for each in made.element.body.iter(qn("w:pStyle"))}


def test_each_style_that_is_used_is_in_the_file(course: Course) -> None:
    made = opened(worksheet.dumps(builders.quiz(), course))

    assert styles_used(made) <= {each.style_id for each in made.styles}


def test_the_file_says_its_title_and_nothing_about_who_made_it_when(course: Course) -> None:
    raw = worksheet.dumps(builders.quiz(), course)
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        properties = packed.read("docProps/core.xml").decode()
        times = {each.date_time for each in packed.infolist()}

    assert "<dc:title>The Yerevan summit · version A</dc:title>" in properties
    assert "python-docx" not in properties
    assert "2013" not in properties
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_key_has_pages_of_its_own(course: Course) -> None:
    made = opened(worksheet.dumps(builders.quiz(), course, "B"))
    learners, teacher = made.sections

    assert learners.header.paragraphs[0].text == "The Yerevan summit · version B"
    assert teacher.header.paragraphs[0].text == (
        "Key for the teacher · The Yerevan summit · version B"
    )


@pytest.mark.parametrize("version", ["A", "B"])
def test_the_same_version_is_the_same_file_each_time(
    course: Course, version: worksheet.Version
) -> None:
    quiz = builders.quiz()

    assert worksheet.dumps(quiz, course, version) == worksheet.dumps(quiz, course, version)


def test_every_kind_fits_on_paper() -> None:
    assert {fit for _, fit in worksheet.FITS.pairs()} == {WHOLE}


def test_hints_and_more_tries_are_all_that_paper_loses() -> None:
    item = builders.single_choice(hints=["Read Munich."], tries=["1", "1/2"])

    assert worksheet.losses(item) == ("The hints are left out.", "There is one try only.")
    assert [worksheet.losses(each) for each in builders.every_kind()] == [()] * 10
