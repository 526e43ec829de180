"""`sourcebook export`: a quiz as a file for another program, or for paper."""

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.options import CourseOption, QuizId
from sourcebook.commands.phrases import counted
from sourcebook.content.authoring.saving import save
from sourcebook.content.checking import check, read_files
from sourcebook.errors import SourcebookError
from sourcebook.formats.registry import FORMATS
from sourcebook.formats.summary import left_behind


def export_command(
    quiz_id: QuizId,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")
    ],
    course_root: CourseOption = Path("."),
    output: Annotated[
        Path | None, typer.Option(help="The file to write; named after the quiz if not given.")
    ] = None,
) -> None:
    """Write a quiz as a file for another program, or for paper.

    With the id of a lesson and `--to worksheet-a` it is the worksheet of that lesson. What the
    file of a quiz does not hold is named, item by item, at the end of the output; docs/formats.md
    says what each format holds.

    The exit code is 0 if the file was written, and 2 if it was not.
    """
    format = FORMATS.get(to)
    if format is None:
        raise typer.BadParameter(f"There is no format '{to}'. Formats: {', '.join(FORMATS)}.")
    try:
        checked = check(read_files(course_root)).course
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    if checked is None:
        raise typer.BadParameter("The course has errors. Run 'sourcebook check' and mend them.")
    course = checked.as_if_open()
    if to == "worksheet-a" and (lesson := course.lessons.get(quiz_id)):
        _write(output or Path(f"{quiz_id}-worksheet.docx"), format.of_lesson(lesson, course))
        return
    quizzes = {**course.quizzes, **course.pools, **course.checks}
    quiz = quizzes.get(quiz_id)
    if quiz is None:
        raise typer.BadParameter(f"There is no quiz '{quiz_id}'. Quizzes: {', '.join(quizzes)}.")
    if not quiz.items:
        raise typer.BadParameter(f"'{quiz_id}' has no items of its own; it draws them from others.")
    _write(output or Path(f"{quiz_id}{format.suffix}"), format.dumps(quiz, course))
    typer.echo(f"{counted(len(quiz.items), 'item')} of '{quiz_id}'.")
    lost = left_behind(quiz, format)
    told = ["Not all of it fits:", *lost] if lost else ["Nothing is lost."]
    typer.echo("\n".join(told), err=True)


def _write(path: Path, raw: bytes) -> None:
    try:
        save(path, raw, read=None)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(f"{path} is written.")
