"""`sourcebook import`: questions from another program or a spreadsheet as the draft of a quiz."""

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.phrases import counted
from sourcebook.content.authoring.saving import save
from sourcebook.content.authoring.templates import titled
from sourcebook.errors import SourcebookError
from sourcebook.formats.importing import drafted


def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="A file of Moodle, Canvas or the like, or a list."
        ),
    ],
    quiz_id: Annotated[str, typer.Option("--quiz", metavar="ID", help="The id of the new quiz.")],
    title: Annotated[str, typer.Option(help="Its title; made from the id if not given.")] = "",
    lesson: Annotated[str | None, typer.Option(help="The lesson it is about.")] = None,
    sheet: Annotated[
        str | None, typer.Option(help="The sheet with the list, if it is not the one in front.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The encoding of a .csv file, such as cp1251.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="A new file to write; printed if not given.")
    ] = None,
) -> None:
    """Make a file of questions into the draft of a quiz that names what is missing.

    Reads Moodle XML, GIFT, packages in QTI 1.2 and 2.1, and lists (.csv, .xlsx, .ods). Write
    headers above a list, such as: question, answer, wrong 1, wrong 2, feedback 1,
    explanation, sources, objective, type. Options may stand in columns 'A' to 'D', with the
    right letter under 'answer'. German, French, Russian and Turkish headers are known as well.

    What was left out or is unsure is noted at the top of the draft and at the end of the output.
    When the draft is complete, move it into quizzes/.

    The exit code is 0 if a draft was made, with notes or without, and 2 if there is none.
    """
    try:
        raw = file.read_bytes()
        draft = drafted(
            raw,
            quiz_id=quiz_id,
            title=title or titled(quiz_id),
            lesson=lesson,
            sheet=sheet,
            encoding=encoding,
        )
        if output:
            _write(output, draft.yaml)
        else:
            typer.echo(draft.yaml, nl=False)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo("\n".join([*draft.notes, f"{counted(draft.items, 'item')} drafted."]), err=True)


def _write(path: Path, text: str) -> None:
    if path.resolve().parent.name == "quizzes":
        raise typer.BadParameter("A draft is not published. Name a file outside quizzes/.")
    save(path, text.encode(), read=None)
