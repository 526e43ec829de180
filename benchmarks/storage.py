"""What learners take in the database: `python -m benchmarks.storage`.

Invented learners read and answer the whole course, as `sourcebook demo` makes them. Printed are the
answers in quizzes, and the rows and bytes of the database for each of them and for each learner,
with all that belongs to them: attempts, items as they were shown, and indexes. SQLite only.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.commands.demo import demo_command

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_ANSWERS = "SELECT count(*) FROM event WHERE kind IN ('tried', 'revised')"


def main(
    learners: Annotated[int, typer.Option(help="How many learners are invented.")] = 120,
) -> None:
    """Fill a database, count, and forget it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "invented.db"
        demo_command(learners=learners, database=file)
        typer.echo("\n".join(report(file, learners)))


def report(file: Path, learners: int) -> Iterator[str]:
    """A line for each figure of a database with so many learners."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM")
        tables = [name for (name,) in database.execute(_TABLES)]
        counts = [f"SELECT count(*) FROM {name}" for name in tables]  # noqa: S608  # Our own names.
        rows = sum(database.execute(each).fetchone()[0] for each in counts)
        (answers,) = database.execute(_ANSWERS).fetchone()
    size = file.stat().st_size
    yield f"{answers:,} answers of {learners:,} learners, {answers / learners:.0f} each"
    yield f"{rows / answers:.1f} rows and {size / answers:.0f} bytes for each answer"
    yield f"{size / learners / 1000:.0f} kB for each learner"


if __name__ == "__main__":
    typer.run(main)
