"""Results by quiz, by learner (a heat map with its numbers) and by objective."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    objective_results,
    percent_by_learner,
    quiz_results,
)
from sourcebook.model.course import Course
from sourcebook.pages.amounts import bar, percent
from sourcebook.pages.scores import past
from sourcebook.pages.tables import table
from sourcebook.pages.teaching.page_turns import ON_A_PAGE, turn_pages
from sourcebook.pages.teaching.selection import Selection

_QUIZ_HEADS = ("Quiz", "Learners", "Attempts", "Passed", "Mean", "Lowest to highest")
_OBJECTIVE_HEADS = ("Objective", "Learners", "Right answers", "Mean score")


def quizzes(_course: Course, selection: Selection) -> pd.DataFrame:
    """The results by quiz, for a file."""
    return quiz_results(selection.counted)


def draw_quizzes(course: Course, selection: Selection) -> None:
    """Draw the results by quiz."""
    rows = [
        (
            escape(row["quiz_title"]),
            str(row["learners"]),
            str(row["attempts"]),
            f"{row['passed']} of {row['learners']}{bar(row['passed'] / row['learners'])}",
            f"{percent(row['mean'])}{bar(row['mean'] / 100)}",
            f"{percent(row['lowest'])} to {percent(row['highest'])}",
        )
        for row in past.records(quizzes(course, selection))
    ]
    st.html(table("Results by quiz", _QUIZ_HEADS, rows, look="brief figures"))


def learners(course: Course, selection: Selection) -> pd.DataFrame:
    """The per cent of each learner at each quiz, by their names, for a file."""
    found = _in_order(course, percent_by_learner(selection.counted))
    names = pd.Series([selection.names.get(each, "") for each in found.index], dtype=object)
    titles = [selection.title(quiz_id) for quiz_id in found.columns]
    cells = found.set_axis(titles, axis="columns").reset_index(drop=True)
    cells.insert(0, "learner", names, allow_duplicates=True)
    return cells.sort_values("learner", key=_folded, kind="stable", ignore_index=True)


def draw_learners(course: Course, selection: Selection) -> None:
    """Draw the heat map: each cell has its number, and the fuller it is, the higher."""
    found = learners(course, selection)
    heads = ["Learner", *map(escape, found.columns[1:])]
    slot, first, of = turn_pages(len(found), key="learners-page", noun="Learners")
    shown = found.iloc[first : first + ON_A_PAGE]
    rows = [
        (escape(str(name)), *map(_heat, cells))
        for name, *cells in shown.itertuples(index=False, name=None)
    ]
    slot.html(
        f"<p>{of}Each number is the share of the points, in per cent. The fuller a cell, the "
        "higher; “–” is for not taken.</p>"
        f"{table('Each learner at each quiz', heads, rows, look='heat')}"
    )


def objectives(course: Course, selection: Selection) -> pd.DataFrame:
    """The results by objective in the order of the course, for a file."""
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
            escape(row["text"]),
            str(row["learners"]),
            f"{row['right']} of {row['answers']}",
            _mean(row),
        )
        for row in past.records(objectives(course, selection))
    ]
    st.html(
        "<p>Right is what earned all points at the last try, with the proof or without. Blanks "
        f"count as not right. A mean is told from {FEWEST_ATTEMPTS} answers on.</p>"
        f"{table('Results by objective', _OBJECTIVE_HEADS, rows, look='listed brief')}"
    )


def _mean(row: dict[str, Any]) -> str:
    if row["answers"] < FEWEST_ATTEMPTS:
        return f"{row['answers']} answers, too few to say"
    return f"{percent(row['mean'] * 100)}{bar(row['mean'])}"


def _heat(value: float) -> str:
    if pd.isna(value):
        return "<span class='cell'>–</span>"
    return f"<span class='cell' style='--share:{value:.0f}%'>{percent(value)}</span>"


def _in_order(course: Course, found: pd.DataFrame) -> pd.DataFrame:
    """The columns in the order of the course, quizzes that it no longer has last."""
    known = [quiz_id for quiz_id in course.quizzes if quiz_id in found.columns]
    return found[[*known, *(each for each in found.columns if each not in known)]]


def _folded(names: pd.Series) -> pd.Series:
    return names.map(lambda name: str(name).casefold())
