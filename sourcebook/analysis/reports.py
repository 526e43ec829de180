"""All figures of a quiz and of its items together, hidden where there are too few attempts."""

import math
from collections.abc import Iterable
from typing import Any, Literal

import pandas as pd

from sourcebook.analysis.advice import advice, doubts_key, quiz_advice
from sourcebook.analysis.distractors import distractor_table, proof_table
from sourcebook.analysis.file_tables import two_decimals, whole_seconds
from sourcebook.analysis.item_statistics import (
    discriminative_efficiency,
    facility_index,
    item_rest_correlation,
    median_seconds,
    upper_lower_index,
)
from sourcebook.analysis.reliability import (
    Points,
    alpha_if_deleted,
    cronbach_alpha,
    mean_points,
    standard_error_of_measurement,
)
from sourcebook.analysis.report_types import ItemReport, OptionReport, Proofs, QuizReport
from sourcebook.analysis.responses import VERSION, first_attempts, item_versions
from sourcebook.analysis.score_matrix import item_points, score_matrix

FEWEST_ATTEMPTS = 30
"""How many attempts are needed before a figure is shown.

With 30, chance alone moves a correlation by 0.37 either way 19 times in 20; a convention.
"""

_NOT_IN_FILES = ("options", "proofs", "reason", "advice", "doubts_key")
REPORT_COLUMNS = [
    *[name for name in ItemReport._fields if name not in _NOT_IN_FILES],
    *Proofs._fields,
    "reason",
    "advice",
]

_FIGURES = (
    "points",
    "chance",
    "facility",
    "item_rest",
    "upper_lower",
    "efficiency",
    "alpha_without",
)

Which = Literal["first", "all"]


def quiz_report(responses: pd.DataFrame, which: Which = "first") -> QuizReport:
    """What the attempts at one quiz say about it and about its items, with advice.

    `which` attempts count: each learner's first, or all, as if each were another learner's.
    Counts are always shown; figures only from FEWEST_ATTEMPTS scored attempts on, and if
    attempts differ at all.

    Takes what `responses_table` returns of one quiz.
    """
    table = first_attempts(responses) if which == "first" else responses
    attempts = table["attempt_id"].nunique()
    scores, points = score_matrix(table), item_points(table)
    found = QuizReport(
        attempts=attempts,
        learners=table["learner_id"].nunique(),
        points=mean_points(scores, points),
        alpha=cronbach_alpha(scores, points),
        error=standard_error_of_measurement(scores, points),
        items=_with_advice(_reports(table, scores, points)),
        reason=_too_few(attempts),
    )
    if found.reason:
        nothing = Points(math.nan, math.nan, math.nan)
        return found._replace(points=nothing, alpha=math.nan, error=math.nan)
    if math.isnan(found.alpha):
        return found._replace(reason="Alpha takes two items, and attempts that differ.")
    return found._replace(advice=quiz_advice(found))


def item_reports(responses: pd.DataFrame) -> tuple[ItemReport, ...]:
    """One report per version of an item, in the order of `item_versions`.

    All attempts given count. Takes what `responses_table` or `first_attempts` returns.
    """
    return _with_advice(_reports(responses, score_matrix(responses), item_points(responses)))


def report_table(items: Iterable[ItemReport]) -> pd.DataFrame:
    """One row per report, for a file: its fields, its proofs and its advice as one text.

    Figures have two decimals and seconds none, as on the screen.
    """
    rows = [
        {
            **item._asdict(),
            **{name: two_decimals(getattr(item, name)) for name in _FIGURES},
            "seconds": whole_seconds(item.seconds),
            **(item.proofs._asdict() if item.proofs else {}),
            "advice": " ".join(item.advice),
        }
        for item in items
    ]
    found = pd.DataFrame(rows, columns=REPORT_COLUMNS)
    return found.astype(dict.fromkeys((*Proofs._fields, "seconds"), "Int64"))


def _with_advice(found: Iterable[ItemReport]) -> tuple[ItemReport, ...]:
    reports = [_with_reason(report) for report in found]
    seconds = pd.Series([report.seconds for report in reports if report.version == 1])
    usual = float(seconds.median())
    return tuple(
        report._replace(advice=advice(report, usual_seconds=usual), doubts_key=doubts_key(report))
        if report.scored >= FEWEST_ATTEMPTS
        else report
        for report in reports
    )


def _reports(
    responses: pd.DataFrame, scores: pd.DataFrame, points: pd.Series
) -> Iterable[ItemReport]:
    figures = {
        "scored": scores.notna().sum(),
        "facility": facility_index(scores),
        "item_rest": item_rest_correlation(scores, points),
        "upper_lower": upper_lower_index(scores, points),
        "efficiency": discriminative_efficiency(scores, points),
        "alpha_without": alpha_if_deleted(scores, points),
        "seconds": median_seconds(responses),
    }
    options, proofs = distractor_table(responses), proof_table(responses)
    by_version = {key: _options(rows) for key, rows in options.groupby(VERSION, sort=False)}
    for row in item_versions(responses).to_dict("records"):
        key = (row["item_id"], row["fingerprint"])
        of_version = {name: figure[key] for name, figure in figures.items()}
        known: dict[Any, Any] = {name: row[name] for name in row if name in ItemReport._fields}
        yield ItemReport(
            **known,
            **of_version,
            options=by_version.get(key, ()),
            proofs=Proofs(*map(int, proofs.loc[key])) if key in proofs.index else None,
        )


def _options(rows: pd.DataFrame) -> tuple[OptionReport, ...]:
    known = rows[list(OptionReport._fields)].astype(object)
    known["is_functional"] = known["is_functional"].where(known["is_functional"].notna(), None)
    return tuple(OptionReport(*row) for row in known.itertuples(index=False))


def _with_reason(report: ItemReport) -> ItemReport:
    """The report without figures if attempts are too few; with the reason if one is missing."""
    if few := _too_few(report.scored):
        return _without_figures(report)._replace(reason=few)
    if math.isnan(report.item_rest):
        return report._replace(reason="All scores here, or on the other items, are the same.")
    return report


def _without_figures(report: ItemReport) -> ItemReport:
    """The report with its counts alone."""
    nothing = math.nan
    return report._replace(
        facility=nothing,
        item_rest=nothing,
        upper_lower=nothing,
        efficiency=nothing,
        alpha_without=nothing,
        seconds=nothing,
        options=tuple(
            row._replace(
                share=nothing,
                rest=nothing,
                rest_of_others=nothing,
                correlation=nothing,
                is_functional=None,
            )
            for row in report.options
        ),
    )


def _too_few(attempts: int) -> str:
    if attempts >= FEWEST_ATTEMPTS:
        return ""
    noun = "attempt" if attempts == 1 else "attempts"
    return f"{attempts} {noun}; from {FEWEST_ATTEMPTS} on these numbers mean something."
