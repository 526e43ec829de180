"""What a site has one of, shared by all its servers: the key that signs its cookies."""

import secrets

from sqlalchemy import select

from sourcebook.store import rows, tables
from sourcebook.store.database import Database

_SITE = 1
"""The key of the one row."""


def cookie_key(database: Database) -> bytes:
    """The key that signs the cookies of this site; created when it is first needed."""
    return _stored_key(database) or _new_key(database)


def _stored_key(database: Database) -> bytes | None:
    with database.reading() as connection:
        key = connection.execute(select(tables.site_secret.c.cookie_key)).scalar()
    return bytes.fromhex(key) if key else None


def _new_key(database: Database) -> bytes:
    row = {"site": _SITE, "cookie_key": secrets.token_hex(32)}
    with database.writing() as connection:
        # Another server may have written one first; then that one is the site's key.
        rows.keep(connection, tables.site_secret, row)
        key: str = connection.execute(select(tables.site_secret.c.cookie_key)).scalar_one()
    return bytes.fromhex(key)
