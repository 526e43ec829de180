"""`sourcebook import-questions`: a list of questions from a spreadsheet as the draft of a quiz."""

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.words import counted
from sourcebook.content.authoring import question_lists
from sourcebook.content.authoring.saving import save
from sourcebook.content.authoring.starters import titled
from sourcebook.errors import SourcebookError


def import_questions_command(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A .csv or .xlsx file.")
    ],
    quiz_id: Annotated[str, typer.Option("--quiz", metavar="ID", help="The id of the new quiz.")],
    title: Annotated[str, typer.Option(help="Its title; made from the id if not given.")] = "",
    lesson: Annotated[str | None, typer.Option(help="The lesson it is about.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="A new file to write; printed if not given.")
    ] = None,
) -> None:
    """Make a list of questions into the draft of a quiz that names what is missing.

    The first row has the headers, such as: question, answer, wrong 1, wrong 2, feedback 1,
    explanation, sources, objective, type. Options may stand in columns 'option a' to 'option d',
    with the right letter under 'answer'. A list has no passages, as a rule: comments in the
    draft say where to name them. When it is complete, move it into quizzes/.
    """
    try:
        raw = file.read_bytes()
        draft = question_lists.draft(
            raw, quiz_id=quiz_id, title=title or titled(quiz_id), lesson=lesson
        )
        if output:
            _write(output, draft.yaml)
        else:
            typer.echo(draft.yaml, nl=False)
    except SourcebookError as slip:
        raise typer.BadParameter(str(slip)) from slip
    typer.echo("\n".join([*draft.notes, f"{counted(draft.items, 'item')} drafted."]), err=True)


def _write(path: Path, text: str) -> None:
    if path.resolve().parent.name == "quizzes":
        raise typer.BadParameter("A draft is not published. Name a file outside quizzes/.")
    save(path, text.encode(), read=None)
