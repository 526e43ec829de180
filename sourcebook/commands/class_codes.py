"""`sourcebook class`: classes that learners join by a link or a code."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from sourcebook.errors import SourcebookError
from sourcebook.model.learners import Classroom, tidy_name
from sourcebook.settings import settings
from sourcebook.store import Store

app = typer.Typer(help="Classes that learners join by a link or a code.", no_args_is_help=True)


@app.command(name="new")
def new_command(
    name: Annotated[str, typer.Argument(help="What learners know the class by.")],
) -> None:
    """Open a class and print its link and its code."""
    tidy = tidy_name(name)
    if tidy is None:
        raise typer.BadParameter("Give the class a name.")
    with _store() as store:
        typer.echo(_how_to_join(store.classes.create(tidy, now=datetime.now(UTC))))


@app.command(name="list")
def list_command() -> None:
    """Print every class with its link and its code."""
    with _store() as store:
        rooms = store.classes.all()
    typer.echo("\n".join(map(_how_to_join, rooms)) or "There is no class yet.")


def _how_to_join(room: Classroom) -> str:
    return (
        f"{room.name}: learners open /me?join={room.code} at this site's address, "
        f"or type {room.code} on the page Me."
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
