"""`sourcebook fix`: correct misspelt references and quotations, after showing them."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.options import CourseRoot, Originals
from sourcebook.commands.phrases import counted
from sourcebook.content.authoring import repairs
from sourcebook.content.authoring.saving import save
from sourcebook.content.checking import find_originals, read_files
from sourcebook.errors import SourcebookError


def fix_command(
    course_root: CourseRoot = Path("."),
    yes: Annotated[bool, typer.Option("--yes", help="Change the files without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the changes.")] = False,
    originals: Originals = None,
) -> None:
    """Correct misspelt ids and quotations that have exactly one near match.

    Shows the changes first and asks. Changes only the value concerned: comments and layout stay.
    Leaves a file alone that was changed meanwhile. An id or a quotation with several near
    matches, or none, is left to you: 'sourcebook check' names it.
    """
    try:
        files = read_files(course_root)
        repaired = repairs.repaired(files, find_originals(course_root, originals))
        if not repaired.fixes:
            typer.echo("Nothing here can be fixed without you.")
            return
        typer.echo(_shown(files, repaired))
        if dry_run:
            typer.echo("Nothing was changed (--dry-run).")
        elif yes or typer.confirm("Make these changes?"):
            for path, raw in repaired.files.items():
                save(course_root / path, raw, read=files[path])
            typer.echo(f"{counted(len(repaired.fixes), 'error')} fixed.")
        else:
            typer.echo("Nothing was changed.")
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error


def _shown(files: Mapping[str, bytes], repaired: repairs.Repaired) -> str:
    reasons = [f"{fix.path}:{fix.spot.line}:{fix.spot.column}: {fix.why}" for fix in repaired.fixes]
    changes = [_diff(path, files[path], raw) for path, raw in sorted(repaired.files.items())]
    return "\n".join([*reasons, "", *changes])


def _diff(path: str, old: bytes, new: bytes) -> str:
    before, after = old.decode("utf-8-sig").splitlines(), new.decode("utf-8-sig").splitlines()
    named = f"a/{path}", f"b/{path}"
    lines = difflib.unified_diff(before, after, *named, n=1, lineterm="")
    return "\n".join(lines)
