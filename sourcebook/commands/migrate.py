"""`sourcebook migrate`: everything from one database into another one, of either kind."""

from collections.abc import Mapping
from typing import Annotated

import typer

from sourcebook.errors import SourcebookError
from sourcebook.settings import settings
from sourcebook.store import moving
from sourcebook.store.table_sums import TableSum

_DIGITS = 12
"""How much of a checksum is printed."""


def migrate_command(
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar="[FROM] TO",
            help="The addresses of the two databases; FROM is the one in use if not named.",
        ),
    ],
) -> None:
    """Copy everything from one database to an empty one, such as from SQLite to PostgreSQL.

    Stop the app first: a database in use is refused. FROM stays as it is. TO must hold nothing;
    all of FROM comes into it, or nothing. Every table is read back from TO and compared.
    """
    if len(addresses) > 2:
        raise typer.BadParameter("Name two databases at the most: FROM and TO.")
    *first, target = addresses
    source = first[0] if first else settings().database_url
    names = ("FROM" if first else "SOURCEBOOK_DATABASE_URL", "TO")
    try:
        sums = moving.move(source, target, named=names)
    except SourcebookError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(_table(sums))
    typer.echo(
        f"\nAll of it is in '{moving.shown(target)}', and equal. Set SOURCEBOOK_DATABASE_URL to "
        f"its address and start the app. '{moving.shown(source)}' is as it was: delete it when "
        "you are sure that you do not need it, because it holds names and answers."
    )


def _table(sums: Mapping[str, TableSum]) -> str:
    """The rows and the checksum of each table, equal in both databases."""
    width = max(map(len, sums))
    lines = [f"{'table':{width}}  {'rows':>9}  checksum"]
    for name, found in sorted(sums.items()):
        lines.append(f"{name:{width}}  {found.rows:>9,}  {found.checksum[:_DIGITS]}")
    return "\n".join(lines)
