"""The teacher's desk in browsers: to whom it is open in each of them."""

from datetime import datetime

from sqlalchemy import bindparam, exists, select

from sourcebook.model.teachers import Teacher
from sourcebook.store import tables, teacher_sessions
from sourcebook.store.teacher_accounts import teacher_of
from sourcebook.store.teacher_invitations import TeacherInvitations

_AT_DESK = (
    select(tables.teacher)
    .join(tables.teacher_pass, tables.teacher_pass.c.teacher_id == tables.teacher.c.id)
    .where(
        tables.teacher_pass.c.browser == bindparam("browser"),
        tables.teacher_pass.c.until > bindparam("now"),
        tables.teacher.c.shut_out_at.is_(None),
    )
)
"""Every run of every page asks this, so it is made once."""


class Teachers(TeacherInvitations):
    """Teachers and what opens the desk to them. A browser is named by the hash of its cookie."""

    def at_desk(self, browser: str, *, now: datetime) -> Teacher | None:
        """The teacher to whom the desk is open in a browser; None if it is closed."""
        with self.database.reading() as connection:
            found = connection.execute(_AT_DESK, {"browser": browser, "now": now}).first()
        return teacher_of(found) if found else None

    def has_session(self, browser: str, *, now: datetime) -> bool:
        """Whether the desk is open in a browser."""
        return self.at_desk(browser, now=now) is not None

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
