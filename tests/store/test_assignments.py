"""What teachers set to classes: kept, changed version by version, deleted with the class."""

from datetime import timedelta

import pytest

from sourcebook.errors import AssignmentChangedError, AssignmentError
from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.store import Store, hashed
from tests.store.builders import HOUR
from tests.store.conftest import NOON

SUMMIT = Part("quiz", "summit")
TOMORROW = Settings(due=NOON + 24 * HOUR)


def classroom(store: Store, *learners: str, name: str = "9b") -> str:
    """The id of a new class with these learners."""
    room = store.classes.create(name, now=NOON)
    for each in learners:
        learner = store.learners.get_or_create(hashed(each), now=NOON, name=each)
        store.classes.join(learner, room.id, now=NOON)
    return room.id


def learner_id(store: Store, name: str) -> str:
    return store.learners.get_or_create(hashed(name), now=NOON)


def set_summit(store: Store, room: str, settings: Settings = TOMORROW) -> Assignment:
    return store.assignments.set_part(room, SUMMIT, "The summit", settings, now=NOON)


def test_an_assignment_is_kept_with_all_its_settings(store: Store, url: str) -> None:
    settings = Settings(
        opens=NOON,
        due=NOON + HOUR,
        closes=NOON + 2 * HOUR,
        attempts=2,
        counts="first",
        time_limit=30,
        keys="after_closing",
    )
    made = set_summit(store, classroom(store), settings)
    store.close()

    again = Store.open(url)
    found = again.assignments.of_class(made.classroom_id)
    again.close()

    assert found == (made,)
    assert found[0].settings == settings


def test_an_assignment_that_cannot_be_is_refused(store: Store) -> None:
    room = classroom(store)

    with pytest.raises(AssignmentError, match="The number of attempts is from 1 to 100"):
        set_summit(store, room, Settings(attempts=0))
    with pytest.raises(AssignmentError, match="A lesson is always open to read"):
        store.assignments.set_part(
            room, Part("lesson", "csto"), "CSTO", Settings(attempts=1), now=NOON
        )
    assert store.assignments.of_class(room) == ()


def test_a_class_that_was_closed_meanwhile_gets_nothing(store: Store) -> None:
    room = classroom(store)
    store.classes.delete(room, now=NOON)

    with pytest.raises(AssignmentError, match="This class is closed"):
        set_summit(store, room)


def test_a_part_is_set_to_a_class_once(store: Store) -> None:
    room = classroom(store)
    set_summit(store, room)

    with pytest.raises(AssignmentError, match="“The summit” is set to this class already"):
        set_summit(store, room)
    set_summit(store, classroom(store, name="9c"))


def test_a_change_makes_a_new_version(store: Store) -> None:
    made = set_summit(store, classroom(store))

    changed = store.assignments.change(made.id, Settings(attempts=3), version=1, now=NOON)

    assert (changed.version, changed.settings.attempts) == (2, 3)
    assert store.assignments.of_class(made.classroom_id) == (changed,)


