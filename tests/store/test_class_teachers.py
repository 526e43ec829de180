"""Whose a class is: a teacher sees their own, those shared with them, and those of nobody."""

import random

import pytest

from sourcebook.errors import AssignmentError, AttemptError, TeacherError
from sourcebook.model.assignments import Extension, Part, Settings
from sourcebook.model.learners import Classroom
from sourcebook.model.teachers import Teacher
from sourcebook.store import Store, hashed
from tests.store.builders import ONE_WRITTEN, wrote
from tests.store.conftest import NOON
from tests.teachers import make_teacher


@pytest.fixture
def ani(store: Store) -> Teacher:
    """The teacher who makes a class."""
    return make_teacher(store, now=NOON)


@pytest.fixture
def davit(store: Store) -> Teacher:
    """Her colleague."""
    return make_teacher(store, "Davit", now=NOON)


@pytest.fixture
def room(store: Store, ani: Teacher) -> Classroom:
    """Her class, with the learner no. 1 in it."""
    room = store.classes.create("History 9b", now=NOON, owner=ani.id)
    learner = store.learners.get_or_create(hashed("nina"), now=NOON)
    store.classes.join(learner, room.id, now=NOON)
    store.readings.mark_read(learner, "csto", now=NOON)
    return room


def sees(store: Store, teacher: Teacher, room: Classroom) -> list[bool]:
    """Whether a teacher sees a class, its members, its learner no. 1, and what they read."""
    found = (
        room in store.classes.seen_by(teacher.id),
        store.classes.members(room.id, teacher=teacher.id),
        store.classes.members(teacher=teacher.id),
        store.classes.member(1, teacher=teacher.id),
        store.readings.of_class(room.id, teacher=teacher.id),
        store.readings.of_class(teacher=teacher.id),
    )
    return [bool(each) for each in found]


def test_a_teacher_sees_their_own_class_and_no_other(
    store: Store, ani: Teacher, davit: Teacher, room: Classroom
) -> None:
    assert sees(store, ani, room) == [True] * 6
    assert sees(store, davit, room) == [False] * 6
    assert store.classes.owned_by(ani.id) == (room,)


def test_a_shared_class_is_seen_until_it_is_no_longer_shared(
    store: Store, ani: Teacher, davit: Teacher, room: Classroom
) -> None:
    store.classes.share(room.id, davit.id, by=ani.id)
    store.classes.share(room.id, davit.id, by=ani.id)
    teachers = store.classes.teachers_of(room.id, seen_by=davit.id)

    assert sees(store, davit, room) == [True] * 6
    assert (teachers.owner, teachers.shared) == (ani, (davit,))
    store.classes.stop_sharing(room.id, davit.id, by=ani.id)
    assert sees(store, davit, room) == [False] * 6
    assert sees(store, ani, room) == [True] * 6


def test_another_teacher_changes_nothing_in_a_class(
    store: Store, davit: Teacher, room: Classroom
) -> None:
    learner = store.classes.members()[0].id

    for forbidden in (
        lambda: store.classes.rename(room.id, "Mine", teacher=davit.id),
        lambda: store.classes.renew_code(room.id, teacher=davit.id),
        lambda: store.classes.delete(room.id, now=NOON, teacher=davit.id),
        lambda: store.classes.share(room.id, davit.id, by=davit.id),
        lambda: store.classes.take_over(room.id, davit.id),
    ):
        with pytest.raises(TeacherError):
            forbidden()
    store.classes.leave(learner, room.id, teacher=davit.id)

    assert store.classes.all() == (room,)
    assert len(store.classes.members(room.id)) == 1


