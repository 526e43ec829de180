"""The page on which a teacher edits the course: a file as text or as a form, and its history."""

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import EditingError
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import name_page
from sourcebook.pages.teaching.choice_fields import keep_choice, last_choice
from sourcebook.pages.teaching.editor import (
    deleted_files,
    export_view,
    file_history,
    form_view,
    manage_view,
    new_file,
    text_view,
)
from sourcebook.pages.teaching.editor.open_file import files_to_edit, open_file, titles
from sourcebook.pages.teaching.editor.save_bar import NEXT_VIEW, draw_message

TITLE = "Edit the course"
PURPOSE = "Change quizzes, lessons, plans and sources, with a preview and a history."

_VIEWS = {
    "Text": text_view.show,
    "Form": form_view.show,
    "History": file_history.show,
    "Export": export_view.show,
    "Manage": manage_view.show,
}


def show() -> None:
    """Draw the page for the file that the address names, else for the first one."""
    name_page(TITLE)
    with st.container(key="edit"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        _draw()


def _draw() -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        path = _choose_file()
    if begun := new_file.offer() or deleted_files.offer():
        is_quiz = begun.startswith("quizzes/")
        st.query_params["file"], st.query_params["view"] = begun, "Form" if is_quiz else "Text"
        st.rerun()
    if path is None:
        st.html("<p class='where'>The course has no quiz and no lesson yet. Begin one above.</p>")
        return
    name_page(path.rpartition("/")[2], TITLE)
    with right:
        view = _choose_view()
    draw_message()
    new_file.tell_what_is_missing(path)
    try:
        _VIEWS[view](open_file(path))
    except EditingError as refusal:
        st.error(literal(str(refusal)))


def _choose_file() -> str | None:
    paths = files_to_edit()
    wanted = st.query_params.get("file", "")
    if wanted and wanted not in paths:
        st.warning(f"There is no file ‘{literal(wanted)}’ to edit. Choose one here.")
    # A new address chooses a file; after that the choice makes the address.
    is_new = wanted in paths and st.session_state.get("file-address") != wanted
    if is_new:
        keep_choice("file", wanted)
    named = titles(paths)
    # The names have titles and states in them, which change.
    place, key = last_choice("file", paths, list(named.values()))
    if is_new:
        st.session_state[key] = wanted
    chosen = st.selectbox("File", paths, place, format_func=named.__getitem__, key=key)
    if chosen is not None:
        keep_choice("file", chosen)
        st.query_params["file"] = st.session_state["file-address"] = chosen
    return chosen


def _choose_view() -> str:
    wanted = st.session_state.pop(NEXT_VIEW, None) or st.query_params.get("view", "")
    if wanted in _VIEWS and st.session_state.get("view-address") != wanted:
        st.session_state["view"] = wanted
    chosen = st.radio("View", list(_VIEWS), horizontal=True, key="view")
    view = chosen or "Text"
    st.query_params["view"] = st.session_state["view-address"] = view
    return view
