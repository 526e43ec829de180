"""`sourcebook backup` and `sourcebook restore`: write the database to a file, and read it back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.phrases import counted
from sourcebook.errors import SourcebookError
from sourcebook.settings import settings
from sourcebook.store import backups


def backup_command(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file to make.")],
) -> None:
    """Write everything that the database holds to a new file, also while the app runs.

    The file is for you alone: it holds the names and the answers of all learners. The files of
    the course are not in it; copy their folders. A file that exists is never overwritten.
    """
    try:
        size = backups.back_up(settings().database_url, target)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(
        f"'{target}' holds all that was kept until now ({size / 1_000_000:.1f} MB). "
        "Keep it where only you can read it."
    )


def restore_command(
    backup: Annotated[Path, typer.Argument(metavar="FILE", help="What 'backup' made.")],
) -> None:
    """Put a backup in the place of what the database holds, also while the app runs.

    What was there before is kept in a file beside the database, or in the data folder if that is
    PostgreSQL. A backup of either kind of database comes back in either kind.
    """
    try:
        done = backups.restore(
            settings().database_url, backup, now=datetime.now(UTC), folder=settings().data
        )
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(
        f"{counted(done.learners, 'learner')} and {counted(done.attempts, 'attempt')} of "
        f"'{backup}' are in use now. The password of the teacher's desk is that of the backup. "
        "Learners who deleted their work since the backup was made are back: "
        "delete them again if they asked for it."
    )
    if done.aside:
        typer.echo(
            f"What was there before is in '{done.aside}'. Delete that file when you are sure "
            "that you do not need it."
        )
