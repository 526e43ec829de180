"""Wrong passwords and codes of the last quarter of an hour, counted for all servers of a site.

Not here: what a wrong try costs the person who makes it.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from sourcebook.store import tables
from sourcebook.store.rooms import Room

WINDOW = timedelta(minutes=15)
"""How long a wrong try counts."""

MOST_COUNTED = 1000
"""A browser or an address has at most this many; more are not counted."""

MOST_KEPT = 5000
"""Wrong tries that are kept at one door; more are not written, so that a flood fills no disk."""

_TABLE = tables.wrong_try


class Tries(NamedTuple):
    """How many wrong tries were made in the last quarter of an hour, the newest one included."""

    in_browser: int
    from_address: int


class WrongTries(Room):
    """Wrong tries. Browsers and addresses are named by 12 and 4 characters of a hash."""

    def note(self, door: str, *, browser: str, address: str, now: datetime) -> Tries:
        """Keep a wrong try at a door; old ones are deleted.

        If too many are kept already, this one is not, and counts as one of very many.
        """
        with self.database.writing() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.at <= now - WINDOW))
            if _count(connection, _TABLE.c.door == door, most=MOST_KEPT) >= MOST_KEPT:
                return Tries(MOST_COUNTED, MOST_COUNTED)
            row = {"door": door, "browser": browser, "address": address, "at": now}
            connection.execute(insert(_TABLE).values(row))
            at_door = _TABLE.c.door == door
            return Tries(
                _count(connection, at_door & (_TABLE.c.browser == browser)),
                _count(connection, at_door & (_TABLE.c.address == address)),
            )

    def count(self, door: str, *, now: datetime) -> int:
        """How many wrong tries were made at a door in the last quarter of an hour, by anybody."""
        with self.database.reading() as connection:
            return _count(connection, (_TABLE.c.door == door) & (_TABLE.c.at > now - WINDOW))

    def forget_old(self, *, now: datetime) -> None:
        """Delete what counts no more."""
        with self.database.writing() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.at <= now - WINDOW))


def _count(connection: Connection, which: ColumnElement[bool], *, most: int = MOST_COUNTED) -> int:
    found = select(_TABLE.c.number).where(which).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(found)).scalar_one()
