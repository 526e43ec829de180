"""Links that make a teacher, or set another password for one: once, within a day.

Only the hash of a link's secret is kept.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from sourcebook.errors import TeacherError
from sourcebook.model.learners import tidy_name
from sourcebook.model.teachers import Invitation, Teacher, name_key
from sourcebook.store import rows, tables, teacher_log, teacher_sessions
from sourcebook.store.learners import hashed
from sourcebook.store.teacher_accounts import (
    TeacherAccounts,
    active,
    change,
    checked_name,
    hashed_password,
    one,
    taken,
)

LINK_LIFE = timedelta(hours=24)
"""How long a link is valid."""

_SPENT = "This link has been used or withdrawn, or is more than a day old. Ask for a new one."


class TeacherInvitations(TeacherAccounts):
    """Invitations. Methods that change something raise TeacherError if it cannot be done."""

    def new_link(self, *, now: datetime) -> str:
        """The secret of a link, from the console, that makes a teacher.

        The link of this kind before it stops working. The secret is returned once.
        """
        table = tables.teacher_invitation
        former = table.c.invited_by.is_(None) & table.c.teacher_id.is_(None)
        with self.database.writing() as connection:
            connection.execute(delete(table).where(former))
            return _offer(connection, now=now)

    def invite(self, name: str, *, by: str, teacher_id: str | None = None, now: datetime) -> str:
        """The secret of a link for a person of this name; `by` is the id of a teacher.

        `teacher_id` is a teacher who was shut out and is to be let in again.
        """
        tidy = tidy_name(name)
        if tidy is None:
            raise TeacherError("Type whom the link is for, so that you know it in the list.")
        with self.database.writing() as connection:
            host = active(connection, by)
            if teacher_id and not one(connection, teacher_id).is_shut_out:
                raise TeacherError("The desk is open to this teacher already.")
            teacher_log.note(connection, "invited", tidy, who=host.name, now=now)
            return _offer(connection, tidy, invited_by=host.id, teacher_id=teacher_id, now=now)

    def invitations(self, *, now: datetime) -> tuple[Invitation, ...]:
        """The links that are valid, the one that ends first at the top."""
        table = tables.teacher_invitation
        query = _invitations().where(table.c.expires_at > now).order_by(table.c.expires_at)
        with self.database.reading() as connection:
            return tuple(_invitation(row) for row in connection.execute(query))

    def invitation(self, token: str, *, now: datetime) -> Invitation | None:
        """The invitation with this secret; None if it is not valid."""
        table = tables.teacher_invitation
        own = (table.c.hash == hashed(token)) & (table.c.expires_at > now)
        with self.database.reading() as connection:
            found = connection.execute(_invitations().where(own)).first()
        return _invitation(found) if found else None

    def withdraw(self, invitation_id: str, *, by: str, now: datetime) -> None:
        """End an invitation that nobody has used."""
        table = tables.teacher_invitation
        own = delete(table).where(table.c.id == invitation_id).returning(table.c.name)
        with self.database.erasing() as connection:
            host = active(connection, by)
            found = connection.execute(own).first()
            if found is None:
                raise TeacherError("This link was used or withdrawn meanwhile.")
            teacher_log.note(connection, "withdrawn", found.name, who=host.name, now=now)

    def accept(self, token: str, name: str, password: str, *, now: datetime) -> Teacher:
        """Use up a link: the teacher who has this name and password from now on.

        A link for a known teacher leaves their name as it is, and ends their sessions.
        """
        kept, table = hashed_password(password), tables.teacher_invitation
        own = (table.c.hash == hashed(token)) & (table.c.expires_at > now)
        with self.database.erasing() as connection:
            found = connection.execute(delete(table).where(own).returning(table)).first()
            if found is None:
                raise TeacherError(_SPENT)
            if found.teacher_id is None:
                teacher = _new_teacher(connection, name, kept, now)
            else:
                change(connection, found.teacher_id, password=kept, shut_out_at=None)
                teacher_sessions.end_all_of(connection, found.teacher_id)
                teacher = one(connection, found.teacher_id)
            host = found.invited_by and one(connection, found.invited_by).name
            about = f"invited by {host}" if host else ""
            teacher_log.note(connection, "joined", about, who=teacher.name, now=now)
            return teacher

    def reset(self, name: str, *, now: datetime) -> str:
        """The secret of a link that sets another password for the teacher of this name.

        Their password and sessions end at once, and so do the links for them before.
        """
        teacher = self.named(name)
        if teacher is None:
            raise TeacherError(f"No teacher here is called “{name}”.")
        table = tables.teacher_invitation
        with self.database.erasing() as connection:
            change(connection, teacher.id, password=None)
            teacher_sessions.end_all_of(connection, teacher.id)
            connection.execute(delete(table).where(table.c.teacher_id == teacher.id))
            teacher_log.note(connection, "reset", teacher.name, who=None, now=now)
            return _offer(connection, teacher.name, teacher_id=teacher.id, now=now)


def _offer(
    connection: Connection,
    name: str = "",
    *,
    invited_by: str | None = None,
    teacher_id: str | None = None,
    now: datetime,
) -> str:
    token, table = secrets.token_urlsafe(32), tables.teacher_invitation
    connection.execute(delete(table).where(table.c.expires_at <= now))
    row = {
        "id": secrets.token_hex(16),
        "hash": hashed(token),
        "name": name,
        "teacher_id": teacher_id,
        "invited_by": invited_by,
        "expires_at": now + LINK_LIFE,
    }
    connection.execute(insert(table).values(row))
    return token


def _new_teacher(connection: Connection, name: str, password: str, now: datetime) -> Teacher:
    tidy = checked_name(name)
    row = {"name": tidy, "name_key": name_key(tidy), "password": password, "since": now}
    teacher_id = secrets.token_hex(16)
    if not rows.keep(connection, tables.teacher, {"id": teacher_id, **row}):
        raise taken(tidy)
    return Teacher(id=teacher_id, name=tidy, since=now)


def _invitations() -> Select[Any]:
    table, host = tables.teacher_invitation, tables.teacher.alias("host")
    joined = table.outerjoin(host, host.c.id == table.c.invited_by)
    columns = (table.c.id, table.c.name, table.c.teacher_id, table.c.expires_at)
    return select(*columns, host.c.name.label("invited_by")).select_from(joined)


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation.model_validate(dict(row._mapping))
