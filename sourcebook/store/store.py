"""What the app asks of its database, each in one short transaction."""

import random
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, Select, Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from sourcebook.errors import AttemptError, StoreError
from sourcebook.model.attempts import Answer, AnyResponse, Attempt, PinnedItem, Response
from sourcebook.model.quizzes import AnyItem, Quiz, fingerprint, shuffled_options
from sourcebook.scoring import is_blank, score
from sourcebook.store import tables
from sourcebook.store.engine import open_engine

_ITEM: TypeAdapter[Any] = TypeAdapter(AnyItem)
_RESPONSE: TypeAdapter[Any] = TypeAdapter(AnyResponse)


class Store:
    """A database of learners and their attempts; safe to share between threads.

    Every method raises StoreError where the database cannot be read or written.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store at a database address, created or brought up to date as needed."""
        with _mended_errors():
            return cls(open_engine(url))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def start_attempt(
        self, learner_id: str, quiz: Quiz, *, now: datetime, rng: random.Random
    ) -> Attempt:
        """A new attempt with its items pinned, or the one that is still open.

        Items come in the author's order; `rng` decides that of their options, once and for all.
        """
        with self._writing() as connection:
            _keep(connection, tables.learner, {"id": learner_id, "created_at": now})
            attempt_id = secrets.token_hex(16)
            row = {
                "id": attempt_id,
                "learner_id": learner_id,
                "quiz_id": quiz.id,
                "quiz_title": quiz.title,
                "pass_mark": quiz.pass_mark,
                "started_at": now,
            }
            if _keep(connection, tables.attempt, row):
                _pin(connection, attempt_id, quiz, rng)
        attempt = self.open_attempt(learner_id, quiz.id)
        if attempt is None:
            raise StoreError("The attempt was ended while it was being started. Start again.")
        return attempt

    def open_attempt(self, learner_id: str, quiz_id: str) -> Attempt | None:
        """The attempt at a quiz that a learner has not finished, or None."""
        table = tables.attempt
        query = _attempts_of(learner_id).where(
            table.c.quiz_id == quiz_id, table.c.finished_at.is_(None)
        )
        return next(iter(self._attempts(query)), None)

    def attempt(self, learner_id: str, attempt_id: str) -> Attempt | None:
        """A learner's own attempt by its id; None for an unknown one or another learner's."""
        query = _attempts_of(learner_id).where(tables.attempt.c.id == attempt_id)
        return next(iter(self._attempts(query)), None)

    def attempts(self, learner_id: str) -> tuple[Attempt, ...]:
        """All attempts of a learner, oldest first."""
        return self._attempts(_attempts_of(learner_id))

    def answer(
        self, learner_id: str, attempt_id: str, place: int, response: Response, *, now: datetime
    ) -> Answer:
        """The answer on record for a place: this response, or the first one given there.

        When this returns, the answer is on disk. The last answer finishes the attempt.
        Raises AttemptError for a blank response, a place the attempt does not have, a
        finished attempt, or an attempt that is not this learner's.
        """
        if is_blank(response):
            raise AttemptError("Nothing is chosen yet.")
        with self._writing() as connection:
            attempt = _one(connection, learner_id, attempt_id)
            if attempt is None or not 0 <= place < len(attempt.items):
                raise AttemptError("There is no such item in this attempt.")
            if place in attempt.answers:
                return attempt.answers[place]
            if attempt.is_finished:
                raise AttemptError("This attempt is finished; its answers stay as they are.")
            earned = score(attempt.items[place].item, response)
            answer = Answer(response=response, score=earned, answered_at=now)
            _write(connection, attempt_id, place, answer)
            if attempt.open_places() == (place,):
                _finish(connection, attempt_id, now)
        return answer

    def finish(self, learner_id: str, attempt_id: str, *, now: datetime) -> None:
        """End an attempt; items without an answer stay unanswered."""
        with self._writing() as connection:
            if _one(connection, learner_id, attempt_id) is None:
                raise AttemptError("There is no such attempt.")
            _finish(connection, attempt_id, now)

    def note_reading(self, learner_id: str, lesson_id: str, *, now: datetime) -> None:
        """Remember that a learner opened a lesson."""
        with self._writing() as connection:
            _keep(connection, tables.learner, {"id": learner_id, "created_at": now})
            row = {"learner_id": learner_id, "lesson_id": lesson_id, "opened_at": now}
            if not _keep(connection, tables.reading, row):
                reading = tables.reading
                connection.execute(
                    update(reading)
                    .where(reading.c.learner_id == learner_id, reading.c.lesson_id == lesson_id)
                    .values(opened_at=now)
                )

    def readings(self, learner_id: str) -> dict[str, datetime]:
        """When a learner last opened each lesson, by lesson id."""
        table = tables.reading
        query = select(table.c.lesson_id, table.c.opened_at).where(table.c.learner_id == learner_id)
        with self._reading() as connection:
            return {row.lesson_id: row.opened_at for row in connection.execute(query)}

    def is_alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self._reading() as connection:
                connection.execute(select(func.count()).select_from(tables.item_version))
        except StoreError:
            return False
        return True

    def _attempts(self, query: Select[Any]) -> tuple[Attempt, ...]:
        with self._reading() as connection:
            return _load(connection, query)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _mended_errors(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _mended_errors(), self._engine.connect() as connection:
            reader = connection.execution_options(sourcebook_reads=True)
            yield reader


def _attempts_of(learner_id: str) -> Select[Any]:
    table = tables.attempt
    return select(table).where(table.c.learner_id == learner_id).order_by(table.c.started_at)


def _one(connection: Connection, learner_id: str, attempt_id: str) -> Attempt | None:
    """The attempt, locked until the transaction ends, so that two tabs take turns."""
    query = _attempts_of(learner_id).where(tables.attempt.c.id == attempt_id).with_for_update()
    found = _load(connection, query)
    return found[0] if found else None


def _load(connection: Connection, query: Select[Any]) -> tuple[Attempt, ...]:
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    items, answers = _pinned(connection, ids), _answers(connection, ids)
    return tuple(_attempt(row, items[row.id], answers.get(row.id, {})) for row in rows)


def _attempt(row: Row[Any], items: Sequence[PinnedItem], answers: dict[int, Answer]) -> Attempt:
    return Attempt(
        id=row.id,
        quiz_id=row.quiz_id,
        quiz_title=row.quiz_title,
        pass_mark=row.pass_mark,
        started_at=row.started_at,
        finished_at=row.finished_at,
        items=tuple(items),
        answers=answers,
    )


def _pinned(connection: Connection, attempt_ids: Sequence[str]) -> dict[str, list[PinnedItem]]:
    pin, version = tables.pinned_item, tables.item_version
    query = (
        select(pin, version.c.body)
        .join(version)
        .where(pin.c.attempt_id.in_(attempt_ids))
        .order_by(pin.c.attempt_id, pin.c.place)
    )
    found: dict[str, list[PinnedItem]] = {attempt_id: [] for attempt_id in attempt_ids}
    for row in connection.execute(query):
        item = _ITEM.validate_python(row.body)
        pinned = PinnedItem(
            item=item, fingerprint=row.fingerprint, option_order=tuple(row.option_order)
        )
        found[row.attempt_id].append(pinned)
    return found


def _answers(connection: Connection, attempt_ids: Sequence[str]) -> dict[str, dict[int, Answer]]:
    table = tables.response
    found: dict[str, dict[int, Answer]] = {}
    for row in connection.execute(select(table).where(table.c.attempt_id.in_(attempt_ids))):
        found.setdefault(row.attempt_id, {})[row.place] = Answer(
            response=_RESPONSE.validate_python(row.given),
            score=Fraction(row.score),
            answered_at=row.answered_at,
        )
    return found


def _pin(connection: Connection, attempt_id: str, quiz: Quiz, rng: random.Random) -> None:
    for place, item in enumerate(quiz.items):
        mark = fingerprint(item)
        body = item.model_dump(mode="json")
        _keep(connection, tables.item_version, {"fingerprint": mark, "body": body})
        row = {
            "attempt_id": attempt_id,
            "place": place,
            "item_id": item.id,
            "fingerprint": mark,
            "option_order": list(shuffled_options(item, rng)),
        }
        connection.execute(tables.pinned_item.insert().values(row))


def _write(connection: Connection, attempt_id: str, place: int, answer: Answer) -> None:
    row = {
        "attempt_id": attempt_id,
        "place": place,
        "given": answer.response.model_dump(mode="json"),
        "score": str(answer.score),
        "answered_at": answer.answered_at,
    }
    connection.execute(tables.response.insert().values(row))


def _finish(connection: Connection, attempt_id: str, now: datetime) -> None:
    table = tables.attempt
    connection.execute(
        update(table)
        .where(table.c.id == attempt_id, table.c.finished_at.is_(None))
        .values(finished_at=now)
    )


def _keep(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row unless one with its key is there; whether it was inserted."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).values(row).on_conflict_do_nothing()
    inserted = connection.execute(statement.returning(*table.primary_key.columns))
    return inserted.first() is not None


@contextmanager
def _mended_errors() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as slip:
        raise StoreError(
            "The database could not be read or written; nothing that was saved is lost. "
            f"({type(slip).__name__})"
        ) from slip
