"""The teacher's desk in browsers: to whom it is open in each of them."""

from datetime import datetime

from sqlalchemy import exists, select

from sourcebook.model.teachers import Teacher
from sourcebook.store import tables, teacher_sessions
from sourcebook.store.teacher_accounts import teacher_of
from sourcebook.store.teacher_invitations import TeacherInvitations


class Teachers(TeacherInvitations):
    """Teachers and what opens the desk to them. A browser is named by the hash of its cookie."""

    def at_desk(self, browser: str, *, now: datetime) -> Teacher | None:
        """The teacher to whom the desk is open in a browser; None if it is closed."""
        table, teacher = tables.teacher_pass, tables.teacher
        query = (
            select(teacher)
            .join(table, table.c.teacher_id == teacher.c.id)
            .where(table.c.browser == browser, table.c.until > now, teacher.c.shut_out_at.is_(None))
        )
        with self.database.reading() as connection:
            found = connection.execute(query).first()
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
