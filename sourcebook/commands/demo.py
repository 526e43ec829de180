"""`sourcebook demo`: a database of invented classes, to look at each page before the first one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.phrases import counted
from sourcebook.content.checking import check, read_files
from sourcebook.demonstration import CLASS_NAME, LEARNER_NAME, invented_classes
from sourcebook.errors import SourcebookError
from sourcebook.model.course import Course
from sourcebook.model.demo_ids import InventedClasses
from sourcebook.settings import settings
from sourcebook.store import Store

FILE = "demonstration.db"
"""The database of invented classes, in the folder of the settings."""


def demo_command(
    learners: Annotated[
        int, typer.Option(min=1, max=999, help="How many learners to invent.")
    ] = 120,
    seed: Annotated[int, typer.Option(help="The same seed invents the same answers.")] = 7,
    database: Annotated[
        Path | None, typer.Option(help="The SQLite file, made anew; by default in data/.")
    ] = None,
) -> None:
    """Fill a database of its own with invented learners, so that every page shows something.

    They are called "Invented learner 017" and the like, and answer by chance, the harder an item
    the more wrongly. A database that holds real learners is refused.
    """
    path = database or settings().data / FILE
    course = _course()
    invented = invented_classes(course, learners=learners, seed=seed, now=datetime.now(UTC))
    url = f"sqlite:///{path.resolve()}"
    try:
        _save(url, invented)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(_summary(url, invented))


def _course() -> Course:
    try:
        course = check(read_files(settings().course_root)).course
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    if course is None:
        raise typer.BadParameter("The course has faults. Fix what 'sourcebook check' names.")
    return course


def _save(url: str, invented: InventedClasses) -> None:
    store = Store.open(url)
    try:
        store.classes.replace_demo(invented)
    finally:
        store.close()


def _summary(url: str, invented: InventedClasses) -> str:
    attempts = sum(len(each.attempts) for each in invented.learners)
    people = counted(len(invented.learners), "invented learner")
    return (
        f"{people} in {len(invented.classrooms)} classes, "
        f"{counted(attempts, 'attempt')}. Names begin with “{LEARNER_NAME}” and “{CLASS_NAME}”; "
        "nothing in it is about anybody.\n\nLook at it with\n\n"
        f"    SOURCEBOOK_DATABASE_URL={url} sourcebook serve\n\n"
        "and open the teacher's link that is printed there."
    )
