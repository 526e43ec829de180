"""Results by quiz, by learner (a heat map with its numbers) and by objective."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    objective_results,
    percent_by_learner,
    quiz_results,
)
from sourcebook.model.course import Course
from sourcebook.model.learners import label
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.file_tables import for_file, whole_per_cent
from sourcebook.pages.teaching.paging import ON_A_PAGE, turn_pages
from sourcebook.pages.teaching.result_filter import Selection

_QUIZ_HEADS = ("Quiz", "Learners", "Attempts", "Passed", "Mean", "Lowest to highest")
_OBJECTIVE_HEADS = ("Objective", "Learners", "Right answers", "Mean score")
_html = Macros(__file__)


def quizzes(_course: Course, selection: Selection) -> pd.DataFrame:
    """The results by quiz, for a file."""
    heads = {
        "quiz_title": "Quiz",
        "learners": "Learners",
        "attempts": "Attempts",
        "passed": "Learners who passed",
        "mean": "Mean (%)",
        "lowest": "Lowest (%)",
        "highest": "Highest (%)",
        "quiz_id": "Quiz id",
    }
    found = quiz_results(selection.counted).reset_index()
    return for_file(found, heads, percents=("mean", "lowest", "highest"))


def draw_quizzes(_course: Course, selection: Selection) -> None:
    """Draw the results by quiz."""
    rows = [
        (
            row["quiz_title"],
            row["learners"],
            row["attempts"],
            _passed(row),
            _html.with_bar(percent(row["mean"]), row["mean"] / 100),
            f"{percent(row['lowest'])} to {percent(row['highest'])}",
        )
        for row in attempt_archive.records(quiz_results(selection.counted))
    ]
    st.html(table("Results by quiz", _QUIZ_HEADS, rows, look="brief figures"))


def learners(course: Course, selection: Selection) -> pd.DataFrame:
    """The whole per cent of each learner at each quiz, by their names, for a file."""
    found = _in_order(course, percent_by_learner(selection.counted))
    members = [selection.members[each] for each in found.index if each in selection.members]
    cells = found.loc[[each.id for each in members]].apply(whole_per_cent)
    cells = cells.set_axis([f"{selection.title(each)} (%)" for each in cells.columns], axis=1)
    cells = cells.reset_index(drop=True)
    cells.insert(0, "Learner", [each.name or "" for each in members], allow_duplicates=True)
    cells.insert(1, "Number", [each.number for each in members], allow_duplicates=True)
    order = sorted(range(len(members)), key=lambda place: members[place].label.casefold())
    return cells.iloc[order].reset_index(drop=True)


def draw_learners(course: Course, selection: Selection) -> None:
    """Draw the heat map: each cell has its number, and the fuller it is, the higher."""
    found = learners(course, selection)
    heads = ["Learner", *(str(name).removesuffix(" (%)") for name in found.columns[2:])]
    slot, first, which = turn_pages(len(found), key="learners-page", noun="Learners")
    shown = found.iloc[first : first + ON_A_PAGE]
    rows = [
        (label(name or None, number), *map(_heat, cells))
        for name, number, *cells in shown.itertuples(index=False, name=None)
    ]
    listed = table("Each learner at each quiz", heads, rows, look="heat")
    slot.html(_html.learners(which, listed))


def objectives(course: Course, selection: Selection) -> pd.DataFrame:
    """The results by objective, for a file."""
    heads = {
        "text": "Objective",
        "learners": "Learners",
        "items": "Items",
        "answers": "Answers",
        "right": "Right answers",
        "mean": "Mean score (%)",
        "objective": "Objective id",
    }
    return for_file(_objectives(course, selection).reset_index(), heads, shares=("mean",))


def _objectives(course: Course, selection: Selection) -> pd.DataFrame:
    """The results by objective in the order of the course."""
    found = objective_results(selection.responses)
    texts = {each.id: each.text for lesson in course.lessons.values() for each in lesson.objectives}
    order = [each for each in texts if each in found.index]
    order += [each for each in found.index if each not in texts]
    found = found.loc[order]
    found.insert(0, "text", pd.Series({each: texts.get(each, each) for each in order}))
    return found


def draw_objectives(course: Course, selection: Selection) -> None:
    """Draw the results by objective."""
    rows = [
        (
            row["text"],
            row["learners"],
            f"{row['right']} of {row['answers']}",
            _mean(row),
        )
        for row in attempt_archive.records(_objectives(course, selection))
    ]
    listed = table("Results by objective", _OBJECTIVE_HEADS, rows, look="listed brief")
    st.html(_html.objectives(FEWEST_ATTEMPTS, listed))


def _mean(row: dict[str, Any]) -> str:
    if row["answers"] < FEWEST_ATTEMPTS:
        return f"{row['answers']} answers, too few to say"
    return _html.with_bar(percent(row["mean"] * 100), row["mean"])


def _passed(row: dict[str, Any]) -> Markup:
    passed, learners = row["passed"], row["learners"]
    return _html.with_bar(f"{passed} of {learners}", passed / learners)


def _heat(value: float) -> Markup:
    if pd.isna(value):
        return Markup("<span class='cell'>–</span>")
    cell = Markup("<span class='cell' style='--share:{:.0f}%'>{}</span>")
    return cell.format(value, percent(value))


def _in_order(course: Course, found: pd.DataFrame) -> pd.DataFrame:
    """The columns in the order of the course, quizzes that it no longer has last."""
    known = [quiz_id for quiz_id in course.quizzes if quiz_id in found.columns]
    return found[[*known, *(each for each in found.columns if each not in known)]]
