"""`sourcebook schema`: schema files, with which editors complete and check what is typed."""

from pathlib import Path

import typer

from sourcebook.commands.options import CourseRoot
from sourcebook.content.authoring.saving import save
from sourcebook.content.authoring.schema import schema_files
from sourcebook.errors import SourcebookError


def schema_command(
    course_root: CourseRoot = Path("."),
) -> None:
    """Write the schemas by which editors complete and check quizzes and seeds.

    An editor with a YAML extension uses quizzes/quiz.schema.json for every quiz that begins with
    '# yaml-language-server: $schema=quiz.schema.json'.
    """
    try:
        for path, text in schema_files().items():
            if (course_root / path).parent.is_dir():
                _write(course_root / path, text.encode())
                typer.echo(path)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error


def _write(path: Path, raw: bytes) -> None:
    read = path.read_bytes() if path.exists() else None
    if read != raw:
        save(path, raw, read=read)
