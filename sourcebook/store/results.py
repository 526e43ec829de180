"""Results of classes, added up in the database: what a page shows grows with items, not learners.

Results that are missing are worked out first. Not here: what they mean (`analysis`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, distinct, func, select

from sourcebook.delivery import attempt_stage
from sourcebook.model.items import EvidenceItem, Item
from sourcebook.model.results import (
    AttemptStage,
    ChoiceSums,
    ChosenPassage,
    FinishedAttempt,
    ItemResult,
    QuizSums,
    Reached,
    Rescored,
    Selected,
    SureSums,
    VersionSums,
)
from sourcebook.store import result_queries, result_rows, rows
from sourcebook.store.result_queries import attempts_that_count
from sourcebook.store.rooms import Room

_AT_ONCE = 200
"""How many missing results are worked out in one transaction; others write in between."""


class Results(Room):
    """Results of the finished attempts at whole quizzes that are selected."""

    def learners(self, selected: Selected) -> int:
        """How many learners have an attempt that counts."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            found = select(func.count(distinct(counted.c.learner_id)))
            return int(connection.execute(found).scalar_one())

    def quizzes(self, selected: Selected) -> tuple[QuizSums, ...]:
        """The sums of each quiz; the quiz that was finished first comes first."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            reached = connection.execute(result_queries.reached(counted)).all()
            people = connection.execute(result_queries.learners_by_quiz(counted)).all()
        learners = {row.quiz_id: row for row in people}
        percents: dict[str, Counter[float]] = {}
        titles: dict[str, str] = {}
        for row in sorted(reached, key=lambda row: row.last):
            percents.setdefault(row.quiz_id, Counter())[row.percent] += row.attempts
            titles[row.quiz_id] = row.quiz_title
        return tuple(
            QuizSums(each, titles[each], row.learners, row.passed, dict(percents[each]), row.last)
            for each, row in sorted(learners.items(), key=lambda one: one[1].first)
        )

    def reached(self, selected: Selected) -> tuple[Reached, ...]:
        """The per cent of each attempt that counts, those of a learner side by side."""
        counted = attempts_that_count(selected)
        query = select(counted.c.learner_id, counted.c.quiz_id, counted.c.percent)
        with self._complete() as connection:
            return tuple(
                Reached(*row) for row in connection.execute(query.order_by(counted.c.finished_at))
            )

    def attempts(self, selected: Selected) -> tuple[FinishedAttempt, ...]:
        """The attempts that count; those that were started first come first."""
        with self._complete() as connection:
            return _attempts(connection, attempts_that_count(selected))

    def versions(self, selected: Selected) -> tuple[VersionSums, ...]:
        """The sums of each version of an item, in the order in which learners first had them.

        A blank counts for the version by which the answers to its pinned item were last scored.
        """
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            moved = _moved(connection, selected)
            found = connection.execute(result_queries.versions(counted)).all()
            marks = [_version(row, moved) for row in found]
            items = rows.versions_of(connection, marks)
        scores: dict[str, Counter[float]] = {}
        right: Counter[str] = Counter()
        in_order = sorted(zip(found, marks, strict=True), key=lambda each: _when_first(each[0]))
        for row, mark in in_order:
            scores.setdefault(mark, Counter())[row.score] += row.answers
            right[mark] += row.right
        return tuple(
            VersionSums(each, items[each], dict(own), right[each]) for each, own in scores.items()
        )

    def learners_by_group(self, selected: Selected, groups: Mapping[str, str]) -> dict[str, int]:
        """How many learners have a score at an item of each group.

        `groups` has the group of each version of an item by its fingerprint.
        """
        if not groups:
            return {}
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            moved = _moved(connection, selected)
            found = connection.execute(result_queries.learners_by_group(counted, groups, moved))
            return {row.of_group: row.learners for row in found}

    def chosen_passages(self, selected: Selected) -> tuple[ChosenPassage, ...]:
        """How often each passage was chosen, as a proof or as evidence."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            proofs = connection.execute(result_queries.proofs(counted)).all()
            choices = connection.execute(result_queries.choices(counted)).all()
            items = rows.versions_of(connection, {row.fingerprint for row in [*proofs, *choices]})
        times: Counter[tuple[str, str]] = Counter()
        for row in choices:
            if isinstance(items[row.fingerprint], EvidenceItem):
                for passage in result_rows.chosen(row.chosen):
                    times[row.fingerprint, passage] += row.times
        return (
            *(ChosenPassage(items[row.fingerprint], row.proof, False, row.times) for row in proofs),
            *(ChosenPassage(items[mark], each, True, n) for (mark, each), n in times.items()),
        )

    def choices(self, selected: Selected) -> tuple[ChoiceSums, ...]:
        """How often each option of each version was chosen, in the order of `versions`."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            moved = _moved(connection, selected)
            found = connection.execute(result_queries.choices(counted)).all()
            marks = {row: _version(row, moved) for row in found}
            items = rows.versions_of(connection, set(marks.values()))
        shown: Counter[str] = Counter()
        chosen: dict[str, Counter[str]] = {}
        for row in sorted(found, key=_when_first):
            of_version = chosen.setdefault(marks[row], Counter())
            shown[marks[row]] += row.times
            for option in () if row.is_blank else result_rows.chosen(row.chosen):
                of_version[option] += row.times
        return tuple(ChoiceSums(items[each], shown[each], dict(n)) for each, n in chosen.items())

    def sure(self, selected: Selected) -> tuple[SureSums, ...]:
        """How many answers to each version say how sure they are, and are sure and wrong."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            found = connection.execute(result_queries.sure(counted)).all()
            items = rows.versions_of(connection, {row.fingerprint for row in found})
        return tuple(
            SureSums(items[row.fingerprint], row.answers, row.sure_and_wrong) for row in found
        )

    def sure_and_wrong_by_learner(self, selected: Selected) -> dict[str, int]:
        """How many answers of each learner were certain and not right at the first try."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            found = connection.execute(result_queries.sure_by_learner(counted))
            return {row.learner_id: row.sure_and_wrong for row in found}

    def stages(
        self, classroom_id: str | None = None, *, teacher: str | None = None
    ) -> tuple[AttemptStage, ...]:
        """How far each attempt of the members of a class is, or of all classes; oldest first."""
        with self._complete() as connection:
            found = connection.execute(result_queries.begun(classroom_id, teacher)).all()
            started = [row for row in found if row.finished_at is None]
            opened = {each.id: each for each in rows.assembled(connection, started)}
        return tuple(
            attempt_stage(opened[row.id]) if row.id in opened else _stage(row) for row in found
        )

    def responses(
        self, selected: Selected
    ) -> tuple[list[tuple[FinishedAttempt, ItemResult]], dict[str, Rescored]]:
        """Each result of an item with its attempt, the oldest attempt first.

        Besides, by which version the answers to a pinned item were last scored again.
        """
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            attempts = {each.attempt_id: each for each in _attempts(connection, counted)}
            found = connection.execute(result_queries.items(counted)).all()
            again = connection.execute(result_queries.rescored(_class_of(selected))).all()
            marks = {row.fingerprint for row in [*found, *again]}
            versions = rows.versions_of(connection, marks)
        moved = {
            row.pinned: Rescored(versions[row.fingerprint], row.fingerprint, row.since)
            for row in again
        }
        given: dict[str, list[ItemResult]] = {each: [] for each in attempts}
        for row, result in zip(found, result_rows.results(found, versions), strict=True):
            given[row.attempt_id].append(result)
        pairs = [(attempts[each], result) for each, own in given.items() for result in own]
        return pairs, moved

    def latest_items(self, selected: Selected) -> dict[str, Item]:
        """The items that learners had, by id, each as it was in the attempt begun last."""
        counted = attempts_that_count(selected)
        with self._complete() as connection:
            found = connection.execute(result_queries.latest(counted)).all()
            versions = rows.versions_of(connection, {row.pinned for row in found})
        in_order = sorted(found, key=lambda row: (row.last, row.pinned))
        items = (versions[row.pinned] for row in in_order)
        return {item.id: item for item in items}

    @contextmanager
    def _complete(self) -> Iterator[Connection]:
        """A connection that reads, after the results that are missing were written."""
        with self.database.reading() as connection:
            if not (ids := result_rows.lacking(connection, _AT_ONCE)):
                yield connection
                return
        while ids:
            with self.database.writing() as connection:
                result_rows.write_lacking(connection, ids)
                ids = result_rows.lacking(connection, _AT_ONCE)
        with self.database.reading() as connection:
            yield connection


def _class_of(selected: Selected) -> CTE:
    """All finished attempts of the class, whichever count."""
    return attempts_that_count(Selected(selected.classroom_id, selected.teacher))


def _moved(connection: Connection, selected: Selected) -> dict[str, str]:
    """By which version the answers to a pinned item were last scored again, by fingerprint."""
    found = connection.execute(result_queries.rescored(_class_of(selected)))
    return {row.pinned: row.fingerprint for row in found}


def _version(row: Row[Any], moved: Mapping[str, str]) -> str:
    """The version that a result counts for; a blank goes with the answers scored again."""
    again = moved.get(row.pinned) if row.is_blank else None
    return again or row.fingerprint


def _stage(row: Row[Any]) -> AttemptStage:
    return AttemptStage(
        row.id,
        row.learner_id,
        row.quiz_id,
        row.quiz_title,
        row.purpose,
        row.started_at,
        row.finished_at,
        row.percent,
        passed=bool(row.passed),
        last_step=row.finished_at,
    )


def _when_first(row: Row[Any]) -> tuple[datetime, int]:
    return row.first, row.place


def _attempts(connection: Connection, counted: CTE) -> tuple[FinishedAttempt, ...]:
    columns = (counted.c[name] for name in ("id", *FinishedAttempt._fields[1:]))
    query: Select[Any] = select(*columns).order_by(counted.c.started_at, counted.c.id)
    return tuple(FinishedAttempt(*row) for row in connection.execute(query))