def test_of_two_teachers_the_second_is_told_and_overwrites_nothing(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani"))
    store.assignments.change(made.id, Settings(attempts=3), version=1, now=NOON)

    for second in (
        lambda: store.assignments.change(made.id, Settings(attempts=9), version=1, now=NOON),
        lambda: store.assignments.delete(made.id, version=1, now=NOON),
        lambda: store.assignments.extend(
            made.id, learner_id(store, "Ani"), Extension(extra_percent=10), version=1, now=NOON
        ),
    ):
        with pytest.raises(AssignmentChangedError, match="Somebody else has changed"):
            second()

    assert store.assignments.of_class(made.classroom_id)[0].settings.attempts == 3


def test_a_change_of_what_was_deleted_is_told(store: Store) -> None:
    made = set_summit(store, classroom(store))
    store.assignments.delete(made.id, version=1, now=NOON)

    with pytest.raises(AssignmentChangedError, match="Somebody else has deleted"):
        store.assignments.change(made.id, TOMORROW, version=1, now=NOON)


def test_a_refused_change_changes_nothing(store: Store) -> None:
    made = set_summit(store, classroom(store))

    with pytest.raises(AssignmentError, match="it never closes"):
        store.assignments.change(made.id, Settings(keys="after_closing"), version=1, now=NOON)

    assert store.assignments.of_class(made.classroom_id) == (made,)


def test_a_learner_gets_other_dates_and_more_time(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani", "Baris"))
    ani, baris = learner_id(store, "Ani"), learner_id(store, "Baris")
    own = Extension(due=NOON + 48 * HOUR, extra_percent=25)

    store.assignments.extend(made.id, ani, own, version=1, now=NOON)

    assert store.assignments.of_class(made.classroom_id)[0].extensions == {ani: own}
    assert store.assignments.of_learner(ani)[SUMMIT].due == NOON + 48 * HOUR
    assert store.assignments.of_learner(baris)[SUMMIT].due == NOON + 24 * HOUR
    assert [each for _, each in store.assignments.extensions_of(ani)] == [own]


def test_an_empty_extension_ends_it(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani"))
    ani = learner_id(store, "Ani")
    store.assignments.extend(made.id, ani, Extension(extra_percent=25), version=1, now=NOON)

    store.assignments.extend(made.id, ani, Extension(), version=2, now=NOON)

    assert store.assignments.extensions_of(ani) == ()
    assert store.assignments.of_class(made.classroom_id)[0].version == 3


def test_an_extension_that_cannot_be_is_refused(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani"))
    ani = learner_id(store, "Ani")

    with pytest.raises(AssignmentError, match="Extra time is from 0"):
        store.assignments.extend(made.id, ani, Extension(extra_percent=-5), version=1, now=NOON)
    with pytest.raises(AssignmentError, match="It closes before it is due"):
        store.assignments.extend(made.id, ani, Extension(closes=NOON), version=1, now=NOON)
    with pytest.raises(AssignmentError, match="no longer in the class"):
        store.assignments.extend(made.id, "f" * 32, Extension(due=NOON), version=1, now=NOON)


def test_dates_of_the_class_must_fit_those_of_single_learners(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani"))
    own = Extension(due=NOON + 48 * HOUR)
    store.assignments.extend(made.id, learner_id(store, "Ani"), own, version=1, now=NOON)

    closes = Settings(closes=NOON + 36 * HOUR)

    with pytest.raises(AssignmentError, match="For a learner with own dates: It closes before"):
        store.assignments.change(made.id, closes, version=2, now=NOON)


def test_a_closed_class_takes_its_assignments_along(store: Store) -> None:
    room = classroom(store, "Ani")
    set_summit(store, room)

    store.classes.delete(room, now=NOON)

    assert store.assignments.of_class(room) == ()
    assert store.assignments.of_learner(learner_id(store, "Ani")) == {}


def test_a_deleted_learner_takes_their_dates_along(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani"))
    ani = learner_id(store, "Ani")
    store.assignments.extend(made.id, ani, Extension(extra_percent=25), version=1, now=NOON)

    store.learners.delete(ani)

    assert store.assignments.of_class(made.classroom_id)[0].extensions == {}


def test_their_dates_follow_a_learner_to_another_browser(store: Store) -> None:
    made = set_summit(store, classroom(store, "Ani"))
    ani = learner_id(store, "Ani")
    own = Extension(extra_percent=25)
    store.assignments.extend(made.id, ani, own, version=1, now=NOON)
    account = store.learners.get_or_create("account", now=NOON, kind="account")

    store.learners.bring_along(account, browser=hashed("Ani"), now=NOON)

    assert store.assignments.of_class(made.classroom_id)[0].extensions == {account: own}


def test_members_have_the_terms_of_all_their_classes(store: Store) -> None:
    first, second = classroom(store, "Ani"), classroom(store, "Ani", "Baris", name="9c")
    later = Settings(due=NOON + timedelta(days=7))
    set_summit(store, first)
    set_summit(store, second, later)

    found = store.assignments.of_members(first)

    assert set(found) == {learner_id(store, "Ani")}
    assert found[learner_id(store, "Ani")][SUMMIT].due == later.due
