"""`sourcebook teacher`: links to the teacher's desk, for a new teacher or a forgotten password."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from sourcebook.errors import SourcebookError
from sourcebook.settings import settings
from sourcebook.store import Store

app = typer.Typer(help="The door of the teacher's desk.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """The door of the teacher's desk."""


@app.command(name="invite")
def invite_command() -> None:
    """Print a link that makes a teacher, once. The link of this kind before no longer works.

    Where a school's own login is in use, accounts open the desk, and this link does not.
    """
    with _store() as store:
        token = store.teachers.new_link(now=datetime.now(UTC))
    typer.echo(
        f"Open /teach?token={token} at this site's address within a day and set a name and a "
        "password."
    )


@app.command(name="reset")
def reset_command(
    name: Annotated[
        str, typer.Option(help="Whose password ends; not needed if there is one teacher.")
    ] = "",
) -> None:
    """Print a link that sets another password for a teacher, once.

    Where a school's own login is in use, accounts open the desk, and this link does not.
    """
    with _store() as store:
        teachers = [each for each in store.teachers.everybody() if not each.has_account]
        if not name and not teachers:
            token = store.teachers.new_link(now=datetime.now(UTC))
        elif not name and len(teachers) > 1:
            names = ", ".join(sorted(each.name for each in teachers))
            raise typer.BadParameter(f"Say whose password it is with --name. There are: {names}.")
        else:
            token = store.teachers.reset(name or teachers[0].name, now=datetime.now(UTC))
    typer.echo(
        f"Open /teach?token={token} at this site's address within a day and set a new password. "
        "The one before opens nothing more, and every desk that it opened is closed."
    )


@contextmanager
def _store() -> Iterator[Store]:
    """The database of the settings, open for as long as it is needed."""
    try:
        store = Store.open(settings().database_url)
        try:
            yield store
        finally:
            store.close()
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
