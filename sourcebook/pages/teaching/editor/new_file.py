"""New files: quizzes, lessons, items for lessons, plans and sources, with examples in them.

A quiz can also be made from a file of questions.

A new file is a draft. The course does not use it before it is saved without an error.
"""

import streamlit as st

from sourcebook.content.authoring import templates
from sourcebook.content.authoring.templates import Starter
from sourcebook.content.checking import read_files
from sourcebook.errors import EditingError, SourcebookError
from sourcebook.formats import importing
from sourcebook.pages.shared import uploads
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.uploaded_files import UploadedFile, forget_file
from sourcebook.pages.teaching.editor.open_file import OpenFile, files_to_edit, replace_text
from sourcebook.pages.teaching.editor.save_bar import say_next
from sourcebook.settings import settings

_QUIZ, _LESSON, _LIST = "An empty quiz", "An empty lesson", "A quiz from a file of questions"
_CHECKS, _PLAN, _SOURCE = "Items for lessons", "A plan for a lesson", "A source"
_KINDS = [_QUIZ, _LESSON, _LIST, _CHECKS, _PLAN, _SOURCE]
_REFUSED_WITH_REASON = ["xls", "xlsb", "docx", "doc"]
"""Files that hold questions but no list: they are taken, so that the reason can be given."""

_NOTES = "import-notes"
_OPEN_AT_ONCE = "A draft is begun. Learners see it once it is saved, unless it says “state: draft”."
_BEGUN = {
    _QUIZ: _OPEN_AT_ONCE,
    _LESSON: _OPEN_AT_ONCE,
    _CHECKS: "A draft is begun. Learners see its items in the lessons that name them.",
    _PLAN: "A draft is begun. The plan is shown at the desk once it is saved.",
    _SOURCE: "A draft is begun. Fill in every field; it is part of the course once it is saved.",
}
_html = Macros(__file__)


def offer() -> str | None:
    """Draw the buttons for a new file; the path of one just begun."""
    with st.expander("Begin a new file"):
        kind = st.radio("What to begin with", _KINDS, key="begin-with")
        with st.form("begin", border=False):
            named = kind not in (_PLAN, _SOURCE)
            name = _name() if named else ""
            title = st.text_input("Its title", autocomplete="off") if named else ""
            lesson = _lesson() if kind not in (_LESSON, _SOURCE) else None
            uploaded = _upload() if kind == _LIST else None
            sheet = _sheet() if kind == _LIST else None
            begun = st.form_submit_button("Begin")
        if not begun:
            return None
        if kind == _LIST and uploaded is None:
            st.warning("No file is chosen yet.")
            return None
        try:
            raw = uploaded.getvalue() if uploaded else None
            name, title = (name or "").strip(), (title or "").strip()
            path = _begin(kind or _QUIZ, name, title, lesson, raw, sheet)
        except SourcebookError as refusal:
            st.warning(literal(str(refusal)))
            return None
        if uploaded and path:
            forget_file(uploaded)
        return path


def begin_plan(lesson_id: str) -> str:
    """The path of a draft of the plan for a lesson, with its headings; for the action of a button.

    Raises EditingError if the lesson has a plan, or a file of that name is begun already.
    """
    starter = _starter(_PLAN, "", "", lesson_id)
    if starter.path in files_to_edit():
        raise EditingError(f"'{starter.path}' is begun already. Choose it under “Edit the course”.")
    _draft(starter.path, starter.text)
    say_next(_BEGUN[_PLAN])
    return starter.path


def tell_what_is_missing(path: str) -> None:
    """Draw what a file of questions lacked, as long as the file made from it is open."""
    noted = st.session_state.get(_NOTES)
    if noted and noted[0] == path and noted[1]:
        with st.expander(f"{counted(len(noted[1]), 'remark')} on the file", expanded=True):
            st.html(_html.remarks(noted[1]))


def _begin(
    kind: str, name: str, title: str, lesson: str | None, raw: bytes | None, sheet: str | None
) -> str | None:
    path, text = _starter(kind, name, title, lesson)
    if path in files_to_edit():
        st.warning("A file of that name is begun already. Choose it above.")
        return None
    if raw is not None:
        shown = title or templates.titled(name)
        made = importing.drafted(raw, quiz_id=name, title=shown, lesson=lesson, sheet=sheet)
        text = made.yaml
        st.session_state[_NOTES] = path, made.notes
        say_next(f"A draft with {counted(made.items, 'item')} is made from the file.")
    else:
        say_next(_BEGUN[kind])
    _draft(path, text)
    return path


def _starter(kind: str, name: str, title: str, lesson: str | None) -> Starter:
    """The new file. Raises EditingError if what was filled in does not do for one."""
    files = read_files(settings().course_root)
    if kind == _LESSON:
        return templates.lesson(files, name, title=title)
    if kind == _CHECKS:
        return templates.checks(files, name, lesson=lesson, title=title)
    if kind == _SOURCE:
        return templates.source(files, templates.next_source(files))
    if kind == _PLAN and lesson:
        return templates.plan(files, lesson)
    if kind == _PLAN:
        raise EditingError("Choose the lesson that the plan is for.")
    return templates.quiz(files, name, lesson=lesson, title=title)


def _draft(path: str, text: str) -> None:
    """Make a text the teacher's draft of a file that is not there yet."""
    replace_text(OpenFile(path, None, "", "", True, 0, "", 0), text, based_on="")


def _name() -> str:
    typed = st.text_input(
        "Id of the file, which never changes",
        placeholder="after-the-summit",
        autocomplete="off",
    )
    return typed or ""


def _lesson() -> str | None:
    lessons = library().course().as_if_open().lessons
    names = {"": "No lesson", **{each.id: each.title for each in lessons.values()}}
    chosen = st.selectbox("Its lesson", list(names), format_func=lambda each: names[each])
    return chosen or None


def _upload() -> UploadedFile | None:
    uploads.allow()
    return st.file_uploader(
        "A file of Moodle (XML, GIFT), Canvas or QTI (.zip), or a list with a question in each row "
        "(CSV, Excel, OpenDocument)",
        type=[
            "csv",
            "tsv",
            "txt",
            "gift",
            "xlsx",
            "xlsm",
            "ods",
            "xml",
            "zip",
            *_REFUSED_WITH_REASON,
        ],
    )


def _sheet() -> str | None:
    name = st.text_input(
        "Name of the sheet, if the list is not on the one in front", autocomplete="off"
    )
    return (name or "").strip() or None
