"""Teachers and what lets them in: a name with a password, or a school account.

Only hashes are kept, a slow one of each password, so that nobody can open the desk with the
database. Not here: links (`teacher_invitations`) and sessions (`teacher_access`).
"""

import secrets
from datetime import datetime
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from sourcebook.errors import TeacherError
from sourcebook.model.learners import tidy_name
from sourcebook.model.passwords import tidy_password
from sourcebook.model.teachers import Teacher, name_key
from sourcebook.store import class_access, tables, teacher_log, teacher_sessions
from sourcebook.store.rooms import Room

_HASHER = PasswordHasher()
"""Argon2id with the parameters of RFC 9106 for little memory: 64 MiB and three passes."""

NO_NAME = "Type your name. Colleagues see it, and the history of files names it."


class TeacherAccounts(Room):
    """Teachers. Methods that change something raise TeacherError if it cannot be done."""

    def everybody(self) -> tuple[Teacher, ...]:
        """All teachers, also those who are shut out, in the order in which they came."""
        table = tables.teacher
        with self.database.reading() as connection:
            found = connection.execute(select(table).order_by(table.c.since, table.c.id)).all()
        return tuple(map(teacher_of, found))

    def has_password(self) -> bool:
        """Whether a teacher can open the desk with a password."""
        table = tables.teacher
        can_open = table.c.password.is_not(None) & table.c.shut_out_at.is_(None)
        with self.database.reading() as connection:
            return bool(connection.execute(select(exists(table).where(can_open))).scalar())

    def with_password(self, name: str, typed: str) -> Teacher | None:
        """The teacher with this name and password; None takes as long for any reason."""
        table = tables.teacher
        own = (table.c.name_key == name_key(name)) & table.c.shut_out_at.is_(None)
        with self.database.reading() as connection:
            found = connection.execute(select(table).where(own)).first()
        kept = found.password if found else None
        try:
            _HASHER.verify(kept or _nobodys_hash(), tidy_password(typed))
        except VerificationError:
            return None
        return teacher_of(found) if found is not None and kept else None

    def named(self, name: str) -> Teacher | None:
        """The teacher with this name, also if they are shut out."""
        table = tables.teacher
        query = select(table).where(table.c.name_key == name_key(name))
        with self.database.reading() as connection:
            found = connection.execute(query).first()
        return teacher_of(found) if found else None

    def with_account(self, account: str, name: str, *, now: datetime) -> Teacher:
        """The teacher with a school account, who is made or renamed as the account says."""
        table = tables.teacher
        query = select(table).where(table.c.account == account)
        with self.database.reading() as connection:
            found = connection.execute(query).first()
        if found and found.name == name:
            return teacher_of(found)
        with self.database.writing() as connection:
            if connection.execute(query).first() is None:
                row = {"id": secrets.token_hex(16), "account": account, "name": name, "since": now}
                connection.execute(insert(table).values(row))
            connection.execute(update(table).where(table.c.account == account).values(name=name))
            return teacher_of(connection.execute(query).one())

    def change_password(self, teacher_id: str, password: str, *, now: datetime) -> None:
        """Set another password for a teacher; every session of theirs ends."""
        kept = hashed_password(password)
        with self.database.erasing() as connection:
            teacher = active(connection, teacher_id)
            change(connection, teacher_id, password=kept)
            teacher_sessions.end_all_of(connection, teacher_id)
            teacher_log.note(connection, "password", who=teacher.name, now=now)

    def rename(self, teacher_id: str, name: str, *, now: datetime) -> str:
        """Give a teacher another name, and their drafts of files with it; the name as kept."""
        tidy = checked_name(name)
        with self.database.writing() as connection:
            teacher = active(connection, teacher_id)
            refuse_taken(connection, tidy, but=teacher_id)
            change(connection, teacher_id, name=tidy, name_key=name_key(tidy))
            draft = tables.file_draft
            own = update(draft).where(draft.c.who == teacher.name)
            connection.execute(own.values(who=tidy))
            if tidy != teacher.name:
                teacher_log.note(connection, "renamed", tidy, who=teacher.name, now=now)
        return tidy

    def shut_out(
        self, teacher_id: str, *, by: str, classes_to: str | None = None, now: datetime
    ) -> None:
        """Close the desk to a teacher at once, in all browsers; a colleague gets their classes.

        `by` and `classes_to` are the ids of teachers.
        """
        with self.database.erasing() as connection:
            # One after another, so that no two teachers shut each other out as the last ones.
            teachers = _locked(connection)
            own, other = _active_of(teachers, teacher_id), _active_of(teachers, by)
            if own.has_account != other.has_account or not _others_like(teachers, own):
                raise TeacherError(
                    "The last teacher cannot be shut out. Invite a colleague first, who opens the "
                    "desk once."
                )
            if class_access.owned_by(connection, teacher_id):
                if classes_to is None or classes_to == teacher_id:
                    raise TeacherError("Choose the colleague who gets the classes.")
                heir = _active_of(teachers, classes_to)
                class_access.hand_over(connection, teacher_id, heir.id)
            class_access.forget(connection, teacher_id)
            change(connection, teacher_id, password=None, shut_out_at=now)
            table = tables.teacher_invitation
            connection.execute(delete(table).where(table.c.invited_by == own.id))
            teacher_sessions.end_all_of(connection, teacher_id)
            teacher_log.note(connection, "shut_out", own.name, who=other.name, now=now)

    def let_in(self, teacher_id: str, *, by: str, now: datetime) -> None:
        """Let a school account in again that was shut out."""
        with self.database.writing() as connection:
            other = active(connection, by)
            name = one(connection, teacher_id).name
            change(connection, teacher_id, shut_out_at=None)
            teacher_log.note(connection, "let_in", name, who=other.name, now=now)


