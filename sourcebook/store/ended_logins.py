"""Logins of a school that have ended, known to all servers of a site."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from sourcebook.store import rows, tables
from sourcebook.store.rooms import Room

KEPT = timedelta(days=31)
"""How long it is kept that a login has ended: longer than the cookies of a login are valid."""

MOST = 50_000
"""How many are kept; then the oldest one is forgotten, so that nobody can fill the disk."""

_TABLE = tables.ended_login


class EndedLogins(Room):
    """Ended logins, each named by the hash of its cookies."""

    def end(self, login: str, *, now: datetime) -> None:
        """Keep that a login has ended; old ones are deleted."""
        beyond = select(_TABLE.c.until).order_by(_TABLE.c.until.desc()).offset(MOST).limit(1)
        with self.database.writing() as connection:
            rows.replace(connection, _TABLE, {"login": login, "until": now + KEPT})
            connection.execute(delete(_TABLE).where(_TABLE.c.until <= now))
            connection.execute(delete(_TABLE).where(_TABLE.c.until <= beyond.scalar_subquery()))

    def has_ended(self, login: str, *, now: datetime) -> bool:
        """Whether a login has ended."""
        own = exists(_TABLE).where(_TABLE.c.login == login, _TABLE.c.until > now)
        with self.database.reading() as connection:
            return bool(connection.execute(select(own)).scalar())
