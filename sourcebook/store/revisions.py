"""The history of course files, and drafts of files that are being edited in the app.

Not here: the files themselves.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, select, update

from sourcebook.model.revisions import FileDraft, Revision
from sourcebook.model.storable_text import storable
from sourcebook.store import rows, tables
from sourcebook.store.rooms import Room


class Revisions(Room):
    """Versions of files that were in use, and drafts by file and author."""

    def note(
        self, path: str, text: str, *, sha256: str, now: datetime, who: str | None = None
    ) -> bool:
        """Keep a version as the newest of a file; False if it is the newest already.

        `who` saved it in the app; None if it was found on the disk.
        """
        table = tables.revision
        row = {"path": path, "saved_at": now, "who": who, "sha256": sha256, "text": text}
        while True:
            with self.database.writing() as connection:
                newest = connection.execute(_newest(path)).first()
                if newest and newest.sha256 == sha256:
                    return False
                number = newest.number + 1 if newest else 0
                # If somebody else has just taken the number, the next one is tried.
                if rows.keep(connection, table, {**row, "number": number}):
                    return True

    def newest(self, path: str) -> Revision | None:
        """The version of a file that was kept last."""
        with self.database.reading() as connection:
            found = connection.execute(_newest(path)).first()
        return _revision(found._mapping) if found else None

    def of_file(self, path: str, *, most: int = 100) -> tuple[Revision, ...]:
        """The versions of a file, newest first."""
        with self.database.reading() as connection:
            found = connection.execute(_newest(path).limit(most)).all()
        return tuple(_revision(row._mapping) for row in found)

    def text(self, path: str, number: int) -> str | None:
        """The text of a version; None if there is no such version."""
        table = tables.revision
        query = select(table.c.text).where(table.c.path == path, table.c.number == number)
        with self.database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def paths(self) -> tuple[str, ...]:
        """The paths of all files that have a version, also of those that are gone."""
        table = tables.revision
        with self.database.reading() as connection:
            query = select(table.c.path).distinct().order_by(table.c.path)
            return tuple(connection.scalars(query))

    def is_free(self, path: str) -> bool:
        """Whether no file of this path has ever had a version or a draft."""
        with self.database.reading() as connection:
            return not any(_has(connection, table, path) for table in _BY_PATH)

    def move(self, path: str, to: str) -> bool:
        """Give the versions and drafts of a file another path; False if some are there already."""
        with self.database.erasing() as connection:
            if any(_has(connection, table, to) for table in _BY_PATH):
                return False
            for table in _BY_PATH:
                connection.execute(update(table).where(table.c.path == path).values(path=to))
        return True

    def draft(self, path: str, who: str) -> FileDraft | None:
        """A teacher's draft of a file; None if they have never edited it."""
        with self.database.reading() as connection:
            return _draft(connection, path, who)

    def unsaved_drafts(self, who: str) -> tuple[str, ...]:
        """The paths of the files of which a teacher has a draft that is not saved."""
        table = tables.file_draft
        own = (table.c.who == who) & table.c.is_saved.is_(False)
        with self.database.reading() as connection:
            query = select(table.c.path).where(own).order_by(table.c.path)
            return tuple(connection.scalars(query))

    def keep_typed(
        self,
        path: str,
        who: str,
        text: str,
        *,
        based_on: str,
        tab: str,
        number: int,
        now: datetime,
    ) -> FileDraft | None:
        """Keep what was typed in a tab; None, and nothing is kept, if another tab has newer text.

        `number` is that of the draft that the tab showed or kept last, 0 for none.
        """
        with self.database.writing() as connection:
            former = _draft(connection, path, who)
            if former and tab != former.tab and number != former.number:
                return None
            typed = {"text": text, "based_on": based_on, "tab": tab, "is_saved": False}
            return _put(connection, former, path=path, who=who, kept_at=now, **typed)

    def settle_draft(
        self, path: str, who: str, text: str, *, sha256: str, now: datetime
    ) -> FileDraft:
        """Note that a file holds this text; the tab in which it was typed goes on with it."""
        with self.database.writing() as connection:
            former = _draft(connection, path, who)
            held = {"text": text, "based_on": sha256, "is_saved": True}
            return _put(connection, former, path=path, who=who, kept_at=now, **held)

    def replace_draft(
        self,
        path: str,
        who: str,
        text: str,
        *,
        based_on: str,
        is_saved: bool,
        now: datetime,
    ) -> FileDraft:
        """Replace what was typed with another text, such as an older version of the file."""
        with self.database.erasing() as connection:
            former = _draft(connection, path, who)
            other = {"text": text, "based_on": based_on, "is_saved": is_saved, "tab": ""}
            replaced = former.replaced + 1 if former else 1
            return _put(
                connection, former, path=path, who=who, kept_at=now, replaced=replaced, **other
            )


_BY_PATH = (tables.revision, tables.file_draft)


def _has(connection: Connection, table: Table, path: str) -> bool:
    query = select(table.c.path).where(table.c.path == path).limit(1)
    return connection.execute(query).first() is not None


def _newest(path: str) -> Select[Any]:
    table = tables.revision
    columns = [column for column in table.columns if column.name != "text"]
    return select(*columns).where(table.c.path == path).order_by(table.c.number.desc())


def _revision(row: Any) -> Revision:
    return Revision.model_validate(dict(row))


def _draft(connection: Connection, path: str, who: str) -> FileDraft | None:
    table = tables.file_draft
    query = select(table).where(table.c.path == path, table.c.who == who).with_for_update()
    found = connection.execute(query).first()
    return FileDraft.model_validate(dict(found._mapping)) if found else None


def _put(connection: Connection, former: FileDraft | None, **values: Any) -> FileDraft:
    """The draft with these values, as the next one after the former, if there was one."""
    same = {"tab": former.tab, "replaced": former.replaced} if former else {}
    number = former.number + 1 if former else 1
    kept = {
        name: storable(each) if isinstance(each, str) else each for name, each in values.items()
    }
    row = {"tab": "", "replaced": 0, **same, **kept, "number": number}
    rows.replace(connection, tables.file_draft, row)
    return FileDraft.model_validate(row)
