"""The files that take a quiz elsewhere: to Moodle, to Canvas, to Anki, or onto paper."""

from typing import Final

import streamlit as st

from sourcebook.formats.registry import FORMATS, Format
from sourcebook.formats.summary import left_behind
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import downloads
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.open_file import OpenFile, checked, parsed_quiz
from sourcebook.pages.teaching.result_files import guarded

_NO_QUIZ: Final = "Only a quiz is exported. Choose the file of a quiz above."
_NOT_YET: Final = "Learners have no version of this quiz yet. Save it without an error first."
_NO_ITEMS: Final = "This quiz has no items of its own. It draws them from others; export those."
_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw the choice of formats for a quiz, what each file lacks, and its download."""
    if not opened.is_quiz:
        st.html(_html.note(_NO_QUIZ))
        return
    quiz = _published(opened)
    if quiz is None or not quiz.items:
        st.html(_html.note(_NOT_YET if quiz is None else _NO_ITEMS))
        return
    if not opened.is_saved:
        st.info("The file has the version that learners have, without your changes.")
    chosen = st.selectbox(
        "For which program, or for paper",
        list(FORMATS),
        format_func=lambda name: FORMATS[name].title,
        key="export-format",
    )
    _draw(quiz, FORMATS[chosen])


def _published(opened: OpenFile) -> Quiz | None:
    """The quiz of the file as learners have it; None if they have none."""
    parsed = parsed_quiz(opened, checked(opened))
    course = library().course().as_if_open()
    known = {**course.quizzes, **course.checks, **course.pools}
    return known.get(parsed.model.id) if parsed and parsed.model else None


def _draw(quiz: Quiz, format: Format) -> None:
    st.html(_html.losses(left_behind(quiz, format), format.title))
    course = library().course().as_if_open()
    downloads.offer(
        literal(f"Download the quiz for {format.title}"),
        name=f"{quiz.id}{format.suffix}",
        kind=format.media_type,
        make=guarded(lambda: format.dumps(quiz, course)),
        key=f"export-{format.name}-{quiz.id}",
    )
