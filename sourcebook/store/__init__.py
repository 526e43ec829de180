"""Learners, classes, attempts and reading in SQL. No module outside this one knows SQL.

`Store.open(url)` brings the database to the newest version and gives access to it.
"""

from sourcebook.store.learners import hashed
from sourcebook.store.store import Store
from sourcebook.store.wrong_tries import MOST_COUNTED

__all__ = ["MOST_COUNTED", "Store", "hashed"]
