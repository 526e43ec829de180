"""Classes that learners join with a code, and leave."""

import pytest

from sourcebook.store import Store, hashed
from tests.store.builders import HOUR, start
from tests.store.conftest import NOON


@pytest.fixture
def nina(store: Store) -> str:
    return store.enrol(hashed("Nina's cookie"), now=NOON)


@pytest.fixture
def aram(store: Store) -> str:
    return store.enrol(hashed("Aram's cookie"), now=NOON)


def test_a_learner_is_in_the_class_that_she_joined(store: Store, nina: str, aram: str) -> None:
    room = store.open_classroom("9b", now=NOON)

    store.join_classroom(nina, room.id, now=NOON)

    assert store.classrooms_of(nina) == (room,)
    assert store.classrooms_of(aram) == ()


def test_joining_twice_is_joining_once(store: Store, nina: str) -> None:
    room = store.open_classroom("9b", now=NOON)

    store.join_classroom(nina, room.id, now=NOON)
    store.join_classroom(nina, room.id, now=NOON + HOUR)

    assert store.classrooms_of(nina) == (room,)


def test_whoever_leaves_a_class_stays_in_the_others_and_keeps_her_work(
    store: Store, nina: str, aram: str
) -> None:
    left, other = (store.open_classroom(name, now=NOON) for name in ("9b", "9c"))
    for room in (left, other):
        store.join_classroom(nina, room.id, now=NOON)
        store.join_classroom(aram, room.id, now=NOON)
    attempt = start(store, nina)

    store.leave_classroom(nina, left.id)
    store.leave_classroom(nina, left.id)

    assert store.classrooms_of(nina) == (other,)
    assert store.classrooms_of(aram) == (left, other)
    assert store.attempts(nina) == (attempt,)


def test_classes_come_oldest_first(store: Store, nina: str) -> None:
    later = store.open_classroom("9b", now=NOON + HOUR)
    earlier = store.open_classroom("9c", now=NOON)
    for room in (later, earlier):
        store.join_classroom(nina, room.id, now=NOON + HOUR)

    assert store.classrooms() == store.classrooms_of(nina) == (earlier, later)


def test_classes_of_one_name_have_codes_of_their_own(store: Store) -> None:
    first, second = (store.open_classroom("9b", now=NOON) for _ in range(2))

    assert first.code != second.code
    assert store.classroom_with(second.code) == second


def test_a_class_is_found_however_its_code_is_typed(store: Store) -> None:
    room = store.open_classroom("9b", now=NOON)
    code = room.code

    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')}\n"):
        assert store.classroom_with(typed) == room
    assert store.classroom_with(code.replace("0", "O").replace("1", "l")) == room


@pytest.mark.parametrize("typed", ["", "-", "0000-0000", "%", "____-____", "x" * 9999])
def test_a_code_of_no_class_finds_none(store: Store, typed: str) -> None:
    store.open_classroom("9b", now=NOON)

    assert store.classroom_with(typed) is None


def test_a_longer_code_that_starts_like_one_finds_none(store: Store) -> None:
    room = store.open_classroom("9b", now=NOON)

    assert store.classroom_with(f"{room.code}-7K0M") is None
    assert store.classroom_with(room.code[:-1]) is None


def test_nobody_joins_a_class_by_its_code_without_looking_it_up(store: Store) -> None:
    """The id, which the code does not tell, is what a membership names."""
    room = store.open_classroom("9b", now=NOON)

    assert len(room.id) == 32
    assert room.code.replace("-", "").lower() not in room.id


def test_no_number_of_a_deleted_learner_is_given_again(store: Store) -> None:
    first = store.enrol(hashed("first"), now=NOON)
    assert store.number_of(first) == 1
    store.delete_learner(first)

    second = store.enrol(hashed("second"), now=NOON)

    assert store.number_of(second) == 2
    assert store.number_of(first) is None


def test_a_learner_keeps_their_number_when_work_of_a_browser_is_brought_along(
    store: Store,
) -> None:
    mine = store.enrol(hashed("at home"), now=NOON)
    store.enrol(hashed("at school"), now=NOON)

    store.bring_along(mine, browser=hashed("at school"), now=NOON)

    assert store.number_of(mine) == 1
