"""A sheet as a Word file (.docx): real headings, tables with a row of headings, boxes, lines."""

import io
import zipfile
from typing import Final

from docx.enum.section import WD_SECTION
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from sourcebook.formats.worksheet import docx_styles as styles
from sourcebook.formats.worksheet.docx_body import body
from sourcebook.formats.worksheet.parts import Sheet
from sourcebook.formats.worksheet.texts import printable

_BODY: Final = "word/document.xml"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


def as_docx(sheet: Sheet) -> bytes:
    """The Word file of a sheet; the key begins a page of its own."""
    made = styles.new_file(printable(sheet.title))
    section = made.add_section(WD_SECTION.NEW_PAGE)
    _make_low(made.paragraphs[0])
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    for each, side in zip(made.sections, (sheet.learners, sheet.teacher), strict=True):
        each.header.paragraphs[0].text = printable(side.running)
        _add_page_number(each.footer.paragraphs[0])
    saved = io.BytesIO()
    made.save(saved)
    return _with_bodies(saved.getvalue(), body(sheet.learners.groups), body(sheet.teacher.groups))


def _make_low(end: Paragraph) -> None:
    """Make the paragraph that ends a section so low that it never takes a page of its own."""
    form = end.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(1)


def _add_page_number(foot: Paragraph) -> None:
    foot.text = "Page "
    foot._p.insert_element_before(styles.element("w:fldSimple", instr="PAGE"))


def _with_bodies(raw: bytes, learners: str, teacher: str) -> bytes:
    """The same file with these texts before and after the break between its sections.

    Nothing in it says when it was made, so that equal quizzes give equal files.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as before,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name == _BODY:
                start, body_tag, rest = part.partition(b"<w:body>")
                both, end_tag, end = rest.rpartition(b"<w:sectPr")
                inner = (learners.encode(), both, teacher.encode())
                part = b"".join((start, body_tag, *inner, end_tag, end))
            after.writestr(zipfile.ZipInfo(name, _FIRST_DAY), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
