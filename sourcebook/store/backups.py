"""A backup of a SQLite database in one file, and back again, also while the app runs.

Not here: PostgreSQL, which brings tools of its own for it.
"""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from sourcebook.errors import StoreError
from sourcebook.store import database_files, sqlite_backups, tables
from sourcebook.store.database import Database
from sourcebook.store.engine import address_of


class Restored(NamedTuple):
    """What the database holds now, and the file that keeps what it held before, if anything."""

    learners: int
    attempts: int
    aside: Path | None


def back_up(url: str, target: Path) -> int:
    """Write everything in the database to a new file, for its owner only; the file's size.

    Learners who answer meanwhile need not wait. Raises StoreError, and writes nothing, if the
    file exists or there is nothing to back up.
    """
    file = _sqlite_file(url, "pg_dump --format=custom --file=FILE ADDRESS")
    sqlite_backups.back_up(file, target)
    return target.stat().st_size


def restore(url: str, backup: Path, *, now: datetime) -> Restored:
    """Replace everything in the database with a backup; the former database is kept beside it.

    A running app goes on with the backup, and keeps new answers in it. Raises StoreError, and
    changes nothing, if the file is not a whole backup.
    """
    file = _sqlite_file(url, "pg_restore --clean --if-exists --dbname=ADDRESS FILE")
    if not backup.is_file():
        raise StoreError(f"There is no file '{backup}'.")
    try:
        aside = sqlite_backups.restore(file, backup, f"{now:%Y%m%d-%H%M%S}")
    except OSError as error:
        raise StoreError(f"'{backup}' cannot be restored: {error}.") from error
    learners, attempts = _counts(url)
    return Restored(learners, attempts, aside)


def _sqlite_file(url: str, instead: str) -> Path:
    file = database_files.file_of(address_of(url))
    if file is None:
        raise StoreError(
            "This is for a SQLite database in a file. For PostgreSQL use its own tool: "
            f"'{instead}', with the address in SOURCEBOOK_DATABASE_URL."
        )
    return file


def _counts(url: str) -> tuple[int, int]:
    """How many learners and how many attempts there are."""
    learners, attempts = (
        select(func.count()).select_from(table).scalar_subquery()
        for table in (tables.learner, tables.attempt)
    )
    with closing(Database.open(url)) as database, database.reading() as reader:
        found = reader.execute(select(learners, attempts)).one()
    return found[0], found[1]
