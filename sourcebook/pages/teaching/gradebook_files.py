"""Scores as the gradebooks of Moodle and Canvas take them, for the learners of a class list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.formats.gradebook import (
    ClassList,
    GradeFile,
    Pairing,
    ScoredLearner,
    canvas_csv,
    class_list,
    moodle_csv,
    paired,
)
from sourcebook.model.course import Course
from sourcebook.pages.shared import downloads, uploads
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links
from sourcebook.pages.teaching.result_files import guarded
from sourcebook.pages.teaching.result_filter import Selection

_Written = Callable[[Sequence[ScoredLearner], Mapping[str, str]], GradeFile]

_PROGRAMS: Final[Mapping[str, _Written]] = {"Moodle": moodle_csv, "Canvas": canvas_csv}
_HEADS: Final = ("Here", "In the class list", "Grades in the file")
_html = Macros(__file__)


def offer(course: Course, selection: Selection) -> None:
    """Draw, folded, the field for a class list and, once there is one, the file with scores."""
    with st.expander("Grades for Moodle or Canvas"):
        if store().classes.has_demo():
            st.html(_html.note("The learners of this class are invented. No gradebook has them."))
            return
        st.html(_html.how())
        uploads.allow()
        uploaded = st.file_uploader(
            "The class list of Moodle or Canvas", type=["csv", "xlsx", "ods"], key="class-list"
        )
        if uploaded is None:
            return
        try:
            listed = class_list(uploaded.getvalue())
        except SourcebookError as refusal:
            st.warning(literal(str(refusal)))
            return
        _draw(course, selection, listed)


def _draw(course: Course, selection: Selection, listed: ClassList) -> None:
    members = sorted(selection.members.values(), key=lambda each: each.number)
    pairing = paired(members, listed.learners)
    titles, percents = _titles(course, selection), selection.results.percents()
    rows = [
        (learner_links.link(here), there.name, _grades(percents.get(here.id, {}), titles))
        for here, there in pairing.pairs
    ]
    who_is_who = table("Who is who", _HEADS, rows)
    missing = [learner_links.link(each) for each in pairing.members]
    st.html(_html.pairing(pairing, who_is_who, missing, listed.notes))
    if not pairing.pairs:
        return
    program = st.radio("For", list(_PROGRAMS), horizontal=True, key="gradebook")
    try:
        written = _PROGRAMS[program](_scored(pairing, selection), titles)
    except SourcebookError as refusal:
        st.warning(literal(str(refusal)))
        return
    if written.notes:
        st.html(_html.remarks(written.notes))
    downloads.offer(
        f"Download the grades for {program} (CSV)",
        name=f"sourcebook-grades-{program.lower()}.csv",
        kind="text/csv",
        make=guarded(lambda: written.raw, logged=f"grades for {program}"),
        key=f"grades-{program.lower()}",
    )


def _scored(pairing: Pairing, selection: Selection) -> list[ScoredLearner]:
    percents = selection.results.percents()
    return [ScoredLearner(there, percents.get(here.id, {})) for here, there in pairing.pairs]


def _grades(percents: Mapping[str, float], titles: Mapping[str, str]) -> str:
    """The grades of a learner as the file has them, quiz by quiz."""
    found = [
        f"{title} {percent(percents[quiz_id])}"
        for quiz_id, title in titles.items()
        if quiz_id in percents
    ]
    return "; ".join(found) or "none: no result at these quizzes"


def _titles(course: Course, selection: Selection) -> dict[str, str]:
    """The quizzes that somebody has finished, in the order of the course, then those it lost."""
    taken = selection.results.titles.keys()
    known = {each: quiz.title for each, quiz in course.quizzes.items() if each in taken}
    return {**known, **{each: each for each in sorted(taken - known.keys())}}
