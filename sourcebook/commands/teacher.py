"""`sourcebook teacher`: a new password for the teacher's desk, if it was forgotten."""

from datetime import UTC, datetime

import typer

from sourcebook.errors import SourcebookError
from sourcebook.settings import settings
from sourcebook.store import Store

app = typer.Typer(help="The door of the teacher's desk.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """The door of the teacher's desk."""


@app.command(name="reset")
def reset_command() -> None:
    """Print a link that sets a new password, once. The link before it no longer works.

    Where a school's own login is in use, accounts open the desk, and this link does not.
    """
    try:
        store = Store.open(settings().database_url)
        try:
            token = store.teachers.reset(now=datetime.now(UTC))
        finally:
            store.close()
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(
        f"Open /teach?token={token} at this site's address within a day and set a new password. "
        "The one before opens nothing more, and every open desk is closed."
    )
