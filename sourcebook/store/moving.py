"""Moving everything from one database to another, such as from SQLite to PostgreSQL.

The source stays as it is. The target is changed in one transaction: all of it, or nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect

from sourcebook.errors import StoreError
from sourcebook.store import database_files
from sourcebook.store.backup_files import write_file
from sourcebook.store.copying import copy_tables, tables_with_rows
from sourcebook.store.database_errors import readable_errors
from sourcebook.store.engine import address_of, connected, existing_engine, upgrade
from sourcebook.store.snapshots import refuse_others, unused_database
from sourcebook.store.table_sums import TableSum
from sourcebook.store.tables import metadata

_VERSION_TABLE = "alembic_version"


def move(
    source: str, target: str, *, named: tuple[str, str] = ("FROM", "TO")
) -> Mapping[str, TableSum]:
    """Copy all tables to an empty database; the sum of each, equal in both, by its name.

    `named` is what messages call the two addresses. Raises StoreError, and changes nothing, if
    the source is in use or of another version, if the target holds anything, or if a table
    differs afterwards.
    """
    address = address_of(target, named=named[1])
    file = database_files.file_of(address)
    with readable_errors(), unused_database(source, named=named[0]) as connection:
        if file:
            return _write_new(connection, file)
        with _empty_database(target, named=named[1]) as empty:
            sums = copy_tables(connection, empty)
            refuse_others(connection)
            return sums


def shown(url: str) -> str:
    """A database address without its password."""
    return address_of(url).render_as_string(hide_password=True)


def _write_new(source: Connection, file: Path) -> Mapping[str, TableSum]:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"'{file}' cannot be written: {error.strerror}.") from error
    sums = write_file(source, file)
    try:
        refuse_others(source)
    except StoreError:
        file.unlink()
        raise
    return sums


@contextmanager
def _empty_database(url: str, *, named: str) -> Iterator[Connection]:
    """A transaction on a database that holds nothing, with all tables of this version."""
    engine = existing_engine(url, named=named)
    if engine is None:
        raise StoreError(f"There is no database at {named}.")
    try:
        with connected(engine, named=named) as connection, connection.begin():
            _refuse_contents(connection)
            upgrade(connection)
            yield connection
    finally:
        engine.dispose()


def _refuse_contents(connection: Connection) -> None:
    names = set(inspect(connection).get_table_names()) - {_VERSION_TABLE}
    strange = sorted(names - metadata.tables.keys())
    if strange:
        raise StoreError(
            f"The target has tables of another program ({', '.join(strange)}). "
            "Make a database for Sourcebook alone, and name that. Nothing was changed."
        )
    full = tables_with_rows(connection, names)
    if full:
        raise StoreError(
            f"The target holds something already ({', '.join(full)}), perhaps because the app "
            "was started with it. Make a new, empty database, and name that. Nothing was changed."
        )
