"""Learners, attempts, responses and reading in SQL. No module outside this one knows SQL.

`Store.open(url)` brings the database to the newest version and gives access to it.
"""

from sourcebook.store.store import Store

__all__ = ["Store"]
