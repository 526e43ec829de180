"""The command line: `sourcebook check`, also as `python -m sourcebook check`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from sourcebook import regrading
from sourcebook.content import coverage, explanations, faults
from sourcebook.content.checking import (
    Result,
    check,
    checked_draft,
    find_originals,
    read_files,
)
from sourcebook.errors import NoCourseError, SourcebookError
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.settings import settings
from sourcebook.store import Store

app = typer.Typer(
    name="sourcebook", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


class Format(StrEnum):
    """How faults are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.callback()
def main() -> None:
    """Tools for those who write the course."""


@app.command(name="check")
def check_command(
    course_root: Annotated[
        Path, typer.Argument(help="The folder with lessons, quizzes and seeds.")
    ] = Path("."),
    output: Annotated[
        Format, typer.Option("--format", help="For people, programs or GitHub.")
    ] = Format.TEXT,
    originals: Annotated[
        str | None,
        typer.Option(
            envvar="SOURCEBOOK_ORIGINALS",
            help="The folder with the five articles; seeds/originals if not named.",
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Explain a rule, with a good example.")
    ] = None,
) -> None:
    """Name every fault of every lesson, quiz and source, with file, line and column.

    Exit status: 0 without an error (warnings are allowed), 1 with one, 2 on wrong usage.
    """
    if explain:
        _explain(explain)
    try:
        folder = find_originals(course_root, originals)
        result = check(read_files(course_root), folder)
    except NoCourseError as slip:
        raise typer.BadParameter(str(slip)) from slip
    _print(result, output)
    raise typer.Exit(1 if faults.has_errors(result.faults) else 0)


@app.command(name="coverage")
def coverage_command(
    course_root: Annotated[
        Path, typer.Argument(help="The folder with lessons, quizzes and seeds.")
    ] = Path("."),
) -> None:
    """Print what uses which passage, what assesses which objective, and whose voice is heard."""
    try:
        typer.echo(coverage.report(checked_draft(read_files(course_root), None)))
    except NoCourseError as slip:
        raise typer.BadParameter(str(slip)) from slip


@app.command(name="regrade")
def regrade_command(
    quiz_id: Annotated[str, typer.Argument(metavar="QUIZ", help="The id of a quiz.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Let scores fall, too.")] = False,
) -> None:
    """Score finished attempts again by the items of a quiz as they are now.

    Says who gains and who loses. Scores fall only with --lower, and the history keeps both the
    old score and the new one. The course and the database are those that the app would use.
    """
    try:
        here = settings()
        items = {item.id: item for item in _quiz(here.course_root, quiz_id).items}
        _regrade(Store.open(here.database_url), items, dry_run=dry_run, lower=lower)
    except SourcebookError as slip:
        raise typer.BadParameter(str(slip)) from slip


def _regrade(store: Store, items: Mapping[str, Item], *, dry_run: bool, lower: bool) -> None:
    try:
        found = list(regrading.changes(store.attempts_with(items.keys()), items))
        typer.echo(regrading.report(found, lower=lower))
        events = list(regrading.events(found, now=datetime.now(UTC), lower=lower))
        if dry_run:
            typer.echo("Nothing was changed (--dry-run).")
        else:
            store.regrade(events)
            typer.echo(f"{_count(len(events), 'answer')} scored again.")
    finally:
        store.close()


def _quiz(root: Path, quiz_id: str) -> Quiz:
    """The quiz with this id of a faultless course."""
    result = check(read_files(root))
    if result.course is None:
        raise typer.BadParameter("The course has faults. Mend what 'sourcebook check' names.")
    quiz = result.course.quizzes.get(quiz_id)
    if quiz is None:
        near = faults.did_you_mean(quiz_id, result.course.quizzes)
        raise typer.BadParameter(f"There is no quiz '{quiz_id}'. {near}".strip())
    if not quiz.items:
        raise typer.BadParameter(f"'{quiz_id}' draws its items. Name the quiz they stand in.")
    return quiz


def _explain(rule: str) -> NoReturn:
    known = explanations.read()
    if rule not in known:
        near = faults.did_you_mean(rule, known) or f"Rules are {', '.join(sorted(known))}."
        raise typer.BadParameter(f"There is no rule '{rule}'. {near}")
    typer.echo(known[rule])
    raise typer.Exit


def _print(result: Result, output: Format) -> None:
    match output:
        case Format.JSON:
            typer.echo(faults.as_json(result.faults))
        case Format.GITHUB if result.faults:
            typer.echo(faults.as_github(result.faults))
        case Format.TEXT if result.faults:
            typer.echo(faults.as_text(result.faults))
    typer.echo(_summary(result), err=output is not Format.TEXT)


def _summary(result: Result) -> str:
    errors = sum(fault.severity == "error" for fault in result.faults)
    warnings = len(result.faults) - errors
    lines = [f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."]
    if result.not_checked:
        lines.append("Not checked, because the articles are not here (see --originals):")
        lines += [f"  - {check}" for check in result.not_checked]
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    app(prog_name="sourcebook")
