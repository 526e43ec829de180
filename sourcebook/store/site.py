"""What a site has one of, shared by all its servers."""

import secrets

from sqlalchemy import select

from sourcebook.store import rows, tables
from sourcebook.store.rooms import Room

_SITE = 1
"""The key of the one row."""


class Site(Room):
    """The secret of a site."""

    def cookie_key(self) -> bytes:
        """The key that says which cookies this site gave out; made when it is first needed.

        It opens nothing: a cookie that it signs belongs to nobody yet.
        """
        return self._kept_key() or self._new_key()

    def _kept_key(self) -> bytes | None:
        with self.database.reading() as connection:
            kept = connection.execute(select(tables.site_secret.c.cookie_key)).scalar()
        return bytes.fromhex(kept) if kept else None

    def _new_key(self) -> bytes:
        row = {"site": _SITE, "cookie_key": secrets.token_hex(32)}
        with self.database.writing() as connection:
            # Another server may have been quicker; then its key is the site's.
            rows.keep(connection, tables.site_secret, row)
            kept: str = connection.execute(select(tables.site_secret.c.cookie_key)).scalar_one()
        return bytes.fromhex(kept)
