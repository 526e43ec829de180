"""`sourcebook check` and `sourcebook coverage`: what is wrong with a course, and what is in it."""

import gc
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from sourcebook.commands import file_watching
from sourcebook.commands.options import CourseRoot, Originals
from sourcebook.commands.phrases import counted
from sourcebook.commands.removed_ids import gone
from sourcebook.content import coverage, faults, rule_pages
from sourcebook.content.checking import (
    Result,
    check,
    find_originals,
    read_and_check,
    read_files,
)
from sourcebook.errors import NoCourseError

_RARELY = 1_000_000
"""How many objects may be made between two searches for garbage."""


class Format(StrEnum):
    """How faults are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check_command(
    course_root: CourseRoot = Path("."),
    output: Annotated[
        Format, typer.Option("--format", help="For people, programs or GitHub.")
    ] = Format.TEXT,
    originals: Originals = None,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Explain a rule, with a good example.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again at every save, until Ctrl-C.")
    ] = False,
) -> None:
    """Name every fault of every lesson, quiz and source, with file, line and column.

    Names the quizzes and items, too, that attempts in the app's database refer to and that the
    course no longer has.

    Exit status: 0 without an error (warnings are allowed), 1 with one, 2 on wrong usage.
    """
    if explain:
        _explain(explain)
    # Nothing here leaves garbage in circles; looking for it costs a third of a large check.
    gc.set_threshold(_RARELY)
    try:
        folder = find_originals(course_root, originals)
        result = check(read_files(course_root), folder)
    except NoCourseError as error:
        raise typer.BadParameter(str(error)) from error
    if watch:
        act = partial(_check_again, course_root, folder, output)
        file_watching.watch(course_root, act, pause=file_watching.rest)
        raise typer.Exit
    _print(result, output)
    for sentence in gone(course_root):
        typer.echo(f"warning: {sentence}", err=output is not Format.TEXT)
    raise typer.Exit(1 if faults.has_errors(result.faults) else 0)


def coverage_command(
    course_root: CourseRoot = Path("."),
) -> None:
    """Print what uses which passage, what assesses which objective, and whose voice is heard."""
    try:
        typer.echo(coverage.report(read_and_check(read_files(course_root), None)))
    except NoCourseError as error:
        raise typer.BadParameter(str(error)) from error


def _check_again(root: Path, originals: Path | None, output: Format) -> None:
    """Print what is wrong now, on a cleared screen."""
    file_watching.clear_screen()
    try:
        _print(check(read_files(root), originals), output)
    except NoCourseError as error:
        typer.echo(str(error))
    typer.echo("Waiting for the next save. Ctrl-C ends.", err=output is not Format.TEXT)


def _explain(rule: str) -> NoReturn:
    known = rule_pages.read()
    if rule not in known:
        near = faults.nearest(rule, known, alike=0.75)
        hint = faults.did_you_mean(near) or f"Rules are {', '.join(sorted(known))}."
        raise typer.BadParameter(f"There is no rule '{rule}'. {hint}")
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
    lines = [f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."]
    if result.not_checked:
        lines.append("Not checked, because the articles are not here (see --originals):")
        lines += [f"  - {check}" for check in result.not_checked]
    return "\n".join(lines)
