"""A backup of a database in one file, and back again, also while the app runs.

The file is a SQLite database, also for PostgreSQL, so a backup of the one can be restored in the
other.
"""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from sourcebook.errors import StoreError
from sourcebook.store import database_files, postgresql_backups, sqlite_backups, tables
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
    file = database_files.file_of(address_of(url))
    if file:
        sqlite_backups.back_up(file, target)
    else:
        postgresql_backups.back_up(url, target)
    return target.stat().st_size


def restore(url: str, backup: Path, *, now: datetime, folder: Path | None = None) -> Restored:
    """Replace everything in the database with a backup; what it held before is kept in a file.

    That file is beside a SQLite database; for PostgreSQL it is in the folder, or beside the backup
    if none is named. A running app goes on with the backup, and keeps new answers in it. Raises
    StoreError, and changes nothing, if the backup is not whole.
    """
    if not backup.is_file():
        raise StoreError(f"There is no file '{backup}'.")
    file, stamp = database_files.file_of(address_of(url)), f"{now:%Y%m%d-%H%M%S}"
    try:
        if file:
            aside = sqlite_backups.restore(file, backup, stamp)
        else:
            kept = (folder or backup.parent) / f"sourcebook.before-restore-{stamp}.db"
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside = postgresql_backups.restore(url, backup, kept)
    except OSError as error:
        raise StoreError(f"'{backup}' cannot be restored: {error}.") from error
    learners, attempts = _counts(url)
    return Restored(learners, attempts, aside)


def _counts(url: str) -> tuple[int, int]:
    """How many learners and how many attempts there are."""
    learners, attempts = (
        select(func.count()).select_from(table).scalar_subquery()
        for table in (tables.learner, tables.attempt)
    )
    with closing(Database.open(url)) as database, database.reading() as reader:
        found = reader.execute(select(learners, attempts)).one()
    return found[0], found[1]
