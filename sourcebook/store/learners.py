"""Learners: what opens their work, their names, moving to another browser, deleting them.

A credential opens their work: a browser's cookie, a school account or a recovery code. Only its
hash is kept, so that nobody can log in with the database.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from sourcebook.model.learners import RECOVERY_GROUPS, Learner, new_code, tidy_code
from sourcebook.model.storable_text import storable
from sourcebook.store import rows, tables, teacher_sessions
from sourcebook.store.merging import merge
from sourcebook.store.rooms import Room

CredentialKind = Literal["browser", "account", "code"]

TICKET_LIFE = timedelta(minutes=5)
"""How long a browser may take to change hands."""


def hashed(secret: str) -> str:
    """The hash that is kept of a secret (at least 100 random bits) or of an account's name."""
    return sha256(storable(secret).encode()).hexdigest()


_OPENED_BY = select(tables.credential.c.learner_id).where(
    tables.credential.c.hash == bindparam("credential"), tables.credential.c.kind != "code"
)
"""Every run of a page asks this, so it is made once."""


class Learners(Room):
    """Learners and their credentials. A credential is named by its hash, see `hashed`."""

    def with_credential(self, credential: str) -> str | None:
        """The id of the learner with this credential; None if there is none yet."""
        with self.database.reading() as connection:
            return _opened_by(connection, credential)

    def knows_browser(self, browser: str) -> bool:
        """Whether a browser's cookie opens a learner's work, or has opened the teacher's desk."""
        table = tables.teacher_pass
        with self.database.reading() as connection:
            own = exists(table).where(table.c.browser == browser)
            has_pass = bool(connection.execute(select(own)).scalar())
            return has_pass or _opened_by(connection, browser) is not None

    def get_or_create(
        self,
        credential: str,
        *,
        now: datetime,
        kind: CredentialKind = "browser",
        name: str | None = None,
    ) -> str:
        """The id of the learner with this credential; a new learner if there was none."""
        # Read first: a known learner need not wait for the right to write.
        if found := self.with_credential(credential):
            return found
        with self.database.writing() as connection:
            if found := _opened_by(connection, credential):
                return found
            learner_id = secrets.token_hex(16)
            row = {"id": learner_id, "created_at": now, "name": name}
            rows.keep_learner(connection, row)
            if _give(connection, credential, kind, learner_id, now):
                return learner_id
            # Another tab was quicker.
            connection.execute(delete(tables.learner).where(tables.learner.c.id == learner_id))
            return _opened_by(connection, credential) or learner_id

    def one(self, learner_id: str) -> Learner | None:
        """A learner by their id, or None."""
        table, credential = tables.learner, tables.credential
        has_code = exists().where(
            credential.c.learner_id == table.c.id, credential.c.kind == "code"
        )
        query = select(table, has_code.label("has_code")).where(table.c.id == learner_id)
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return Learner.model_validate(dict(row._mapping)) if row else None

    def number_of(self, learner_id: str) -> int | None:
        """The number that lists show for a learner; None for an unknown one."""
        table = tables.learner_number
        query = select(table.c.number).where(table.c.learner_id == learner_id)
        with self.database.reading() as connection:
            return connection.execute(query).scalar()

    def rename(self, learner_id: str, name: str | None) -> None:
        """Give a learner a name; None for no name."""
        table = tables.learner
        with self.database.erasing() as connection:
            connection.execute(update(table).where(table.c.id == learner_id).values(name=name))

    def new_recovery_code(self, learner_id: str, *, now: datetime) -> str:
        """A new code that opens a learner's work elsewhere; the former one stops working.

        It is returned once; only its hash is kept.
        """
        code = new_code(RECOVERY_GROUPS)
        table = tables.credential
        former = (table.c.learner_id == learner_id) & (table.c.kind == "code")
        own = select(tables.learner.c.id).where(tables.learner.c.id == learner_id)
        with self.database.erasing() as connection:
            # So that of two codes made at the same moment only one works.
            connection.execute(own.with_for_update())
            connection.execute(delete(table).where(former))
            _give(connection, hashed(code), "code", learner_id, now)
        return code

    def with_recovery_code(self, typed: str) -> str | None:
        """The id of the learner with this recovery code; spaces and small letters do not matter."""
        table = tables.credential
        query = select(table.c.learner_id).where(
            table.c.hash == hashed(tidy_code(typed)), table.c.kind == "code"
        )
        with self.database.reading() as connection:
            return connection.execute(query).scalar()

    def offer_browser(
        self, browser: str, learner_id: str | None, *, now: datetime, bring_along: bool = False
    ) -> str:
        """A ticket, for one use in this browser, that connects it with a learner, or with none.

        `bring_along` gives the work done in the browser so far to that learner.
        """
        with self.database.writing() as connection:
            return _offer(connection, browser, now, learner_id=learner_id, bring_along=bring_along)

    def offer_renewal(
        self, browser: str, *, now: datetime, opens_desk_to: str | None = None
    ) -> str:
        """A ticket that gives a browser another cookie and keeps its learner.

        `opens_desk_to` is the id of a teacher, to whom the desk opens under the new cookie.
        """
        with self.database.writing() as connection:
            return _offer(connection, browser, now, keeps_learner=True, teacher_id=opens_desk_to)

    def redeem(self, ticket: str, *, browser: str, renewed: str, now: datetime) -> bool:
        """Use a ticket: `renewed` is the hash of the cookie that the browser gets in exchange.

        The former cookie opens nothing any more, not even the teacher's desk. False, and nothing
        changes, for a ticket that is unknown, used, out of date or for another browser.
        """
        table = tables.ticket
        taken = (
            delete(table)
            .where(
                table.c.hash == hashed(ticket),
                table.c.browser == browser,
                table.c.expires_at > now,
            )
            .returning(table)
        )
        with self.database.erasing() as connection:
            offer = connection.execute(taken).first()
            if offer is None:
                return False
            former = _opened_by(connection, browser)
            teacher_sessions.end(connection, browser)
            if offer.teacher_id:
                teacher_sessions.give(connection, renewed, offer.teacher_id, now)
            connection.execute(delete(tables.credential).where(tables.credential.c.hash == browser))
            # The learner of this moment: there may be one since the ticket was made.
            learner_id = former if offer.keeps_learner else offer.learner_id
            if learner_id:
                _give(connection, renewed, "browser", learner_id, now)
                if offer.bring_along and former:
                    merge(connection, former, learner_id, now)
        return True

    def bring_along(self, learner_id: str, *, browser: str, now: datetime) -> None:
        """Give the work done in a browser to a learner; its cookie opens nothing any more."""
        with self.database.erasing() as connection:
            former = _opened_by(connection, browser)
            connection.execute(delete(tables.credential).where(tables.credential.c.hash == browser))
            if former:
                merge(connection, former, learner_id, now)

    def delete(self, learner_id: str) -> None:
        """Delete a learner and everything that is kept of them."""
        with self.database.erasing() as connection:
            connection.execute(delete(tables.learner).where(tables.learner.c.id == learner_id))


def _offer(
    connection: Connection,
    browser: str,
    now: datetime,
    *,
    learner_id: str | None = None,
    bring_along: bool = False,
    keeps_learner: bool = False,
    teacher_id: str | None = None,
) -> str:
    ticket, table = secrets.token_urlsafe(32), tables.ticket
    row = {
        "hash": hashed(ticket),
        "browser": browser,
        "learner_id": learner_id,
        "bring_along": bring_along,
        "keeps_learner": keeps_learner,
        "teacher_id": teacher_id,
        "expires_at": now + TICKET_LIFE,
    }
    connection.execute(delete(table).where(table.c.expires_at <= now))
    connection.execute(insert(table).values(row))
    return ticket


def _opened_by(connection: Connection, credential: str) -> str | None:
    return connection.execute(_OPENED_BY, {"credential": credential}).scalar()


def _give(
    connection: Connection, credential: str, kind: CredentialKind, learner_id: str, now: datetime
) -> bool:
    row = {"hash": credential, "kind": kind, "learner_id": learner_id, "since": now}
    return rows.keep(connection, tables.credential, row)
