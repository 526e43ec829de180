"""The results of a class: by quiz, by learner, by objective, by item and by passage."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import FileTable, file_table
from sourcebook.model.course import Course
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.teaching import (
    current_teacher,
    gradebook_files,
    item_results,
    item_scores,
    misread_passages,
    result_files,
    results_overview,
    understood_links,
)
from sourcebook.pages.teaching.class_data import WORKING_OUT, classes, draw_no_class
from sourcebook.pages.teaching.result_filter import Selection, select

TITLE = "Results"
PURPOSE = "By quiz, learner, objective, item and passage; on the screen and as a spreadsheet."

_NOTHING_YET = "Nobody has finished a quiz here yet. Once somebody has, you find the results here."
_NONE_OF_THESE = (
    "No attempt was finished on these days. Choose other days, or none: the two fields “From” and "
    "“To” may stay empty."
)


class _View(NamedTuple):
    """One way to look at the results, and the same as a table for a file."""

    title: str
    draw: Callable[[Course, Selection], None]
    tabulate: Callable[[Course, Selection], FileTable]


_VIEWS: Final[Mapping[str, _View]] = {
    "quizzes": _View("Quizzes", results_overview.draw_quizzes, results_overview.quizzes),
    "learners": _View("Learners", results_overview.draw_learners, results_overview.learners),
    "objectives": _View(
        "Objectives", results_overview.draw_objectives, results_overview.objectives
    ),
    "scores": _View("Scores by item", item_scores.draw, item_scores.tabulate),
    "items": _View("Items", item_results.draw, item_results.tabulate),
    "passages": _View("Passages", misread_passages.draw, misread_passages.tabulate),
}


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course, rooms = library().course().as_if_open(), classes()
    with st.container(key="results"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        if not rooms:
            draw_no_class()
        else:
            _draw(course, select(rooms))
    draw_panel(course)


def _draw(course: Course, selection: Selection) -> None:
    results = selection.results
    with st.spinner(WORKING_OUT):
        number, learners = results.number, results.learners
    if not number:
        nothing = _NONE_OF_THESE if selection.is_narrowed else _NOTHING_YET
        st.html(Markup("<p class='where'>{}</p>").format(nothing))
        return
    how_many = f"{counted(number, 'attempt')} of {counted(learners, 'learner')}."
    say_change(how_many, of="results", state=selection.in_words)
    on_one_page = understood_links.link(class_id=selection.classroom_id, counts=selection.counting)
    st.html(Markup("<p>{} On one page to print: {}.</p>").format(how_many, on_one_page))
    chosen = st.radio(
        "Show",
        list(_VIEWS),
        format_func=lambda each: _VIEWS[each].title,
        horizontal=True,
        key="results-view",
    )
    view = _VIEWS[chosen]
    name_page(view.title, TITLE)
    st.html(Markup("<h2>{}</h2>").format(view.title))
    with st.spinner(WORKING_OUT):
        view.draw(course, selection)
    who = current_teacher.teacher().name
    with st.container(horizontal=True):
        result_files.offer_csv(chosen, lambda: view.tabulate(course, selection))
        result_files.offer_workbook("results", lambda: _all_tables(course, selection, who))
    gradebook_files.offer(course, selection)


def _all_tables(course: Course, selection: Selection, who: str) -> Mapping[str, FileTable]:
    # It is made outside of a run, in which nobody knows the teacher.
    lines = ("Results of a class, from Sourcebook.", selection.in_words, f"Exported by {who}.")
    about = file_table(lines, [("about", str)])
    tables = {each.title: each.tabulate(course, selection) for each in _VIEWS.values()}
    return {**tables, "About": about}
