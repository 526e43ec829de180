"""`sourcebook regrade`: scoring finished attempts again by items that were corrected."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sourcebook import regrading
from sourcebook.commands.options import QuizId
from sourcebook.commands.words import counted
from sourcebook.content import faults
from sourcebook.content.checking import check, read_files
from sourcebook.errors import SourcebookError
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.settings import settings
from sourcebook.store import Store


def regrade_command(
    quiz_id: QuizId,
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
            typer.echo(f"{counted(len(events), 'answer')} scored again.")
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
