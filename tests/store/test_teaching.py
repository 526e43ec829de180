"""What a teacher does with a class: its name, its code, its members, the marks of their texts."""

import pytest

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Classroom, Member, Reading
from sourcebook.store import Store, hashed
from tests.store.builders import HOUR, ONE_WRITTEN, event_rows, guess, reloaded, start, wrote
from tests.store.conftest import NOON


@pytest.fixture
def room(store: Store) -> Classroom:
    return store.classes.create("9b", now=NOON)


@pytest.fixture
def nina(store: Store, room: Classroom) -> str:
    learner = store.learners.get_or_create(hashed("Nina's cookie"), now=NOON, name="Nina")
    store.classes.join(learner, room.id, now=NOON)
    return learner


@pytest.fixture
def stranger(store: Store) -> str:
    return store.learners.get_or_create(hashed("Aram's cookie"), now=NOON)


def hands_in(store: Store, learner: str) -> Attempt:
    attempt = start(store, learner, asked=ONE_WRITTEN)
    return store.attempts.answer(learner, attempt.id, 0, wrote(), now=NOON)


def test_a_class_is_known_by_its_new_name(store: Store, room: Classroom) -> None:
    store.classes.rename(room.id, "10b")

    assert store.classes.all() == (room.model_copy(update={"name": "10b"}),)


def test_a_new_code_makes_the_one_before_void(store: Store, room: Classroom) -> None:
    code = store.classes.renew_code(room.id)

    assert store.classes.with_code(room.code) is None
    found = store.classes.with_code(code)
    assert found is not None
    assert found.id == room.id


def test_a_closed_class_is_gone_and_its_learners_keep_their_work(
    store: Store, room: Classroom, nina: str
) -> None:
    attempt = start(store, nina)

    store.classes.delete(room.id, now=NOON)

    assert store.classes.all() == ()
    assert store.classes.with_code(room.code) is None
    assert store.classes.of_learner(nina) == ()
    assert store.attempts.of_learner(nina) == (attempt,)
    assert store.attempts.of_class() == ()


def test_members_are_told_in_the_order_in_which_they_joined(
    store: Store, room: Classroom, nina: str, stranger: str
) -> None:
    store.classes.join(stranger, room.id, now=NOON - HOUR)

    assert store.classes.members(room.id) == (
        Member(id=stranger, name=None, number=2, joined_at=NOON - HOUR),
        Member(id=nina, name="Nina", number=1, joined_at=NOON),
    )


def test_whoever_is_in_two_classes_is_one_member_of_all(
    store: Store, room: Classroom, nina: str
) -> None:
    other = store.classes.create("9c", now=NOON)
    store.classes.join(nina, other.id, now=NOON + HOUR)

    assert store.classes.members() == (Member(id=nina, name="Nina", number=1, joined_at=NOON),)
    assert store.classes.members(other.id)[0].joined_at == NOON + HOUR


def test_work_is_seen_of_members_only(
    store: Store, room: Classroom, nina: str, stranger: str
) -> None:
    other = store.classes.create("9c", now=NOON)
    hers = start(store, nina)
    start(store, stranger)
    for learner in (nina, stranger):
        store.readings.note_opened(learner, "csto", now=NOON)

    assert store.attempts.of_class() == store.attempts.of_class(room.id) == (hers,)
    assert store.readings.of_class() == {nina: {"csto": Reading(opened_at=NOON)}}
    assert store.attempts.of_class(other.id) == ()
    assert store.readings.of_class(other.id) == {}


def test_the_steps_that_members_opened_are_known_and_stay_when_the_class_ends(
    store: Store, room: Classroom, nina: str
) -> None:
    store.readings.note_step(nina, "csto", "members", now=NOON)
    saved = store.readings.save_task(nina, "csto", "why", guess(), now=NOON)
    note = store.notes.save(nina, "s2.p11", "He says it twice.", now=NOON)
    reading = Reading(opened_at=NOON, step="members", steps=frozenset({"members"}))
    before = store.readings.of_class(room.id)

    store.classes.delete(room.id, now=NOON)

    assert before == {nina: {"csto": reading}}
    assert store.readings.of_class() == {}
    assert store.readings.of_learner(nina) == {"csto": reading}
    assert store.readings.tasks(nina, "csto") == {"why": saved}
    assert store.notes.of_learner(nina) == {"s2.p11": note}


def test_a_teachers_mark_takes_the_place_of_the_learners_and_both_stay_on_record(
    store: Store, url: str, nina: str
) -> None:
    attempt = hands_in(store, nina)
    store.attempts.mark_written(nina, attempt.id, 0, 2, now=NOON)

    marked = store.attempts.mark_by_teacher(attempt.id, 0, 1, now=NOON + HOUR)

    assert (marked.record(0).level, marked.record(0).marked_by) == (1, "teacher")
    assert reloaded(store, attempt, nina) == marked
    assert [kind for _, _, kind in event_rows(url, attempt)] == ["tried", "marked", "marked"]


def test_a_teacher_may_mark_again(store: Store, nina: str) -> None:
    attempt = hands_in(store, nina)

    for level in (0, 2):
        marked = store.attempts.mark_by_teacher(attempt.id, 0, level, now=NOON)

    assert marked.record(0).level == 2


def test_a_learner_changes_no_mark_of_her_teacher(store: Store, nina: str) -> None:
    attempt = hands_in(store, nina)
    store.attempts.mark_by_teacher(attempt.id, 0, 0, now=NOON)

    with pytest.raises(AttemptError) as refused:
        store.attempts.mark_written(nina, attempt.id, 0, 2, now=NOON)

    assert str(refused.value) == "Your teacher has marked this text; that mark counts."


def test_a_text_of_nobody_in_a_class_is_not_marked(
    store: Store, room: Classroom, stranger: str
) -> None:
    attempt = hands_in(store, stranger)

    with pytest.raises(AttemptError) as refused:
        store.attempts.mark_by_teacher(attempt.id, 0, 2, now=NOON)

    assert str(refused.value) == "There is no such attempt in your classes."


@pytest.mark.parametrize("place", [0, 1])
def test_only_a_text_that_is_handed_in_is_marked(store: Store, nina: str, place: int) -> None:
    attempt = start(store, nina, asked=ONE_WRITTEN)

    with pytest.raises(AttemptError) as refused:
        store.attempts.mark_by_teacher(attempt.id, place, 2, now=NOON)

    assert str(refused.value) == "There is no text to be marked here."


def test_with_the_last_mark_an_attempt_ends_by_itself(store: Store, nina: str) -> None:
    asked = ONE_WRITTEN.model_copy(update={"items": ONE_WRITTEN.items[:1]})
    attempt = start(store, nina, asked=asked)
    store.attempts.answer(nina, attempt.id, 0, wrote(), now=NOON)

    marked = store.attempts.mark_by_teacher(attempt.id, 0, 2, now=NOON + HOUR)

    assert marked.finished_at == NOON + HOUR


def test_a_mark_is_seen_by_whoever_read_the_finished_attempt_before(
    store: Store, nina: str
) -> None:
    attempt = hands_in(store, nina)
    store.attempts.finish(nina, attempt.id, now=NOON)
    store.attempts.of_learner(nina)
    store.attempts.of_class()

    store.attempts.mark_by_teacher(attempt.id, 0, 1, now=NOON + HOUR)

    for found in (
        store.attempts.of_learner(nina)[0],
        store.attempts.of_class()[0],
        reloaded(store, attempt, nina),
    ):
        assert found.record(0).level == 1