def test_another_teacher_sets_and_changes_nothing_for_a_class(
    store: Store, ani: Teacher, davit: Teacher, room: Classroom
) -> None:
    lesson, learner = Part("lesson", "csto"), store.classes.members()[0].id
    work, who = store.assignments, davit.id
    made = work.set_part(room.id, lesson, "The alliance", Settings(), now=NOON, teacher=ani.id)

    quiz, own = Part("quiz", "csto-quiz"), Extension(due=NOON)
    for forbidden in (
        lambda: work.set_part(room.id, quiz, "A quiz", Settings(), now=NOON, teacher=who),
        lambda: work.change(made.id, Settings(due=NOON), version=1, now=NOON, teacher=who),
        lambda: work.extend(made.id, learner, own, version=1, now=NOON, teacher=who),
        lambda: work.delete(made.id, version=1, now=NOON, teacher=who),
    ):
        with pytest.raises(AssignmentError):
            forbidden()

    assert work.of_class(room.id) == (made,)


def test_a_colleague_who_shares_a_class_works_with_it_but_neither_closes_nor_shares_it(
    store: Store, ani: Teacher, davit: Teacher, room: Classroom
) -> None:
    other = make_teacher(store, "Lusine", now=NOON)
    store.classes.share(room.id, davit.id, by=ani.id)

    store.classes.rename(room.id, "History 9c", teacher=davit.id)
    for forbidden in (
        lambda: store.classes.delete(room.id, now=NOON, teacher=davit.id),
        lambda: store.classes.share(room.id, other.id, by=davit.id),
        lambda: store.classes.stop_sharing(room.id, ani.id, by=davit.id),
    ):
        with pytest.raises(TeacherError):
            forbidden()
    store.classes.stop_sharing(room.id, davit.id, by=davit.id)

    assert [each.name for each in store.classes.all()] == ["History 9c"]
    assert sees(store, davit, room) == [False] * 6


def test_only_a_teacher_who_sees_the_learner_marks_their_text(
    store: Store, ani: Teacher, davit: Teacher, room: Classroom
) -> None:
    learner = store.classes.members()[0].id
    attempt = store.attempts.start(learner, ONE_WRITTEN, now=NOON, rng=random.Random(1))

    store.attempts.answer(learner, attempt.id, 0, wrote(), now=NOON)

    with pytest.raises(AttemptError) as refused:
        store.attempts.mark_by_teacher(attempt.id, 0, 2, now=NOON, teacher=davit)

    assert str(refused.value) == "There is no such attempt in your classes."
    assert store.attempts.of_class(teacher=davit.id) == ()
    marked = store.attempts.mark_by_teacher(attempt.id, 0, 2, now=NOON, teacher=ani)
    assert (marked.record(0).level, marked.record(0).marks[-1].who) == (2, ani.name)
    assert store.attempts.of_class(teacher=ani.id) == store.attempts.of_class()


def test_a_class_of_nobody_is_seen_by_all_until_one_takes_it_over(
    store: Store, ani: Teacher, davit: Teacher
) -> None:
    room = store.classes.create("From the console", now=NOON)

    assert store.classes.seen_by(ani.id) == store.classes.seen_by(davit.id) == (room,)
    store.classes.take_over(room.id, ani.id)
    assert store.classes.seen_by(davit.id) == ()
    with pytest.raises(TeacherError):
        store.classes.take_over(room.id, davit.id)


def test_a_class_of_a_password_is_everybodys_once_accounts_open_the_desk(
    store: Store, davit: Teacher, room: Classroom
) -> None:
    account = store.teachers.with_account("a" * 64, "Lusine", now=NOON)

    assert store.classes.seen_by(account.id) == (room,)
    assert store.classes.teachers_of(room.id, seen_by=account.id).owner is None
    store.classes.take_over(room.id, account.id)
    assert store.classes.owned_by(account.id) == (room,)


def test_the_classes_of_who_is_shut_out_go_to_a_colleague(
    store: Store, ani: Teacher, davit: Teacher, room: Classroom
) -> None:
    store.classes.share(room.id, davit.id, by=ani.id)

    for nobody in (None, ani.id, "x" * 32):
        with pytest.raises(TeacherError):
            store.teachers.shut_out(ani.id, by=davit.id, classes_to=nobody, now=NOON)
    store.teachers.shut_out(ani.id, by=davit.id, classes_to=davit.id, now=NOON)

    assert store.classes.owned_by(davit.id) == (room,)
    assert sees(store, ani, room) == [False] * 6
    assert sees(store, davit, room) == [True] * 6
