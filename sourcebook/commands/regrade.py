"""`sourcebook regrade`: scoring finished attempts again by items that were corrected."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sourcebook import regrading
from sourcebook.commands.options import QuizId
from sourcebook.commands.phrases import counted
from sourcebook.content import faults
from sourcebook.content.checking import read_and_check, read_files, usable_quiz
from sourcebook.errors import SourcebookError, UnusableQuizError
from sourcebook.model.items import Item
from sourcebook.model.learners import label
from sourcebook.model.quizzes import Quiz
from sourcebook.regrading import Change
from sourcebook.settings import settings
from sourcebook.store import Store

_PAIR_HELP = "That an option was reworded: 'item:text before=text now'. Nothing behind = for an "
_PAIR_HELP += "option that is no longer offered. Can be given several times."


def regrade_command(
    quiz_id: QuizId,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Let scores fall, too.")] = False,
    pair: Annotated[
        list[str] | None, typer.Option("--pair", metavar="PAIR", help=_PAIR_HELP)
    ] = None,
) -> None:
    """Score finished attempts again by the items of a quiz as they are now.

    Says who gains and who loses. Scores fall only with --lower, and the history keeps both the
    old score and the new one. The course and the database are those that the app would use.

    Exit status: 0 when every answer has been looked at, 1 while an answer names an option of
    which only you can say whether it was reworded or replaced (see --pair), 2 on wrong usage.
    """
    try:
        here = settings()
        items = {item.id: item for item in _quiz(here.course_root, quiz_id).items}
        store = Store.open(here.database_url)
        try:
            found = _changes(store, items, pair or [])
            _regrade(store, found, dry_run=dry_run, lower=lower)
        finally:
            store.close()
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    if still_open := sum(change.is_open for change in found):
        left = f"{counted(still_open, 'answer')} still unknown, and not changed."
        typer.echo(f"{left} See above what to add to the command.", err=True)
        raise typer.Exit(1)


def _changes(store: Store, items: Mapping[str, Item], pairs: Iterable[str]) -> Sequence[Change]:
    attempts = store.attempts.with_items(items.keys())
    pairs = regrading.read_pairs(pairs, attempts, items)
    return list(regrading.changes(attempts, items, pairs))


def _regrade(store: Store, found: Sequence[Change], *, dry_run: bool, lower: bool) -> None:
    typer.echo(regrading.report(found, lower=lower, names=_names(store, found)))
    if dry_run:
        typer.echo("Nothing was changed (--dry-run).")
        return
    now = datetime.now(UTC)
    store.attempts.regrade(regrading.events(found, now=now, lower=lower))
    store.log.note("regraded", counted(len(found), "answer"), who=None, now=now)
    raised = sum(change.rises for change in found)
    lowered = sum(change.falls for change in found) if lower else 0
    kept = sum(change.after is not None for change in found) - raised - lowered
    typer.echo(
        f"{counted(raised, 'score')} raised, {counted(lowered, 'score')} lowered, "
        f"{counted(kept, 'score')} unchanged."
    )


def _names(store: Store, found: Iterable[Change]) -> dict[str, str]:
    """The name of each learner concerned on the teacher's desk, by id."""
    learners = {change.attempt.learner_id for change in found}
    return {
        each: label(learner.name, store.learners.number_of(each) or 0)
        for each in learners
        if (learner := store.learners.one(each))
    }


def _quiz(root: Path, quiz_id: str) -> Quiz:
    """The quiz with this id, even if other files of the course have faults."""
    unchecked = read_and_check(read_files(root), None)
    try:
        quiz = usable_quiz(unchecked, quiz_id)
    except UnusableQuizError as error:
        typer.echo(str(error), err=True)
        message = f"Answers to '{quiz_id}' cannot be scored before these faults are corrected."
        raise typer.BadParameter(message) from error
    if quiz is None:
        hint = faults.did_you_mean(faults.nearest(quiz_id, unchecked.course().quizzes))
        raise typer.BadParameter(f"There is no quiz '{quiz_id}'. {hint}".strip())
    if not quiz.items:
        raise typer.BadParameter(f"'{quiz_id}' draws its items. Name the quiz they stand in.")
    return quiz
