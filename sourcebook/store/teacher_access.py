"""Access to the teacher's desk: its password, the link that sets one, and the open sessions.

A site has one password and at most one link. Only hashes are kept, a slow one of the password
and SHA-256 of the rest, so that nobody can open the desk with the database.
"""

import secrets
from datetime import datetime, timedelta
from functools import cache
from hmac import compare_digest

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, exists, select

from sourcebook.model.passwords import tidy_password
from sourcebook.store import rows, tables, teacher_sessions
from sourcebook.store.learners import hashed
from sourcebook.store.rooms import Room

LINK_LIFE = timedelta(hours=24)
"""How long the link that sets a password is valid."""

_SITE = 1
"""The key of the one row that the tables of the password and the link have."""

_HASHER = PasswordHasher()
"""Argon2id with the parameters of RFC 9106 for little memory: 64 MiB and three passes."""


class Teachers(Room):
    """What opens the teacher's desk. A browser is named by the hash of its cookie."""

    def new_link(self, *, now: datetime) -> str:
        """The secret of a link that sets a password once; the former link stops working.

        It is returned once; only its hash is kept.
        """
        with self.database.writing() as connection:
            return _new_link(connection, now)

    def has_link(self, token: str, *, now: datetime) -> bool:
        """Whether this is the secret of the valid link."""
        table = tables.teacher_link
        query = select(table.c.hash).where(table.c.expires_at > now)
        with self.database.reading() as connection:
            kept = connection.execute(query).scalar() or ""
        return compare_digest(hashed(token), kept)

    def set_first_password(self, password: str, *, token: str, now: datetime) -> bool:
        """Use up a link and set the password; every session ends.

        False, and nothing changes, for a link that is unknown, used or out of date.
        """
        table, kept = tables.teacher_link, _HASHER.hash(tidy_password(password))
        mine = (table.c.hash == hashed(token)) & (table.c.expires_at > now)
        with self.database.erasing() as connection:
            taken = connection.execute(delete(table).where(mine).returning(table.c.site)).first()
            if taken:
                _set_password(connection, kept, now)
        return taken is not None

    def change_password(self, password: str, *, now: datetime) -> None:
        """Set another password; every session ends."""
        kept = _HASHER.hash(tidy_password(password))
        with self.database.erasing() as connection:
            _set_password(connection, kept, now)

    def has_password(self) -> bool:
        """Whether a password was set."""
        with self.database.reading() as connection:
            return bool(connection.execute(select(exists(tables.teacher_password))).scalar())

    def is_password(self, typed: str) -> bool:
        """Whether this is the password; takes as long if none is set."""
        with self.database.reading() as connection:
            kept = connection.execute(select(tables.teacher_password.c.hash)).scalar()
        try:
            _HASHER.verify(kept or _nobodys_hash(), tidy_password(typed))
        except VerificationError:
            return False
        return kept is not None

    def has_session(self, browser: str, *, now: datetime) -> bool:
        """Whether the desk is open in a browser."""
        table = tables.teacher_pass
        own = (table.c.browser == browser) & (table.c.until > now)
        with self.database.reading() as connection:
            return bool(connection.execute(select(exists(table).where(own))).scalar())

    def had_session(self, browser: str) -> bool:
        """Whether the desk is or was open in a browser, until it was closed there."""
        table = tables.teacher_pass
        with self.database.reading() as connection:
            query = select(exists(table).where(table.c.browser == browser))
            return bool(connection.execute(query).scalar())

    def end_session(self, browser: str) -> None:
        """Close the desk in a browser."""
        with self.database.erasing() as connection:
            teacher_sessions.end(connection, browser)

    def reset(self, *, now: datetime) -> str:
        """The secret of a new link; the password and every session end."""
        with self.database.erasing() as connection:
            connection.execute(delete(tables.teacher_password))
            teacher_sessions.end_all(connection)
            return _new_link(connection, now)


def _new_link(connection: Connection, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    row = {"site": _SITE, "hash": hashed(token), "expires_at": now + LINK_LIFE}
    rows.replace(connection, tables.teacher_link, row)
    return token


def _set_password(connection: Connection, kept: str, now: datetime) -> None:
    row = {"site": _SITE, "hash": kept, "since": now}
    rows.replace(connection, tables.teacher_password, row)
    teacher_sessions.end_all(connection)


@cache
def _nobodys_hash() -> str:
    """The hash of a password that nobody knows."""
    return _HASHER.hash(secrets.token_urlsafe(32))
