"""What the results of a class cost: `python -m benchmarks.results 120 2000`.

A teacher opens pages of a class of so many learners, the first one with the results of all its
quizzes. Printed are the CPU seconds of the server at the first look and at a later one, those
that pass until the page is there, and the SQL statements and rows that the figures of the page
take; where a number of rows grows with the learners, the page lists them. The server has shown
the page of a small class before. With `--responses 5000000` the database has as many responses
of other classes. It is a SQLite file in a temporary folder, or an empty database at `--database`;
the CPU time of PostgreSQL does not count. Needs Linux, for the clock of another process.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from sqlalchemy import event

from benchmarks.many_learners import NOW, Filled, filled, sqlite_url
from sourcebook.analysis import ClassResults
from sourcebook.content.checking import check, read_files
from sourcebook.model.results import Selected
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.browser.conftest import Server
from tests.tab import Tab
from tests.teachers import open_desk

VIEWS = ("Quizzes", "Learners", "Objectives", "Scores by item", "Items", "Passages")
FEW = 8
"""How many learners the class has whose page is shown first."""


class Look(NamedTuple):
    """What one look at a page cost: CPU seconds of the server, and seconds that passed."""

    cpu: float
    passed: float


def main(
    learners: Annotated[list[int], typer.Argument(help="How many learners each class has.")],
    responses: Annotated[int, typer.Option(help="How many responses of others there are.")] = 0,
    database: Annotated[str, typer.Option(help="The address of an empty database.")] = "",
) -> None:
    """Fill a database, look at the pages of each class, and stop the server."""
    course = check(read_files(settings().course_root)).course
    if course is None:
        raise typer.BadParameter("The course has faults.")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "app")
        server.data.mkdir()
        url = database or sqlite_url(server.data)
        made = filled(url, course)
        for number in {FEW, *learners}:
            made.add_class(number, _teacher(number))
        made.add_others(responses)
        server.environment["SOURCEBOOK_DATABASE_URL"] = url
        server.start()
        try:
            typer.echo("\n".join(_report(server, made, learners)))
        finally:
            server.stop()
            made.store.close()


def _report(server: Server, made: Filled, learners: list[int]) -> Iterator[str]:
    list(_looks(server, made.store, FEW))
    for number in learners:
        yield f"{number:,} learners; {made.count():,} responses in the database"
        first, later = (dict(_looks(server, made.store, number)) for _ in range(2))
        for name, look in first.items():
            again = later[name]
            yield (
                f"{name:24} first CPU {look.cpu:6.3f} s ({look.passed:6.3f} s)  "
                f"later CPU {again.cpu:6.3f} s ({again.passed:6.3f} s)"
            )
        yield from _read(made.store, number)


def _looks(server: Server, store: Store, learners: int) -> Iterator[tuple[str, Look]]:
    """Each page and view, with what a look at it in a new tab cost."""
    cookie = f"T{learners}".ljust(22, "x")
    open_desk(store, cookie, name=_teacher(learners), before=f"before {learners}", now=NOW)
    with Tab(server.url, f"sourcebook_learner={cookie}") as tab:
        yield "results: Quizzes", _timed(server, lambda: tab.open("results"))
        for view in VIEWS[1:]:
            shown = next(each.id for each in tab.screen.all("radio") if each.label == "Show")
            choose = partial(tab.set, shown, string_value=view)
            yield f"results: {view}", _timed(server, choose)
        yield "understood", _timed(server, lambda: tab.open("understood"))
        yield "class", _timed(server, lambda: tab.open("class"))
        yield "assignments", _timed(server, lambda: tab.open("assignments"))


def _timed(server: Server, look: Callable[[], Any]) -> Look:
    if server.process is None:
        raise RuntimeError("The server is not running.")
    # What clock_getcpuclockid(3) gives for a process on Linux.
    clock = ~server.process.pid << 3 | 2
    began, at = time.clock_gettime(clock), time.perf_counter()
    look()
    return Look(time.clock_gettime(clock) - began, time.perf_counter() - at)


def _read(store: Store, learners: int) -> Iterator[str]:
    """How many statements each view takes, and how many rows they hand over."""
    teacher = store.teachers.named(_teacher(learners))
    results = ClassResults(store.results, Selected(None, teacher.id if teacher else "", "first"))
    quiz_id = next(iter(results.titles))
    views: dict[str, Callable[[ClassResults], object]] = {
        "quizzes": lambda new: (new.number, new.learners, new.quizzes()),
        "learners": lambda new: new.percents(),
        "objectives": lambda new: new.objectives(),
        "items": lambda new: new.report(quiz_id, lambda offered: offered),
        "passages": lambda new: new.passages(),
    }
    for name, figures in views.items():
        fresh = ClassResults(results.sums, results.selected)
        statements, rows = _counted(store, partial(figures, fresh))
        yield f"{name:24} {statements} statements, {rows:,} rows"


def _counted(store: Store, work: Callable[[], object]) -> tuple[int, int]:
    statements, rows = [], [0]

    def note(_: object, cursor: Any, statement: str, *_more: object) -> None:
        statements.append(statement)
        if isinstance(cursor, sqlite3.Cursor):
            cursor.row_factory = count

    def count(_: object, row: tuple[Any, ...]) -> tuple[Any, ...]:
        rows[0] += 1
        return row

    event.listen(store._engine, "before_cursor_execute", note)
    work()
    event.remove(store._engine, "before_cursor_execute", note)
    return len(statements), rows[0]


def _teacher(learners: int) -> str:
    return f"Teacher of {learners}"


if __name__ == "__main__":
    typer.run(main)
