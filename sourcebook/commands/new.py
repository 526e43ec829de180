"""`sourcebook new`: a course, a quiz, a lesson, a plan or a source to begin with."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.options import CourseOption
from sourcebook.content.authoring import templates
from sourcebook.content.authoring.saving import save
from sourcebook.content.authoring.schema import schema_files
from sourcebook.content.authoring.templates import Starter
from sourcebook.content.checking import read_files
from sourcebook.errors import SourcebookError

_EXAMPLE = Path(templates.__file__).parent / "example_course"
"""A small course about nothing real."""

app = typer.Typer(
    help="Start a course, a quiz, a lesson, a plan or a source.", no_args_is_help=True
)

_Title = Annotated[str, typer.Option(help="What learners read; made from the id if not given.")]


@app.command(name="quiz")
def quiz_command(
    quiz_id: Annotated[str, typer.Argument(metavar="ID", help="Such as 'a-short-name'.")],
    lesson: Annotated[str | None, typer.Option(help="The id of the lesson it is about.")] = None,
    title: _Title = "",
    course_root: CourseOption = Path("."),
) -> None:
    """Start a quiz, with a commented example of every kind of item."""
    _start(course_root, lambda files: templates.quiz(files, quiz_id, lesson=lesson, title=title))


@app.command(name="lesson")
def lesson_command(
    lesson_id: Annotated[str, typer.Argument(metavar="ID", help="Such as 'a-short-name'.")],
    title: _Title = "",
    course_root: CourseOption = Path("."),
) -> None:
    """Start a lesson, with an objective and a paragraph to replace."""
    _start(course_root, lambda files: templates.lesson(files, lesson_id, title=title))


@app.command(name="plan")
def plan_command(
    lesson_id: Annotated[str, typer.Argument(metavar="LESSON", help="The id of its lesson.")],
    course_root: CourseOption = Path("."),
) -> None:
    """Start a plan for the teacher, with the headings that every plan has."""
    _start(course_root, lambda files: templates.plan(files, lesson_id))


@app.command(name="source")
def source_command(
    source_id: Annotated[str, typer.Argument(metavar="ID", help="The next number, such as s6.")],
    course_root: CourseOption = Path("."),
) -> None:
    """Start a source card; 'sourcebook check' names what is still to be written."""
    _start(course_root, lambda files: templates.source(files, source_id))


@app.command(name="course")
def course_command(
    folder: Annotated[Path, typer.Argument(help="A new folder, or an empty one.")],
) -> None:
    """Start a course: a small example that 'sourcebook check' accepts, to write over."""
    try:
        schemas = {path: text.encode() for path, text in schema_files().items()}
        if folder.exists() and any(folder.iterdir()):
            raise typer.BadParameter(f"'{folder}' is not empty. Name a new folder.")
        for path, raw in {**read_files(_EXAMPLE), **schemas}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            save(folder / path, raw, read=None)
    except (SourcebookError, OSError) as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(
        f"{folder} has a small course. Write over it; 'sourcebook check {folder}' checks it,"
    )
    typer.echo(f"and 'sourcebook serve {folder}' shows it.")


def _start(root: Path, make: Callable[[Mapping[str, bytes]], Starter]) -> None:
    """Write a new file, beside those of the course, and say where it is."""
    try:
        starter = make(read_files(root))
        path = root / starter.path
        path.parent.mkdir(exist_ok=True)
        save(path, starter.text.encode(), read=None)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(f"{starter.path} is there. 'sourcebook check' names what is still to be written.")
