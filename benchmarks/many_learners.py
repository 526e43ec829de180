"""Classes of any size, made quickly: a hundred invented learners, copied in the database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    func,
    insert,
    literal,
    select,
    type_coerce,
)

from sourcebook.demonstration import invented_classes
from sourcebook.model.course import Course
from sourcebook.model.results import Selected
from sourcebook.store import Store, tables
from tests.teachers import make_teacher

PATTERNS = 100
"""How many different learners there are."""

NOW = datetime.now(UTC)
_SUFFIX = 8
"""The characters of an id that say which copy it belongs to."""

_OWN = (tables.learner, tables.learner_number)
_OF_ATTEMPT = (tables.attempt, tables.pinned_item, tables.event, tables.item_result)


class Filled:
    """A database that is being filled with copies."""

    def __init__(self, store: Store, course: Course) -> None:
        self.store, self.copies = store, 0
        invented = invented_classes(course, learners=PATTERNS, seed=7, now=NOW)
        store.classes.replace_demo(invented)
        # So that the copies have their results, too.
        store.results.learners(Selected())
        self.ids = [each.learner.id for each in invented.learners]
        self.responses = self.count()

    def add_class(self, learners: int, owner: str) -> None:
        """A class with so many learners, which the teacher with this name owns."""
        teacher = make_teacher(self.store, owner, now=NOW)
        room = self.store.classes.create(f"Class of {owner}", now=NOW, owner=teacher.id)
        for start in range(0, learners, PATTERNS):
            ids = self.ids[: min(PATTERNS, learners - start)]
            with self.store.writing() as connection:
                self._copy(connection, ids, room.id)

    def add_others(self, responses: int) -> None:
        """Classes of a hundred learners that another teacher owns, with so many responses."""
        for _ in range(0, responses, self.responses):
            self.add_class(PATTERNS, "Somebody else")

    def count(self) -> int:
        """How many responses there are."""
        with self.store.reading() as connection:
            found = select(func.count()).select_from(tables.item_result)
            return int(connection.execute(found).scalar_one())

    def _copy(self, connection: Connection, ids: list[str], room: str) -> None:
        self.copies += 1
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA cache_size = -500000")
        suffix = f"{self.copies:0{_SUFFIX}}"
        attempts = select(tables.attempt.c.id).where(tables.attempt.c.learner_id.in_(ids))
        for table in _OWN:
            self._insert(connection, table, suffix, _key(table).in_(ids))
        member = select(_new_id(tables.learner.c.id, suffix), literal(room), literal(NOW))
        into = ["learner_id", "classroom_id", "joined_at"]
        own = member.where(tables.learner.c.id.in_(ids))
        connection.execute(insert(tables.membership).from_select(into, own))
        self._insert(connection, tables.attempt, suffix, tables.attempt.c.learner_id.in_(ids))
        for table in _OF_ATTEMPT[1:]:
            self._insert(connection, table, suffix, table.c.attempt_id.in_(attempts))

    def _insert(
        self, connection: Connection, table: Table, suffix: str, own: ColumnElement[bool]
    ) -> None:
        columns = [each for each in table.columns if each.name != "number" or table not in _OWN]
        copied = select(*_copied(columns, suffix)).where(own)
        connection.execute(insert(table).from_select([each.name for each in columns], copied))


def filled(url: str, course: Course) -> Filled:
    """An empty database at an address, with the learners that are copied."""
    return Filled(Store.open(url), course)


def sqlite_url(folder: Path) -> str:
    """The address of a SQLite file in a folder."""
    return f"sqlite:///{folder / 'sourcebook.db'}"


def _key(table: Table) -> Column[Any]:
    return table.c.id if table is tables.learner else table.c.learner_id


def _copied(columns: list[Column[Any]], suffix: str) -> Iterator[ColumnElement[Any]]:
    for each in columns:
        is_id = each.name == "id" or each.name in ("learner_id", "attempt_id")
        yield _new_id(each, suffix) if is_id else each


def _new_id(column: Column[Any], suffix: str) -> ColumnElement[Any]:
    """The id of a copy; the copies of one class stand side by side."""
    rest = func.substr(column, _SUFFIX + 1)
    return type_coerce(literal(suffix, String), String) + type_coerce(rest, String)
