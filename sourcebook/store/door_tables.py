"""The tables of what all servers of a site know about closed doors; `tables` has them, too."""

from sqlalchemy import Column, Index, Integer, Table

from sourcebook.store.column_types import Instant, Label
from sourcebook.store.metadata import metadata

# Wrong passwords and codes of the last quarter of an hour. Who tried is named by a few characters
# of a hash, which tell tries apart and lead to nobody.
wrong_try = Table(
    "wrong_try",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("door", Label(20), nullable=False),
    Column("browser", Label(12), nullable=False),
    Column("address", Label(4), nullable=False),
    Column("at", Instant, nullable=False),
)

Index(None, wrong_try.c.browser)
Index(None, wrong_try.c.address)
Index(None, wrong_try.c.at)

# Logins of a school that have ended, by the hash of their cookies.
ended_login = Table(
    "ended_login",
    metadata,
    Column("login", Label(64), primary_key=True),
    Column("until", Instant, nullable=False),
)

Index(None, ended_login.c.until)
