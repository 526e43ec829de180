"""A teacher's mark of a text: with a comment, against another teacher's, taken back, seen."""

import pytest

from sourcebook.delivery import has_new_mark
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt
from sourcebook.model.teachers import Teacher
from sourcebook.store import Store, hashed
from tests.store.builders import HOUR, ONE_WRITTEN, event_rows, reloaded, start, wrote
from tests.store.conftest import NOON
from tests.teachers import make_teacher


@pytest.fixture
def nina(store: Store) -> str:
    learner = store.learners.get_or_create(hashed("Nina's cookie"), now=NOON, name="Nina")
    store.classes.join(learner, store.classes.create("9b", now=NOON).id, now=NOON)
    return learner


def levi(store: Store) -> Teacher:
    return make_teacher(store, "Ms Levi", now=NOON)


def petit(store: Store) -> Teacher:
    return make_teacher(store, "Mr Petit", now=NOON)


@pytest.fixture
def text(store: Store, nina: str) -> Attempt:
    attempt = start(store, nina, asked=ONE_WRITTEN)
    return store.attempts.answer(nina, attempt.id, 0, wrote(), now=NOON)


def test_a_comment_is_kept_with_the_mark_and_the_latest_counts(
    store: Store, nina: str, text: Attempt
) -> None:
    store.attempts.mark_by_teacher(
        text.id,
        0,
        1,
        now=NOON,
        comment=" Which report? ",
        teacher=levi(store),
    )
    assert store.attempts.of_learner(nina)[0].record(0).comment == "Which report?"

    store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON + HOUR, comment="  ")

    record = reloaded(store, text, nina).record(0)
    assert (record.level, record.comment) == (2, None)
    assert [(each.comment, each.who) for each in record.marks] == [
        ("Which report?", "Ms Levi"),
        (None, None),
    ]


def test_a_comment_that_is_too_long_is_refused(store: Store, text: Attempt) -> None:
    with pytest.raises(AttemptError) as refused:
        store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, comment="a" * 2001)

    assert str(refused.value) == (
        "The comment has 2001 characters, and there is room for 2000. Shorten it."
    )


def test_a_level_that_the_rubric_does_not_have_is_refused(
    store: Store, nina: str, text: Attempt
) -> None:
    with pytest.raises(AttemptError, match="has no such level"):
        store.attempts.mark_by_teacher(text.id, 0, 3, now=NOON)
    with pytest.raises(AttemptError, match="has no such level"):
        store.attempts.mark_written(nina, text.id, 0, 3, now=NOON)


def test_the_second_of_two_teachers_overwrites_nothing_they_have_not_seen(
    store: Store, nina: str, text: Attempt
) -> None:
    seen = text.record(0).mark_changes
    store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, comment="First.", changes=seen)

    with pytest.raises(AttemptError, match="changed the mark of this text meanwhile"):
        store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON, comment="Second.", changes=seen)

    record = reloaded(store, text, nina).record(0)
    assert (record.level, record.comment) == (1, "First.")
    store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON, changes=record.mark_changes)
    assert reloaded(store, text, nina).record(0).level == 2


def test_the_same_mark_again_is_no_new_one(store: Store, url: str, text: Attempt) -> None:
    for _ in range(2):
        store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, comment="Good.", changes=0)

    assert [kind for _, _, kind in event_rows(url, text)] == ["tried", "marked"]


def test_a_mark_taken_back_leaves_the_learners_own(store: Store, nina: str, text: Attempt) -> None:
    store.attempts.mark_written(nina, text.id, 0, 2, now=NOON)
    marked = store.attempts.mark_by_teacher(text.id, 0, 0, now=NOON)

    store.attempts.take_back_mark(text.id, 0, now=NOON, changes=marked.record(0).mark_changes)

    record = reloaded(store, text, nina).record(0)
    assert (record.level, record.marked_by) == (2, "learner")


def test_only_the_mark_that_was_seen_is_taken_back(store: Store, nina: str, text: Attempt) -> None:
    marked = store.attempts.mark_by_teacher(text.id, 0, 0, now=NOON)
    store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON)

    with pytest.raises(AttemptError, match="meanwhile"):
        store.attempts.take_back_mark(text.id, 0, now=NOON, changes=marked.record(0).mark_changes)

    assert reloaded(store, text, nina).record(0).level == 2


