"""Results by item: difficulty, discrimination, time, who chose which option, and what to change."""

import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    FileTable,
    ItemReport,
    Offered,
    QuizReport,
    file_table,
    two_decimals,
    whole_per_cent,
    whole_seconds,
)
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import regrade_page
from sourcebook.pages.teaching.result_filter import Selection, quiz_ids

_HEADS = ("Item", "Attempts", "Facility", "Discrimination", "Seconds")


class _Reported(NamedTuple):
    """The report on an item, with the title of its quiz and what the item asks."""

    quiz: str
    stem: str
    report: ItemReport


_IN_A_FILE: Final[Sequence[tuple[str, Callable[[_Reported], object]]]] = (
    ("Quiz", lambda each: each.quiz),
    ("Item", lambda each: each.stem),
    ("Kind", lambda each: each.report.item_type),
    ("Version", lambda each: each.report.version),
    ("Points", lambda each: two_decimals(each.report.points)),
    ("Attempts", lambda each: each.report.shown),
    ("Blank", lambda each: each.report.blank),
    ("Scored", lambda each: each.report.scored),
    ("Facility", lambda each: two_decimals(each.report.facility)),
    ("Discrimination", lambda each: two_decimals(each.report.item_rest)),
    ("Upper minus lower group", lambda each: two_decimals(each.report.upper_lower)),
    ("Efficiency", lambda each: two_decimals(each.report.efficiency)),
    ("Alpha without it", lambda each: two_decimals(each.report.alpha_without)),
    ("By chance (%)", lambda each: whole_per_cent(each.report.chance * 100)),
    ("Seconds", lambda each: whole_seconds(each.report.seconds)),
    ("Right and proved", lambda each: each.report.proofs and each.report.proofs.right_proved),
    ("Right, not proved", lambda each: each.report.proofs and each.report.proofs.right_unproved),
    ("Proved, not right", lambda each: each.report.proofs and each.report.proofs.wrong_proved),
    ("Neither", lambda each: each.report.proofs and each.report.proofs.wrong_unproved),
    ("Why a figure is missing", lambda each: each.report.reason),
    ("Advice", lambda each: " ".join(each.report.advice)),
    ("Item id", lambda each: each.report.item_id),
    ("Fingerprint", lambda each: each.report.fingerprint),
)
_html = Macros(__file__)


def tabulate(course: Course, selection: Selection) -> FileTable:
    """The reports of all items of all quizzes, for a file."""
    reported = (
        _Reported(title, _asked(selection, item), item)
        for quiz_id, title in selection.results.titles.items()
        for item in _report(course, selection, quiz_id).items
    )
    return file_table(reported, _IN_A_FILE)


def draw(course: Course, selection: Selection) -> None:
    """Draw the choice of a quiz, its figures and advice, and its items."""
    titles = selection.results.titles
    quiz_id = st.selectbox(
        "Quiz", quiz_ids(course, selection), format_func=titles.__getitem__, key="results-quiz"
    )
    here = selection.at_quiz(quiz_id)
    report = _report(course, here, quiz_id)
    st.html(_quiz(course, here, report))
    rows = [_row(here, item) for item in report.items]
    st.html(table("Results by item", _HEADS, rows, look="listed items"))
    if (quiz := course.quizzes.get(quiz_id)) and quiz.items:
        st.html(_html.corrected(regrade_page.link(quiz_id)))


def _report(course: Course, selection: Selection, quiz_id: str) -> QuizReport:
    return selection.results.report(quiz_id, lambda offered: _named(course, offered))


def _named(course: Course, offered: Offered) -> Offered:
    """The option; a passage is called by its source and paragraph, not by its id."""
    evidence = course.evidence(offered.id)
    return offered._replace(text=markup.passage_name(evidence)) if evidence else offered


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
    """Whether no advice doubts the key itself; a doubtful key comes first."""
    return not item.doubts_key


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
