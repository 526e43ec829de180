"""Worksheets to print: a quiz or a lesson as a Word file (.docx), a quiz as a page of HTML too.

Learners get the questions with room for their answers; the key for the teacher begins a page of
its own. A worksheet is only written, never read back.
"""

from typing import Final

from sourcebook.formats.fits import WHOLE, Fit
from sourcebook.formats.worksheet.docx_file import as_docx
from sourcebook.formats.worksheet.lesson_paper import lesson_paper
from sourcebook.formats.worksheet.print_page import as_page
from sourcebook.formats.worksheet.quiz_paper import quiz_paper
from sourcebook.formats.worksheet.shuffling import Version
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import KINDS, PerKind
from sourcebook.model.items import Item
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz

__all__ = ["FITS", "Version", "dumps", "dumps_page", "lesson_sheet", "losses", "worksheet_html"]

FITS: Final[PerKind[Fit]] = PerKind(**dict.fromkeys(KINDS, WHOLE))
"""Every kind of item has a place on paper."""


def dumps(quiz: Quiz, course: Course, version: Version = "A") -> bytes:
    """The Word file of a quiz: questions, then the key with what proves it.

    Version A has the author's order of items, and B another one; each has its own order of
    options. The same quiz, course and version give the same bytes.
    """
    return as_docx(quiz_paper(quiz, course, version))


def dumps_page(quiz: Quiz, course: Course, version: Version = "A") -> bytes:
    """The page of `worksheet_html` as a file."""
    return worksheet_html(quiz, course, version).encode()


def worksheet_html(quiz: Quiz, course: Course, version: Version = "A") -> str:
    """The same as a page of HTML, with a style for print and without scripts."""
    return as_page(quiz_paper(quiz, course, version))


def lesson_sheet(lesson: Lesson, course: Course) -> bytes:
    """The Word file of a lesson: its documents and tasks with lines to write on, then our answers.

    A document has our summary and the words that we quote, or the paragraph itself if the course
    has the originals.
    """
    return as_docx(lesson_paper(lesson, course))


def losses(item: Item) -> tuple[str, ...]:
    """What paper cannot do with an item, in words; empty if it can do all."""
    hints = ("The hints are left out.",) if item.hints else ()
    tries = ("There is one try only.",) if len(item.tries) > 1 else ()
    return (*hints, *tries)
