"""Learners' own notes and bookmarks at passages and at steps of lessons."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select

from sourcebook.errors import StoreError
from sourcebook.model.lesson_work import LONGEST_NOTE, MOST_NOTES, Note
from sourcebook.model.storable_text import storable
from sourcebook.store import rows, tables
from sourcebook.store.rooms import Room

_TABLE = tables.note
_OF_LEARNER = _TABLE.c.learner_id == bindparam("learner_id")
_HERE = _TABLE.c.place == bindparam("place")
_ALL = select(_TABLE).where(_OF_LEARNER).order_by(_TABLE.c.saved_at, _TABLE.c.place)
_ONE = select(_TABLE).where(_OF_LEARNER, _HERE)
_OTHERS = select(func.count()).select_from(_TABLE).where(_OF_LEARNER, ~_HERE)
_REMOVED = delete(_TABLE).where(_OF_LEARNER, _HERE)


class Notes(Room):
    """One note or bookmark of a learner at each place; nobody else sees it."""

    def save(self, learner_id: str, place: str, text: str, *, now: datetime) -> Note:
        """Keep a note in place of the one before; without a text it is a bookmark.

        Raises StoreError, and keeps the former note, if the text is too long or the learner has
        too many notes.
        """
        note = Note(place=place, text=storable(text).strip(), saved_at=rows.in_utc(now))
        _refuse_long(note.text)
        row = {"learner_id": learner_id, "place": place, "text": note.text, "saved_at": now}
        # An emptied text is erased from the files; a changed one within seconds.
        transaction = self.database.writing if note.text else self.database.erasing
        with transaction() as connection:
            rows.keep_learner(connection, {"id": learner_id, "created_at": now})
            rows.lock_learner(connection, learner_id)
            _refuse_many(connection, learner_id, place)
            rows.replace(connection, _TABLE, row)
        return note

    def remove(self, learner_id: str, place: str) -> None:
        """Delete the note or bookmark at a place, if there is one."""
        with self.database.erasing() as connection:
            connection.execute(_REMOVED, {"learner_id": learner_id, "place": place})

    def of_learner(self, learner_id: str) -> dict[str, Note]:
        """A learner's notes and bookmarks by place, those saved first first."""
        with self.database.reading() as connection:
            found = connection.execute(_ALL, {"learner_id": learner_id})
            return {row.place: _note(row) for row in found}

    def at(self, learner_id: str, place: str) -> Note | None:
        """The note or bookmark at a place; None if there is none."""
        with self.database.reading() as connection:
            row = connection.execute(_ONE, {"learner_id": learner_id, "place": place}).first()
        return _note(row) if row else None


def _note(row: Row[Any]) -> Note:
    return Note(place=row.place, text=row.text, saved_at=row.saved_at)


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_NOTE:
        raise StoreError(
            f"This note was not saved, because it has {len(text):,} characters. "
            f"Shorten it to {LONGEST_NOTE:,}, or write a part of it at another place."
        )


def _refuse_many(connection: Connection, learner_id: str, place: str) -> None:
    others = connection.execute(_OTHERS, {"learner_id": learner_id, "place": place}).scalar_one()
    if others >= MOST_NOTES:
        raise StoreError(
            f"This note was not saved, because you have {MOST_NOTES} notes and bookmarks. "
            "Remove one that you no longer need, then save this one again."
        )
