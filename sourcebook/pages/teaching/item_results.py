"""Results by item: how hard, how telling, how long, who chose which option, and what to change."""

import math
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    ItemReport,
    Offered,
    QuizReport,
    quiz_report,
    report_table,
)
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.file_tables import for_file
from sourcebook.pages.teaching.result_filter import Selection

_HEADS = ("Item", "Attempts", "Facility", "Discrimination", "Seconds")
_FIGURES = ("points", "facility", "item_rest", "upper_lower", "efficiency", "alpha_without")
_IN_A_FILE: Final = {
    "quiz": "Quiz",
    "stem": "Item",
    "item_type": "Kind",
    "version": "Version",
    "points": "Points",
    "shown": "Attempts",
    "blank": "Blank",
    "scored": "Scored",
    "facility": "Facility",
    "item_rest": "Discrimination",
    "upper_lower": "Upper minus lower group",
    "efficiency": "Efficiency",
    "alpha_without": "Alpha without it",
    "chance": "By chance (%)",
    "seconds": "Seconds",
    "right_proved": "Right and proved",
    "right_unproved": "Right, not proved",
    "wrong_proved": "Proved, not right",
    "wrong_unproved": "Neither",
    "reason": "Why a figure is missing",
    "advice": "Advice",
    "item_id": "Item id",
    "fingerprint": "Fingerprint",
}
_html = Macros(__file__)


def tabulate(course: Course, selection: Selection) -> pd.DataFrame:
    """The reports of all items of all quizzes, for a file."""
    found = []
    for quiz_id in dict.fromkeys(selection.counted["quiz_id"]):
        reports = report_table(_report(course, selection, quiz_id).items)
        reports["quiz"] = selection.title(quiz_id)
        reports["stem"] = [
            attempt_archive.asked(selection.items[each]) for each in reports["item_id"]
        ]
        found.append(reports)
    every = pd.concat(found, ignore_index=True)
    return for_file(every, _IN_A_FILE, shares=("chance",), figures=_FIGURES, seconds=("seconds",))


def draw(course: Course, selection: Selection) -> None:
    """Draw the choice of a quiz, its figures and advice, and its items."""
    ids = list(dict.fromkeys(selection.counted["quiz_id"]))
    in_order = [each for each in course.quizzes if each in ids]
    in_order += [each for each in ids if each not in in_order]
    titles = {each: selection.title(each) for each in in_order}
    quiz_id = st.selectbox(
        "Quiz", in_order, format_func=lambda each: titles[each], key="results-quiz"
    )
    report = _report(course, selection, quiz_id)
    st.html(_quiz(course, selection, report))
    rows = [_row(selection, item) for item in report.items]
    st.html(table("Results by item", _HEADS, rows, look="listed items"))


def _report(course: Course, selection: Selection, quiz_id: str) -> QuizReport:
    responses = selection.responses
    # Which attempts count was chosen before.
    own = responses[responses["quiz_id"] == quiz_id].reset_index(drop=True)
    offered = [_named(course, options) for options in own["offered"]]
    return quiz_report(own.assign(offered=pd.Series(offered, index=own.index, dtype=object)), "all")


def _named(course: Course, offered: tuple[Offered, ...]) -> tuple[Offered, ...]:
    """The options with passages called by their source and paragraph, not by their ids."""
    found = ((each, course.evidence(each.id)) for each in offered)
    return tuple(
        each._replace(text=markup.passage_name(passage)) if passage else each
        for each, passage in found
    )


def _quiz(course: Course, selection: Selection, report: QuizReport) -> Markup:
    """The figures of the quiz, and what they advise: of the quiz, and of each item."""
    advised = sorted((item for item in report.items if item.advice), key=_is_less_urgent)
    return _html.quiz(
        _figures_of_quiz(report),
        fewest=FEWEST_ATTEMPTS,
        advice=report.advice,
        items=[
            (_asked(selection, item), _proof(course, selection, item), item.advice)
            for item in advised
        ],
        number=len(report.items),
    )


def _figures_of_quiz(report: QuizReport) -> str:
    if report.reason and math.isnan(report.points.mean):
        return report.reason
    mean, possible, spread = (f"{value:.1f}" for value in report.points)
    figures = f"Mean {mean} of {possible} points, standard deviation {spread}"
    if math.isnan(report.alpha):
        return f"{figures}. {report.reason}"
    return f"{figures}, alpha {report.alpha:.2f}, standard error {report.error:.1f} points."


def _is_less_urgent(item: ItemReport) -> bool:
    """Whether nothing in the advice doubts the key itself, which is what to look at first."""
    return not any("check the key" in each for each in item.advice)


def _proof(course: Course, selection: Selection, item: ItemReport) -> Markup:
    return markup.citations(course, selection.items[item.item_id].citations)


def _row(selection: Selection, item: ItemReport) -> tuple[str, ...]:
    options = [(each, "" if math.isnan(each.rest) else _figure(each.rest)) for each in item.options]
    return (
        _html.item(item, _asked(selection, item), options),
        f"{item.shown}, {item.blank} blank" if item.blank else str(item.shown),
        _figure(item.facility),
        _figure(item.item_rest),
        _figure(item.seconds, digits=0),
    )


def _asked(selection: Selection, item: ItemReport) -> str:
    return attempt_archive.asked(selection.items[item.item_id])


def _figure(value: float, digits: int = 2) -> str:
    return "–" if math.isnan(value) else f"{value:.{digits}f}".replace("-", "−")
