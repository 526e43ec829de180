"""Invented classes in a database of their own, which no real learner shares."""

import pytest

from sourcebook.errors import StoreError
from sourcebook.model.attempts import Tried
from sourcebook.model.demo_ids import InventedAttempt, InventedClasses, InventedLearner
from sourcebook.model.learners import Classroom, Learner, Reading
from sourcebook.store import Store, hashed
from tests.builders import attempt, pinned, single_choice
from tests.moves import chooses, play
from tests.store.conftest import NOON

REFUSAL = (
    "This database holds real learners or classes, so nothing invented goes into it. "
    "Name a new file with --database."
)


def classes(name: str = "Invented learner 001") -> InventedClasses:
    """One learner, who has answered one item."""
    blank = attempt(single_choice(), learner_id="invented-001")
    move = chooses("Pashinyan")
    event = move(blank)
    room = Classroom(id="invented-class-1", name="Invented class 1", code="DEM0", created_at=NOON)
    learner = Learner(id="invented-001", name=name, created_at=NOON)
    taken = InventedAttempt(play(blank, move), (event,))
    assert isinstance(event, Tried)
    return InventedClasses((room,), (InventedLearner(learner, room.id, {"csto": NOON}, (taken,)),))


def test_what_is_kept_reads_like_a_real_learners_work(store: Store) -> None:
    invented = classes()

    store.classes.replace_demo(invented)

    assert store.classes.of_learner("invented-001") == invented.classrooms
    assert store.readings.of_learner("invented-001") == {
        "csto": Reading(opened_at=NOON, read_at=NOON)
    }
    kept = store.attempts.of_learner("invented-001")
    assert [each.records for each in kept] == [invented.learners[0].attempts[0].attempt.records]
    assert kept[0].items == (pinned(single_choice()),)


def test_inventing_again_takes_the_place_of_what_was_invented_before(store: Store) -> None:
    store.classes.replace_demo(classes())

    store.classes.replace_demo(classes("Invented learner 999"))

    found = store.learners.one("invented-001")
    assert found is not None
    assert found.name == "Invented learner 999"
    assert len(store.attempts.of_learner("invented-001")) == 1


def test_a_database_with_a_real_learner_is_refused_and_stays_as_it_is(store: Store) -> None:
    nina = store.learners.get_or_create(hashed("Nina's cookie"), now=NOON)

    with pytest.raises(StoreError) as refused:
        store.classes.replace_demo(classes())

    assert str(refused.value) == REFUSAL
    assert store.learners.one(nina) is not None
    assert store.classes.all() == ()


def test_a_database_with_a_real_class_is_refused(store: Store) -> None:
    room = store.classes.create("9b", now=NOON)

    with pytest.raises(StoreError) as refused:
        store.classes.replace_demo(classes())

    assert str(refused.value) == REFUSAL
    assert store.classes.all() == (room,)


def test_a_database_is_a_demonstration_once_it_holds_invented_learners(store: Store) -> None:
    store.learners.get_or_create(hashed("Nina's cookie"), now=NOON)
    assert not store.classes.has_demo()


def test_a_visitor_does_not_make_a_demonstration_real(store: Store) -> None:
    store.classes.replace_demo(classes())

    store.learners.get_or_create(hashed("Nina's cookie"), now=NOON)

    assert store.classes.has_demo()