def teacher_of(row: Row[Any]) -> Teacher:
    """A teacher from their row."""
    return Teacher(
        id=row.id,
        name=row.name,
        since=row.since,
        shut_out_at=row.shut_out_at,
        has_account=row.account is not None,
    )


def one(connection: Connection, teacher_id: str) -> Teacher:
    """A teacher by their id; TeacherError if there is none."""
    table = tables.teacher
    found = connection.execute(select(table).where(table.c.id == teacher_id)).first()
    if found is None:
        raise TeacherError("There is no such teacher. Load this page again.")
    return teacher_of(found)


def active(connection: Connection, teacher_id: str) -> Teacher:
    """A teacher who is not shut out; TeacherError for others."""
    return _active_of([one(connection, teacher_id)], teacher_id)


def change(connection: Connection, teacher_id: str, **values: object) -> None:
    """Change a teacher's row."""
    table = tables.teacher
    connection.execute(update(table).where(table.c.id == teacher_id).values(values))


def checked_name(name: str) -> str:
    """A teacher's name as it is kept; TeacherError if it is empty."""
    tidy = tidy_name(name)
    if tidy is None:
        raise TeacherError(NO_NAME)
    return tidy


def refuse_taken(connection: Connection, name: str, *, but: str | None = None) -> None:
    """Raise TeacherError if another teacher than this one has the name."""
    table = tables.teacher
    query = select(table.c.id).where(table.c.name_key == name_key(name))
    if connection.execute(query).scalar() not in (None, but):
        raise taken(name)


def taken(name: str) -> TeacherError:
    """The error that another teacher has a name."""
    return TeacherError(
        f"A teacher here is called “{name}” already. Capital letters and blanks do not count. "
        "Add something to your name, such as your subject."
    )


def hashed_password(password: str) -> str:
    """The slow hash of a password."""
    return _HASHER.hash(tidy_password(password))


def _locked(connection: Connection) -> list[Teacher]:
    table = tables.teacher
    query = select(table).order_by(table.c.id).with_for_update()
    return [teacher_of(row) for row in connection.execute(query)]


def _active_of(teachers: list[Teacher], teacher_id: str) -> Teacher:
    for each in teachers:
        if each.id == teacher_id and not each.is_shut_out:
            return each
    raise TeacherError("This teacher is shut out already. Load this page again.")


def _others_like(teachers: list[Teacher], own: Teacher) -> list[Teacher]:
    """The other teachers who can open the desk in the same way."""
    return [
        each
        for each in teachers
        if each.id != own.id and not each.is_shut_out and each.has_account == own.has_account
    ]


@cache
def _nobodys_hash() -> str:
    """The hash of a password that nobody knows."""
    return _HASHER.hash(secrets.token_urlsafe(32))
