"""Classes that learners join with a code, and leave."""

import pytest

from sourcebook.store import Store, hashed
from tests.store.builders import HOUR, start
from tests.store.conftest import NOON


@pytest.fixture
def nina(store: Store) -> str:
    return store.learners.get_or_create(hashed("Nina's cookie"), now=NOON)


@pytest.fixture
def aram(store: Store) -> str:
    return store.learners.get_or_create(hashed("Aram's cookie"), now=NOON)


def test_a_learner_is_in_the_class_that_she_joined(store: Store, nina: str, aram: str) -> None:
    room = store.classes.create("9b", now=NOON)

    store.classes.join(nina, room.id, now=NOON)

    assert store.classes.of_learner(nina) == (room,)
    assert store.classes.of_learner(aram) == ()


def test_joining_twice_is_joining_once(store: Store, nina: str) -> None:
    room = store.classes.create("9b", now=NOON)

    store.classes.join(nina, room.id, now=NOON)
    store.classes.join(nina, room.id, now=NOON + HOUR)

    assert store.classes.of_learner(nina) == (room,)


def test_whoever_leaves_a_class_stays_in_the_others_and_keeps_her_work(
    store: Store, nina: str, aram: str
) -> None:
    left, other = (store.classes.create(name, now=NOON) for name in ("9b", "9c"))
    for room in (left, other):
        store.classes.join(nina, room.id, now=NOON)
        store.classes.join(aram, room.id, now=NOON)
    attempt = start(store, nina)

    store.classes.leave(nina, left.id)
    store.classes.leave(nina, left.id)

    assert store.classes.of_learner(nina) == (other,)
    assert store.classes.of_learner(aram) == (left, other)
    assert store.attempts.of_learner(nina) == (attempt,)


def test_classes_come_oldest_first(store: Store, nina: str) -> None:
    later = store.classes.create("9b", now=NOON + HOUR)
    earlier = store.classes.create("9c", now=NOON)
    for room in (later, earlier):
        store.classes.join(nina, room.id, now=NOON + HOUR)

    assert store.classes.all() == store.classes.of_learner(nina) == (earlier, later)


def test_classes_of_one_name_have_codes_of_their_own(store: Store) -> None:
    first, second = (store.classes.create("9b", now=NOON) for _ in range(2))

    assert first.code != second.code
    assert store.classes.with_code(second.code) == second


def test_a_class_is_found_however_its_code_is_typed(store: Store) -> None:
    room = store.classes.create("9b", now=NOON)
    code = room.code

    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')}\n"):
        assert store.classes.with_code(typed) == room
    assert store.classes.with_code(code.replace("0", "O").replace("1", "l")) == room


@pytest.mark.parametrize("typed", ["", "-", "0000-0000", "%", "____-____", "x" * 9999])
def test_a_code_of_no_class_finds_none(store: Store, typed: str) -> None:
    store.classes.create("9b", now=NOON)

    assert store.classes.with_code(typed) is None


def test_a_longer_code_that_starts_like_one_finds_none(store: Store) -> None:
    room = store.classes.create("9b", now=NOON)

    assert store.classes.with_code(f"{room.code}-7K0M") is None
    assert store.classes.with_code(room.code[:-1]) is None


def test_nobody_joins_a_class_by_its_code_without_looking_it_up(store: Store) -> None:
    """The id, which the code does not tell, is what a membership names."""
    room = store.classes.create("9b", now=NOON)

    assert len(room.id) == 32
    assert room.code.replace("-", "").lower() not in room.id


def test_no_number_of_a_deleted_learner_is_given_again(store: Store) -> None:
    first = store.learners.get_or_create(hashed("first"), now=NOON)
    assert store.learners.number_of(first) == 1
    store.learners.delete(first)

    second = store.learners.get_or_create(hashed("second"), now=NOON)

    assert store.learners.number_of(second) == 2
    assert store.learners.number_of(first) is None


def test_a_learner_keeps_their_number_when_work_of_a_browser_is_brought_along(
    store: Store,
) -> None:
    mine = store.learners.get_or_create(hashed("at home"), now=NOON)
    store.learners.get_or_create(hashed("at school"), now=NOON)

    store.learners.bring_along(mine, browser=hashed("at school"), now=NOON)

    assert store.learners.number_of(mine) == 1


def test_a_member_is_found_by_their_number(store: Store, nina: str, aram: str) -> None:
    room, other = (store.classes.create(name, now=NOON) for name in ("9b", "9c"))
    for classroom in (room, other):
        store.classes.join(nina, classroom.id, now=NOON)
    number, his = (store.learners.number_of(each) or 0 for each in (nina, aram))

    found = store.classes.member(number)

    assert found is not None
    assert (found.id, found.number) == (nina, number)
    assert store.classes.member(his) is None
    assert store.classes.member(999_999_999) is None