def test_without_a_teachers_mark_there_is_nothing_to_take_back(
    store: Store, nina: str, text: Attempt
) -> None:
    store.attempts.mark_written(nina, text.id, 0, 2, now=NOON)

    with pytest.raises(AttemptError, match="no mark of a teacher"):
        store.attempts.take_back_mark(text.id, 0, now=NOON, changes=0)


def test_a_teachers_mark_is_new_until_the_learner_has_seen_it(
    store: Store, url: str, nina: str, text: Attempt
) -> None:
    assert not has_new_mark(text, 0)
    assert has_new_mark(store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON), 0)

    for _ in range(2):
        seen = store.attempts.see_mark(nina, text.id, 0, now=NOON)

    assert not has_new_mark(seen, 0)
    assert [kind for _, _, kind in event_rows(url, text)] == ["tried", "marked", "mark_seen"]
    assert has_new_mark(store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON), 0)


def test_nobody_else_can_say_that_a_mark_was_seen(store: Store, text: Attempt) -> None:
    aram = store.learners.get_or_create(hashed("Aram's cookie"), now=NOON)

    with pytest.raises(AttemptError, match="no such attempt"):
        store.attempts.see_mark(aram, text.id, 0, now=NOON)


def asked_twice(store: Store, text: Attempt, *, second_level: int) -> Attempt:
    """A text that Ms Levi marked in part, and Mr Petit a second time."""
    store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, comment="First.", teacher=levi(store))
    store.attempts.ask_second_mark(text.id, 0, now=NOON, teacher=levi(store))
    return store.attempts.mark_by_teacher(
        text.id,
        0,
        second_level,
        now=NOON,
        comment="Second.",
        teacher=petit(store),
    )


def test_a_second_mark_that_agrees_leaves_the_first_one(
    store: Store, nina: str, text: Attempt
) -> None:
    asked_twice(store, text, second_level=1)

    record = reloaded(store, text, nina).record(0)
    assert (record.second, record.level, record.comment) == ("agreed", 1, "First.")


def test_of_two_marks_that_differ_the_first_counts_until_somebody_decides(
    store: Store, url: str, nina: str, text: Attempt
) -> None:
    record = asked_twice(store, text, second_level=2).record(0)
    assert (record.second, record.level) == ("differs", 1)
    assert record.second_mark is not None
    assert record.second_mark.level == 2

    store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, comment="First.", teacher=petit(store))

    record = reloaded(store, text, nina).record(0)
    assert (record.second, record.level, record.marks[-1].who) == (None, 1, "Mr Petit")
    kinds = [kind for _, _, kind in event_rows(url, text)]
    assert kinds == ["tried", "marked", "second_asked", "marked", "marked"]


def test_who_gave_the_first_mark_cannot_give_the_second_one(store: Store, text: Attempt) -> None:
    store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, teacher=levi(store))
    store.attempts.ask_second_mark(text.id, 0, now=NOON, teacher=levi(store))

    record = store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON, teacher=levi(store)).record(0)

    assert (record.second, record.level, record.second_mark) == ("asked", 2, None)


def test_who_asked_for_a_second_mark_has_seen_the_first_and_gives_none(
    store: Store, text: Attempt
) -> None:
    store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON)
    store.attempts.ask_second_mark(text.id, 0, now=NOON, teacher=levi(store))

    record = store.attempts.mark_by_teacher(text.id, 0, 2, now=NOON, teacher=levi(store)).record(0)

    assert (record.level, record.second_mark) == (2, None)


def test_a_second_mark_taken_back_is_asked_for_again(store: Store, text: Attempt) -> None:
    before = asked_twice(store, text, second_level=2).record(0)

    record = store.attempts.take_back_mark(
        text.id, 0, now=NOON, changes=before.mark_changes
    ).record(0)

    assert (record.second, record.level, record.second_mark) == ("asked", 1, None)


def test_a_second_mark_needs_a_first_one_and_is_asked_for_once(
    store: Store, url: str, text: Attempt
) -> None:
    with pytest.raises(AttemptError, match="Mark this text first"):
        store.attempts.ask_second_mark(text.id, 0, now=NOON)
    store.attempts.mark_by_teacher(text.id, 0, 1, now=NOON, teacher=levi(store))

    for _ in range(2):
        store.attempts.ask_second_mark(text.id, 0, now=NOON)

    kinds = [kind for _, _, kind in event_rows(url, text)]
    assert kinds == ["tried", "marked", "second_asked"]
