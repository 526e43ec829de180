"""Results are kept when an attempt ends, and follow what happens to it afterwards."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import create_engine, event, text

from sourcebook.analysis import ClassResults
from sourcebook.model.attempts import Attempt, Regraded
from sourcebook.model.results import Selected
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    ONE_WRITTEN,
    TIMED,
    answer_with,
    choose,
    item,
    start,
    wrote,
)
from tests.store.conftest import NOON

DAY = timedelta(days=1)


@pytest.fixture
def results(store: Store) -> ClassResults:
    """The results of a class in which Ani is the only learner."""
    store.learners.get_or_create("a" * 64, now=NOON)
    start(store, purpose="practice")
    room = store.classes.create("9b", now=NOON)
    store.classes.join(ANI, room.id, now=NOON)
    return ClassResults(store.results, Selected(room.id))


def handed_in(store: Store) -> Attempt:
    """Ani's attempt with the first of two items right, and the other left blank."""
    attempt = answer_with(store, start(store), 0, "Russia")
    return store.attempts.finish(ANI, attempt.id, now=NOON)


def percent(results: ClassResults) -> list[float]:
    """The per cent of each attempt, read anew."""
    return [each.percent for each in results.sums.reached(results.selected)]


def kept(url: str) -> tuple[int, int]:
    """How many attempts have a result in the table, and how many items."""
    engine = create_engine(url)
    with engine.connect() as connection:
        attempts = "SELECT count(*) FROM attempt WHERE percent IS NOT NULL"
        items = "SELECT count(*) FROM item_result"
        found = [connection.execute(text(each)).scalar_one() for each in (attempts, items)]
    engine.dispose()
    return found[0], found[1]


def test_nothing_is_kept_of_an_open_attempt_and_of_practice(
    store: Store, url: str, results: ClassResults
) -> None:
    answer_with(store, start(store), 0, "Russia")
    done = answer_with(store, start(store, purpose="practice"), 0, "Russia")
    store.attempts.finish(ANI, done.id, now=NOON)

    assert percent(results) == []
    assert kept(url) == (0, 0)


def test_a_result_is_on_disk_as_soon_as_the_attempt_has_ended(
    store: Store, url: str, results: ClassResults
) -> None:
    handed_in(store)

    assert kept(url) == (1, 2)
    assert percent(results) == [50]


def test_the_answer_that_completes_an_attempt_keeps_its_result(store: Store, url: str) -> None:
    answer_with(store, answer_with(store, start(store), 0, "Russia"), 1, "Russia")

    assert kept(url) == (1, 2)


def test_an_attempt_that_ended_at_its_deadline_has_a_result(
    store: Store, results: ClassResults
) -> None:
    answer_with(store, start(store, asked=TIMED), 0, "Russia")
    store.attempts.end_overdue(now=NOON + DAY)

    assert percent(results) == [50]


def test_a_mark_changes_the_result(store: Store, results: ClassResults) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    attempt = store.attempts.answer(ANI, attempt.id, 0, wrote(), now=NOON)
    store.attempts.answer(ANI, attempt.id, 1, choose(attempt, 1, "Russia"), now=NOON)
    store.attempts.finish(ANI, attempt.id, now=NOON)
    before = percent(results)

    store.attempts.mark_by_teacher(attempt.id, 0, 2, now=NOON)

    assert before[0] < percent(results)[0] == 100


def test_a_new_score_changes_the_result(store: Store, results: ClassResults) -> None:
    attempt = handed_in(store)
    corrected = item("who-leads").model_copy(update={"points": Fraction(3)})
    event = Regraded(place=0, at=NOON + DAY, item=corrected, score=Fraction(1, 2))

    store.attempts.regrade([(attempt.id, event)])

    assert percent(results) == [25]
    assert [each.item.points for each in results.versions] == [3, 1]


def test_a_deleted_learner_leaves_no_result(store: Store, url: str, results: ClassResults) -> None:
    handed_in(store)

    store.learners.delete(ANI)

    assert percent(results) == []
    assert kept(url) == (0, 0)


def test_results_that_are_missing_are_worked_out_once(
    store: Store, url: str, results: ClassResults
) -> None:
    """As after the update to the version that keeps them."""
    handed_in(store)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE attempt SET percent = NULL, passed = NULL"))
        connection.execute(text("DELETE FROM item_result"))
    engine.dispose()

    assert percent(results) == [50]
    assert kept(url) == (1, 2)


def test_a_page_takes_as_many_queries_for_many_attempts_as_for_one(
    store: Store, results: ClassResults
) -> None:
    handed_in(store)
    one = statements(store, results)

    for _ in range(3):
        handed_in(store)

    assert statements(store, results) == one
    assert len(percent(results)) == 4


def statements(store: Store, results: ClassResults) -> int:
    """How many statements the figures of the views take."""
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        counted.append(statement)

    engine = store._engine
    event.listen(engine, "before_cursor_execute", note)
    fresh = ClassResults(results.sums, results.selected)
    fresh.quizzes(), fresh.objectives(), fresh.passages(), fresh.percents()
    event.remove(engine, "before_cursor_execute", note)
    return len(counted)
