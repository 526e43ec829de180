"""Results by item: how hard, how telling, how long, which option draws whom, and what to mend."""

import math
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    ItemReport,
    Offered,
    OptionReport,
    QuizReport,
    quiz_report,
    report_table,
)
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import counted
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
_MEANING = (
    "<details><summary>What these numbers mean</summary><p><strong>Facility</strong> is the mean "
    "score, from 0 (nobody) to 1 (everybody). <strong>Discrimination</strong> is how far those who "
    "do well on the other items do well on this one, from −1 to 1; 0.2 and less is poor. "
    "<strong>Alpha</strong> says how far the items of a quiz measure the same. Each is told from "
    f"{FEWEST_ATTEMPTS} attempts on, because chance decides before.</p></details>"
)


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
    """Draw the choice of a quiz, what is to be said of it, and its items."""
    ids = list(dict.fromkeys(selection.counted["quiz_id"]))
    in_order = [each for each in course.quizzes if each in ids]
    in_order += [each for each in ids if each not in in_order]
    titles = {each: selection.title(each) for each in in_order}
    quiz_id = st.selectbox(
        "Quiz", in_order, format_func=lambda each: titles[each], key="results-quiz"
    )
    report = _report(course, selection, quiz_id)
    st.html(_whole(report) + _MEANING + _to_mend(course, selection, report))
    rows = [_row(course, selection, item) for item in report.items]
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
        each._replace(text=markup.name(passage)) if passage else each for each, passage in found
    )


def _whole(report: QuizReport) -> str:
    if report.reason and math.isnan(report.points.mean):
        return f"<p>{escape(report.reason)}</p>"
    mean, possible, spread = (f"{value:.1f}" for value in report.points)
    told = f"Mean {mean} of {possible} points, standard deviation {spread}"
    if math.isnan(report.alpha):
        return f"<p>{told}. {escape(report.reason)}</p>"
    return f"<p>{told}, alpha {report.alpha:.2f}, standard error {report.error:.1f} points.</p>"


def _to_mend(course: Course, selection: Selection, report: QuizReport) -> str:
    """What the numbers advise: of the quiz, and of each item."""
    whole = "".join(f"<li>{escape(each)}</li>" for each in report.advice)
    advised = sorted((item for item in report.items if item.advice), key=_is_less_urgent)
    listed = "".join(
        f"<li><strong>{_asked(selection, item)}</strong> {_proof(course, selection, item)}"
        f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in item.advice)}</ul></li>"
        for item in advised
    )
    if not whole + listed:
        return ""
    heading = f"<h3>Worth a look ({len(advised)} of {counted(len(report.items), 'item')})</h3>"
    of_all = f"<ul>{whole}</ul>" if whole else ""
    return f"{heading}{of_all}<ul class='advice'>{listed}</ul>"


def _is_less_urgent(item: ItemReport) -> bool:
    """Whether nothing in the advice doubts the key itself, which is what to look at first."""
    return not any("check the key" in each for each in item.advice)


def _proof(course: Course, selection: Selection, item: ItemReport) -> str:
    cited = markup.citations(course, selection.items[item.item_id].citations)
    return f"<span class='cites'>{cited}</span>"


def _row(course: Course, selection: Selection, item: ItemReport) -> tuple[str, ...]:
    older = "" if item.version == 1 else f" <span class='said'>older version {item.version}</span>"
    reason = f"<span class='said'>{escape(item.reason)}</span>" if item.reason else ""
    blank = f", {item.blank} blank" if item.blank else ""
    return (
        f"{_asked(selection, item)}{older}{reason}{_options(item)}",
        f"{item.shown}{blank}",
        _figure(item.facility),
        _figure(item.item_rest),
        _figure(item.seconds, digits=0),
    )


def _asked(selection: Selection, item: ItemReport) -> str:
    return escape(attempt_archive.asked(selection.items[item.item_id]))


def _options(item: ItemReport) -> str:
    """Who chose which option, and the proofs, behind a summary."""
    parts = []
    if item.options:
        listed = "".join(f"<li>{_option(row)}</li>" for row in item.options)
        parts.append(f"<ul>{listed}</ul>")
    if proofs := item.proofs:
        parts.append(
            f"<p>Right and proved: {proofs.right_proved}. Right, not proved: "
            f"{proofs.right_unproved}. Proved, not right: {proofs.wrong_proved}. Neither: "
            f"{proofs.wrong_unproved}.</p>"
        )
    summary = "<summary>Who chose what</summary>"
    return f"<details>{summary}{''.join(parts)}</details>" if parts else ""


def _option(row: OptionReport) -> str:
    text = escape(row.text)
    kind = " <strong>(key)</strong>" if row.is_key else ""
    rest = "" if math.isnan(row.rest) else f", who earned {_figure(row.rest)} on the other items"
    return f"{text}{kind}: chosen by {row.chosen}{rest}"


def _figure(value: float, digits: int = 2) -> str:
    return "–" if math.isnan(value) else f"{value:.{digits}f}".replace("-", "−")
