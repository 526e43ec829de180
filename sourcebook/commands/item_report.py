"""`sourcebook report`: what the attempts at a quiz show about its items."""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from sourcebook import analysis
from sourcebook.analysis import ItemReport, QuizReport
from sourcebook.commands.options import QuizId
from sourcebook.commands.phrases import counted
from sourcebook.content import faults
from sourcebook.content.checking import check, read_files
from sourcebook.errors import SourcebookError
from sourcebook.model.attempts import Attempt
from sourcebook.settings import settings
from sourcebook.store import Store

_HEADS = (
    "item", "shown", "blank", "facility", "item-rest", "upper-lower", "efficiency",
    "alpha without", "seconds",
)  # fmt: skip
_CAUTION = "Later attempts remember earlier ones: read these numbers with care."


def report_command(
    quiz_id: QuizId,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
    all_attempts: Annotated[
        bool, typer.Option("--all-attempts", help="Count later attempts of a learner, too.")
    ] = False,
) -> None:
    """Print how hard the items of a quiz are, how reliable it is, and what to change.

    Each learner's first finished attempt counts. The course and the database are those that the
    app would use; docs/item-statistics.md explains each number.
    """
    try:
        here = settings()
        _refuse_unknown(here.course_root, quiz_id)
        responses = analysis.responses_table(_attempts(here.database_url, quiz_id))
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    report = analysis.quiz_report(responses, "all" if all_attempts else "first")
    if csv:
        typer.echo(analysis.sheet(analysis.report_table(report.items)), nl=False)
    elif not report.attempts:
        typer.echo(f"Nobody has finished '{quiz_id}' yet.")
    else:
        typer.echo("\n".join(_lines(report, _CAUTION if all_attempts else "")))


def _refuse_unknown(root: Path, quiz_id: str) -> None:
    """If the course has faults, nobody knows which quizzes it has, but its attempts are there."""
    course = check(read_files(root)).course
    known = course.as_if_open().quizzes if course else None
    if known is not None and quiz_id not in known:
        hint = faults.did_you_mean(faults.nearest(quiz_id, known))
        raise typer.BadParameter(f"There is no quiz '{quiz_id}'. {hint}".strip())


def _attempts(url: str, quiz_id: str) -> tuple[Attempt, ...]:
    store = Store.open(url)
    try:
        return store.attempts.at_quiz(quiz_id)
    finally:
        store.close()


def _lines(report: QuizReport, caution: str) -> Iterator[str]:
    yield f"{counted(report.attempts, 'attempt')} of {counted(report.learners, 'learner')}."
    yield from filter(None, [caution, report.reason, _points(report), *report.advice])
    yield ""
    yield from _aligned([_HEADS, *map(_cells, report.items)])
    for item in report.items:
        if details := list(_details(item)):
            yield from ["", _name(item), *details]


def _points(report: QuizReport) -> str:
    if math.isnan(report.points.mean):
        return ""
    mean, possible, spread = (f"{value:.1f}" for value in report.points)
    summary = f"Mean {mean} of {possible} points, standard deviation {spread}"
    if math.isnan(report.alpha):
        return f"{summary}."
    return f"{summary}, standard error {report.error:.1f}, alpha {report.alpha:.2f}."


def _cells(item: ItemReport) -> tuple[str, ...]:
    figures = (item.facility, item.item_rest, item.upper_lower, item.efficiency, item.alpha_without)
    counts = (str(item.shown), str(item.blank))
    return _name(item), *counts, *map(_figure, figures), _figure(item.seconds, digits=0)


def _details(item: ItemReport) -> Iterator[str]:
    if item.reason:
        yield f"  {item.reason}"
    for row in item.options:
        rest = "" if math.isnan(row.rest) else f", {row.rest:.2f} on the other items"
        kind = "key" if row.is_key else "distractor"
        yield f"  {kind:10}  {row.chosen:4}  {row.text}{rest}"
    if item.proofs:
        proofs = item.proofs
        yield f"  right       {proofs.right_proved:4} proved, {proofs.right_unproved} not"
        yield f"  not right   {proofs.wrong_proved:4} proved, {proofs.wrong_unproved} not"
    yield from (f"  - {sentence}" for sentence in item.advice)


def _name(item: ItemReport) -> str:
    """The id of an item, and of an older version how many came after it."""
    later = item.version - 1
    return item.item_id if not later else f"{item.item_id} ({counted(later, 'version')} ago)"


def _figure(value: float, digits: int = 2) -> str:
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows in columns, the first at its left edge and numbers at their right."""
    kept = list(rows)
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for name, *cells in kept:
        numbers = (f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([f"{name:<{widths[0]}}", *numbers])
