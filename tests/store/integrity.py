"""What SQLite itself finds when it looks through a whole database file."""

import sqlite3
from contextlib import closing
from pathlib import Path


def integrity(file: Path) -> str:
    """`ok`, or what is broken in the file and which rows point nowhere."""
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        found += connection.execute("PRAGMA foreign_key_check").fetchall()
    return "\n".join(str(row[0]) for row in found)
