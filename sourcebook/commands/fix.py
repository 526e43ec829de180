"""`sourcebook fix`: misspelt references and quotations put right, after they were shown."""

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

    Shows the changes first and asks. Only the value concerned is changed: comments and layout
    stay. A file that was changed meanwhile is left alone. What has several near matches, or
    none, is for 'sourcebook check' to name and for you to mend.
    """
    try:
        files = read_files(course_root)
        mended = repairs.mended(files, find_originals(course_root, originals))
        if not mended.fixes:
            typer.echo("There is nothing that can be mended without you.")
            return
        typer.echo(_shown(files, mended))
        if dry_run:
            typer.echo("Nothing was changed (--dry-run).")
        elif yes or typer.confirm("Make these changes?"):
            for path, raw in mended.files.items():
                save(course_root / path, raw, read=files[path])
            typer.echo(f"{counted(len(mended.fixes), 'slip')} mended.")
        else:
            typer.echo("Nothing was changed.")
    except SourcebookError as slip:
        raise typer.BadParameter(str(slip)) from slip


def _shown(files: Mapping[str, bytes], mended: repairs.Mended) -> str:
    reasons = [f"{fix.path}:{fix.spot.line}:{fix.spot.column}: {fix.why}" for fix in mended.fixes]
    changes = [_diff(path, files[path], raw) for path, raw in sorted(mended.files.items())]
    return "\n".join([*reasons, "", *changes])


def _diff(path: str, old: bytes, new: bytes) -> str:
    before, after = old.decode("utf-8-sig").splitlines(), new.decode("utf-8-sig").splitlines()
    named = f"a/{path}", f"b/{path}"
    lines = difflib.unified_diff(before, after, *named, n=1, lineterm="")
    return "\n".join(lines)
