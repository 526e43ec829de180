"""New files: an empty quiz or lesson with examples, or a quiz from a file of questions.

A new file is a draft. The course does not use it before it is saved without an error.
"""

import streamlit as st

from sourcebook.content.authoring import templates
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
_REFUSED_WITH_REASON = ["xls", "xlsb", "docx", "doc"]
"""Files that hold questions but no list: they are taken, so that the reason can be given."""

_NOTES = "import-notes"
_html = Macros(__file__)


def offer() -> str | None:
    """Draw the buttons for a new file; the path of one just begun."""
    with st.expander("Begin a new file"):
        kind = st.radio("What to begin with", [_QUIZ, _LESSON, _LIST], key="begin-with")
        with st.form("begin", border=False):
            name = st.text_input(
                "Id of the file, which never changes",
                placeholder="after-the-summit",
                autocomplete="off",
            )
            title = st.text_input("Its title", autocomplete="off")
            lesson = _lesson() if kind != _LESSON else None
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
    starter = templates.plan(read_files(settings().course_root), lesson_id)
    if starter.path in files_to_edit():
        raise EditingError(f"'{starter.path}' is begun already. Choose it under “Edit the course”.")
    _draft(starter.path, starter.text)
    say_next("A draft is begun. The plan is shown at the desk once it is saved.")
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
    files = read_files(settings().course_root)
    if kind == _LESSON:
        starter = templates.lesson(files, name, title=title)
    else:
        starter = templates.quiz(files, name, lesson=lesson, title=title)
    path, text = starter.path, starter.text
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
        say_next("A draft is begun. Learners see it once it is saved.")
    _draft(path, text)
    return path


def _draft(path: str, text: str) -> None:
    """Make a text the teacher's draft of a file that is not there yet."""
    replace_text(OpenFile(path, None, "", "", True, 0, "", 0), text, based_on="")


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
